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

/** Days since 1970-01-01 as `2026-12-24`. */
export function formatDate(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** Day of the week, 0 = Monday. 1970-01-01 was a Thursday. */
export function weekdayOf(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}
