// Drawings on a panel that lights. Ink that is dark on paper is not lit there: a drawing would lose its lines. So one that
// stands free and has a dark outline is shown in the negative, as printers reverse a mark out of a dark ground.
import type { Picture } from "../shop/model.ts";
import { lightOf } from "../shop/raster.ts";

/** From here on a pixel is part of the drawing, and below the ground shows. */
const SOLID = 128;
/** Light of an outline, 0 to 1, below which it is dark: what is left of it after dithering would be less than half. */
const DARK = 0.5;

/** The drawing to light up: the negative of one with a dark outline, else the picture as it is. */
export function reverseDrawing(picture: Picture): Picture {
  const lights = lightsOfOutline(picture);
  // A photograph with rounded corners stands free too, but only there.
  if (lights.length < picture.width + picture.height) return picture;
  const mean = lights.reduce((sum, light) => sum + light, 0) / lights.length;
  if (mean >= DARK) return picture;
  return { ...picture, rgba: picture.rgba.map((value, i) => (i % 4 === 3 ? value : 255 - value)) };
}

/** Relative luminance (WCAG 2.2) of each solid pixel beside one that is not; the picture's own edges are none. */
function lightsOfOutline({ width, height, rgba }: Picture): number[] {
  const lights: number[] = [];
  const isSolid = (x: number, y: number): boolean =>
    x < 0 || y < 0 || x >= width || y >= height || rgba[4 * (y * width + x) + 3] >= SOLID;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const isInside = isSolid(x - 1, y) && isSolid(x + 1, y) && isSolid(x, y - 1) && isSolid(x, y + 1);
      if (isInside || !isSolid(x, y)) continue;
      const [red, green, blue] = rgba.subarray(4 * (y * width + x));
      lights.push(0.2126 * lightOf(red) + 0.7152 * lightOf(green) + 0.0722 * lightOf(blue));
    }
  return lights;
}
