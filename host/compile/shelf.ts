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
import { printPrice } from "./price.ts";
import { measureText, noteLeftOut, noteOverflow, type Sheet } from "./sheet.ts";
import { type Corner, drawSponsor, drawTill } from "./sponsor.ts";
import { chooseText, chooseWords } from "./texts.ts";
import { glueText } from "./wrap.ts";

/** From a text to what stands beside it. */
const PRICE_GAP = 10;

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
  const left = drawPrice(pen, shop, offer, language, edge);
  const above =
    priceBaseline(sheet) - (offer.price === undefined ? 0 : sheet.title.typeface.capHeight + RULE_GAP);
  const till = drawTill(pen, sheet.text, offer, language, LABEL_MARGIN, { baseline: above, right: edge });
  const endOf = (baseline: number): number => LABEL_MARGIN + measureRoom(sheet, baseline, left, till, room);
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
    title: (baseline) =>
      Math.min(room(baseline), baseline + TAILS > till.top ? till.left - PRICE_GAP - LABEL_MARGIN : full),
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
 * @param left where the price begins
 * @param room pixels of a line by its baseline
 */
function measureRoom(
  sheet: Sheet,
  baseline: number,
  left: number,
  till: Corner,
  room: (baseline: number) => number,
): number {
  const low = baseline + TAILS;
  const beside = (corner: Corner): number =>
    low > corner.top ? corner.left - PRICE_GAP - LABEL_MARGIN : Number.POSITIVE_INFINITY;
  const price = { left, top: priceBaseline(sheet) - sheet.title.typeface.capHeight };
  return Math.min(room(baseline), beside(price), beside(till));
}

/** Draws the price up to a right edge, the old one struck and over it. @returns where the price begins */
function drawPrice(pen: Pen, shop: Shop, offer: Offer, language: string, right: number): number {
  const { sheet } = pen;
  const { palette, title, text } = sheet;
  if (offer.price === undefined) return 2 * sheet.width;
  const words = chooseWords(language);
  const baseline = priceBaseline(sheet);
  const now = printPrice(offer.price.now, shop.currency, words);
  let left = right - measureText(title, now);
  pen.text(title, left, baseline, now);
  if (offer.price.was !== undefined) {
    const was = printPrice(offer.price.was, shop.currency, words);
    const width = measureText(text, was);
    left -= PRICE_GAP + width;
    pen.text(text, left, baseline, was);
    pen.fill(left - 1, baseline - (text.typeface.capHeight >> 1), width + 2, 1, palette.ink);
  }
  if (left < LABEL_MARGIN) noteOverflow(sheet, pen.subject, "price");
  return left;
}
