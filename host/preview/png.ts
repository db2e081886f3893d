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
  const png = new PNG({ width: frame.width * scale, height: frame.height * scale, colorType: 2 });
  for (let y = 0; y < png.height; y++)
    for (let x = 0; x < png.width; x++) {
      const pixel = frame.pixels[Math.floor(y / scale) * frame.width + Math.floor(x / scale)];
      png.data.set([...colourOf(pixel, frame), 255], (y * png.width + x) * 4);
    }
  return new Uint8Array(PNG.sync.write(png, { colorType: 2 }));
}

function colourOf(pixel: number, frame: Frame): readonly number[] {
  if (!frame.isOn) return [0, 0, 0];
  if (frame.bitsPerPixel === 1) return pixel === 0 ? DARK : LIT;
  const red = pixel >> 11;
  const green = (pixel >> 5) & 63;
  const blue = pixel & 31;
  return [(red << 3) | (red >> 2), (green << 2) | (green >> 4), (blue << 3) | (blue >> 2)];
}
