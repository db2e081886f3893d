// Cards of a colour panel: title, text, price, room for the controls, reason.
import { TEST_ABOVE, TEST_EQUAL, VALUE_CLOCK_KNOWN } from "../../shared/cards/list.ts";
import type { Offer, Shop } from "../shop/model.ts";
import { CHIP_PX } from "./chip.ts";
import { drawLead } from "./lead.ts";
import type { LabelMark } from "./mark.ts";
import type { Pen } from "./pen.ts";
import { printPrice } from "./price.ts";
import { measureText, noteOverflow, type Type } from "./sheet.ts";
import { drawSponsor, drawTill, PRICE_ROOM, SPONSOR_ROOM } from "./sponsor.ts";
import { chooseText, chooseWords } from "./texts.ts";
import { glueText, wrapText } from "./wrap.ts";

/** Left and right. */
export const MARGIN = 8;
/** First baseline of a title. */
export const FIRST_BASELINE = 40;
/** Controls, and the reason under them, are at the same place on every card. */
export const CONTROLS_Y = 160;
const REASON_BASELINE = CONTROLS_Y + CHIP_PX + 20;
const PRICE_BASELINE = 148;
/** From the last line of a title to the text under it. */
const AFTER_TITLE = 26;
const PRICE_GAP = 12;
/** From a price to the small letters above it. */
const ABOVE_PRICE = 9;
/** Tails of small letters, and of a title. */
const TAILS = 4;
const BELOW_TITLE = 9;
/** From a baseline to what may stand under it: the tails of its letters, and 6 px of paper. */
const BELOW_TEXT = 4 + 6;
const MOST_LINES = 3;

/**
 * Sets a text on given lines and draws it.
 * @param widths pixels of the lines there is room for
 * @param left where each of them begins
 * @returns baseline of the last line
 */
export function drawLines(
  pen: Pen,
  type: Type,
  baseline: number,
  text: string,
  widths: readonly number[],
  what: string,
  left = MARGIN,
): number {
  const measure = (line: string): number => measureText(type, line);
  const wrapped = wrapText(text, measure, widths);
  if (!wrapped.fits) noteOverflow(pen.sheet, pen.subject, what);
  wrapped.lines.forEach((line, i) => {
    pen.text(type, left, baseline + i * type.typeface.pitch, line);
  });
  return baseline + Math.max(0, wrapped.lines.length - 1) * type.typeface.pitch;
}

/** Draws an offer's card, without the controls. */
export function drawOffer(pen: Pen, shop: Shop, offer: Offer, language: string): void {
  const { sheet } = pen;
  const { palette, title, text } = sheet;
  const full = sheet.width - 2 * MARGIN;
  pen.clear(palette.paper);
  pen.ink(palette.ink, palette.paper);
  const lead = drawLead(pen, offer, sheet.width, 0, CONTROLS_Y);
  const room = (baseline: number): number =>
    baseline + BELOW_TEXT > lead.top ? Math.min(full, lead.left - MARGIN) : full;
  pen.ink(palette.ink, palette.paper);
  const edge = Math.min(sheet.width - MARGIN, lead.left);
  const price = drawPrice(pen, shop, offer, language, edge);
  pen.ink(palette.ink, palette.paper);
  const till = drawTill(pen, text, offer, language, MARGIN, { baseline: price.above, right: edge });
  /** Right end of a line of small letters that leaves what stands at its right alone. */
  const endOf = (baseline: number): number => {
    const low = baseline + BELOW_TEXT;
    const right = Math.min(
      low > PRICE_BASELINE - title.typeface.capHeight ? price.nowLeft : Number.POSITIVE_INFINITY,
      low > price.wasTop ? price.wasLeft : Number.POSITIVE_INFINITY,
      low > till.top ? till.left : Number.POSITIVE_INFINITY,
    );
    return Math.min(MARGIN + room(baseline), right - PRICE_GAP);
  };
  const feet = [0, 1, 2, 3].map((i) => PRICE_BASELINE - i * text.typeface.pitch);
  const places = feet.map((baseline) => ({ baseline, right: endOf(baseline) }));
  const floor = drawSponsor(pen, text, offer, language, MARGIN, places);
  const heading = glueText(chooseText(offer.title, language), language);
  const rooms = [FIRST_BASELINE, FIRST_BASELINE + title.typeface.pitch].map((baseline) =>
    Math.min(
      room(baseline),
      ...[till, { left: price.wasLeft, top: price.wasTop }].map(({ left, top }) =>
        baseline + BELOW_TITLE > top ? left - PRICE_GAP - MARGIN : full,
      ),
    ),
  );
  const last = drawLines(pen, title, FIRST_BASELINE, heading, rooms, "title");
  if (last + BELOW_TITLE > floor) noteOverflow(sheet, pen.subject, "sponsor", SPONSOR_ROOM);
  // Lines beside a price are shorter; lines above it are not.
  const first = last + AFTER_TITLE;
  const widths: number[] = [];
  for (let i = 0; i < MOST_LINES; i++) {
    const baseline = first + i * text.typeface.pitch;
    if (baseline > PRICE_BASELINE || baseline + TAILS > floor) break;
    widths.push(endOf(baseline) - MARGIN);
  }
  pen.ink(palette.ink, palette.paper);
  drawLines(pen, text, first, glueText(chooseText(offer.text, language), language), widths, "text");
  pen.ink(palette.quiet, palette.paper);
  pen.reason(text, MARGIN, REASON_BASELINE, sheet.width - MARGIN, false);
}

