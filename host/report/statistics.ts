// What noisy counts support: values with their error bars, and when there will be enough of them.
import type { DayRecord } from "../board/stats/record.ts";

/** Variance of two-sided geometric noise, 2a / (1 - a)^2: a = 3/4 for an hour, 7/8 for a group and 1/2 for an answer on a day. */
const HOUR_VARIANCE = 24;
const PLAY_VARIANCE = 112;
const ANSWER_VARIANCE = 4;
/** Half of a 95 % interval, in standard deviations. */
const HALF_95 = 1.96;
/** Nothing smaller is shown: below that noise says more than people. */
const LEAST_COUNT = 10;
/** Answers from which shares are shown; and how often they have to exceed the error of their number, of which shares are parts. */
const LEAST_ANSWERS = 30;
const LEAST_ERRORS = 2;
/** Days of an hour from which its mean is shown: an error of 2.6. */
const LEAST_DAYS = 14;
/** A board keeps no more days. */
const MOST_DAYS = 62;

/** What one recorded episode spends of its privacy budget (epsilon, natural logarithm). */
export const FOOTFALL_EPSILON = Math.log(4 / 3);
export const PLAY_EPSILON = Math.log(8 / 7);
export const ANSWER_EPSILON = Math.log(2);

/** Shown: the value and half of its 95 % interval. Else why not, and the day when there will be enough, if it is known. */
export type Shown =
  | { readonly value: number; readonly plusMinus: number }
  | { readonly value: undefined; readonly enoughOn: number | undefined };

const NEVER: Shown = { value: undefined, enoughOn: undefined };

export interface DayFootfall {
  readonly day: number;
  readonly shown: Shown;
  /** Hours in the sum, and hours that are void. */
  readonly hours: number;
  readonly voidHours: number;
}

export interface Statistics {
  readonly days: readonly DayFootfall[];
  /** Mean of each hour over all days that are there; hours that were never counted are left out. */
  readonly hours: readonly { readonly hour: number; readonly days: number; readonly shown: Shown }[];
  /** How many answered, over all days, and the share of each option in percent. */
  readonly answered: Shown;
  readonly answers: readonly Shown[];
  /** By group: episodes that were shown it first, over all days. */
  readonly plays: readonly Shown[];
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

function isNumber(value: number | undefined): value is number {
  return value !== undefined;
}

function summariseDay({ day, footfall, spentHours }: DayRecord): DayFootfall {
  const values = footfall.filter(isNumber);
  const sum = sumOf(values);
  const plusMinus = HALF_95 * Math.sqrt(HOUR_VARIANCE * values.length);
  const spent = footfall.filter((_, hour) => (spentHours >> hour) & 1).length;
  const shown = values.length > 0 && sum >= LEAST_COUNT ? { value: sum, plusMinus } : NEVER;
  return { day, shown, hours: values.length, voidHours: spent - values.length };
}

/** The day on which so many days will have been counted, if it goes on as it did. */
function findDay(first: number, last: number, counted: number, wanted: number): number | undefined {
  if (counted <= 0 || wanted > MOST_DAYS) return undefined;
  return Math.max(last + 1, first + Math.ceil((wanted * (last - first + 1)) / counted) - 1);
}

function summariseHours(records: readonly DayRecord[], first: number, last: number): Statistics["hours"] {
  return Array.from({ length: 24 }, (_, hour) => {
    const values = records.map(({ footfall }) => footfall[hour]).filter(isNumber);
    const days = values.length;
    const shown: Shown =
      days >= LEAST_DAYS
        ? { value: Math.max(0, sumOf(values) / days), plusMinus: HALF_95 * Math.sqrt(HOUR_VARIANCE / days) }
        : { value: undefined, enoughOn: findDay(first, last, days, LEAST_DAYS) };
    return { hour, days, shown };
  }).filter(({ days }) => days > 0);
}

/**
 * How many answered, and shares, out of mixed answers: of n of them (1 + 2 share) / (options + 2) are for one option. The error of a
 * share is that of the mixing, and that of the noise on this option's sum and on all of them together, of which it is a part.
 */
function summariseAnswers(
  records: readonly DayRecord[],
  options: number,
  first: number,
  last: number,
): Pick<Statistics, "answered" | "answers"> {
  const counted = records.filter(({ answers }) => answers.slice(0, options).every(isNumber));
  const days = options > 0 ? counted.length : 0;
  const sums = Array.from({ length: options }, (_, i) =>
    sumOf(counted.map(({ answers }) => answers[i] ?? 0)),
  );
  const all = sumOf(sums);
  const plusMinus = HALF_95 * Math.sqrt(ANSWER_VARIANCE * options * days);
  const perDay = days > 0 ? all / days : 0;
  // The sum grows with the days, its error with their root.
  const least = LEAST_ERRORS * HALF_95 * Math.sqrt(ANSWER_VARIANCE * options);
  const wanted =
    perDay > 0
      ? Math.max(Math.ceil(LEAST_ANSWERS / perDay), Math.ceil((least / perDay) ** 2))
      : Number.POSITIVE_INFINITY;
  const isEnough = days > 0 && all >= LEAST_ANSWERS && all >= LEAST_ERRORS * plusMinus;
  const answered: Shown = days > 0 && all >= LEAST_COUNT ? { value: all, plusMinus } : NEVER;
  const answers = sums.map((sum): Shown => {
    if (!isEnough) return { value: undefined, enoughOn: findDay(first, last, days, wanted) };
    const part = sum / all;
    const share = ((options + 2) * part - 1) / 2;
    const mixing = Math.max(0, part * (1 - part)) / all;
    const noise = (ANSWER_VARIANCE * days * ((1 - part) ** 2 + (options - 1) * part ** 2)) / all ** 2;
    const deviation = ((options + 2) / 2) * Math.sqrt(mixing + noise);
    return { value: 100 * Math.min(1, Math.max(0, share)), plusMinus: 100 * HALF_95 * deviation };
  });
  return { answered, answers };
}

function summarisePlays(records: readonly DayRecord[], groups: number, first: number, last: number): Shown[] {
  return Array.from({ length: groups }, (_, i) => {
    const values = records.map(({ plays }) => plays[i]).filter(isNumber);
    const days = values.length;
    const sum = sumOf(values);
    const plusMinus = HALF_95 * Math.sqrt(PLAY_VARIANCE * days);
    if (days > 0 && sum >= LEAST_COUNT && sum >= plusMinus) return { value: sum, plusMinus };
    // The sum grows with the days, its error with their root.
    const perDay = days > 0 ? sum / days : 0;
    const wanted = perDay > 0 ? Math.ceil(PLAY_VARIANCE * (HALF_95 / perDay) ** 2) : Number.POSITIVE_INFINITY;
    return { value: undefined, enoughOn: findDay(first, last, days, wanted) };
  });
}

/** @param options answers of the shop's question @param groups of the board */
export function summariseStatistics(
  records: readonly DayRecord[],
  options: number,
  groups: number,
): Statistics {
  const first = records[0]?.day ?? 0;
  const last = records[records.length - 1]?.day ?? 0;
  return {
    days: records.map(summariseDay),
    hours: summariseHours(records, first, last),
    ...summariseAnswers(records, options, first, last),
    plays: summarisePlays(records, groups, first, last),
  };
}
