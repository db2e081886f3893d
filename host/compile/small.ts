// Cards of a panel of three lines: title, price, and what else there is a line for.
import type { Offer, Shop } from "../shop/model.ts";
import { drawLead } from "./lead.ts";
import { begin, drawText, INSET, LINES, VALUE_GAP } from "./oled.ts";
import type { Pen } from "./pen.ts";
import { PIXEL_STRIKE_PX, printPrice } from "./price.ts";
import { measureText, noteOverflow } from "./sheet.ts";
import { drawSponsor, drawTill, NO_CORNER, PRICE_ROOM } from "./sponsor.ts";
import { chooseText, chooseWords } from "./texts.ts";
import { wrapText } from "./wrap.ts";

const LAST = LINES.length - 1;
/** From letters to a code, whose quiet zone is lit as they are. */
const LEAD_GAP = 2;

/** Draws an offer's card: title, and the price on the last line; the text only where the lines that are left hold
 *  all of it. */
export function drawSmallOffer(pen: Pen, shop: Shop, offer: Offer, language: string): void {
  const { sheet } = pen;
  begin(pen);
  const lead = drawLead(pen, offer, sheet.width, 0, sheet.height);
  const edge = Math.min(sheet.width - INSET, lead.left - LEAD_GAP);
  pen.ink(sheet.palette.ink, sheet.palette.paper);
  const price = drawPrice(pen, shop, offer, language, edge);
  const foot = offer.price === undefined ? LAST : LAST - 1;
  const till = drawTill(pen, sheet.text, offer, language, INSET, { baseline: LINES[foot], right: edge });
  const isTill = till !== NO_CORNER;
  const beside = [
    { baseline: LINES[LAST], right: isTill && foot === LAST ? till.left : price.left },
    { baseline: LINES[LAST - 1], right: isTill && foot < LAST ? till.left : edge + 2 * VALUE_GAP },
  ].map(({ baseline, right }) => ({ baseline, right: right - 2 * VALUE_GAP }));
  const floor = drawSponsor(pen, sheet.text, offer, language, INSET, beside);
  // Lines that are left from the top.
  const lines = LINES.filter(
    (baseline, i) => baseline < floor && (i < foot || (i === foot && !isTill)),
  ).length;
  const room = offer.price === undefined ? lines : Math.min(lines, LAST);
  const used = drawText(pen, chooseText(offer.title, language), language, 0, room, "title", edge);
  if (price.above !== undefined) {
    if (used === room) noteOverflow(sheet, pen.subject, "old price", PRICE_ROOM);
    drawWas(pen, price.above, edge - measureText(sheet.text, price.above), LINES[LAST - 1]);
  } else if (isTill || offer.sponsor !== undefined) drawRest(pen, offer, language, used, room, edge, edge);
  else if (offer.price?.was === undefined) {
    const last = offer.price === undefined ? edge : price.left - 2 * VALUE_GAP;
    drawRest(pen, offer, language, used, LINES.length, edge, last);
  }
}

interface SmallPrice {
  /** Left edge of what is printed on the last line. */
  readonly left: number;
  /** An old price that has no room there. */
  readonly above?: string;
}

/** Draws the price on the last line, and the old one beside it where there is room. */
function drawPrice(pen: Pen, shop: Shop, offer: Offer, language: string, edge: number): SmallPrice {
  const { sheet } = pen;
  if (offer.price === undefined) return { left: edge + 2 * VALUE_GAP };
  const words = chooseWords(language);
  const now = printPrice(offer.price.now, shop.currency, words);
  const x = edge - measureText(sheet.text, now);
  if (x < INSET) noteOverflow(sheet, pen.subject, "price", PRICE_ROOM);
  pen.text(sheet.text, x, LINES[LAST], now);
  if (offer.price.was === undefined) return { left: x };
  const was = printPrice(offer.price.was, shop.currency, words);
  if (INSET + measureText(sheet.text, was) + VALUE_GAP * 2 > x) return { left: x, above: was };
  drawWas(pen, was, INSET, LINES[LAST]);
  return { left: INSET };
}

function drawWas(pen: Pen, was: string, x: number, baseline: number): void {
  const { text } = pen.sheet;
  pen.text(text, x, baseline, was);
  pen.fill(x, baseline - PIXEL_STRIKE_PX, measureText(text, was), 1, pen.sheet.palette.ink);
}

/**
 * Draws an offer's text on the lines below its title if it fits whole.
 * @param to first line that is taken
 * @param edge where lines end
 * @param right where the last line ends
 */
function drawRest(
  pen: Pen,
  offer: Offer,
  language: string,
  from: number,
  to: number,
  edge: number,
  right: number,
): void {
  const { sheet } = pen;
  const measure = (line: string): number => measureText(sheet.text, line);
  const widths = LINES.slice(from, to).map((_, i, rest) => (i === rest.length - 1 ? right : edge) - INSET);
  const wrapped = wrapText(chooseText(offer.text, language), measure, widths);
  if (!wrapped.fits) return;
  wrapped.lines.forEach((line, i) => {
    pen.text(sheet.text, INSET, LINES[from + i] ?? 0, line);
  });
}
