// Offsets of the shop's time zone, so that the board needs no knowledge of zones.

import { fromLocal, toLocal } from "../shop/localtime.ts";

/** One entry: from this UTC minute on, local time is UTC plus so many minutes. */
export interface ZoneOffset {
  readonly utcMinute: number;
  readonly offsetMinutes: number;
}

const HOUR = 60;
const DAY = 24 * HOUR;

/** A function that gives the offset of a zone, in minutes, at a UTC minute. */
export function createOffsetFinder(timezone: string): (utcMinute: number) => number {
  return (utcMinute) => toLocal(utcMinute * 60_000, timezone).getTime() / 60_000 - utcMinute;
}

/**
 * All changes of offset in a span, the first entry holding at its begin.
 * @param from first UTC minute
 * @param to last UTC minute
 */
export function listZoneOffsets(timezone: string, from: number, to: number): ZoneOffset[] {
  const offsetAt = createOffsetFinder(timezone);
  const entries: ZoneOffset[] = [{ utcMinute: 0, offsetMinutes: offsetAt(from) }];
  let low = from;
  let present = offsetAt(from);
  // A week is shorter than any pair of changes that matters to a shop.
  for (let minute = from + 7 * DAY; low < to; minute += 7 * DAY) {
    const next = offsetAt(minute);
    if (next !== present) {
      entries.push({ utcMinute: findChange(offsetAt, low, minute), offsetMinutes: next });
      present = next;
    }
    low = minute;
  }
  return entries;
}

function findChange(offsetAt: (minute: number) => number, before: number, after: number): number {
  const old = offsetAt(before);
  let low = before;
  let high = after;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(middle) === old) low = middle;
    else high = middle;
  }
  return high;
}

/** UTC minute of a local time, "2026-11-27T17:00" or a day; in the hour that a clock change skips, the time after it. */
export function utcMinuteOf(timezone: string, local: string): number {
  const time = local.length === 10 ? `${local}T00:00` : local;
  return (fromLocal(time, timezone) ?? Number.NaN) / 60_000;
}
