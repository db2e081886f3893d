// When an offer holds, by the shop's clock. The one meaning of days, hours, dates and exceptions, which README.md in
// this folder puts into a table; the compiler's `holdsAt` is tested against it.
import { weekdayOf } from "./date.ts";
import type { DayWindow, Offer } from "./model.ts";

const DAY_MINUTES = 1440;
const WEEK_MINUTES = 7 * DAY_MINUTES;
const ALL_DAYS = 0x7f;
/** A deployment keeps days in 16 bits. */
const LAST_DAY = 0xffff;

/** Days since 1970-01-01, both included. */
export interface Stretch {
  readonly first: number;
  readonly last: number;
}

/** Minutes of the week [start, end), 0 = Monday 00:00, end at most 10,080. */
interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Calendar {
  /** In order, not touching. */
  readonly stretches: readonly Stretch[];
  /** In order, not touching. */
  readonly spans: readonly Span[];
}

/** The calendar of an offer: its days and hours, from its first day to its last or its review, without exceptions. */
export function calendarOf(offer: Pick<Offer, "when" | "approved">, except: readonly Stretch[]): Calendar {
  const { from, until, days, hours } = offer.when;
  const whole = { first: from ?? 0, last: Math.min(until ?? LAST_DAY, offer.approved.review) };
  return { stretches: cutOut(whole, except), spans: listSpans(days ?? ALL_DAYS, hours) };
}

/** What of a calendar is still to come. */
export function clipPast({ stretches, spans }: Calendar, today: number): Calendar {
  const left = stretches.flatMap(({ first, last }) =>
    last < today ? [] : [{ first: Math.max(first, today), last }],
  );
  return { stretches: left, spans };
}

/** What remains of a stretch without some others, in order. */
export function cutOut(whole: Stretch, without: readonly Stretch[]): Stretch[] {
  const left: Stretch[] = [];
  let first = whole.first;
  for (const { first: from, last } of [...without].sort((a, b) => a.first - b.first)) {
    if (last < first) continue;
    if (from > whole.last) break;
    if (from > first) left.push({ first, last: from - 1 });
    first = last + 1;
  }
  if (first <= whole.last) left.push({ first, last: whole.last });
  return left;
}

/** Minutes of the week of some days and hours. A window over midnight belongs to the day it starts on. */
export function listSpans(days: number, hours: readonly DayWindow[] | undefined): Span[] {
  const windows = hours === undefined || hours.length === 0 ? [{ start: 0, end: DAY_MINUTES }] : hours;
  const spans: Span[] = [];
  for (let day = 0; day < 7; day++) {
    if (((days >> day) & 1) === 0) continue;
    for (const window of windows) {
      const start = day * DAY_MINUTES + window.start;
      const end = day * DAY_MINUTES + window.end + (window.end <= window.start ? DAY_MINUTES : 0);
      spans.push({ start, end: Math.min(end, WEEK_MINUTES) });
      if (end > WEEK_MINUTES) spans.push({ start: 0, end: end - WEEK_MINUTES });
    }
  }
  return joinSpans(spans);
}

function joinSpans(spans: Span[]): Span[] {
  const joined: Span[] = [];
  for (const span of spans.sort((a, b) => a.start - b.start)) {
    const before = joined.at(-1);
    if (before === undefined || before.end < span.start) joined.push(span);
    else if (span.end > before.end) joined[joined.length - 1] = { start: before.start, end: span.end };
  }
  return joined;
}

/** Does it hold at a local minute, counted from 1970-01-01 00:00 local time? */
export function holdsAt({ stretches, spans }: Calendar, localMinute: number): boolean {
  const day = Math.floor(localMinute / DAY_MINUTES);
  if (!stretches.some(({ first, last }) => day >= first && day <= last)) return false;
  const minute = weekdayOf(day) * DAY_MINUTES + (localMinute - day * DAY_MINUTES);
  return spans.some(({ start, end }) => minute >= start && minute < end);
}

/**
 * A minute of the week at which both hold, on some day. Exact: a stretch of less than a week has only some of the
 * weekdays.
 */
export function findMeeting(a: Calendar, b: Calendar): number | undefined {
  for (const one of a.stretches)
    for (const other of b.stretches) {
      const first = Math.max(one.first, other.first);
      const weekdays = weekdaysOf(first, Math.min(one.last, other.last));
      const minute = weekdays === 0 ? undefined : findShared(a.spans, b.spans, weekdays);
      if (minute !== undefined) return minute;
    }
  return undefined;
}

/** Weekdays between two days, both included, bit 0 = Monday; 0 where the last is before the first. */
export function weekdaysOf(first: number, last: number): number {
  if (last - first >= 6) return ALL_DAYS;
  let mask = 0;
  for (let day = first; day <= last; day++) mask |= 1 << weekdayOf(day);
  return mask;
}

function findShared(a: readonly Span[], b: readonly Span[], weekdays: number): number | undefined {
  for (const one of a)
    for (const other of b) {
      const start = Math.max(one.start, other.start);
      const end = Math.min(one.end, other.end);
      for (let minute = start; minute < end; minute = (Math.floor(minute / DAY_MINUTES) + 1) * DAY_MINUTES)
        if ((weekdays >> Math.floor(minute / DAY_MINUTES)) & 1) return minute;
    }
  return undefined;
}
