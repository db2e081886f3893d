// Image strings: width, height, bits per pixel (128 = a transparent colour follows, 64 = a palette follows), then
// pixels from the top left, most significant bit first, rows without a gap. As stock ESP32 builds read them:
// without a palette of its own an image of 2 or more bits holds colours of the panel itself.

export interface Image {
  readonly width: number;
  readonly height: number;
  readonly bitsPerPixel: number;
  /** Value of the pixels that are left out, -1 = none. */
  readonly transparent: number;
  /** Colours by value, or undefined where the value is the colour. */
  readonly palette: readonly number[] | undefined;
  /** Where its pixels begin in the string, and how many bytes the interpreter takes them for. */
  readonly start: number;
  readonly headerBytes: number;
  readonly pixelBytes: number;
}

/** Draws from `x`, `y` on; see `eachPixel`. */
export type PixelSink = (x: number, y: number, colour: number) => void;

/**
 * Reads the head of an image string.
 * @param at where in the string it begins
 * @throws Error with Espruino's text
 */
export function parseImage(text: string, at: number, foreground: number, background: number): Image {
  let next = at;
  // Past its end the string goes on with -1: so the interpreter finds nonsense there and says so.
  function read(): number {
    const byte = next < text.length ? text.charCodeAt(next) & 255 : -1;
    next++;
    return byte;
  }
  const width = read();
  const height = read();
  let format = read();
  const transparent = format & 128 ? read() : -1;
  format &= format & 128 ? 127 : -1;
  let palette: number[] | undefined;
  if (format & 64) {
    format &= 63;
    if (format > 8) throw new Error("Can't have palette on >8 bit images");
    // More entries than 16 are read in place, from elsewhere than they stand: no image of ours has them.
    if (format > 4) throw new Error("Unable to get pointer to palette. Image in flash?");
    palette = [];
    for (let i = 0; i < 1 << format; i++) palette.push((read() & 255) | ((read() & 255) << 8));
  } else if (format === 1) palette = [background, foreground];
  if (width <= 0 || height <= 0 || format > 32 || format <= 0) throw new Error("Expecting valid Image");
  return {
    width,
    height,
    bitsPerPixel: format,
    transparent,
    palette,
    start: next,
    headerBytes: next - at,
    pixelBytes: ((width * height * format + 7) >> 3) & 0xffff,
  };
}

/** The part of a picture that is inside, all included. */
export interface Clip {
  readonly right: number;
  readonly bottom: number;
}

/**
 * Gives the pixels that are inside the panel to `draw`.
 * @returns where in the string the interpreter would go on reading
 */
export function drawPixels(
  image: Image,
  text: string,
  x: number,
  y: number,
  clip: Clip,
  draw: PixelSink,
): number {
  const { width, height, bitsPerPixel, palette, transparent } = image;
  let next = image.start;
  if (next >= text.length) return next;
  const rowBits = bitsPerPixel * width;
  const top = Math.max(y, 0);
  const bottom = Math.min(y + height - 1, clip.bottom);
  const right = Math.min(x + width - 1, clip.right);
  if (bottom < top || right < Math.max(x, 0)) return next + ((rowBits * height + 7) >> 3);
  const mask = bitsPerPixel >= 32 ? -1 : (1 << bitsPerPixel) - 1;
  let bits = -(top - y) * rowBits;
  let value = 0;
  for (let row = top; row <= bottom; row++)
    for (let at = x; at < x + width; at++) {
      while (bits < bitsPerPixel) {
        value = (value << 8) | (next < text.length ? text.charCodeAt(next) & 255 : 255);
        next++;
        bits += 8;
      }
      bits -= bitsPerPixel;
      const pixel = ((value >>> bits) & mask) >>> 0;
      if (pixel === transparent || at < 0 || at > clip.right) continue;
      draw(at, row, palette ? palette[pixel & (palette.length - 1)] : pixel);
    }
  bits += bitsPerPixel - (y + height - 1 - bottom) * rowBits;
  for (; bits < 0; bits += 8) next++;
  return next;
}
