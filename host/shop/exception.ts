// Days that are not like others: with hours of their own, closed, or on which an offer is not shown.
import type { Stretch } from "./calendar.ts";
import { type DayRange, listDays, parseDate, parseDayRange } from "./date.ts";
import type { Path } from "./document.ts";
import type { DayWindow, Exception } from "./model.ts";
import { quote, type Report } from "./report.ts";
import type { RawShop } from "./schema.ts";
import { parseWindow } from "./window.ts";

/** Years for which yearly days are written out: those that a board knows. */
const FROM = parseDate("2020-01-01") ?? 0;
const UNTIL = parseDate("2099-12-31") ?? 0;
const MOST_EXCEPTIONS = 100;
const CLOSED = "closed";

/** The part `shop: exceptions:`. */
export function readExceptions(raw: RawShop["exceptions"], report: Report): readonly Exception[] {
  const exceptions: Exception[] = [];
  for (const [days, text] of Object.entries(raw ?? {}).slice(0, MOST_EXCEPTIONS + 1)) {
    const path: Path = ["shop", "exceptions", days];
    const range = parseDayRange(days);
    const hours = readHours(text);
    if (exceptions.length === MOST_EXCEPTIONS) {
      const hint = "Days that follow each other can be written as 2026-12-24..2026-12-26.";
      report.errorAtKey("shop-exceptions", path, `There are more than ${MOST_EXCEPTIONS} exceptions.`, hint);
    } else if (range === undefined) {
      const hint = "Write year-month-day, or month-day for every year; the later day comes last.";
      report.errorAtKey("shop-date", path, `No calendar has the days ${quote(days)}.`, hint);
    } else if (hours === undefined) {
      const hint = "Write hours such as 10:00-14:00, several with commas, or closed.";
      report.error("shop-hours", path, `${quote(text)} are no hours.`, hint);
    } else if (exceptions.some((other) => isSameKind(other.range, range) && doTouch(other.range, range))) {
      const hint = "Name each day once; a dated one goes before a yearly one.";
      report.errorAtKey("shop-duplicate", path, `${quote(days)} are days that have an exception.`, hint);
    } else exceptions.push({ range, hours });
  }
  return exceptions;
}

function readHours(text: string): DayWindow[] | undefined {
  if (text.trim().toLowerCase() === CLOSED) return [];
  const windows = text.split(",").map(parseWindow);
  return windows.includes(undefined) ? undefined : windows.filter((window) => window !== undefined);
}

function isSameKind(a: DayRange, b: DayRange): boolean {
  return a.isYearly === b.isYearly;
}

function doTouch(a: DayRange, b: DayRange): boolean {
  const others = listDays(b, FROM, UNTIL);
  return listDays(a, FROM, UNTIL).some(({ first, last }) =>
    others.some((other) => first <= other.last && other.first <= last),
  );
}

/** The exception that holds on a day: a dated one before a yearly one. */
export function findException(exceptions: readonly Exception[], day: number): Exception | undefined {
  const all = exceptions.filter(({ range }) => listDays(range, day, day).length > 0);
  return all.find(({ range }) => !range.isYearly) ?? all[0];
}

/** Days that an exception is about, in the order of the exceptions; a day may be named twice. */
export function listExceptional(exceptions: readonly Exception[]): number[] {
  return exceptions.flatMap(({ range }) =>
    listDays(range, FROM, UNTIL).flatMap(({ first, last }) =>
      Array.from({ length: last - first + 1 }, (_, i) => first + i),
    ),
  );
}

/** Days on which an exception closes the shop, in order; a dated exception with hours opens it again. */
export function listClosed(exceptions: readonly Exception[]): Stretch[] {
  const closed: Stretch[] = [];
  for (const { range, hours } of exceptions) {
    if (hours.length > 0) continue;
    for (const { first, last } of listDays(range, FROM, UNTIL))
      for (let day = first; day <= last; day++)
        if (findException(exceptions, day)?.hours.length === 0) closed.push({ first: day, last: day });
  }
  return closed.sort((a, b) => a.first - b.first);
}

/**
 * Days on which an offer is not shown: the part `when: except:`.
 * @param closed days on which the shop is closed
 */
export function readExcept(
  raw: string | readonly string[],
  path: Path,
  closed: () => readonly Stretch[],
  report: Report,
): readonly Stretch[] | undefined {
  const days: Stretch[] = [];
  let isGood = true;
  (typeof raw === "string" ? [raw] : raw).forEach((text, index) => {
    const range = parseDayRange(text);
    if (text === CLOSED) days.push(...closed());
    else if (range !== undefined) days.push(...listDays(range, FROM, UNTIL));
    else {
      const place = typeof raw === "string" ? path : [...path, index];
      report.error("shop-date", place, `No calendar has the days ${quote(text)}.`, "Write year-month-day.");
      isGood = false;
    }
  });
  return isGood ? days.sort((a, b) => a.first - b.first) : undefined;
}
