// Glyphs of custom fonts, decoded once. A day's cards draw the same few hundred glyphs a million times.

export interface CustomFont {
  readonly bitmap: string;
  readonly firstCode: number;
  readonly widths: string | number;
  readonly height: number;
  readonly bitsPerPixel: number;
}

/** The lit pixels of a glyph: column, row and value of each, one after the other. */
export type Glyph = Uint16Array;

interface KnownFont {
  readonly font: CustomFont;
  readonly glyphs: Map<number, Glyph>;
}

/** Fonts that are kept; a board has five at most. */
const KEPT_FONTS = 16;

/** A store of decoded glyphs. */
export function createGlyphs(): { find(font: CustomFont, code: number, columns: number): Glyph } {
  const known: KnownFont[] = [];
  let latest: KnownFont | undefined;

  function findFont(font: CustomFont): KnownFont {
    if (latest?.font === font) return latest;
    const index = known.findIndex(({ font: other }) => isSame(other, font));
    const found =
      index < 0 ? { font, glyphs: new Map<number, Glyph>() } : { font, glyphs: known[index].glyphs };
    if (index < 0) {
      known.push(found);
      if (known.length > KEPT_FONTS) known.shift();
    }
    latest = found;
    return found;
  }

  return {
    find(font, code, columns) {
      const { glyphs } = findFont(font);
      let glyph = glyphs.get(code);
      if (glyph === undefined) {
        glyph = decode(font, code, columns);
        glyphs.set(code, glyph);
      }
      return glyph;
    },
  };
}

function isSame(a: CustomFont, b: CustomFont): boolean {
  return (
    a.firstCode === b.firstCode &&
    a.height === b.height &&
    a.bitsPerPixel === b.bitsPerPixel &&
    a.widths === b.widths &&
    a.bitmap === b.bitmap
  );
}

/** Reads a glyph's bits: column by column, most significant bit first, behind those of all codes before it. */
function decode(font: CustomFont, code: number, columns: number): Glyph {
  const { bitmap, widths, firstCode, height: rows, bitsPerPixel: bits } = font;
  let skipped = 0;
  if (typeof widths === "number") skipped = columns * (code - firstCode);
  else for (let i = 0; i < code - firstCode && i < widths.length; i++) skipped += widths.charCodeAt(i) & 255;
  const bit = skipped * rows * bits;
  let next = bit >> 3;
  let phase = bit & 7;
  // The interpreter shifts by the phase times the bits per pixel: right for one bit, and its way for more.
  let data = byteAt(bitmap, next) << (bits * phase);
  const lit: number[] = [];
  for (let column = 0; column < columns; column++)
    for (let row = 0; row < rows; row++) {
      const value = (data & 255) >> (8 - bits);
      if (value) lit.push(column, row, value);
      phase += bits;
      data <<= bits;
      if (phase >= 8) {
        phase = 0;
        data = byteAt(bitmap, ++next);
      }
    }
  return Uint16Array.from(lit);
}

/** A byte of a string of bytes; 0 behind its end. */
export function byteAt(text: string, index: number): number {
  return index < text.length ? text.charCodeAt(index) & 255 : 0;
}
