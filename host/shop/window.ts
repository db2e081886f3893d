// Days of the week and hours of the day, as written: `fri-sat`, `16:00-19:00`, `Mon-Sat 10:00-19:00, Sun 11:00-16:00`.
import type { DayWindow, Hours } from "./model.ts";

const DAY_MINUTES = 1440;
const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
const LONG_DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
/** Names that `parseDays` knows, for suggestions. */
export const DAY_NAMES: readonly string[] = [...DAYS, "daily"];
const ALL_DAYS = 0x7f;

/**
 * One day or range of days as a bit mask, bit 0 = Monday. A range may wrap: `sat-mon` is Saturday to Monday.
 * @returns 1 to 127, or undefined
 */
export function parseDays(text: string): number | undefined {
  const lower = text.trim().toLowerCase();
  if (lower === "daily") return ALL_DAYS;
  const ends = lower.split(/\s*[-–]\s*/);
  const first = dayIndex(ends[0]);
  const last = dayIndex(ends[ends.length - 1]);
  if (ends.length > 2 || first < 0 || last < 0) return undefined;
  let mask = 1 << first;
  for (let day = first; day !== last; day = (day + 1) % 7) mask |= 1 << ((day + 1) % 7);
  return mask;
}

function dayIndex(text: string): number {
  return Math.max(DAYS.indexOf(text as (typeof DAYS)[number]), LONG_DAYS.indexOf(text));
}

/**
 * `16:00-19:00`, `22:00-02:00` (over midnight), `10:00-24:00` or `24 h`, as minutes of the day.
 * @returns start 0 to 1439, end 1 to 1440; undefined for text of another shape, times that no clock has, and for
 *   an end equal to the start (nobody can tell whether that is no time or all day)
 */
export function parseWindow(text: string): DayWindow | undefined {
  if (/^24 ?h$/i.test(text.trim())) return { start: 0, end: DAY_MINUTES };
  const match = /^(\d{1,2}):(\d{2})\s*[-–]\s*(\d{1,2}):(\d{2})$/.exec(text.trim());
  if (match === null) return undefined;
  const [startHour, startMinute, endHour, endMinute] = match.slice(1).map(Number);
  if (startMinute > 59 || endMinute > 59) return undefined;
  const start = startHour * 60 + startMinute;
  // 00:00 as an end is the midnight after the start, as 24:00 is.
  const end = endHour * 60 + endMinute || DAY_MINUTES;
  if (start >= DAY_MINUTES || end > DAY_MINUTES || start === end) return undefined;
  return { start, end };
}

/**
 * Opening hours: days and windows in turn, separated by blanks or commas. A window belongs to the days before it, and to
 * every day where there are none.
 * @returns the hours, or the word that could not be read (empty: days without a window)
 */
export function parseHours(text: string): Hours[] | string {
  const words = text
    .replace(/\s*[-–]\s*/g, "-")
    .replace(/\b24 h\b/gi, "24h")
    .split(/[\s,;]+/)
    .filter((word) => word !== "");
  const hours: Hours[] = [];
  let days = 0;
  let isUsed = false;
  for (const word of words) {
    const mask = parseDays(word);
    if (mask !== undefined) {
      days = isUsed ? mask : days | mask;
      isUsed = false;
      continue;
    }
    const window = parseWindow(word);
    if (window === undefined) return word;
    hours.push({ days: days || ALL_DAYS, window });
    isUsed = true;
  }
  return hours.length === 0 || !isUsed ? "" : hours;
}

/** Minutes of the day as `16:05`. */
export function formatMinute(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
}
