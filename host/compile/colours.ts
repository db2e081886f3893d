// Pictures in few colours: the ones a picture is best shown in, and its pixels in them, each error carried on to the
// neighbours that come after it (Floyd and Steinberg, 1976).
import type { Picture } from "../shop/model.ts";

/** Red, green and blue, 0 to 255; of a panel of one bit its light instead, 0 to 1. */
export type Colour = readonly number[];

interface Run {
  readonly channel: number;
  readonly variance: number;
}

/**
 * Lays the colours over a background where they let it through.
 * @param behind as many parts as `part` gives
 * @param part what is mixed of a value of 0 to 255
 */
export function flattenPicture(
  { width, height, rgba }: Picture,
  behind: Colour,
  part: (value: number) => number,
): Colour[] {
  return Array.from({ length: width * height }, (_, at) => {
    const seen = rgba[at * 4 + 3] / 255;
    return behind.map((back, i) => seen * part(rgba[at * 4 + i]) + (1 - seen) * back);
  });
}

/**
 * At most so many colours, by cutting the pixels in two where they differ most, again and again.
 * @param pixels at least one
 */
export function chooseColours(pixels: readonly Colour[], most: number): Colour[] {
  const parts: (readonly Colour[])[] = [pixels];
  while (parts.length < most) {
    const spreads = parts.map(findSpread);
    const widest = spreads.reduce(
      (best, { variance }, i) => (variance > spreads[best].variance ? i : best),
      0,
    );
    const { channel, variance } = spreads[widest];
    if (variance === 0) break;
    const middle = meanOf(parts[widest])[channel];
    const isBelow = (pixel: Colour): boolean => pixel[channel] < middle;
    const part = parts[widest];
    parts.splice(
      widest,
      1,
      part.filter(isBelow),
      part.filter((pixel) => !isBelow(pixel)),
    );
  }
  return parts.map(meanOf);
}

function meanOf(pixels: readonly Colour[]): number[] {
  const sums = [0, 0, 0];
  for (const pixel of pixels) for (let i = 0; i < 3; i++) sums[i] += pixel[i];
  return sums.map((sum) => sum / pixels.length);
}

/** The channel in which pixels differ most, and how much all of them do in it. */
function findSpread(pixels: readonly Colour[]): Run {
  const mean = meanOf(pixels);
  const sums = [0, 0, 0];
  for (const pixel of pixels) for (let i = 0; i < 3; i++) sums[i] += (pixel[i] - mean[i]) ** 2;
  // Sums of rounding only are none: they would part nothing.
  const channel = sums.indexOf(Math.max(...sums));
  return { channel, variance: sums[channel] > 1e-6 ? sums[channel] : 0 };
}

/**
 * Gives each pixel one of the colours.
 * @param pixels row by row
 * @returns their numbers
 */
export function ditherPixels(
  pixels: readonly Colour[],
  width: number,
  colours: readonly Colour[],
): Uint8Array {
  const wanted = pixels.map((pixel) => [...pixel]);
  const chosen = new Uint8Array(pixels.length);
  wanted.forEach((pixel, at) => {
    const number = nearestColour(pixel, colours);
    chosen[at] = number;
    const error = pixel.map((value, i) => value - colours[number][i]);
    const x = at % width;
    if (x + 1 < width) carry(wanted[at + 1], error, 7 / 16);
    if (x > 0) carry(wanted[at + width - 1], error, 3 / 16);
    carry(wanted[at + width], error, 5 / 16);
    if (x + 1 < width) carry(wanted[at + width + 1], error, 1 / 16);
  });
  return chosen;
}

function carry(pixel: number[] | undefined, error: readonly number[], share: number): void {
  if (pixel === undefined) return;
  for (let i = 0; i < error.length; i++) pixel[i] += error[i] * share;
}

function nearestColour(pixel: Colour, colours: readonly Colour[]): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  colours.forEach((colour, number) => {
    const distance = colour.reduce((sum, value, i) => sum + (value - pixel[i]) ** 2, 0);
    if (distance < least) [best, least] = [number, distance];
  });
  return best;
}
