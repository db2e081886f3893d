// Pictures made smaller: each pixel of the result is the mean of what it covers, in the light that pixels send.
import type { Picture } from "./model.ts";

/** Light of a value of 0 to 255, 0 to 1, by the formula of sRGB (IEC 61966-2-1). */
const LIGHT = Float64Array.from({ length: 256 }, (_, value) => {
  const part = value / 255;
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
});

/** @param value 0 to 255 @returns its light, 0 to 1 */
export function lightOf(value: number): number {
  return LIGHT[value];
}

/** The value whose light is nearest. @param light 0 to 1 */
function nearestValue(light: number): number {
  const part = light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055;
  return Math.round(part * 255);
}

/**
 * Shrinks a picture into a box, its proportions kept. One that is small enough stays as it is.
 * @param mostWidth pixels, at least 1
 * @param mostHeight pixels, at least 1
 */
export function shrinkPicture(picture: Picture, mostWidth: number, mostHeight: number): Picture {
  const scale = Math.min(1, mostWidth / picture.width, mostHeight / picture.height);
  if (scale === 1) return picture;
  const width = Math.max(1, Math.round(picture.width * scale));
  const height = Math.max(1, Math.round(picture.height * scale));
  const rgba = new Uint8Array(width * height * 4);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      rgba.set(averagePixels(picture, x, y, width, height), (y * width + x) * 4);
  return { width, height, rgba };
}

/** Mean of what a pixel of the smaller picture covers; what is transparent counts for as little as is seen of it. */
function averagePixels(picture: Picture, x: number, y: number, width: number, height: number): number[] {
  const across = picture.width / width;
  const down = picture.height / height;
  const sums = [0, 0, 0];
  let seen = 0;
  let area = 0;
  for (let row = Math.floor(y * down); row < Math.min(picture.height, (y + 1) * down); row++) {
    const tall = Math.min(row + 1, (y + 1) * down) - Math.max(row, y * down);
    for (let column = Math.floor(x * across); column < Math.min(picture.width, (x + 1) * across); column++) {
      const part = tall * (Math.min(column + 1, (x + 1) * across) - Math.max(column, x * across));
      const at = (row * picture.width + column) * 4;
      const weight = (part * picture.rgba[at + 3]) / 255;
      for (let i = 0; i < 3; i++) sums[i] += weight * LIGHT[picture.rgba[at + i]];
      seen += weight;
      area += part;
    }
  }
  if (seen === 0) return [0, 0, 0, 0];
  return [...sums.map((sum) => nearestValue(sum / seen)), Math.round((seen / area) * 255)];
}
