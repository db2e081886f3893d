// What a board shows of its label: the code, and a QR code that leads to it or says it.
import type { Pen } from "./pen.ts";
import { drawQr, encodeQr, modulePx, sideOf } from "./qr.ts";

export interface LabelMark {
  /** Such as 7K3M-Q9TA. */
  readonly code: string;
  /** What the QR code says. */
  readonly qr: string;
}

/** Most pixels a module: more only takes room from the words. */
const LARGEST = 3;

/**
 * Draws the QR code of a label, for somebody who stands at the board.
 * @param most pixels that there are for it
 * @param right its right edge
 * @returns its side, 0 where there is no room for it
 */
export function drawMark(pen: Pen, mark: LabelMark, right: number, top: number, most: number): number {
  const code = encodeQr(mark.qr, "L");
  const scale = Math.min(LARGEST, Math.floor(most / sideOf(code)));
  const image = scale < modulePx(0, pen.sheet.pixelsPerMm) ? undefined : drawQr(code, scale);
  if (image === undefined) return 0;
  pen.image(image, right - image.width, top);
  return image.width;
}
