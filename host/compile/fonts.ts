// Fonts as the board's drawing call wants them: one byte a letter, the glyphs that are used and no others.
import type { Font } from "./cards.ts";
import type { Typeface } from "./typeface.ts";

/** First code that is given to letters outside ASCII, and the end of codes. */
const FIRST_FREE = 128;
const END_OF_CODES = 256;
const FIRST_PRINTED = 32;
/** Letters that every font has the height for: lines of reasons, which the board sets, are as far apart in any shop. */
const TALLEST = "ŻÓgjęą";

/** Codes of characters, the same in all fonts of a board. */
export interface Codes {
  /** The code of a character; that of "?" for one that has none. */
  codeOf(char: string): number;
  /** Characters that were left over when all codes were given. */
  readonly left: readonly string[];
}

/**
 * Gives codes: ASCII keeps its own, others get 128 and up in the order of Unicode. A space that does not break
 * is drawn as a space.
 * @param chars all characters of the board's texts
 */
export function assignCodes(chars: Iterable<string>): Codes {
  const codes = new Map<string, number>();
  const left: string[] = [];
  const sorted = [...new Set(chars)].sort((a, b) => (a.codePointAt(0) ?? 0) - (b.codePointAt(0) ?? 0));
  let next = FIRST_FREE;
  for (const char of sorted) {
    const point = char.codePointAt(0) ?? 0;
    if (char === "\u00a0") codes.set(char, FIRST_PRINTED);
    else if (point < FIRST_FREE) codes.set(char, point);
    else if (next < END_OF_CODES) codes.set(char, next++);
    else left.push(char);
  }
  return { codeOf: (char) => codes.get(char) ?? 0x3f, left };
}

export interface BuiltFont {
  readonly font: Font;
  /** Rows of the font above the baseline. */
  readonly ascent: number;
}

/**
 * Builds a font of the given characters. Espruino finds the first bit of a glyph rightly at two bits a pixel
 * only where every column begins on a byte: rows are padded to a multiple of four there.
 * @param chars characters that are drawn in it; those without a glyph are skipped
 */
export function buildFont(typeface: Typeface, chars: Iterable<string>, codes: Codes): BuiltFont {
  const byCode = new Map<number, string>();
  let ascent = 1;
  let descent = 0;
  for (const char of TALLEST) {
    ascent = Math.max(ascent, typeface.glyph(char)?.ascent ?? 0);
    descent = Math.max(descent, typeface.glyph(char)?.descent ?? 0);
  }
  for (const char of chars) {
    const glyph = typeface.glyph(char);
    if (glyph === undefined) continue;
    byCode.set(codes.codeOf(char), char);
    ascent = Math.max(ascent, glyph.ascent);
    descent = Math.max(descent, glyph.descent);
  }
  const step = typeface.bitsPerPixel === 2 ? 4 : 1;
  const height = Math.ceil((ascent + descent) / step) * step;
  const sorted = [...byCode.keys()].sort((a, b) => a - b);
  const firstCode = sorted[0] ?? FIRST_PRINTED;
  const widths = new Uint8Array((sorted.at(-1) ?? firstCode) - firstCode + 1);
  const bits: number[] = [];
  for (const code of sorted) {
    const glyph = typeface.glyph(byCode.get(code) ?? "");
    if (glyph === undefined) continue;
    widths[code - firstCode] = glyph.width;
    for (let column = 0; column < glyph.width; column++)
      for (let row = 0; row < height; row++) bits.push(glyph.level(column, ascent - 1 - row));
  }
  const bitmap = packBits(bits, typeface.bitsPerPixel);
  return { font: { bitsPerPixel: typeface.bitsPerPixel, height, firstCode, widths, bitmap }, ascent };
}

/** Packs levels into bytes, most significant bit first. */
function packBits(levels: readonly number[], bitsPerPixel: number): Uint8Array {
  const perByte = 8 / bitsPerPixel;
  const bytes = new Uint8Array(Math.ceil(levels.length / perByte));
  levels.forEach((level, i) => {
    bytes[Math.floor(i / perByte)] |= level << (8 - bitsPerPixel * ((i % perByte) + 1));
  });
  return bytes;
}
