// Pair kerning of a WOFF 1 file, read from its GPOS table: opentype.js leaves lookups in extension form unread,
// and Literata has only those. Follows the OpenType specification, "GPOS": pair adjustment, formats 1 and 2.
import { inflateSync } from "node:zlib";

const WOFF_HEADER = 44;
const WOFF_ENTRY = 20;
const LOOKUP_PAIRS = 2;
const LOOKUP_EXTENSION = 9;

/** Change of the pen between two glyphs, in font units; 0 where the face says nothing. */
export type Kerning = (left: number, right: number) => number;

/**
 * Finds a table in a WOFF 1 file.
 * @returns its bytes, or undefined where the file has none
 */
function findTable(woff: Uint8Array, tag: string): Uint8Array | undefined {
  const view = new DataView(woff.buffer, woff.byteOffset, woff.byteLength);
  const tables = view.getUint16(12);
  for (let i = 0; i < tables; i++) {
    const at = WOFF_HEADER + i * WOFF_ENTRY;
    if (String.fromCharCode(...woff.subarray(at, at + 4)) !== tag) continue;
    const offset = view.getUint32(at + 4);
    const packed = view.getUint32(at + 8);
    const length = view.getUint32(at + 12);
    const bytes = woff.subarray(offset, offset + packed);
    return packed < length ? inflateSync(bytes) : bytes;
  }
  return undefined;
}

/** Reads the pair kerning of a WOFF 1 file that this project installs. */
export function readKerning(woff: Uint8Array): Kerning {
  const table = findTable(woff, "GPOS");
  if (table === undefined) return () => 0;
  const view = new DataView(table.buffer, table.byteOffset, table.byteLength);
  const subtables = findPairs(view);
  return (left, right) => {
    for (const at of subtables) {
      const value = readPair(view, at, left, right);
      if (value !== undefined) return value;
    }
    return 0;
  };
}

/** Offsets of the pair subtables that the feature `kern` uses, in order. */
function findPairs(view: DataView): number[] {
  const features = view.getUint16(6);
  const lookups = view.getUint16(8);
  const wanted = new Set<number>();
  for (let i = 0; i < view.getUint16(features); i++) {
    const record = features + 2 + i * 6;
    if (view.getUint32(record) !== 0x6b65726e) continue; // "kern"
    const feature = features + view.getUint16(record + 4);
    for (let k = 0; k < view.getUint16(feature + 2); k++) wanted.add(view.getUint16(feature + 4 + k * 2));
  }
  const found: number[] = [];
  for (const index of [...wanted].sort((a, b) => a - b)) {
    const lookup = lookups + view.getUint16(lookups + 2 + index * 2);
    for (let k = 0; k < view.getUint16(lookup + 4); k++) {
      let at = lookup + view.getUint16(lookup + 6 + k * 2);
      let type = view.getUint16(lookup);
      if (type === LOOKUP_EXTENSION) {
        type = view.getUint16(at + 2);
        at += view.getUint32(at + 4);
      }
      if (type === LOOKUP_PAIRS) found.push(at);
    }
  }
  return found;
}

/** Advance of the pair, or undefined where this subtable does not cover it. */
function readPair(view: DataView, at: number, left: number, right: number): number | undefined {
  const covered = findCoverage(view, at + view.getUint16(at + 2), left);
  const format1 = view.getUint16(at + 4);
  const format2 = view.getUint16(at + 6);
  // Only an x advance (bit 2) of the first glyph is kerning as text goes left to right.
  if (covered < 0 || (format1 & 4) === 0) return undefined;
  const advance = 2 * countBits(format1 & 3);
  const values = 2 * (countBits(format1) + countBits(format2));
  if (view.getUint16(at) === 1) {
    const set = at + view.getUint16(at + 10 + covered * 2);
    for (let i = 0; i < view.getUint16(set); i++) {
      const pair = set + 2 + i * (2 + values);
      if (view.getUint16(pair) === right) return view.getInt16(pair + 2 + advance);
    }
    return undefined;
  }
  const class1 = findClass(view, at + view.getUint16(at + 8), left);
  const class2 = findClass(view, at + view.getUint16(at + 10), right);
  const classes2 = view.getUint16(at + 14);
  return view.getInt16(at + 16 + (class1 * classes2 + class2) * values + advance);
}

function findCoverage(view: DataView, at: number, glyph: number): number {
  const count = view.getUint16(at + 2);
  const isRanges = view.getUint16(at) === 2;
  for (let i = 0; i < count; i++) {
    if (!isRanges) {
      if (view.getUint16(at + 4 + i * 2) === glyph) return i;
      continue;
    }
    const first = view.getUint16(at + 4 + i * 6);
    if (glyph >= first && glyph <= view.getUint16(at + 6 + i * 6))
      return view.getUint16(at + 8 + i * 6) + glyph - first;
  }
  return -1;
}

function findClass(view: DataView, at: number, glyph: number): number {
  if (view.getUint16(at) === 1) {
    const index = glyph - view.getUint16(at + 2);
    return index >= 0 && index < view.getUint16(at + 4) ? view.getUint16(at + 6 + index * 2) : 0;
  }
  for (let i = 0; i < view.getUint16(at + 2); i++) {
    const range = at + 4 + i * 6;
    if (glyph >= view.getUint16(range) && glyph <= view.getUint16(range + 2))
      return view.getUint16(range + 4);
  }
  return 0;
}

function countBits(mask: number): number {
  let bits = 0;
  for (let rest = mask; rest > 0; rest >>= 1) bits += rest & 1;
  return bits;
}
