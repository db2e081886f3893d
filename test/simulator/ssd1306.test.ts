import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createSsd1306 } from "../../host/simulator/ssd1306.ts";

const START = [0x00, 0x8d, 0x14, 0xa1, 0xc8, 0xaf];

function createChip(...commands: number[]) {
  const reports: string[] = [];
  const chip = createSsd1306((text) => reports.push(text));
  chip.receive([...START, ...commands]);
  return { chip, reports };
}

/** Places that are lit, as "x,y". */
function lit(chip: { look(): Uint16Array }): string[] {
  return [...chip.look()].flatMap((value, i) => (value ? [`${i % 128},${Math.floor(i / 128)}`] : []));
}

/** Rows that are lit at x = 0. */
function rows(chip: { look(): Uint16Array }): number[] {
  const pixels = chip.look();
  return Array.from({ length: 64 }, (_, y) => y).filter((y) => pixels[y * 128]);
}

describe("SSD1306", () => {
  it("shows the first byte at the top left, lowest bit on top, on a module with A1 and C8", () => {
    const { chip } = createChip(0xb0, 0x00, 0x10);
    chip.receive([0x40, 0x05]);
    expect(lit(chip)).toEqual(["0,0", "0,2"]);
  });

  it("turns columns and rows around without A1 and C8", () => {
    const { chip } = createChip(0xa0, 0xc0);
    chip.receive([0x40, 0x01]);
    expect(lit(chip)).toEqual(["127,63"]);
  });

  it("keeps columns that are stored already when the segment remap changes, and turns rows at once", () => {
    const { chip } = createChip();
    chip.receive([0x40, 0x01]);
    chip.receive([0x00, 0xa0]);
    expect(lit(chip)).toEqual(["0,0"]);
    chip.receive([0x00, 0xc0]);
    expect(lit(chip)).toEqual(["0,63"]);
  });

  it("reads one byte after a control byte with Co set, and all of them after one without", () => {
    const { chip } = createChip();
    chip.receive([0x80, 0xb1, 0x80, 0x03, 0x80, 0x10, 0xc0, 0x01, 0x40, 0x01, 0x01]);
    expect(lit(chip)).toEqual(["3,8", "4,8", "5,8"]);
  });

  it("runs through columns, then pages, of its window in horizontal mode", () => {
    const { chip } = createChip(0x20, 0x00, 0x21, 10, 11, 0x22, 2, 3);
    chip.receive([0x40, 1, 1, 1, 1, 2]);
    expect(lit(chip)).toEqual(["11,16", "10,17", "10,24", "11,24"]);
  });

  it("runs through pages, then columns, of its window in vertical mode", () => {
    const { chip } = createChip(0x20, 0x01, 0x21, 10, 11, 0x22, 2, 3);
    chip.receive([0x40, 1, 1, 1]);
    expect(lit(chip)).toEqual(["10,16", "11,16", "10,24"]);
  });

  it("begins the same page again behind column 127 in page mode", () => {
    const { chip } = createChip(0xb2, 0x0f, 0x17);
    chip.receive([0x40, 1, 2]);
    expect(lit(chip)).toEqual(["127,16", "0,17"]);
  });

  it("takes the parameters of a command from the next message", () => {
    const { chip } = createChip(0x81);
    chip.receive([0x00, 0x22]);
    expect(chip.contrast).toBe(0x22);
  });

  // Tables 10-1 and 10-2 of the datasheet: row 0 of memory is lit; where does it appear?
  it.each([
    ["offset 0, start line 0", [0xc0, 0xd3, 0, 0x40], 63],
    ["offset 8: COM0 shows row 8, row 0 is at COM56", [0xc0, 0xd3, 8, 0x40], 63 - 56],
    ["start line 8: row 0 is at COM56", [0xc0, 0xd3, 0, 0x48], 63 - 56],
    ["56 rows, offset 8: row 0 is at COM56", [0xc0, 0xa8, 55, 0xd3, 8, 0x40], 63 - 56],
    ["reversed, offset 8: row 0 is at COM7", [0xc8, 0xd3, 8, 0x40], 63 - 7],
    ["reversed, 48 rows: row 0 is at COM47", [0xc8, 0xa8, 47, 0xd3, 0, 0x40], 63 - 47],
  ])("places rows by multiplex, offset and start line: %s", (_, commands, y) => {
    const { chip } = createChip(...commands);
    chip.receive([0x40, 0x01]);
    expect(rows(chip)).toEqual([y]);
  });

  it("leaves rows dark that the multiplexer does not reach", () => {
    const { chip } = createChip(0xa8, 15, 0xa5);
    expect(lit(chip)).toHaveLength(16 * 128);
  });

  it("inverts, lights everything, and is dark without its charge pump or switched off", () => {
    const { chip } = createChip(0xa7);
    expect(lit(chip)).toHaveLength(64 * 128);
    chip.receive([0x00, 0xa6, 0xa5]);
    expect(lit(chip)).toHaveLength(64 * 128);
    chip.receive([0x00, 0x8d, 0x10]);
    expect([chip.isOn, lit(chip).length]).toEqual([false, 0]);
    chip.receive([0x00, 0x8d, 0x14, 0xae]);
    expect([chip.isOn, lit(chip).length]).toEqual([false, 0]);
  });

  it("says what it does not know, and goes on", () => {
    const { chip, reports } = createChip(0xff, 0xda, 0x02, 0xa8, 3, 0x2f, 0x81, 9);
    expect(reports).toHaveLength(4);
    expect(chip.contrast).toBe(9);
  });

  it("survives any bytes whatever", () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 60 }), { maxLength: 20 }), (messages) => {
        const { chip } = createChip();
        for (const message of messages) chip.receive(message);
        expect(chip.look().every((value) => value <= 1)).toBe(true);
      }),
    );
  });
});
