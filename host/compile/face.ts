// Faces as the packages bring them: outlines in font units, the two subset files of a face seen as one.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import opentype, { type OpentypeFont, type PathCommand } from "opentype.js";
import { type Kerning, readKerning } from "./kerning.ts";

export type { PathCommand };

/** Faces that are used, by package and weight. */
export type FaceName = "literata-600" | "atkinson-hyperlegible-400" | "jersey-10-400";

export interface Outline {
  /** Font units. */
  readonly advance: number;
  readonly commands: readonly PathCommand[];
}

export interface Face {
  readonly unitsPerEm: number;
  /** Heights of H and x in font units. */
  readonly capHeight: number;
  readonly xHeight: number;
  /** The outline of a character; digits are the tabular ones where the face has them. */
  find(char: string): Outline | undefined;
  /** Kerning between two characters, in font units. */
  kern(left: string, right: string): number;
}

interface Subset {
  readonly font: OpentypeFont;
  readonly kerning: Kerning;
  readonly tabular: ReadonlyMap<number, number>;
}

/** Letters that no decomposition leads to their plain form: the stroke of ł is part of the letter. */
const PLAIN: Readonly<Record<string, string>> = { ł: "l", Ł: "L", đ: "d", Đ: "D", ø: "o", Ø: "O" };

const faces = new Map<FaceName, Face>();

/** Opens a face; the second time it is the same one. */
export function openFace(name: FaceName): Face {
  let face = faces.get(name);
  if (face === undefined) {
    face = joinSubsets([openSubset(name, "latin"), openSubset(name, "latin-ext")]);
    faces.set(name, face);
  }
  return face;
}

function openSubset(name: FaceName, subset: string): Subset {
  const cut = name.lastIndexOf("-");
  const family = name.slice(0, cut);
  const file = `@fontsource/${family}/files/${family}-${subset}-${name.slice(cut + 1)}-normal.woff`;
  const woff = new Uint8Array(readFileSync(createRequire(import.meta.url).resolve(file)));
  const font = opentype.parse(woff.slice().buffer);
  const tabular = new Map<number, number>();
  for (const { sub, by } of font.substitution.getSingle("tnum") ?? []) tabular.set(sub, by);
  return { font, kerning: readKerning(woff), tabular };
}

function joinSubsets(subsets: readonly [Subset, Subset]): Face {
  const main = subsets[0];
  const outlines = new Map<string, Outline | undefined>();
  const findGlyph = (subset: Subset, char: string): number => {
    const index = subset.font.charToGlyphIndex(char);
    return subset.tabular.get(index) ?? index;
  };
  const readOutline = (char: string): Outline | undefined => {
    for (const subset of subsets) {
      const index = findGlyph(subset, char);
      if (index === 0) continue;
      const glyph = subset.font.glyphs.get(index);
      return { advance: glyph.advanceWidth, commands: glyph.path.commands };
    }
    return undefined;
  };
  return {
    unitsPerEm: main.font.unitsPerEm,
    capHeight: main.font.tables.os2.sCapHeight,
    xHeight: main.font.tables.os2.sxHeight,
    find(char) {
      if (!outlines.has(char)) outlines.set(char, readOutline(char));
      return outlines.get(char);
    },
    kern(left, right) {
      for (const subset of subsets) {
        const a = findGlyph(subset, left);
        const b = findGlyph(subset, right);
        if (a !== 0 && b !== 0) return subset.kerning(a, b);
      }
      // Pairs over the border of the two files are kerned as their plain letters are.
      const a = findGlyph(main, plain(left));
      const b = findGlyph(main, plain(right));
      return a === 0 || b === 0 ? 0 : main.kerning(a, b);
    },
  };
}

function plain(char: string): string {
  return PLAIN[char] ?? char.normalize("NFD").slice(0, 1);
}
