// Drawings on a panel that lights: lines that are dark on paper are lit, a photograph stays as it is.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { reverseDrawing } from "../../host/compile/reverse.ts";
import type { Picture } from "../../host/shop/model.ts";

type Pixel = readonly [number, number, number, number];

function paint(width: number, height: number, pixel: (x: number, y: number) => Pixel): Picture {
  const rgba = new Uint8Array(width * height * 4);
  for (let at = 0; at < width * height; at++) rgba.set(pixel(at % width, Math.floor(at / width)), at * 4);
  return { width, height, rgba };
}

const CLEAR: Pixel = [0, 0, 0, 0];
/** A disc with a line around it, on nothing. */
const disc = (line: Pixel, inside: Pixel): Picture =>
  paint(30, 30, (x, y) => {
    const far = (x - 15) ** 2 + (y - 15) ** 2;
    return far > 144 ? CLEAR : far > 81 ? line : inside;
  });
const INK: Pixel = [42, 37, 32, 255];
const WHITE: Pixel = [255, 255, 255, 255];

describe("on a panel that lights", () => {
  test("a drawing with a dark outline is shown in the negative, and what lets through still does", () => {
    const { rgba } = reverseDrawing(disc(INK, WHITE));
    const at = (x: number, y: number) => [...rgba.subarray(4 * (30 * y + x), 4 * (30 * y + x) + 4)];
    expect(at(15, 4)).toEqual([213, 218, 223, 255]);
    expect(at(15, 15)).toEqual([0, 0, 0, 255]);
    expect(at(0, 0)[3]).toBe(0);
  });

  test("one with a light outline stays as it is", () => {
    const picture = disc(WHITE, INK);
    expect(reverseDrawing(picture)).toBe(picture);
  });

  test("so does a picture without anything to see through, and one with rounded corners", () => {
    const corner = (x: number, y: number) => Math.min(x, 29 - x) + Math.min(y, 29 - y) < 4;
    for (const picture of [paint(30, 30, () => INK), paint(30, 30, (x, y) => (corner(x, y) ? CLEAR : INK))])
      expect(reverseDrawing(picture)).toBe(picture);
  });

  test("any picture keeps its size and what can be seen through; either all of it is turned or nothing", () => {
    const pixels = fc.array(fc.constantFrom(CLEAR, INK, WHITE), { minLength: 48, maxLength: 48 });
    fc.assert(
      fc.property(pixels, (list) => {
        const picture = paint(8, 6, (x, y) => list[y * 8 + x] ?? CLEAR);
        const shown = reverseDrawing(picture);
        expect([shown.width, shown.height]).toEqual([8, 6]);
        const isNegative = shown !== picture;
        shown.rgba.forEach((value, i) => {
          const before = picture.rgba[i] ?? 0;
          expect(value).toBe(isNegative && i % 4 !== 3 ? 255 - before : before);
        });
      }),
    );
  });
});
