// Outlines to coverage. Only additions, multiplications and divisions of doubles, in a fixed order: the same
// outline gives the same bytes on every machine.
import type { PathCommand } from "./face.ts";

/** Samples along each side of a pixel. */
const SAMPLES = 8;
/** Straight pieces that a curve is drawn as; at 40 px an error below a hundredth of a pixel. */
const PIECES = 12;

/** Most coverage of a pixel: all its samples. */
export const FULL_COVERAGE = SAMPLES * SAMPLES;

interface Edge {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

/** Maps a point of the outline to pixels: x to the right from the pen, y downwards from the top of the box. */
export interface Projection {
  x(units: number): number;
  y(units: number): number;
}

/**
 * Samples an outline at 8 x 8 points a pixel by the non-zero rule.
 * @param commands outline in font units, y upwards
 * @param width columns of the box
 * @param height rows of the box
 * @returns coverage 0 to FULL_COVERAGE, row by row
 */
export function coverOutline(
  commands: readonly PathCommand[],
  projection: Projection,
  width: number,
  height: number,
): Uint8Array {
  const edges = flatten(commands, projection);
  const coverage = new Uint8Array(width * height);
  const crossed = crossLines(edges, height * SAMPLES);
  for (let line = 0; line < height * SAMPLES; line++) {
    const crossings = crossed[line];
    if (crossings === undefined) continue;
    crossings.sort((a, b) => a.x - b.x || a.turn - b.turn);
    const row = Math.floor(line / SAMPLES) * width;
    let winding = 0;
    for (let i = 0; i + 1 < crossings.length; i++) {
      winding += crossings[i].turn;
      if (winding === 0) continue;
      const first = Math.max(0, Math.ceil(crossings[i].x * SAMPLES - 0.5));
      const end = Math.min(width * SAMPLES, Math.ceil(crossings[i + 1].x * SAMPLES - 0.5));
      for (let sample = first; sample < end; sample++) coverage[row + Math.floor(sample / SAMPLES)]++;
    }
  }
  return coverage;
}

interface Crossing {
  readonly x: number;
  readonly turn: number;
}

/** Where edges cross each line of samples; undefined for a line that none crosses. */
function crossLines(edges: readonly Edge[], lines: number): (Crossing[] | undefined)[] {
  const crossed = new Array<Crossing[] | undefined>(lines);
  for (const { x0, y0, x1, y1 } of edges) {
    const turn = y1 > y0 ? 1 : -1;
    const top = Math.min(y0, y1);
    const bottom = Math.max(y0, y1);
    // A line too early: the comparisons below decide.
    for (let line = Math.max(0, Math.floor(top * SAMPLES) - 1); line < lines; line++) {
      const y = (line + 0.5) / SAMPLES;
      if (bottom <= y) break;
      if (y < top) continue;
      const crossing = { x: x0 + ((y - y0) * (x1 - x0)) / (y1 - y0), turn };
      const others = crossed[line];
      if (others === undefined) crossed[line] = [crossing];
      else others.push(crossing);
    }
  }
  return crossed;
}

function flatten(commands: readonly PathCommand[], projection: Projection): Edge[] {
  const edges: Edge[] = [];
  let startX = 0;
  let startY = 0;
  let x = 0;
  let y = 0;
  /** The same point in pixels: each is mapped once, not once for each edge that it ends. */
  let x0 = projection.x(x);
  let y0 = projection.y(y);
  const moveTo = (toX: number, toY: number): void => {
    x = toX;
    y = toY;
    x0 = projection.x(x);
    y0 = projection.y(y);
  };
  const lineTo = (toX: number, toY: number): void => {
    const fromX = x0;
    const fromY = y0;
    moveTo(toX, toY);
    edges.push({ x0: fromX, y0: fromY, x1: x0, y1: y0 });
  };
  for (const c of commands) {
    if (c.type === "M") {
      startX = c.x;
      startY = c.y;
      moveTo(startX, startY);
    } else if (c.type === "L") lineTo(c.x, c.y);
    else if (c.type === "Z") lineTo(startX, startY);
    else {
      // A quadratic curve is the cubic one whose handles lie two thirds of the way to its own.
      const isQuadratic = c.type === "Q";
      const fromX = x;
      const fromY = y;
      const ax = isQuadratic ? fromX + (2 * (c.x1 - fromX)) / 3 : c.x1;
      const ay = isQuadratic ? fromY + (2 * (c.y1 - fromY)) / 3 : c.y1;
      const bx = isQuadratic ? c.x + (2 * (c.x1 - c.x)) / 3 : c.x2;
      const by = isQuadratic ? c.y + (2 * (c.y1 - c.y)) / 3 : c.y2;
      for (let i = 1; i <= PIECES; i++) {
        const t = i / PIECES;
        const u = 1 - t;
        const k0 = u * u * u;
        const k1 = 3 * u * u * t;
        const k2 = 3 * u * t * t;
        const k3 = t * t * t;
        lineTo(k0 * fromX + k1 * ax + k2 * bx + k3 * c.x, k0 * fromY + k1 * ay + k2 * by + k3 * c.y);
      }
    }
  }
  return edges;
}
