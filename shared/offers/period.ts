// The calendar side of selection: which groups of rows hold now, and until when. Searched at each calendar
// edge only, off the shopper's path.
import { DAY_MINUTES, dayOf, minuteOfWeek } from "./clock.ts";
import { type Deployment, TIERS } from "./deployment.ts";

export interface Period {
  /** Local minutes since 1970 in which it holds: [from, until). */
  from: number;
  until: number;
  /** By tier: u16 index in the deployment where its group of rows begins. */
  readonly bases: Int32Array;
}

export function createPeriod(): Period {
  return { from: 0, until: 0, bases: new Int32Array(TIERS) };
}

/** Reads the groups of the tiers from u16 index `at` on, `step` apart. */
function readBases(d: Deployment, at: number, step: number, period: Period): void {
  for (let tier = 0; tier < TIERS; tier++)
    period.bases[tier] = (d.groups >> 1) + d.u16[at + tier * step] * d.classes;
}

/** Index of the last of `count` ascending u16 values, from u16 index `at`, that is not above `value`. */
function findCell(u16: Uint16Array, at: number, count: number, value: number): number {
  let low = 0;
  let high = count - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (u16[at + middle] > value) high = middle - 1;
    else low = middle;
  }
  return low;
}

/** Number of the date cell that holds a day. */
export function findDateCell(d: Deployment, day: number): number {
  const at = d.dates >> 1;
  return findCell(d.u16, at + 1, d.u16[at], day);
}

/**
 * Finds what holds at a minute of the week, on days of a date cell. Writes the bases, and as `from` and `until`
 * minutes of the week.
 */
export function findRun(d: Deployment, cell: number, minute: number, period: Period): void {
  const u16 = d.u16;
  const dates = d.dates >> 1;
  const program = u16[dates + 1 + u16[dates] + cell];
  const at = d.u32[(d.programs >> 2) + program] >> 1;
  const count = u16[at];
  const run = findCell(u16, at + 1, count, minute);
  period.from = u16[at + 1 + run];
  period.until = run + 1 < count ? u16[at + 2 + run] : 7 * DAY_MINUTES;
  readBases(d, at + 1 + count + run, count, period);
}

/** What holds on days of a date cell for a board that has no clock. */
export function findUnknownRun(d: Deployment, cell: number, period: Period): void {
  const at = d.dates >> 1;
  const count = d.u16[at];
  readBases(d, at + 1 + count * 2 + cell, count, period);
}

/** Finds the period of a local minute; writes `period`. */
export function findPeriod(d: Deployment, local: number, period: Period): void {
  const u16 = d.u16;
  const at = d.dates >> 1;
  const cell = findDateCell(d, dayOf(local));
  const minute = minuteOfWeek(local);
  findRun(d, cell, minute, period);
  const week = local - minute;
  const first = u16[at + 1 + cell] * DAY_MINUTES;
  period.from = week + period.from;
  period.until = week + period.until;
  if (period.from < first) period.from = first;
  if (cell + 1 < u16[at]) {
    const next = u16[at + 2 + cell] * DAY_MINUTES;
    if (next < period.until) period.until = next;
  }
}

/**
 * Finds the period for a board that has no clock: offers that wait for one are out, and the last date known
 * (it can only be too early) still ends what had a last day.
 */
export function findUnknownPeriod(d: Deployment, lastDay: number, period: Period): void {
  period.from = 0;
  period.until = 0;
  findUnknownRun(d, findDateCell(d, lastDay), period);
}
