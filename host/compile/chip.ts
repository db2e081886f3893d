// Chips: the rectangles that can be touched. They, and nothing else, have the accent.
import type { Region } from "./cards.ts";
import type { Pen } from "./pen.ts";
import { measureText, noteOverflow, type Sheet } from "./sheet.ts";
import { wrapText } from "./wrap.ts";

/** Touch targets of 9 mm at 5.6 pixels a millimetre. */
export const CHIP_PX = 50;
/** From chip to chip. */
export const CHIP_GAP = 4;
/** From the label to the chip's side, its edge of one pixel included. */
const PADDING = 2;
const EDGE = 1;

export interface Chip {
  readonly label: string;
  /** ACTION_ constant. */
  readonly action: number;
  /** A way out or an answer: these are all as large as each other. */
  readonly isLarge: boolean;
}

/**
 * Widths of a row of chips that fill a width: the small ones as narrow as their labels let them, never narrower
 * than they are high; the large ones share the rest evenly.
 * @param most pixels that a large one takes at most
 */
export function shareWidth(
  sheet: Sheet,
  chips: readonly Chip[],
  width: number,
  most = width,
): readonly number[] {
  const room = width - CHIP_GAP * (chips.length - 1);
  const hasLarge = chips.some((chip) => chip.isLarge);
  const least = chips.map((chip) => leastWidth(sheet, chip.label));
  const small = least.reduce((sum, px, i) => sum + (hasLarge && !chips[i].isLarge ? px : 0), 0);
  const sharing = chips.filter((chip) => chip.isLarge || !hasLarge).length;
  const each = Math.min(most, Math.floor((room - small) / sharing));
  // What the large ones leave over goes to the small ones, the odd pixels to the first of them.
  const smalls = chips.length - sharing;
  const rest = room - small - each * sharing;
  const first = chips.findIndex((chip) => !chip.isLarge);
  return chips.map((chip, i) => {
    if (chip.isLarge || !hasLarge) return each;
    return least[i] + Math.floor(rest / smalls) + (i === first ? rest % smalls : 0);
  });
}

/** Least width of a chip whose label may stand on two lines. */
export function leastWidth(sheet: Sheet, label: string): number {
  return Math.max(CHIP_PX, labelWidth(sheet, label) + 2 * PADDING);
}

/** Width of a label in the fewest pixels that two lines allow. */
function labelWidth(sheet: Sheet, label: string): number {
  return Math.max(...label.split(" ").map((word) => measureText(sheet.text, word)));
}

/** Draws a chip; its label stands in the middle, on one line or two. */
export function drawChip(pen: Pen, region: Region, label: string): void {
  const { sheet } = pen;
  const { palette, text } = sheet;
  const { x, y, width, height } = region;
  pen.fill(x, y, width, height, palette.accent);
  pen.fill(x + EDGE, y + EDGE, width - 2 * EDGE, height - 2 * EDGE, palette.chip);
  // Corners of the paper's colour take the hardness out of the rectangle.
  for (const [cx, cy] of [
    [x, y],
    [x + width - 1, y],
    [x, y + height - 1],
    [x + width - 1, y + height - 1],
  ])
    pen.fill(cx, cy, 1, 1, palette.paper);
  const measure = (line: string): number => measureText(text, line);
  const room = width - 2 * PADDING;
  const wrapped = wrapText(label, measure, [room, room]);
  if (!wrapped.fits) noteOverflow(sheet, pen.subject, `label "${label}"`);
  const pitch = text.typeface.pitch - 2;
  const block = text.typeface.capHeight + (wrapped.lines.length - 1) * pitch;
  let baseline = y + Math.round((height - block) / 2) + text.typeface.capHeight;
  pen.ink(palette.accent, palette.chip);
  for (const line of wrapped.lines) {
    pen.text(text, x + Math.round((width - measure(line)) / 2), baseline, line);
    baseline += pitch;
  }
}

/** Draws a row of chips and says where they are. */
export function drawRow(
  pen: Pen,
  chips: readonly Chip[],
  x: number,
  y: number,
  width: number,
  most = width,
): Region[] {
  const widths = shareWidth(pen.sheet, chips, width, most);
  let left = x;
  return chips.map((chip, i) => {
    const region = { x: left, y, width: widths[i], height: CHIP_PX, action: chip.action };
    drawChip(pen, region, chip.label);
    left += widths[i] + CHIP_GAP;
    return region;
  });
}
