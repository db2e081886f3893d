// Reads QR codes with a library of its own, none of ours.
import jsQR from "jsqr";
import type { Frame } from "../../host/simulator/board.ts";

/**
 * What the QR code on a frame says, at the panel's own pixels, each as a square of 4 for the reader's sake.
 * @returns undefined where none can be read
 */
export function readFrame(frame: Frame): string | undefined {
  const isLight = (pixel: number): boolean =>
    frame.bitsPerPixel === 1 ? pixel === 1 : ((pixel >> 5) & 63) > 31;
  return readBits(frame.width, frame.height, (x, y) => !isLight(frame.pixels[y * frame.width + x]));
}

/** The same of anything that has dark and light places. */
export function readBits(
  width: number,
  height: number,
  isDark: (x: number, y: number) => boolean,
  scale = 4,
): string | undefined {
  const rgba = new Uint8ClampedArray(width * height * scale * scale * 4).fill(255);
  for (let y = 0; y < height * scale; y++)
    for (let x = 0; x < width * scale; x++)
      if (isDark(Math.floor(x / scale), Math.floor(y / scale)))
        rgba.fill(0, (y * width * scale + x) * 4, (y * width * scale + x) * 4 + 3);
  return jsQR(rgba, width * scale, height * scale, { inversionAttempts: "dontInvert" })?.data;
}
