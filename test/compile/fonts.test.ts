import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { openFace, type PathCommand } from "../../host/compile/face.ts";
import { assignCodes, buildFont } from "../../host/compile/fonts.ts";
import { coverOutline, FULL_COVERAGE } from "../../host/compile/raster.ts";
import { createTypeface, PIXEL_SIZE, sizeOutlines, type Typeface } from "../../host/compile/typeface.ts";
import { createGraphics } from "../../host/simulator/graphics.ts";
import { createPanelSurface } from "../../host/simulator/surface.ts";

const POLISH = "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ„”–€";
const TITLE = createTypeface(sizeOutlines("literata-600", 26, 36));
const TEXT = createTypeface(sizeOutlines("atkinson-hyperlegible-400", 13, 22));
const PIXEL = createTypeface(PIXEL_SIZE);
const FACES: readonly (readonly [string, Typeface])[] = [
  ["title", TITLE],
  ["text", TEXT],
  ["pixel", PIXEL],
];

function point(type: "M" | "L" | "Z", x: number, y: number): PathCommand {
  return { type, x, y, x1: 0, y1: 0, x2: 0, y2: 0 };
}

describe("coverage", () => {
  const same = { x: (units: number) => units, y: (units: number) => units };

  test("agrees with asking each sample point for its winding number", () => {
    const corner = fc.tuple(fc.integer({ min: -16, max: 48 }), fc.integer({ min: -16, max: 48 }));
    fc.assert(
      fc.property(fc.array(corner, { minLength: 3, maxLength: 7 }), (corners) => {
        // Odd sixteenths never lie on a sample's row.
        const path = corners.map(([x, y]) => [x / 8 + 1 / 32, y / 8] as const);
        const commands = path.map(([x, y], i) => point(i === 0 ? "M" : "L", x, y));
        const coverage = coverOutline([...commands, point("Z", 0, 0)], same, 4, 4);
        for (let pixel = 0; pixel < 16; pixel++) {
          let count = 0;
          for (let sample = 0; sample < 64; sample++) {
            const x = (pixel % 4) + ((sample % 8) + 0.5) / 8;
            const y = Math.floor(pixel / 4) + (Math.floor(sample / 8) + 0.5) / 8;
            if (windingOf(path, x, y) !== 0) count++;
          }
          // Both count the same points; only those that an edge passes through to the last digit may differ.
          expect(Math.abs(coverage[pixel] - count)).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 300 },
    );
  });

  test("a square of two pixels covers these fully and others not at all", () => {
    const square = [point("M", 1, 1), point("L", 3, 1), point("L", 3, 2), point("L", 1, 2), point("Z", 0, 0)];
    expect([...coverOutline(square, same, 4, 3)]).toEqual(
      [0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0].map((full) => full * FULL_COVERAGE),
    );
  });
});

function windingOf(path: readonly (readonly [number, number])[], x: number, y: number): number {
  let winding = 0;
  path.forEach(([x0, y0], i) => {
    const [x1, y1] = path[(i + 1) % path.length];
    if (y0 <= y === y1 <= y) return;
    const crossing = x0 + ((y - y0) * (x1 - x0)) / (y1 - y0);
    if (crossing <= x) winding += y1 > y0 ? 1 : -1;
  });
  return winding;
}

describe.each(FACES)("the %s face", (_, typeface) => {
  test("has all Polish letters, quotes, dash and euro, and lacks what it lacks", () => {
    for (const char of POLISH) expect(typeface.glyph(char)?.ascent, char).toBeGreaterThan(0);
    expect(typeface.glyph("日")).toBeUndefined();
  });

  test("has figures of one width", () => {
    const widths = [..."0123456789"].map((char) => typeface.glyph(char)?.advance);
    expect(new Set(widths).size).toBe(1);
  });

  test("stands on the baseline with capitals of exactly its height", () => {
    for (const char of "HEx") expect(typeface.glyph(char)?.descent, char).toBe(0);
    expect(typeface.glyph("H")?.ascent).toBe(typeface.capHeight);
    expect(typeface.glyph("p")?.descent).toBeGreaterThan(0);
  });
});

test("title pairs are kerned by whole pixels, also over the border of two subset files", () => {
  expect(TITLE.kern("T", "o")).toBeLessThan(0);
  expect(TITLE.kern("A", "V")).toBeLessThan(0);
  expect(TITLE.kern("T", "ó")).toBeLessThan(0);
  expect(TITLE.kern("H", "H")).toBe(0);
  expect(openFace("atkinson-hyperlegible-400").kern("T", "o")).toBe(-86);
});

describe("codes", () => {
  test("ASCII keeps its own, others get free ones, nobody gets a reserved one, no two the same", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ minLength: 1, maxLength: 1, unit: "grapheme" })), (texts) => {
        const chars = texts.flatMap((text) => [...text]).filter((char) => char >= " ");
        const codes = assignCodes(chars);
        const given = new Map<number, string>();
        for (const char of chars) {
          if (codes.left.includes(char) || char === "\u00a0") continue;
          const code = codes.codeOf(char);
          if (char < "\u0080") expect(code).toBe(char.charCodeAt(0));
          else expect(code).toBeGreaterThanOrEqual(128);
          expect(code).toBeLessThan(256);
          expect(given.get(code) ?? char).toBe(char);
          given.set(code, char);
        }
      }),
    );
  });

  test("when all codes are given the rest is named", () => {
    const chars = Array.from({ length: 130 }, (_, i) => String.fromCodePoint(0x100 + i));
    expect(assignCodes(chars).left).toEqual(chars.slice(128));
  });
});

