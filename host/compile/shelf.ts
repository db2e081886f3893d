// Cards of electronic paper, set like a printed shelf label: the title at the left, the price at the right, the reason under a
// rule.
import type { Offer, Shop } from "../shop/model.ts";
import { checkSponsor, chooseHeading } from "./heading.ts";
import {
  AFTER_TITLE,
  begin,
  drawLines,
  fullWidth,
  LABEL_MARGIN,
  RULE_GAP,
  reasonBaseline,
  ruleTop,
  TAILS,
  titleBaseline,
} from "./label.ts";
import { drawLead } from "./lead.ts";
import type { Pen } from "./pen.ts";
import { PIXEL_STRIKE_PX, printPrice } from "./price.ts";
import { measureText, noteLeftOut, noteOverflow, type Sheet } from "./sheet.ts";
import { type Corner, drawSponsor, drawTill, PRICE_ROOM } from "./sponsor.ts";
import { chooseText, chooseWords } from "./texts.ts";
import { glueText } from "./wrap.ts";

/** From a text to what stands beside it. */
const PRICE_GAP = 10;
/** From the baseline of a title to what may stand under it: tails, and 2 px of paper. */
const BELOW_TITLE = 9;

const priceBaseline = (sheet: Sheet): number => ruleTop(sheet) - RULE_GAP - 1;

/** Draws an offer's card. The text is there only where there is room for all of it. */
export function drawLabel(pen: Pen, shop: Shop, offer: Offer, language: string): void {
  const { sheet } = pen;
  const full = fullWidth(sheet);
  begin(pen);
  const lead = drawLead(pen, offer, sheet.width, 0, ruleTop(sheet));
  const edge = Math.min(sheet.width - LABEL_MARGIN, lead.left);
  const room = (baseline: number): number => (baseline + TAILS > lead.top ? edge - LABEL_MARGIN : full);
  pen.ink(sheet.palette.ink, sheet.palette.paper);
  const price = drawPrice(pen, shop, offer, language, edge);
  const above = Math.min(priceBaseline(sheet), ...price.map(({ top }) => top - RULE_GAP));
  const till = drawTill(pen, sheet.text, offer, language, LABEL_MARGIN, { baseline: above, right: edge });
  const endOf = (baseline: number): number => LABEL_MARGIN + measureRoom(baseline, [...price, till], room);
  const places = [0, 1, 2].map((i) => priceBaseline(sheet) - i * sheet.text.typeface.pitch);
  const floor = drawSponsor(
    pen,
    sheet.text,
    offer,
    language,
    LABEL_MARGIN,
    places.map((baseline) => ({ baseline, right: endOf(baseline) })),
  );
  const heading = glueText(chooseText(offer.title, language), language);
  const body = glueText(chooseText(offer.text, language), language);
  const chosen = chooseHeading(sheet, heading, body, {
    baseline: titleBaseline,
    after: [AFTER_TITLE],
    title: (baseline) => Math.min(room(baseline), leaveCorners(baseline + BELOW_TITLE, [...price, till])),
    floor,
    text: (first) => {
      const widths: number[] = [];
      const low = Math.min(ruleTop(sheet), floor);
      for (let at = first; at + TAILS <= low; at += sheet.text.typeface.pitch)
        widths.push(endOf(at) - LABEL_MARGIN);
      return widths;
    },
  });
  drawLines(pen, chosen.type, chosen.baseline, heading, chosen.rooms, "title");
  checkSponsor(pen, chosen, floor);
  if (chosen.hasText) drawLines(pen, sheet.text, chosen.first, body, chosen.widths, "text");
  else noteLeftOut(sheet, pen.subject);
  pen.fill(LABEL_MARGIN, ruleTop(sheet), full, 1, sheet.palette.ink);
  pen.reason(sheet.text, LABEL_MARGIN, reasonBaseline(sheet), sheet.width - LABEL_MARGIN, false);
}

/**
 * Pixels of a line of small letters beside what stands at the right.
 * @param room pixels of a line by its baseline
 */
function measureRoom(
  baseline: number,
  corners: readonly Corner[],
  room: (baseline: number) => number,
): number {
  return Math.min(room(baseline), leaveCorners(baseline + TAILS, corners));
}

/** Pixels of a line that reaches down to a row, beside what stands there. */
function leaveCorners(low: number, corners: readonly Corner[]): number {
  const beside = corners.map(({ left, top }) =>
    low > top ? left - PRICE_GAP - LABEL_MARGIN : Number.POSITIVE_INFINITY,
  );
  return Math.min(...beside);
}

/** Draws the price up to a right edge, the old one struck beside it, or above where that is too narrow. */
function drawPrice(pen: Pen, shop: Shop, offer: Offer, language: string, right: number): Corner[] {
  const { sheet } = pen;
  const { palette, title, text } = sheet;
  if (offer.price === undefined) return [];
  const words = chooseWords(language);
  const baseline = priceBaseline(sheet);
  const now = printPrice(offer.price.now, shop.currency, words);
  const left = right - measureText(title, now);
  const top = baseline - title.typeface.capHeight;
  pen.text(title, left, baseline, now);
  if (left < LABEL_MARGIN) noteOverflow(sheet, pen.subject, "price", PRICE_ROOM);
  if (offer.price.was === undefined) return [{ left, top }];
  const was = printPrice(offer.price.was, shop.currency, words);
  const width = measureText(text, was);
  const isBeside = left - PRICE_GAP - width >= LABEL_MARGIN;
  const x = isBeside ? left - PRICE_GAP - width : right - width;
  const foot = isBeside ? baseline : top - RULE_GAP;
  pen.text(text, x, foot, was);
  pen.fill(x - 1, foot - PIXEL_STRIKE_PX, width + 2, 1, palette.ink);
  if (isBeside) return [{ left: x, top }];
  return [
    { left, top },
    { left: x, top: foot - text.typeface.capHeight },
  ];
}
