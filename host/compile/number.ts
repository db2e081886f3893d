// Numbers that only the board knows. It draws them plain and from the left; their units, leading digits and
// places depend on how many digits there are, which the list tests for. A page whose numbers tick is drawn over
// itself, uncleaned: so the widest box of a number is wiped before each drawing of it.
import {
  TEST_ABOVE,
  TEST_EQUAL,
  VALUE_CLOCK_KNOWN,
  VALUE_EPISODE_SECONDS,
  VALUE_HOUR,
  VALUE_MINUTE,
} from "../../shared/cards/list.ts";
import type { Pen } from "./pen.ts";
import { measureText, noteOverflow } from "./sheet.ts";

/** What comes after a number of seconds. */
const UNIT = " s";
/** Above so much a number has so many digits; above 255 there is room for four, as tests know no larger operand. */
const DIGITS = [
  [9, 2],
  [99, 3],
  [255, 4],
] as const;
const GAP = 5;

/** Most digits of a number of seconds: an episode may last for hours, what is held after a tap never 100 s. */
function digitsOf(value: number): number {
  return value === VALUE_EPISODE_SECONDS ? 4 : 2;
}

/** The widest that a number of seconds can get. */
export function widestSeconds(value: number): string {
  return "8".repeat(digitsOf(value)) + UNIT;
}

/** Draws a number of seconds and its unit. */
export function drawSeconds(pen: Pen, x: number, baseline: number, value: number): void {
  const { text } = pen.sheet;
  const digit = measureText(text, "0");
  wipe(pen, x, baseline, digitsOf(value), UNIT);
  pen.text(text, x + digit, baseline, UNIT);
  for (const [above, digits] of DIGITS) {
    if (digits > digitsOf(value)) break;
    pen.when(value, TEST_ABOVE, above, () => {
      wipe(pen, x, baseline, digits, UNIT);
      pen.text(text, x + digits * digit, baseline, UNIT);
    });
  }
  pen.value(text, x, baseline, value);
}

/** The widest that a plain number can get. */
export const WIDEST_COUNT = "8888";

/** Draws a plain number. */
export function drawCount(pen: Pen, x: number, baseline: number, value: number): void {
  wipe(pen, x, baseline, WIDEST_COUNT.length);
  pen.value(pen.sheet.text, x, baseline, value);
}

/** Draws the time of day after a word for it, or what to say where it is not known. */
export function drawTime(pen: Pen, x: number, baseline: number, word: string, unknown: string): void {
  const { text } = pen.sheet;
  const digit = measureText(text, "0");
  const widest = Math.max(measureText(text, `${word} 88:88`), measureText(text, unknown));
  if (x + widest > pen.sheet.width) noteOverflow(pen.sheet, pen.subject, `line "${unknown}"`);
  pen.when(VALUE_CLOCK_KNOWN, TEST_EQUAL, 0, () => pen.text(text, x, baseline, unknown));
  pen.when(VALUE_CLOCK_KNOWN, TEST_ABOVE, 0, () => {
    const hour = word === "" ? x : pen.text(text, x, baseline, word) + GAP;
    const colon = hour + 2 * digit;
    const minute = colon + measureText(text, ":");
    drawTwoDigits(pen, hour, baseline, VALUE_HOUR, "");
    pen.text(text, colon, baseline, ":");
    drawTwoDigits(pen, minute, baseline, VALUE_MINUTE, "0");
  });
}

/** Draws a number below 100 in the room of two digits. */
function drawTwoDigits(pen: Pen, x: number, baseline: number, value: number, lead: string): void {
  const { text } = pen.sheet;
  const digit = measureText(text, "0");
  wipe(pen, x, baseline, 2);
  pen.text(text, x, baseline, lead);
  pen.value(text, x + digit, baseline, value);
  pen.when(value, TEST_ABOVE, 9, () => {
    wipe(pen, x, baseline, 3);
    pen.value(text, x, baseline, value);
  });
}

/** Cleans the strip that a line of text stands in, its tails included. */
export function wipeLine(pen: Pen, baseline: number): void {
  const { capHeight, pitch } = pen.sheet.text.typeface;
  pen.fill(0, baseline - capHeight - 2, pen.sheet.width, pitch - 1, pen.sheet.palette.paper);
}

/** Cleans the strip that digits and their unit stand in. The board steps by a digit's box, which may be wider than
 *  its advance. */
function wipe(pen: Pen, x: number, baseline: number, digits: number, unit = ""): void {
  const { text, palette } = pen.sheet;
  const { capHeight } = text.typeface;
  const box = text.typeface.glyph("0")?.width ?? 0;
  const width = Math.max(0, Math.min(digits * box + measureText(text, unit), pen.sheet.width - x));
  pen.fill(x, baseline - capHeight - 1, width, capHeight + 2, palette.paper);
}
