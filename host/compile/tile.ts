// Cards of a square colour panel with one button: title, text where there is room for all of it, price, and under a rule why
// it is shown, as a sentence on two lines.
import { TEST_ABOVE, TEST_EQUAL, VALUE_CLOCK_KNOWN } from "../../shared/cards/list.ts";
import type { Offer, Shop } from "../shop/model.ts";
import { checkSponsor, chooseHeading } from "./heading.ts";
import { drawLead } from "./lead.ts";
import { drawLines as setLines, shortenHours } from "./paper.ts";
import type { Pen } from "./pen.ts";
import { printPrice } from "./price.ts";
import type { Setting } from "./setting.ts";
import { measureText, noteLeftOut, noteOverflow, type Sheet, type Type } from "./sheet.ts";
import { drawSponsor, drawTill, PRICE_ROOM } from "./sponsor.ts";
import { chooseText, chooseWords } from "./texts.ts";
import { glueText, wrapText } from "./wrap.ts";

/** Left and right. */
export const TILE_MARGIN = 6;
/** First baseline of a title: its capitals, their accents, and 2 px of paper. */
export const TITLE_BASELINE = 34;
/** From the last line of a title to the text under it, at least. */
export const AFTER_HEADING = 29;
/** Last baseline of a card, and of a page. */
export const LAST_BASELINE = 231;
/** Lines of a reason are as far from each other as the font is high: 32 px with capitals that have accents, else 28. */
const REASON_BASELINE = LAST_BASELINE - 32;
const RULE_TOP = REASON_BASELINE - 30;
const PRICE_BASELINE = RULE_TOP - 8;
/** An old price that has no room beside the new one stands above it. */
const WAS_BASELINE = PRICE_BASELINE - 30;
const GAP = 10;
/** From a rule to the capitals below it. */
const RULE_GAP = 5;
/** Tails of letters, and a pixel of paper. */
const TAILS = 7;

/** What stands at the right, from its top down to the rule. */
interface Box {
  readonly left: number;
  readonly top: number;
}

export const tileWidth = ({ width }: Sheet): number => width - 2 * TILE_MARGIN;

/** Sets a text on given lines beside the tile's own margin. @returns baseline of the last line */
export function setTile(
  pen: Pen,
  type: Type,
  baseline: number,
  text: string,
  widths: readonly number[],
  what: string,
): number {
  return setLines(pen, type, baseline, text, widths, what, TILE_MARGIN);
}

/** Cleans the panel; what follows is drawn in ink. */
export function beginTile(pen: Pen): void {
  const { palette } = pen.sheet;
  pen.clear(palette.paper);
  pen.ink(palette.ink, palette.paper);
}

/** Draws an offer's card. */
export function drawTile(pen: Pen, shop: Shop, offer: Offer, language: string): void {
  const { sheet } = pen;
  const { palette, text } = sheet;
  beginTile(pen);
  const lead = drawLead(pen, offer, sheet.width, 0, RULE_TOP);
  const boxes: Box[] = [lead];
  const room = (baseline: number): number =>
    Math.min(
      tileWidth(sheet),
      ...boxes.map(({ left, top }) => (baseline + TAILS > top ? left - GAP - TILE_MARGIN : sheet.width)),
    );
  pen.ink(palette.ink, palette.paper);
  boxes.push(...drawPrice(pen, shop, offer, language, Math.min(sheet.width - TILE_MARGIN, lead.left)));
  const taken = Math.min(...boxes.slice(1).map((box) => box.top), PRICE_BASELINE + GAP);
  const edge = Math.min(sheet.width - TILE_MARGIN, lead.left);
  boxes.push(drawTill(pen, text, offer, language, TILE_MARGIN, { baseline: taken - GAP, right: edge }));
  const places = [0, 1, 2, 3].map((i) => PRICE_BASELINE - i * text.typeface.pitch);
  const floor = drawSponsor(
    pen,
    text,
    offer,
    language,
    TILE_MARGIN,
    places.map((baseline) => ({ baseline, right: TILE_MARGIN + room(baseline) })),
  );
  const heading = glueText(chooseText(offer.title, language), language);
  const body = glueText(chooseText(offer.text, language), language);
  const chosen = chooseHeading(sheet, heading, body, {
    baseline: () => TITLE_BASELINE,
    after: [AFTER_HEADING + 5, AFTER_HEADING + 2, AFTER_HEADING],
    title: room,
    floor,
    text: (first) => {
      const widths: number[] = [];
      for (let at = first; at + TAILS <= Math.min(RULE_TOP, floor); at += text.typeface.pitch)
        widths.push(room(at));
      return widths;
    },
  });
  setTile(pen, chosen.type, chosen.baseline, heading, chosen.rooms, "title");
  checkSponsor(pen, chosen, floor);
  if (chosen.hasText) setTile(pen, text, chosen.first, body, chosen.widths, "text");
  else noteLeftOut(sheet, pen.subject);
  drawRule(pen, RULE_TOP);
  pen.ink(palette.quiet, palette.paper);
  // No second reason: the row that it would have to end above is the panel's first.
  pen.reason(text, TILE_MARGIN, REASON_BASELINE, 0, true);
}