describe.each(FACES)("a font of the %s face", (_, typeface) => {
  const chars = [..."Ażół 0g"];
  const codes = assignCodes(chars);
  const { font, ascent } = buildFont(typeface, chars, codes);

  test("holds each glyph where its widths say, column by column", () => {
    const perByte = 8 / font.bitsPerPixel;
    const most = 2 ** font.bitsPerPixel - 1;
    let column = 0;
    let ink = 0;
    font.widths.forEach((width, i) => {
      const char = chars.find((c) => codes.codeOf(c) === i + font.firstCode);
      expect(width > 0).toBe(char !== undefined);
      const glyph = typeface.glyph(char ?? "");
      for (let x = 0; x < width; x++, column++)
        for (let y = 0; y < font.height; y++) {
          const at = column * font.height + y;
          const shift = 8 - font.bitsPerPixel * ((at % perByte) + 1);
          const level = (font.bitmap[Math.floor(at / perByte)] >> shift) & most;
          expect(level).toBe(glyph?.level(x, ascent - 1 - y));
          ink += level;
        }
    });
    expect(ink).toBeGreaterThan(100);
  });

  test("is as high whatever letters it holds", () => {
    expect(buildFont(typeface, [..."x."], assignCodes([..."x."])).font.height).toBe(font.height);
  });

  test("begins every column on a byte where there are two bits a pixel", () => {
    if (font.bitsPerPixel === 2) expect(font.height % 4).toBe(0);
    else expect(font.bitsPerPixel).toBe(1);
  });
});

describe.skipIf(!process.env.ESPRUINO)("on the interpreter", () => {
  test("a text in a font of two bits is drawn as here, and a changed bit is seen", () => {
    const chars = [..."Wąż 39"];
    const codes = assignCodes(chars);
    const { font } = buildFont(TEXT, chars, codes);
    const text = chars.map((char) => String.fromCharCode(codes.codeOf(char))).join("");
    const here = drawHere(font, text);
    expect(drawThere(font, text)).toEqual(here);
    const bitmap = font.bitmap.slice();
    bitmap[bitmap.indexOf(0xff)] = 0xfc;
    expect(drawThere({ ...font, bitmap }, text)).not.toEqual(here);
  });
});

const WIDTH = 80;
const HEIGHT = 24;
type DrawnFont = ReturnType<typeof buildFont>["font"];

function drawHere(font: DrawnFont, text: string): number[] {
  const pixels = new Uint16Array(WIDTH * HEIGHT);
  const graphics = createGraphics(createPanelSurface(WIDTH, HEIGHT, pixels), () => {});
  const toText = (bytes: Uint8Array): string => String.fromCharCode(...bytes);
  graphics.setBgColor(0xf79c);
  graphics.setColor(0x2903);
  graphics.clear(false);
  graphics.setFontCustom(toText(font.bitmap), font.firstCode, toText(font.widths), font.height | (2 << 16));
  graphics.drawString(text, 2, 0);
  return [...pixels];
}

function drawThere(font: DrawnFont, text: string): number[] {
  const pack = (bytes: Uint8Array | string): string =>
    `atob("${Buffer.from(bytes as string, "latin1").toString("base64")}")`;
  const script = `
var b=Graphics.createArrayBuffer(${WIDTH},${HEIGHT},16);
b.setBgColor(0xf79c).setColor(0x2903).clear();
b.setFontCustom(${pack(font.bitmap)},${font.firstCode},${pack(font.widths)},${font.height | (2 << 16)});
b.drawString(${pack(text)},2,0);
print("@"+btoa(E.toString(new Uint8Array(b.buffer))));
`;
  const folder = mkdtempSync(join(tmpdir(), "passerby-fonts-"));
  try {
    writeFileSync(join(folder, "draw.js"), script);
    const { stdout } = spawnSync(process.env.ESPRUINO ?? "", ["draw.js"], {
      cwd: folder,
      encoding: "latin1",
      timeout: 30_000,
    });
    const bytes = Buffer.from(/@([A-Za-z0-9+/=]+)/.exec(stdout)?.[1] ?? "", "base64");
    return Array.from({ length: bytes.length / 2 }, (_, i) => bytes.readUInt16BE(i * 2));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
