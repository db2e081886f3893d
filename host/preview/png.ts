// Frames as PNG pictures.
import { PNG } from "pngjs";
import type { Frame } from "../simulator/board.ts";

/** What a lit and a dark pixel of a one-bit panel look like. */
const LIT = [232, 238, 245] as const;
const DARK = [10, 12, 16] as const;

/**
 * A frame as the bytes of a PNG file, each pixel as a square of `scale` x `scale`.
 * @param scale whole number, 1 to 16
 */
export function framePng(frame: Frame, scale: number): Uint8Array {
  const width = frame.width * scale;
  const height = frame.height * scale;
  const rgb = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const pixel = frame.pixels[Math.floor(y / scale) * frame.width + Math.floor(x / scale)];
      rgb.set(colourOf(pixel, frame), (y * width + x) * 3);
    }
  return encodePng(width, height, rgb);
}

/** @param rgb red, green and blue of each pixel, row by row */
export function encodePng(width: number, height: number, rgb: Uint8Array): Uint8Array {
  const png = new PNG({ width, height, inputColorType: 2, inputHasAlpha: false });
  png.data = Buffer.from(rgb.buffer, rgb.byteOffset, rgb.length);
  return new Uint8Array(PNG.sync.write(png, { colorType: 2, inputColorType: 2, inputHasAlpha: false }));
}

/** Red, green and blue of a pixel as it looks, 0 to 255 each. */
export function colourOf(pixel: number, frame: Frame): readonly number[] {
  if (!frame.isOn) return [0, 0, 0];
  if (frame.bitsPerPixel === 1) return pixel === 0 ? DARK : LIT;
  const red = pixel >> 11;
  const green = (pixel >> 5) & 63;
  const blue = pixel & 31;
  return [(red << 3) | (red >> 2), (green << 2) | (green >> 4), (blue << 3) | (blue >> 2)];
}
