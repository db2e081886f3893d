// What an offer asks of the situation: the part `when:` of an offer.
import { parseDate } from "./date.ts";
import type { Path } from "./document.ts";
import type { Conditions, DayWindow } from "./model.ts";
import { quote, type Report } from "./report.ts";
import type { RawOffer } from "./schema.ts";
import { parseDuration } from "./span.ts";
import { suggest } from "./spelling.ts";
import { DAY_NAMES, parseDays, parseWindow } from "./window.ts";

type RawConditions = NonNullable<RawOffer["when"]>;

const PRESENCE = { near: 1, lingering: 2, interacting: 3 } as const;
const BUSY = { none: 0, few: 1, many: 2 } as const;
const LIGHT = { dark: 1, dim: 2, bright: 3 } as const;
const TEMPERATURE = { cold: 1, mild: 2, warm: 3 } as const;
/** Seconds at which dwell buckets 1, 2 and 3 begin. */
const DWELL_SECONDS = [10, 30, 90];

/** @returns undefined if a condition could not be read: an offer must not play more often than was written */
export function readConditions(
  raw: RawConditions,
  path: Path,
  answers: readonly string[] | undefined,
  report: Report,
): Conditions | undefined {
  const at = (key: string): Path => [...path, key];
  const days = raw.days === undefined ? undefined : readDays(raw.days, at("days"), report);
  const hours = raw.hours === undefined ? undefined : readWindows(raw.hours, at("hours"), report);
  const from = raw.from === undefined ? undefined : readDay(raw.from, at("from"), report);
  const until = raw.until === undefined ? undefined : readDay(raw.until, at("until"), report);
  const moods = raw.mood === undefined ? undefined : readMoods(raw.mood, at("mood"), answers, report);
  const isLost =
    (raw.days !== undefined && days === undefined) ||
    (raw.hours !== undefined && hours === undefined) ||
    (raw.from !== undefined && from === undefined) ||
    (raw.until !== undefined && until === undefined) ||
    (raw.mood !== undefined && moods === undefined);
  if (isLost) return undefined;
  if (from !== undefined && until !== undefined && from > until) {
    report.error("shop-date-order", at("until"), "It ends before it starts.", "Swap `from` and `until`?");
    return undefined;
  }
  return {
    ...(days === undefined ? {} : { days }),
    ...(hours === undefined ? {} : { hours }),
    ...(from === undefined ? {} : { from }),
    ...(until === undefined ? {} : { until }),
    ...(raw.presence === undefined ? {} : { presence: PRESENCE[raw.presence] }),
    ...(raw.dwell === undefined ? {} : { dwell: DWELL_SECONDS.indexOf(parseDuration(raw.dwell) ?? 0) + 1 }),
    ...(moods === undefined ? {} : { moods }),
    ...(raw.busy === undefined ? {} : { busy: BUSY[raw.busy] }),
    ...(raw.light === undefined ? {} : { light: unique(listOf(raw.light).map((word) => LIGHT[word])) }),
    ...(raw.temperature === undefined
      ? {}
      : { temperature: unique(listOf(raw.temperature).map((word) => TEMPERATURE[word])) }),
    ...(raw.stock === undefined ? {} : { stock: raw.stock }),
  };
}

/** A day, or undefined and reported: the shape was right, so it is a day that no calendar has. */
export function readDay(text: string, path: Path, report: Report): number | undefined {
  const day = parseDate(text);
  if (day === undefined)
    report.error("shop-date", path, `No calendar has the day ${quote(text)}.`, "Write year-month-day.");
  return day;
}

function readDays(raw: string | readonly string[], path: Path, report: Report): number | undefined {
  let mask = 0;
  let isGood = true;
  listOf(raw).forEach((text, index) => {
    const days = parseDays(text);
    if (days === undefined) {
      const place = typeof raw === "string" ? path : [...path, index];
      const bad = text.split(/ ?[-–] ?/).find((day) => parseDays(day) === undefined) ?? text;
      const hint = suggest(bad, DAY_NAMES, "Write days such as fri-sat.");
      report.error("shop-days", place, `${quote(bad)} is not a day of the week.`, hint);
      isGood = false;
    }
    mask |= days ?? 0;
  });
  return isGood ? mask : undefined;
}

function readWindows(raw: string | readonly string[], path: Path, report: Report): DayWindow[] | undefined {
  const windows: DayWindow[] = [];
  const texts = listOf(raw);
  texts.forEach((text, index) => {
    const window = parseWindow(text);
    if (window !== undefined) windows.push(window);
    else {
      const place = typeof raw === "string" ? path : [...path, index];
      const hint = "Hours go from 00:00 to 24:00, and start and end differ; all day is 00:00-24:00.";
      report.error("shop-window", place, `No clock has the hours ${quote(text)}.`, hint);
    }
  });
  return windows.length === texts.length ? windows : undefined;
}

function readMoods(
  raw: string | readonly string[],
  path: Path,
  answers: readonly string[] | undefined,
  report: Report,
): string[] | undefined {
  // While the question is wrong nothing can be said about its answers.
  if (answers === undefined) return undefined;
  const moods = unique(listOf(raw));
  const unknown = moods.filter((mood) => !answers.includes(mood));
  for (const mood of unknown) {
    const place = typeof raw === "string" ? path : [...path, raw.indexOf(mood)];
    const hint = suggest(mood, answers, "Add a `question` with this answer, or remove the condition.");
    report.error("shop-mood", place, `No answer of the question is \`${mood}\`.`, hint);
  }
  return unknown.length === 0 ? moods : undefined;
}

function listOf<T extends string>(raw: T | readonly T[]): readonly T[] {
  return typeof raw === "string" ? [raw] : raw;
}

function unique<T>(list: readonly T[]): T[] {
  return [...new Set(list)];
}