/** Left edges of what is printed of a price; beyond the panel where there is nothing. */
interface PriceEdges {
  readonly nowLeft: number;
  readonly wasLeft: number;
  /** First row of the old one. */
  readonly wasTop: number;
  /** Baseline of what stands above, or in its place. */
  readonly above: number;
}

/** Draws the price up to a right edge, the old one smaller and struck to the left of it, or above where that is too narrow. */
function drawPrice(pen: Pen, shop: Shop, offer: Offer, language: string, right: number): PriceEdges {
  const { sheet } = pen;
  const { palette, title, text } = sheet;
  const beyond = 2 * sheet.width;
  const none = { nowLeft: beyond, wasLeft: beyond, wasTop: PRICE_BASELINE, above: PRICE_BASELINE };
  if (offer.price === undefined) return none;
  const words = chooseWords(language);
  const now = printPrice(offer.price.now, shop.currency, words);
  const left = right - measureText(title, now);
  pen.ink(palette.ink, palette.paper);
  pen.text(title, left, PRICE_BASELINE, now);
  if (left < MARGIN) noteOverflow(sheet, pen.subject, "price", PRICE_ROOM);
  const above = PRICE_BASELINE - title.typeface.capHeight - ABOVE_PRICE;
  if (offer.price.was === undefined) return { ...none, nowLeft: left, above };
  const was = printPrice(offer.price.was, shop.currency, words);
  const width = measureText(text, was);
  const isBeside = left - PRICE_GAP - width >= MARGIN;
  const x = isBeside ? left - PRICE_GAP - width : right - width;
  const baseline = isBeside ? PRICE_BASELINE : above;
  pen.text(text, x, baseline, was);
  pen.fill(x - 1, baseline - Math.round(text.typeface.capHeight / 2), width + 2, 1, palette.ink);
  return {
    nowLeft: left,
    wasLeft: x,
    wasTop: baseline - text.typeface.capHeight,
    above: isBeside ? above : above - text.typeface.pitch,
  };
}

/** Draws the neutral card, without the controls: the shop, its hours, what the display senses, the label's code. */
export function drawNeutral(pen: Pen, shop: Shop, language: string, mark: LabelMark | undefined): void {
  const { sheet } = pen;
  const { palette, title, text } = sheet;
  const words = chooseWords(language);
  const full = sheet.width - 2 * MARGIN;
  pen.clear(palette.paper);
  pen.ink(palette.ink, palette.paper);
  const last = drawLines(
    pen,
    title,
    FIRST_BASELINE,
    glueText(shop.name, language),
    [full, full],
    "shop's name",
  );
  const hours = glueText(chooseText(shop.hoursText, language), language);
  const isLong = measureText(text, hours) > full;
  drawLines(pen, text, last + AFTER_TITLE, isLong ? shortenHours(hours) : hours, [full], "hours");
  pen.ink(palette.quiet, palette.paper);
  const notice = glueText(words.notice, language);
  drawLines(pen, text, CONTROLS_Y - 12 - text.typeface.pitch, notice, [full, full], "notice");
  drawClockUnknown(pen, language, REASON_BASELINE);
  if (mark === undefined) return;
  pen.when(VALUE_CLOCK_KNOWN, TEST_ABOVE, 0, () => {
    pen.ink(palette.quiet, palette.paper);
    drawLines(pen, text, REASON_BASELINE, `${words.label} ${mark.code}`, [full], "code");
  });
}

/** Opening hours without minutes, where all are full hours. */
export function shortenHours(hours: string): string {
  return /:(?!00)\d\d/.test(hours) ? hours : hours.replaceAll(":00", "");
}

function drawClockUnknown(pen: Pen, language: string, baseline: number): void {
  const { palette, text } = pen.sheet;
  pen.when(VALUE_CLOCK_KNOWN, TEST_EQUAL, 0, () => {
    pen.ink(palette.ink, palette.paper);
    const words = chooseWords(language).clockUnknown;
    drawLines(pen, text, baseline, words, [pen.sheet.width - 2 * MARGIN], "clock's note");
  });
}
