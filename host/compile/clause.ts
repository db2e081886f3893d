// What can be said of a fact, best first: the first wording that fits its line is taken.

import {
  REASON_BUSY,
  REASON_DATE,
  REASON_DWELL,
  REASON_HOURS,
  REASON_LANGUAGE,
  REASON_LIGHT,
  REASON_MOOD,
  REASON_PIN,
  REASON_PRESENCE,
  REASON_STAFF,
  REASON_STOCK,
  REASON_TEMPERATURE,
} from "../../shared/cards/list.ts";
import type { DayWindow, Offer, Shop } from "../shop/model.ts";
import type { ReasonWords } from "./texts.ts";
import { chooseText } from "./texts.ts";

const DAY_MS = 86_400_000;
const WEEK = 7;
const ALL_DAYS = 0x7f;

/**
 * Wordings of one reason of an offer, from the fullest to the shortest; never empty.
 * @param kind REASON_ constant
 */
export function wordReason(
  shop: Shop,
  offer: Offer,
  kind: number,
  language: string,
  words: ReasonWords,
): readonly string[] {
  const when = offer.when;
  const { plain, otherwise } = words;
  if (kind === REASON_PIN) return [words.pin];
  if (kind === REASON_STAFF) return [words.staff];
  if (kind === REASON_STOCK) return [words.stock];
  if (kind === REASON_LANGUAGE) return [words.language];
  if (kind === REASON_MOOD) {
    const own = wordMoods(shop, when.moods ?? [], language, words);
    return own.length === 0 ? [otherwise.mood] : [...own, plain.mood];
  }
  if (kind === REASON_PRESENCE) return [words.presence[(when.presence ?? 0) - 1] ?? otherwise.special];
  if (kind === REASON_DWELL) return [when.dwell === undefined ? otherwise.special : words.dwell];
  if (kind === REASON_HOURS) {
    const own = wordHours(when.days, when.hours ?? [], words);
    return own.length === 0 ? [otherwise.special] : [...own, plain.hours];
  }
  if (kind === REASON_DATE) {
    const own = wordDates(when.from, when.until, words);
    return own.length === 0 ? [otherwise.special] : [...own, plain.date];
  }
  if (kind === REASON_BUSY) return [words.busy[when.busy ?? -1] ?? otherwise.special];
  if (kind === REASON_LIGHT) return wordBuckets(when.light, words.light, plain.light, otherwise.special);
  if (kind === REASON_TEMPERATURE)
    return wordBuckets(when.temperature, words.temperature, plain.temperature, otherwise.special);
  return [words.turn];
}

function wordMoods(shop: Shop, moods: readonly string[], language: string, words: ReasonWords): string[] {
  const answers = shop.question?.answers ?? [];
  const names = answers.filter((a) => moods.includes(a.id)).map((a) => chooseText(a.text, language));
  return names.length === 0 ? [] : [words.mood(joinList(names, words))];
}

function wordBuckets(
  buckets: readonly number[] | undefined,
  names: readonly string[],
  plain: string,
  otherwise: string,
): readonly string[] {
  if (buckets === undefined) return [otherwise];
  const only = buckets.length === 1 ? names[buckets[0] - 1] : undefined;
  return only === undefined ? [plain] : [only, plain];
}

function wordDates(from: number | undefined, until: number | undefined, words: ReasonWords): string[] {
  const day = until ?? from;
  if (day === undefined) return [];
  const date = new Date(day * DAY_MS);
  const word = until === undefined ? words.since : words.until;
  const month = words.months[date.getUTCMonth()];
  return [
    word(words.date(date.getUTCDate(), month)),
    word(words.shortDate(date.getUTCDate(), date.getUTCMonth() + 1, month)),
  ];
}

function wordHours(
  days: number | undefined,
  windows: readonly DayWindow[],
  words: ReasonWords,
): readonly string[] {
  const full = windows.map((w) => `${clock(w.start)}–${clock(w.end)}`).join(", ");
  const brief = windows.map((w) => `${shortClock(w.start)}–${shortClock(w.end)}`).join(", ");
  const join = (...parts: string[]): string => parts.filter((part) => part !== "").join(", ");
  const mask = days ?? ALL_DAYS;
  if (mask === ALL_DAYS) return windows.length === 0 ? [] : [words.hours(full), words.hours(brief)];
  const long = nameDays(mask, words.days, words);
  const short = nameDays(mask, words.shortDays, words);
  return [join(long, full), join(short, full), join(short, brief), short].map(words.hours);
}

/** Days of a mask: two or fewer by name, else runs such as Mon–Thu. A run may pass over the week's end. */
function nameDays(mask: number, names: readonly string[], words: ReasonWords): string {
  const has = (day: number): boolean => ((mask >> (day % WEEK)) & 1) === 1;
  const runs: string[] = [];
  let listed = 0;
  for (let day = 0; day < WEEK; day++) {
    if (!has(day) || has(day + WEEK - 1)) continue;
    let last = day;
    while (has(last + 1)) last++;
    const length = last - day + 1;
    listed += length;
    if (length === 1) runs.push(names[day]);
    else runs.push(`${names[day]}–${names[last % WEEK]}`);
  }
  if (listed > 2 || names === words.shortDays) return runs.join(", ");
  return joinList(
    names.filter((_, day) => has(day)),
    words,
  );
}

function joinList(names: readonly string[], words: ReasonWords): string {
  if (names.length < 2) return names.join("");
  return names.slice(0, -1).join(", ") + words.or + names[names.length - 1];
}

function clock(minute: number): string {
  return `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, "0")}`;
}

function shortClock(minute: number): string {
  return minute % 60 === 0 ? String(minute / 60) : clock(minute);
}
