// What a panel says while its board is calibrated: firmware/survey/words.ts, written anew for a board.
import { join } from "node:path";
import type { Plugin } from "esbuild";
import { chooseWords } from "../compile/texts.ts";
import { createTypeface, type TypefaceSize } from "../compile/typeface.ts";

/** Lines of dots, as firmware/survey/words.ts tells them. */
export interface Notice {
  readonly lines: readonly string[];
  /** Side of a dot, and from line to line, in pixels. */
  readonly dot: number;
  readonly pitch: number;
}

/** Jersey 10 as it is: a dot is a pixel of the face, which has 75 units. */
const DOT_UNITS = 75;
const SIZE: TypefaceSize = {
  face: "jersey-10-400",
  bitsPerPixel: 1,
  pitch: 13,
  scale: () => 1 / DOT_UNITS,
  heights: () => [
    [-4 * DOT_UNITS, -4],
    [14 * DOT_UNITS, 14],
  ],
};
/** Rows above the baseline and in all. */
const ASCENT = 10;
const ROWS = 12;
/** What a character adds to its six dots. */
const FIRST_CODE = 40;
const MARGIN_DOTS = 2;

/**
 * Sets the notice for a panel: in each language the word, and the sentence where the panel has room for it; as large as the
 * longest line allows. Languages that no longer fit are left out.
 * @param panel in pixels
 * @param languages of the shop, the first one first
 */
export function makeNotice(
  panel: { readonly width: number; readonly height: number },
  languages: readonly string[],
): Notice {
  const words = languages.map((language) => chooseWords(language));
  const long = words.flatMap(({ calibrating, calibratingNote }) => [calibrating, calibratingNote]);
  const short = words.map(({ calibrating }) => calibrating);
  for (const [texts, least] of [
    [long, 2],
    [long, 1],
    [short, 1],
  ] as const) {
    const lines = texts.map(drawLine);
    const widest = Math.max(...lines.map(({ length }) => length / 2)) + 2 * MARGIN_DOTS;
    const dot = Math.min(3, Math.floor(panel.width / widest));
    const fitting = Math.floor((panel.height / dot - ROWS - MARGIN_DOTS) / SIZE.pitch) + 1;
    const isLast = texts === short;
    if (dot < least || (fitting < lines.length && !isLast)) continue;
    return { lines: lines.slice(0, Math.max(1, fitting)), dot: Math.max(1, dot), pitch: SIZE.pitch * dot };
  }
  return { lines: [drawLine(short[0] ?? "")], dot: 1, pitch: SIZE.pitch };
}

/** A line as firmware/survey/words.ts has it. */
function drawLine(text: string): string {
  const typeface = createTypeface(SIZE);
  const columns: number[] = [];
  let pen = 0;
  for (const char of text) {
    const glyph = typeface.glyph(char);
    if (glyph === undefined) continue;
    for (let column = 0; column < glyph.width; column++) {
      const x = Math.max(0, pen + column - glyph.left);
      for (let row = 0; row < ROWS; row++)
        if (glyph.level(column, ASCENT - 1 - row) > 0) columns[x] = (columns[x] ?? 0) | (1 << row);
    }
    pen += glyph.advance;
  }
  return Array.from(columns, (bits = 0) =>
    String.fromCharCode(FIRST_CODE + (bits & 63), FIRST_CODE + (bits >> 6)),
  ).join("");
}

/** Puts a notice in place of the file's. */
export function chooseNotice(root: string, notice: Notice | undefined): Plugin {
  return {
    name: "notice",
    setup(setup) {
      if (notice === undefined) return;
      const { lines, dot, pitch } = notice;
      const contents = [
        `export const LINES = ${JSON.stringify(lines)};`,
        `export const DOT = ${dot};`,
        `export const PITCH = ${pitch};`,
      ].join("\n");
      setup.onLoad({ filter: /[\\/]survey[\\/]words\.ts$/ }, ({ path }) =>
        path === join(root, "firmware", "survey", "words.ts") ? { contents, loader: "js" } : undefined,
      );
    },
  };
}
