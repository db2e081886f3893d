// Pictures made smaller: they fit, keep what is even, and mix light instead of numbers.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { shrinkPicture } from "../../host/shop/raster.ts";

describe("making smaller", () => {
  const even = fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255), fc.nat(255));
  const sides = fc.integer({ min: 1, max: 12 });

  test("fits into the box, keeps what is even, and never grows", () => {
    fc.assert(
      fc.property(sides, sides, sides, sides, even, (width, height, most, tall, colour) => {
        const rgba = Uint8Array.from({ length: width * height * 4 }, (_, i) => colour[i % 4] ?? 0);
        const small = shrinkPicture({ width, height, rgba }, most, tall);
        expect(small.width).toBeLessThanOrEqual(Math.max(1, Math.min(width, most)));
        expect(small.height).toBeLessThanOrEqual(Math.max(1, Math.min(height, tall)));
        expect(small.rgba.length).toBe(small.width * small.height * 4);
        // What cannot be seen has no colour.
        const kept = colour[3] === 0 && small.width * small.height < width * height ? [0, 0, 0, 0] : colour;
        for (let at = 0; at < small.rgba.length; at++) expect(small.rgba[at]).toBe(kept[at % 4]);
      }),
    );
  });

  test("the mean of black and white has half their light, and what is transparent has no say", () => {
    const pixels = (...rgba: number[]) => ({ width: 2, height: 1, rgba: Uint8Array.from(rgba) });
    expect([...shrinkPicture(pixels(0, 0, 0, 255, 255, 255, 255, 255), 1, 1).rgba]).toEqual([
      188, 188, 188, 255,
    ]);
    expect([...shrinkPicture(pixels(9, 9, 9, 0, 250, 20, 30, 255), 1, 1).rgba]).toEqual([250, 20, 30, 128]);
  });
});