export function drawRule(pen: Pen, top: number): void {
  pen.fill(TILE_MARGIN, top, tileWidth(pen.sheet), 1, pen.sheet.palette.quiet);
}

/** Draws the price up to a right edge, the old one smaller and struck, beside it or above it. */
function drawPrice(pen: Pen, shop: Shop, offer: Offer, language: string, right: number): Box[] {
  const { sheet } = pen;
  const { palette, title, text } = sheet;
  if (offer.price === undefined) return [];
  const words = chooseWords(language);
  const now = printPrice(offer.price.now, shop.currency, words);
  const left = right - measureText(title, now);
  pen.text(title, left, PRICE_BASELINE, now);
  const boxes = [{ left, top: PRICE_BASELINE - title.typeface.capHeight }];
  if (offer.price.was !== undefined) {
    const was = printPrice(offer.price.was, shop.currency, words);
    const width = measureText(text, was);
    const beside = left - GAP - width;
    const isBeside = beside >= TILE_MARGIN;
    const x = isBeside ? beside : right - width;
    const baseline = isBeside ? PRICE_BASELINE : WAS_BASELINE;
    pen.text(text, x, baseline, was);
    pen.fill(x - 1, baseline - (text.typeface.capHeight >> 1), width + 2, 2, palette.ink);
    boxes.push({ left: x, top: baseline - text.typeface.capHeight });
  }
  if (Math.min(...boxes.map((box) => box.left)) < TILE_MARGIN)
    noteOverflow(sheet, pen.subject, "price", PRICE_ROOM);
  return boxes;
}

/** Draws the neutral card: the shop, its hours, what the display senses, and the label's code or that there is no clock. */
export function drawTileNeutral(pen: Pen, { shop, language, sheet, mark }: Setting): void {
  const { palette, text } = sheet;
  const words = chooseWords(language);
  const full = tileWidth(sheet);
  const measure = (line: string): number => measureText(text, line);
  beginTile(pen);
  const { pitch } = text.typeface;
  const name = glueText(shop.name, language);
  const hours = glueText(shortenHours(chooseText(shop.hoursText, language)), language);
  const open = wrapText(hours, measure, [full, full]).lines.length;
  const notices = [glueText(words.notice, language), glueText(words.noticeShort, language)];
  // The largest name that leaves room for the longer notice; else for the shorter one.
  const settings = notices.flatMap((notice) =>
    [...sheet.titles, text].map((type) => {
      const named = wrapText(name, (line) => measureText(type, line), [full, full]);
      const below = Math.max(0, named.lines.length - 1) * type.typeface.pitch;
      const first = TITLE_BASELINE + below + AFTER_HEADING;
      const second = first + open * pitch + RULE_GAP;
      const widths = new Array<number>(Math.max(1, Math.floor((LAST_BASELINE - second) / pitch))).fill(full);
      const fits = named.fits && wrapText(notice, measure, widths).fits;
      return { type, notice, first, second, widths, fits };
    }),
  );
  const chosen = settings.find(({ fits }) => fits) ?? settings[settings.length - 1];
  setTile(pen, chosen.type, TITLE_BASELINE, name, [full, full], "shop's name");
  setTile(pen, text, chosen.first, hours, [full, full], "hours");
  drawRule(pen, chosen.second - text.typeface.capHeight - RULE_GAP);
  setTile(pen, text, chosen.second, chosen.notice, chosen.widths, "notice");
  pen.when(VALUE_CLOCK_KNOWN, TEST_EQUAL, 0, () => {
    pen.ink(palette.ink, palette.paper);
    setTile(pen, text, LAST_BASELINE, words.clockUnknownShort, [full], "clock's note");
  });
  if (mark === undefined) return;
  pen.when(VALUE_CLOCK_KNOWN, TEST_ABOVE, 0, () => {
    pen.ink(palette.quiet, palette.paper);
    const line = `${words.label} ${mark.code}`;
    setTile(pen, text, LAST_BASELINE, measure(line) > full ? mark.code : line, [full], "code");
  });
}
