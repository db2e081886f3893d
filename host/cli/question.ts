// A question to `why`: a situation in the words of shop.yaml.
import {
  AXIS_BUSY,
  AXIS_DWELL,
  AXIS_LIGHT,
  AXIS_MOOD,
  AXIS_PRESENCE,
  AXIS_TEMPERATURE,
  createSituation,
  type Situation,
  UNKNOWN_MINUTE,
} from "../../shared/offers/situation.ts";
import { HostError } from "../error.ts";
import { fromLocal, toLocal } from "../shop/localtime.ts";
import type { Shop } from "../shop/model.ts";

/** What somebody asks, as written. */
export interface Asked {
  readonly at: string;
  readonly presence?: string;
  readonly dwell?: string;
  readonly mood?: string;
  readonly busy?: string;
  readonly language?: string;
  readonly light?: string;
  readonly temperature?: string;
}

const PRESENCE = ["nobody", "near", "lingering", "interacting"];
const BUSY = ["none", "few", "many"];
const LIGHT = ["unknown", "dark", "dim", "bright"];
const TEMPERATURE = ["unknown", "cold", "mild", "warm"];
const DAY_MS = 86_400_000;
const YEARS = { least: 2020, most: 2099 };
/** 1970-01-01 was a Thursday; weeks begin on Monday. */
const FIRST_WEEKDAY = 3;

/**
 * The situation that is asked about.
 * @param dwellEdgesMs when the second and following dwell buckets begin
 * @throws HostError `usage-at`, `usage-presence` and so on
 */
export function readSituation(asked: Asked, shop: Shop, dwellEdgesMs: readonly number[]): Situation {
  const situation = createSituation();
  const time = readTime(asked.at);
  refuseSkipped(asked.at, shop.timezone);
  situation.minuteOfWeek = time?.minuteOfWeek ?? UNKNOWN_MINUTE;
  situation.day = time?.day ?? 0;
  situation.axes[AXIS_PRESENCE] = findWord("presence", asked.presence, PRESENCE);
  situation.axes[AXIS_BUSY] = findWord("busy", asked.busy, BUSY);
  situation.axes[AXIS_LIGHT] = findWord("light", asked.light, LIGHT);
  situation.axes[AXIS_TEMPERATURE] = findWord("temperature", asked.temperature, TEMPERATURE);
  situation.language = findWord("language", asked.language, shop.languages);
  const answers = shop.question?.answers.map((answer) => answer.id) ?? [];
  situation.axes[AXIS_MOOD] = asked.mood === undefined ? 0 : findWord("mood", asked.mood, answers) + 1;
  if (asked.dwell !== undefined) {
    const dwellMs = readSpan(asked.dwell);
    situation.axes[AXIS_DWELL] = dwellEdgesMs.filter((edge) => dwellMs >= edge).length;
  }
  return situation;
}

/**
 * A local time of the shop, to the minute.
 * @param text such as 2026-11-27T17:00, or unknown
 * @returns undefined where the clock is unknown
 * @throws HostError `usage-at` for anything else, and for years outside of 2020 to 2099
 */
export function readTime(text: string): { minuteOfWeek: number; day: number } | undefined {
  if (text === "unknown") return undefined;
  const match = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)$/.exec(text);
  const [year, month, date, hour, minute] = (match ?? []).slice(1).map(Number);
  const utcMs = match === null ? Number.NaN : Date.UTC(year, month - 1, date, hour, minute);
  if (Number.isNaN(utcMs) || new Date(utcMs).toISOString().slice(0, 16) !== text.replace(" ", "T"))
    throw new HostError(
      "usage-at",
      `"${text}" is not a time`,
      "Write the shop's local time, such as 2026-11-27T17:00, or unknown.",
    );
  if (year < YEARS.least || year > YEARS.most)
    throw new HostError(
      "usage-at",
      `the year ${year} is not one that a board knows`,
      `Ask about a time from ${YEARS.least} to ${YEARS.most}.`,
    );
  const day = Math.floor(utcMs / DAY_MS);
  return { day, minuteOfWeek: ((day + FIRST_WEEKDAY) % 7) * 1440 + hour * 60 + minute };
}

/** @throws HostError `usage-at` for a time that a change to summer time leaves out */
function refuseSkipped(text: string, timezone: string): void {
  const local = text.replace(" ", "T");
  const epochMs = fromLocal(local, timezone);
  if (epochMs === undefined || toLocal(epochMs, timezone).toISOString().startsWith(local)) return;
  throw new HostError(
    "usage-at",
    `the shop's clocks never show ${text}`,
    "That hour is left out when summer time begins. Ask about one before or after it.",
  );
}

function findWord(name: string, word: string | undefined, words: readonly string[]): number {
  const index = word === undefined ? 0 : words.indexOf(word);
  if (index >= 0) return index;
  const hint = words.length === 0 ? "The shop asks nothing." : `It is one of: ${words.join(", ")}.`;
  throw new HostError(`usage-${name}`, `"${word}" is not known as --${name}`, hint);
}

/** Milliseconds of a span such as 30s or 2min. */
function readSpan(text: string): number {
  const match = /^(\d{1,5})(s|min)$/.exec(text);
  if (match === null)
    throw new HostError("usage-dwell", `"${text}" is not a span of time`, "Write it as 30s or 2min.");
  return Number(match[1]) * (match[2] === "s" ? 1000 : 60_000);
}
