// What a card says beside its price: that the offer is valid at the till, and that somebody paid for it to be shown.
import type { Offer } from "../shop/model.ts";
import type { Pen } from "./pen.ts";
import { measureText, noteOverflow, type Type } from "./sheet.ts";
import { chooseText, chooseWords } from "./texts.ts";
import { glueText } from "./wrap.ts";

/** Tails of letters, and a little paper. */
const TAILS = 6;

/** What to do where a price has no room. */
export const PRICE_ROOM = "Take `picture` or `qr` out, or show the offer on a larger panel.";
const ROOM = "Take `picture` or `validAtTill` out, or show the offer on a larger panel.";
export const SPONSOR_ROOM = "Write the name or the title shorter, or show the offer on a larger panel.";

/** A corner that is taken, from here to the right edge and downwards. */
export interface Corner {
  readonly left: number;
  readonly top: number;
}

/** What is beside nothing. */
export const NO_CORNER: Corner = { left: Number.POSITIVE_INFINITY, top: Number.POSITIVE_INFINITY };

/** Where a line may stand. */
export interface Line {
  readonly baseline: number;
  /** Right end of what stands there. */
  readonly right: number;
}

/**
 * Draws "valid at the till", which ends at a right edge, if the offer says so.
 * @param left what may not be passed
 * @returns what it takes
 */
export function drawTill(
  pen: Pen,
  type: Type,
  offer: Offer,
  language: string,
  left: number,
  { baseline, right }: Line,
): Corner {
  if (offer.isValidAtTill !== true) return NO_CORNER;
  const words = chooseWords(language).till;
  const x = right - measureText(type, words);
  if (x < left) noteOverflow(pen.sheet, pen.subject, "till", ROOM);
  pen.text(type, x, baseline, words);
  return { left: x, top: baseline - type.typeface.capHeight };
}

/**
 * Draws who paid for the offer, on the first of the lines that has room for it; without one that is found.
 * @param lines from the one where it should be
 * @returns first row that it takes; beyond the panel where nobody paid
 */
export function drawSponsor(
  pen: Pen,
  type: Type,
  offer: Offer,
  language: string,
  left: number,
  lines: readonly Line[],
): number {
  if (offer.sponsor === undefined) return Number.POSITIVE_INFINITY;
  const words = glueText(`${chooseWords(language).sponsor} ${chooseText(offer.sponsor, language)}`, language);
  const width = measureText(type, words);
  const line = lines.find(({ right }) => left + width <= right);
  if (line === undefined) noteOverflow(pen.sheet, pen.subject, "sponsor", SPONSOR_ROOM);
  const { baseline } = line ?? lines[0];
  pen.text(type, left, baseline, words);
  return baseline - type.typeface.capHeight - TAILS;
}
