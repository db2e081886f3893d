// A typeface: a face at one size, its glyphs as levels of grey on whole pixels.
import { type Face, type FaceName, openFace } from "./face.ts";
import { coverOutline, FULL_COVERAGE } from "./raster.ts";

/** Rows of the working box above and below the baseline, in heights of a capital. */
const ROOM_ABOVE = 2;
const ROOM_BELOW = 1;
/** Ink that may be lost at the sides of a glyph before its box is made wider, in pixels. */
const SPILL = 0.4;

export interface Glyph {
  /** How far the pen moves. */
  readonly advance: number;
  /** Columns of the box that lie left of the pen. */
  readonly left: number;
  /** Columns of the box; wider than the advance only where the glyph overhangs. */
  readonly width: number;
  /** Rows with ink above and below the baseline. */
  readonly ascent: number;
  readonly descent: number;
  /** Level of a pixel, 0 to the most of its bits; row 0 is the first above the baseline, -1 below it. */
  level(column: number, row: number): number;
}

export interface Typeface {
  readonly bitsPerPixel: 1 | 2;
  /** Height of a capital, pixels. */
  readonly capHeight: number;
  /** Pixels from baseline to baseline. */
  readonly pitch: number;
  /** A character's glyph, or undefined where the face has none. */
  glyph(char: string): Glyph | undefined;
  /** Whole pixels to move the pen between two characters. */
  kern(left: string, right: string): number;
}

type Heights = readonly (readonly [units: number, px: number])[];

export interface TypefaceSize {
  readonly face: FaceName;
  readonly bitsPerPixel: 1 | 2;
  readonly pitch: number;
  /** Heights in font units and the whole pixel each lands on, rising; between them, in proportion. */
  readonly heights: (face: Face, char: string) => Heights;
  /** Pixels a font unit across. */
  readonly scale: (face: Face) => number;
}

/**
 * A serif or sans at a size: baseline, x height and capitals land on whole pixels and round letters lose their
 * overshoot, so that edges are sharp where eyes look for them.
 * @param capPx height of a capital, pixels
 * @param bitsPerPixel 1 where the panel has no greys
 */
export function sizeOutlines(
  face: FaceName,
  capPx: number,
  pitch: number,
  bitsPerPixel: 1 | 2 = 2,
): TypefaceSize {
  const overshoot = 16;
  return {
    face,
    bitsPerPixel,
    pitch,
    scale: (f) => capPx / f.capHeight,
    heights: (f) => {
      const scale = capPx / f.capHeight;
      const xPx = Math.round(f.xHeight * scale);
      return [
        [-1000 - overshoot, -1000 * scale],
        [-overshoot, 0],
        [0, 0],
        [f.xHeight, xPx],
        [f.xHeight + overshoot, xPx],
        [f.capHeight, capPx],
        [f.capHeight + overshoot, capPx],
        [f.capHeight + overshoot + 1000, capPx + 1000 * scale],
      ];
    },
  };
}

/** One pixel of Jersey 10 in font units. */
const JERSEY_PX = 75;

/**
 * Jersey 10 drawn out from 10 rows to 14, for panels of one bit: only rows between its bars become higher, so
 * that every stroke stays two pixels. Small letters and capitals have those rows in different places.
 */
