import { describe, expect, it } from "vitest";
import { createGraphics } from "../../host/simulator/graphics.ts";
import { createBitSurface, createPanelSurface } from "../../host/simulator/surface.ts";
import { DRAWING_HEAD, writeDrawing } from "./drawing.ts";
import { askInterpreter, askSimulator, ESPRUINO } from "./interpreter.ts";

const DRAWINGS = 400;

function createCanvas(width: number, height: number) {
  const pixels = new Uint16Array(width * height);
  const graphics = createGraphics(createPanelSurface(width, height, pixels), () => {});
  return { graphics, row: (y: number) => [...pixels.subarray(y * width, (y + 1) * width)], pixels };
}

describe.skipIf(!ESPRUINO)("Graphics beside the interpreter", () => {
  const drawings = Array.from({ length: DRAWINGS }, (_, i) => writeDrawing(i + 1));
  const program = `${DRAWING_HEAD}${drawings.join("\n")}\n`;

  it(`draws ${DRAWINGS} random programs with equal pixels, widths and errors`, () => {
    const real = askInterpreter(program);
    expect(real.lines).toHaveLength(DRAWINGS);
    expect(askSimulator(program).lines).toEqual(real.lines);
  });

  it("tells programs apart that differ in one pixel", () => {
    const changed = `${DRAWING_HEAD}${writeDrawing(7).replace(
      /print\([^\n]*$/,
      "new Uint8Array(g.buffer)[77]^=1;\n$&",
    )}\n`;
    const same = askSimulator(`${DRAWING_HEAD}${writeDrawing(7)}\n`);
    expect(askInterpreter(changed).lines).toHaveLength(1);
    expect(askInterpreter(changed).lines).not.toEqual(same.lines);
  });
});

describe("Graphics", () => {
  it("fills a rectangle with swapped corners, clipped to the panel", () => {
    const { graphics, row } = createCanvas(4, 3);
    graphics.setColor(7);
    graphics.fillRect(9, 1, 2, -5);
    expect([row(0), row(1), row(2)]).toEqual([
      [0, 0, 7, 7],
      [0, 0, 7, 7],
      [0, 0, 0, 0],
    ]);
  });

  it("blends a font of two bits between background and foreground in RGB565", () => {
    const { graphics, row } = createCanvas(4, 1);
    graphics.setBgColor(0x001f);
    graphics.setColor(0xf800);
    // One column a glyph, one row: values 1, 2 and 3.
    graphics.setFontCustom("\x6c", 1, "\x03", 1 | (2 << 16));
    graphics.drawString("\x01", 0, 0);
    expect(row(0)).toEqual([(10 << 11) | 20, (20 << 11) | 10, 0xf800, 0]);
  });

  it("begins a new line at code 10 only", () => {
    const { graphics, pixels } = createCanvas(4, 4);
    graphics.setFontCustom("\xff", 65, "\x01", 1);
    graphics.drawString("A\nA\rA", 0, 0);
    expect([...pixels].map((value, i) => (value ? i : -1)).filter((i) => i >= 0)).toEqual([0, 4, 5]);
  });

  it("takes no colour from an image of four bits without a palette but its values", () => {
    const { graphics, row } = createCanvas(3, 1);
    graphics.drawImage("\x02\x01\x04\x5a", 0, 0);
    expect(row(0)).toEqual([5, 10, 0]);
  });

  it.each([
    [false, 0xc0, 0x03],
    [true, 0x03, 0xc0],
  ])("keeps rows in the bits of a vertical buffer, most significant first: %s", (isMsb, upper, lower) => {
    const bytes = new Uint8Array(32);
    const graphics = createGraphics(createBitSurface(16, 16, bytes, true, isMsb), () => {});
    graphics.setColor(1);
    graphics.fillRect(1, 6, 1, 9);
    expect([bytes[1], bytes[17]]).toEqual([upper, lower]);
  });

  it("forgets colours, font and alignment at clear(true)", () => {
    const { graphics } = createCanvas(8, 8);
    graphics.setBgColor(3);
    graphics.setFontCustom("\xff", 65, "\x08", 8);
    expect(graphics.stringWidth("AA")).toBe(16);
    graphics.clear(true);
    expect(graphics.stringWidth("AA")).toBe(8);
  });
});
