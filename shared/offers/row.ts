// Rows: compiled ahead. Where they would outgrow the slot, the board ANDs bit rows instead, with the same result.
import { type Deployment, TIER_CAMPAIGN, TIER_REGULAR } from "./deployment.ts";
import type { Period } from "./period.ts";
import { AXES, AXIS_BUSY, AXIS_MOOD, AXIS_VALUES, type Situation } from "./situation.ts";
import type { Row, Turn } from "./turn.ts";

/** Number of the class of a situation: what mood, presence, dwell and the rest add up to. */
export function classOf(d: Deployment, s: Situation): number {
  let sum = 0;
  for (let axis = 0; axis < AXES; axis++)
    sum += d.u16[(d.axisTable >> 1) + axis * AXIS_VALUES + s.axes[axis]];
  return sum;
}

/** Reads the row of a tier, of the turn's situation in a period, into `turn.row`. Bit rows: all tiers at once. */
export function readRow(turn: Turn, period: Period, tier: number): void {
  const d = turn.d;
  const row = turn.row;
  const base = period.bases[tier];
  if (d.isBits) {
    andRows(d, d.u16[base], turn.s, row);
    const at = d.bits >> 1;
    const regular = d.u16[at + 1];
    const staff = regular + d.u16[at + 2];
    const from = tier === TIER_CAMPAIGN ? 0 : tier === TIER_REGULAR ? regular : staff;
    const to = tier === TIER_CAMPAIGN ? regular : tier === TIER_REGULAR ? staff : row.words.length;
    row.at = countBits(row, 0, from);
    row.count = countBits(row, from, to);
    return;
  }
  const at = (d.rows >> 1) + d.u16[base + classOf(d, turn.s)];
  row.at = at + 1;
  row.count = d.u16[at];
}

/** Offer of an entry of the row that was read, `turn.row.at` and the following. */
export function entryOf(turn: Turn, entry: number): number {
  return turn.d.isBits ? unitOf(turn.d, turn.row, entry) : turn.d.u16[entry];
}

function countBits(row: Row, from: number, to: number): number {
  const words = row.words;
  const counts = row.bitCounts;
  let n = 0;
  for (let i = from; i < to; i++) {
    const word = words[i];
    if (word !== 0) n += counts[word & 255] + counts[word >> 8];
  }
  return n;
}

function andRows(d: Deployment, period: number, s: Situation, row: Row): void {
  const u16 = d.u16;
  const words = row.words;
  const length = words.length;
  const axes = (d.bits >> 1) + 4 + length * 16;
  const rows = axes + AXES * AXIS_VALUES;
  const first = rows + period * length;
  for (let i = 0; i < length; i++) words[i] = u16[first + i];
  for (let axis = 0; axis < AXES; axis++) {
    const number = u16[axes + axis * AXIS_VALUES + s.axes[axis]];
    if (number === 0xffff) continue;
    const from = rows + number * length;
    // What is out already stays out: its word of the next bit row need not be read.
    for (let i = 0; i < length; i++) if (words[i] !== 0) words[i] &= u16[from + i];
  }
}

function unitOf(d: Deployment, row: Row, entry: number): number {
  const words = row.words;
  const counts = row.bitCounts;
  let left = entry;
  let i = 0;
  while (i < words.length) {
    const n = counts[words[i] & 255] + counts[words[i] >> 8];
    if (left < n) break;
    left -= n;
    i++;
  }
  if (i === words.length) return 0xffff;
  let word = words[i];
  let bit = 0;
  while (bit < 16) {
    if (word & 1) {
      if (left === 0) break;
      left--;
    }
    word >>= 1;
    bit++;
  }
  return d.u16[(d.bits >> 1) + 4 + i * 16 + bit];
}

/** How many values an axis has. */
export function axisValues(d: Deployment, axis: number): number {
  if (axis === AXIS_MOOD) return d.answers + 1;
  return axis === AXIS_BUSY ? 3 : 4;
}
