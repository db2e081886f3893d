// Calendar days as numbers: days since 1970-01-01, as the board counts them.

const DAY_MS = 86_400_000;
/** A deployment keeps days in 16 bits, and 0xffff means "no end". */
const LAST_DAY = 0xfffe;

/**
 * `2026-12-24` as days since 1970-01-01.
 * @returns 0 to 65,534, or undefined for text of another shape and for days that no calendar has (30 February)
 */
export function parseDate(text: string): number | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (match === null) return undefined;
  const ms = Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3]));
  const day = ms / DAY_MS;
  return day >= 0 && day <= LAST_DAY && formatDate(day) === text ? day : undefined;
}

/** Days from the first to the last, written once or meant for every year. */
export interface DayRange {
  /** Days since 1970-01-01, or where `isYearly` month * 100 + day of the month. */
  readonly first: number;
  readonly last: number;
  readonly isYearly: boolean;
}

/**
 * `2026-12-24`, `2026-12-24..2026-12-26`, and for every year `12-24` and `12-30..01-02`.
 * @returns undefined for text of another shape, days that no calendar has, and a range that ends before it begins
 */
export function parseDayRange(text: string): DayRange | undefined {
  const ends = text.split("..").map((end) => end.trim());
  if (ends.length > 2) return undefined;
  const isYearly = /^\d{2}-\d{2}$/.test(ends[0]);
  // 2000 is a leap year: 29 February is a day, in the years that have it.
  const days = ends.map((end) => parseDate(isYearly ? `2000-${end}` : end));
  const [first, last = first] = days;
  if (first === undefined || last === undefined || days.includes(undefined)) return undefined;
  if (!isYearly) return first <= last ? { first, last, isYearly } : undefined;
  const [from, until = from] = ends.map((end) => Number(end.slice(0, 2)) * 100 + Number(end.slice(3)));
  return { first: from, last: until, isYearly };
}

/**
 * The days of a range that lie between two days, in order. A yearly range over the turn of the year goes on into
 * January; 29 February exists in leap years only.
 */
export function listDays(range: DayRange, from: number, until: number): { first: number; last: number }[] {
  if (!range.isYearly) {
    const first = Math.max(range.first, from);
    const last = Math.min(range.last, until);
    return first <= last ? [{ first, last }] : [];
  }
  const list: { first: number; last: number }[] = [];
  const lastYear = yearOf(until);
  // A range that began in the year before may still go on.
  for (let year = yearOf(from) - 1; year <= lastYear; year++) {
    const ends = range.first <= range.last ? year : year + 1;
    const first = Math.max(from, dayOfYear(year, range.first));
    // 29 February, in years without it, is 1 March as a begin and 28 February as an end.
    const isLeapEnd = range.last === LEAP_DAY && !isLeap(ends);
    const last = Math.min(until, dayOfYear(ends, range.last) - (isLeapEnd ? 1 : 0));
    if (first > last) continue;
    const before = list.at(-1);
    if (before !== undefined && before.last >= first - 1) before.last = Math.max(before.last, last);
    else list.push({ first, last });
  }
  return list;
}

const LEAP_DAY = 229;

function yearOf(day: number): number {
  return new Date(day * DAY_MS).getUTCFullYear();
}

/** @param code month * 100 + day of the month */
function dayOfYear(year: number, code: number): number {
  return Date.UTC(year, Math.floor(code / 100) - 1, code % 100) / DAY_MS;
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** Days since 1970-01-01 as `2026-12-24`. */
export function formatDate(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** Day of the week, 0 = Monday. 1970-01-01 was a Thursday. */
export function weekdayOf(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}