export const PIXEL_SIZE: TypefaceSize = {
  face: "jersey-10-400",
  bitsPerPixel: 1,
  pitch: 21,
  scale: () => 1 / JERSEY_PX,
  heights: (_, char) => {
    const isRound = /^[OQCGDSÓĆ]$/.test(char);
    const isHigh = /^[\p{Lu}\p{N}\p{Sc}„”“"'’]$/u.test(char);
    const isPointed = /^[AĄ]$/.test(char);
    // Rows are counted from the baseline. Round capitals have their corners in rows 3 and 8, an A its bar in 3 and 4.
    const lower = isRound ? 4 : isPointed ? 2 : 3;
    const upper = isRound ? 7 : isHigh && !isPointed ? 8 : 6;
    const rows = [
      [-4, -4],
      [lower - 1, lower - 1],
      [lower, lower + 2],
      [upper - 1, upper + 1],
      [upper, upper + 4],
      [14, 18],
    ] as const;
    return rows.map(([row, px]) => [row * JERSEY_PX, px] as const);
  },
};

/** Draws glyphs of a size when they are first asked for. */
export function createTypeface(size: TypefaceSize): Typeface {
  const face = openFace(size.face);
  const scale = size.scale(face);
  const capHeight = mapHeight(size.heights(face, "H"), face.capHeight);
  const glyphs = new Map<string, Glyph | undefined>();
  /** Pixels by the two characters: a text is measured many times while its lines are chosen. */
  const pairs = new Map<string, number>();
  const draw = (char: string): Glyph | undefined => {
    const outline = face.find(char === "\u00a0" ? " " : char);
    // A thin space is a sixth of an em; not each face has it.
    if (outline === undefined || char === "\u2009")
      return char === "\u2009" ? blank(Math.max(2, Math.round((face.unitsPerEm * scale) / 6))) : undefined;
    const heights = size.heights(face, char);
    let least = 0;
    let most = outline.advance;
    for (const c of outline.commands) {
      if (c.type === "Z") continue;
      least = Math.min(least, c.x);
      most = Math.max(most, c.x);
    }
    const advance = Math.max(1, Math.round(outline.advance * scale));
    const left = Math.max(0, Math.ceil(-least * scale - SPILL));
    const width = left + Math.max(advance, Math.ceil(most * scale - SPILL));
    const above = capHeight * ROOM_ABOVE;
    const rows = above + capHeight * ROOM_BELOW;
    const projection = {
      x: (units: number) => units * scale + left,
      y: (units: number) => above - mapHeight(heights, units),
    };
    const coverage = coverOutline(outline.commands, projection, width, rows);
    return quantise(coverage, size.bitsPerPixel, { advance, left, width, above, rows });
  };
  return {
    bitsPerPixel: size.bitsPerPixel,
    capHeight,
    pitch: size.pitch,
    glyph(char) {
      const known = glyphs.get(char);
      if (known !== undefined || glyphs.has(char)) return known;
      const drawn = draw(char);
      glyphs.set(char, drawn);
      return drawn;
    },
    kern(left, right) {
      const pair = left + right;
      let px = pairs.get(pair);
      if (px === undefined) {
        px = Math.round(face.kern(left, right) * scale);
        pairs.set(pair, px);
      }
      return px;
    },
  };
}

function blank(width: number): Glyph {
  return { advance: width, left: 0, width, ascent: 0, descent: 0, level: () => 0 };
}

function quantise(
  coverage: Uint8Array,
  bitsPerPixel: number,
  box: { advance: number; left: number; width: number; above: number; rows: number },
): Glyph {
  const most = 2 ** bitsPerPixel - 1;
  const levels = coverage.map((covered) => Math.floor((covered * most) / FULL_COVERAGE + 0.5));
  let ascent = 0;
  let descent = 0;
  for (let i = 0; i < levels.length; i++) {
    if (levels[i] === 0) continue;
    const row = box.above - 1 - Math.floor(i / box.width);
    ascent = Math.max(ascent, row + 1);
    descent = Math.max(descent, -row);
  }
  return {
    advance: box.advance,
    left: box.left,
    width: box.width,
    ascent,
    descent,
    level: (column, row) => levels[(box.above - 1 - row) * box.width + column] ?? 0,
  };
}

/** Pixels above the baseline of a height in font units, by the table of heights. */
function mapHeight(heights: Heights, units: number): number {
  let i = 1;
  while (i < heights.length - 1 && units > heights[i][0]) i++;
  const [u0, p0] = heights[i - 1];
  const [u1, p1] = heights[i];
  return p0 + ((units - u0) * (p1 - p0)) / (u1 - u0);
}
