// "until 24 December", "bis Sonntag", "do 24.12.": last days that a text names, in figures or words.
import type { Fold } from "./fold.ts";
import { CALENDARS } from "./lexicon.ts";
import { type Hit, hitOf, type Reading } from "./reading.ts";

export interface Deadline {
  readonly hit: Hit;
  /** month * 100 + day, where it is a date. */
  readonly monthDay?: number;
  readonly year?: number;
  /** 0 = Sunday, where it is a day of the week. */
  readonly weekday?: number;
}

const DAY = "(0?[1-9]|[12][0-9]|3[01])";
const MONTH = "(0?[1-9]|1[0-2])";
const YEAR = "(?:[ .](20[0-9]{2}))?";
/** Behind figures: a time of the day, an amount or money, and no date. */
const NO_DATE = "(?![0-9:]| ?(?:uhr|h|godz|am|pm|eur|euro|zl|pln|usd|gbp|%|kg|g|m|cm|mm|l|ml|o clock)\\b)";
/** A shop says so of its doors, and not of an offer. */
const DOORS =
  /\b(?:reparier\w*|fertig|geliefert|naprawi\w*|gotow[aey]|dostarczymy|repaired|ready|mended|open|opening|closed|closing|geofnet|geoefnet|offen|geschlosen|ofnungs\w*|ferien|betriebsferien|urlaub|czynne|otwarte|zamkniete|zamkniety|nieczynne|urlop|przerwa|hours|godziny)\b/;

const MATCHERS = CALENDARS.map((calendar) => {
  const feasts = new Map(Object.entries(calendar.feasts).map(([name, day]) => [single(name), day]));
  const days = calendar.days.map(single);
  const opens = single(calendar.opens);
  const month = calendar.months.map((name) => `(${single(name)})`).join("|");
  const begin = `\\b(?:${opens}) (?:(?:the|on|dem|den|zum|am|incl|einschl|wlacznie|w|we) )?`;
  return {
    feasts,
    /** 24 December, 24th of December, 24. Dezember, 24 grudnia */
    dayMonth: new RegExp(`${begin}${DAY}(?: ?(?:st|nd|rd|th))?(?: of)? (?:${month})${YEAR}\\b`, "g"),
    /** December 24 */
    monthDay: new RegExp(`${begin}(?:${month}) ${DAY}(?: ?(?:st|nd|rd|th))?${YEAR}\\b${NO_DATE}`, "g"),
    /** 24.12., 24/12, 24.12.2026 */
    figures: new RegExp(`${begin}${DAY}[. ]${MONTH}(?:[ .](20[0-9]{2}))?\\b${NO_DATE}`, "g"),
    /** 2026-12-24 */
    iso: new RegExp(`${begin}(20[0-9]{2}) ${MONTH} ${DAY}\\b`, "g"),
    weekday: new RegExp(
      `${begin}(?:next |this |coming |kommenden |nachsten |najblizszej |najblizszego )?(?:${days.map((name) => `(${name})`).join("|")})\\b`,
      "g",
    ),
    feast: new RegExp(`${begin}(${[...feasts.keys()].join("|")})\\b`, "g"),
    /** "Monday to Saturday" is a span of opening days. */
    weekdays: new RegExp(
      `\\b(?:${days.join("|")}|mo|di|mi|do|fr|sa|so|pn|pon|wt|sr|czw|pt|sob|mon|tue|wed|thu|fri|sat|sun) $`,
    ),
  };
});

/** Most texts name no last day: one look tells. */
const OPENS = new RegExp(`\\b(?:${CALENDARS.map(({ opens }) => single(opens)).join("|")}) `);

/** Folded texts have no doubled letters. */
function single(source: string): string {
  return source.replace(/([a-z])\1+/g, "$1");
}

/** All last days of a text. Of opening hours and holidays of the shop there are none. */
export function findDeadlines(reading: Reading): Deadline[] {
  const fold = reading.folds[0];
  return fold === undefined || !OPENS.test(fold.letters) || DOORS.test(fold.letters)
    ? []
    : MATCHERS.flatMap((matcher) => findIn(reading, fold, matcher));
}

function findIn(reading: Reading, fold: Fold, matcher: (typeof MATCHERS)[number]): Deadline[] {
  const found: Deadline[] = [];
  const add = (match: RegExpMatchArray, deadline: Omit<Deadline, "hit">) => {
    const hit = hitOf(reading.text, fold, match.index ?? 0, match[0].length);
    if (!found.some((other) => other.hit.start < hit.end && hit.start < other.hit.end))
      found.push({ hit, ...deadline });
  };
  const withYear = (text: string | undefined) => (text === undefined ? {} : { year: Number(text) });
  const all = (pattern: RegExp) => Array.from(fold.letters.matchAll(pattern));
  for (const match of all(matcher.dayMonth)) {
    const month = match.slice(2, 14).findIndex((name) => name !== undefined) + 1;
    add(match, { monthDay: month * 100 + Number(match[1]), ...withYear(match[14]) });
  }
  for (const match of all(matcher.monthDay)) {
    const month = match.slice(1, 13).findIndex((name) => name !== undefined) + 1;
    add(match, { monthDay: month * 100 + Number(match[13]), ...withYear(match[14]) });
  }
  for (const match of all(matcher.iso))
    add(match, { monthDay: Number(match[2]) * 100 + Number(match[3]), year: Number(match[1]) });
  for (const match of all(matcher.figures))
    add(match, { monthDay: Number(match[2]) * 100 + Number(match[1]), ...withYear(match[3]) });
  for (const match of all(matcher.feast)) add(match, { monthDay: matcher.feasts.get(match[1]) ?? 0 });
  for (const match of all(matcher.weekday)) {
    if (matcher.weekdays.test(fold.letters.slice(0, match.index))) continue;
    const monday = match.slice(1, 8).findIndex((name) => name !== undefined);
    add(match, { weekday: (monday + 1) % 7 });
  }
  return found;
}
