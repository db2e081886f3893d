import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drawBlocks } from "../../host/preview/block.ts";
import { colourOf } from "../../host/preview/png.ts";
import type { Frame } from "../../host/simulator/board.ts";

/** A one-bit frame of less ink than paper: which of the two is ink is then clear. */
const bits = fc
  .record({ width: fc.integer({ min: 2, max: 12 }), rows: fc.integer({ min: 1, max: 5 }) })
  .chain(({ width, rows }) =>
    fc
      .uniqueArray(fc.nat(width * rows * 2 - 1), { minLength: 1, maxLength: width * rows - 1 })
      .map((lit) => ({ width, height: rows * 2, lit: new Set(lit) })),
  );

function makeFrame(width: number, height: number, bitsPerPixel: 1 | 16, pixels: readonly number[]): Frame {
  return { width, height, bitsPerPixel, pixels: Uint16Array.from(pixels), isOn: true, light: 255 };
}

/** The pixels that a plain drawing shows. */
function readBlocks(text: string, width: number): Set<number> {
  const lit = new Set<number>();
  text.split("\n").forEach((line, row) => {
    [...line].forEach((block, x) => {
      if ("▀█".includes(block)) lit.add(row * 2 * width + x);
      if ("▄█".includes(block)) lit.add((row * 2 + 1) * width + x);
    });
  });
  return lit;
}

describe("half blocks", () => {
  it("without colour show every lit pixel of a one-bit panel and no other", () => {
    fc.assert(
      fc.property(bits, ({ width, height, lit }) => {
        const pixels = Array.from({ length: width * height }, (_, i) => Number(lit.has(i)));
        const text = drawBlocks(makeFrame(width, height, 1, pixels), width, false);
        expect(text).not.toContain("\x1b");
        expect(readBlocks(text, width)).toEqual(lit);
      }),
    );
  });

  it("without colour draw dark letters on light paper as blocks as well", () => {
    const frame = makeFrame(4, 2, 16, [0xffff, 0xffff, 0xffff, 0xffff, 0xffff, 0, 0xffff, 0xffff]);
    expect(drawBlocks(frame, 80, false)).toBe(" ▄");
  });

  it("with colour name the upper and the lower pixel of each block", () => {
    const pixels = [0xf800, 0x001f, 0x07e0, 0xffff];
    const frame = makeFrame(2, 2, 16, pixels);
    const codes = [0, 1].map((x) => {
      const [upper, lower] = [pixels[x], pixels[x + 2]].map((pixel) => colourOf(pixel, frame).join(";"));
      return `\x1b[38;2;${upper};48;2;${lower}m▀`;
    });
    expect(drawBlocks(frame, 2, true)).toBe(`${codes.join("")}\x1b[0m`);
  });

  it("are never wider than the terminal", () => {
    fc.assert(
      fc.property(bits, fc.integer({ min: 1, max: 20 }), ({ width, height, lit }, columns) => {
        const pixels = Array.from({ length: width * height }, (_, i) => Number(lit.has(i)));
        const lines = drawBlocks(makeFrame(width, height, 1, pixels), columns, false).split("\n");
        for (const line of lines) expect(line.length).toBeLessThanOrEqual(Math.min(columns, width));
        expect(lines.length).toBeLessThanOrEqual(height / 2);
      }),
    );
  });
});
