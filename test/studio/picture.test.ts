import fc from "fast-check";
import { expect, test } from "vitest";
import { encodeRuns } from "../../host/studio/picture.ts";

function decode(text: string): number[] {
  const bytes = Buffer.from(text, "base64");
  const pixels: number[] = [];
  for (let i = 0; i < bytes.length; i += 4)
    for (let n = bytes.readUInt16LE(i); n > 0; n--) pixels.push(bytes.readUInt16LE(i + 2));
  return pixels;
}

test("runs decode to the same pixels", () => {
  const pixels = fc.array(fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 0xffff })), {
    minLength: 1,
  });
  fc.assert(
    fc.property(pixels, (runs) => {
      const flat = runs.flatMap(([count, value]) => new Array<number>(count).fill(value));
      expect(decode(encodeRuns(Uint16Array.from(flat)))).toEqual(flat);
    }),
  );
});

test("a plain panel is two runs, because one cannot be longer than 65,535", () => {
  const text = encodeRuns(new Uint16Array(320 * 240).fill(7));
  expect(Buffer.from(text, "base64").length).toBe(8);
  expect(decode(text)).toHaveLength(320 * 240);
});
