// An offer's written conditions as numbers: what of them the class sees, what the calendar.
import { NO_CONDITION, TIER_CAMPAIGN, TIER_REGULAR, TIER_STAFF } from "../../shared/offers/deployment.ts";
import {
  AXES,
  AXIS_BUSY,
  AXIS_DWELL,
  AXIS_LIGHT,
  AXIS_MOOD,
  AXIS_PRESENCE,
  AXIS_TEMPERATURE,
} from "../../shared/offers/situation.ts";
import type { DayWindow, Offer, Shop, Tier } from "../shop/model.ts";

/** What selection needs to know of an offer. */
export interface Rule {
  readonly tier: number;
  readonly share: number;
  /** Mask of allowed values by axis, NO_CONDITION = all. */
  readonly masks: readonly number[];
  /** Days of the week, bit 0 = Monday; 127 = all. */
  readonly days: number;
  /** Empty = at all hours. */
  readonly hours: readonly DayWindow[];
  /** First and last day, both included; 0 and 0xffff = open. `lastDay` counts the review in. */
  readonly firstDay: number;
  readonly lastDay: number;
  /** A first or last day was written. */
  readonly isDated: boolean;
  readonly isStock: boolean;
  readonly languages: number;
  readonly restSlots: number;
  readonly perHour: number;
}

const TIERS: Readonly<Record<Tier, number>> = {
  staff: TIER_STAFF,
  campaign: TIER_CAMPAIGN,
  regular: TIER_REGULAR,
};

function atLeast(value: number | undefined, values: number): number {
  if (value === undefined || value <= 0) return NO_CONDITION;
  return ((1 << values) - 1) & ~((1 << value) - 1);
}

function anyOf(values: readonly number[] | undefined): number {
  if (values === undefined) return NO_CONDITION;
  return values.reduce((mask, value) => mask | (1 << value), 0);
}

/** Windows that leave out no minute of the day are no condition: an offer with them need not wait for a clock. */
function coversDay(hours: readonly DayWindow[]): boolean {
  for (let minute = 0; minute < 1440; minute++)
    if (
      !hours.some(({ start, end }) =>
        end > start ? minute >= start && minute < end : minute >= start || minute < end,
      )
    )
      return false;
  return true;
}

/** Translates an offer. `slotSeconds` is the length of a slot on the board that plays it. */
export function readRule(shop: Shop, offer: Offer, slotSeconds: number): Rule {
  const when = offer.when;
  const masks = new Array<number>(AXES).fill(NO_CONDITION);
  const answers = shop.question?.answers ?? [];
  masks[AXIS_MOOD] = anyOf(when.moods?.map((id) => 1 + answers.findIndex((answer) => answer.id === id)));
  masks[AXIS_PRESENCE] = atLeast(when.presence, 4);
  masks[AXIS_DWELL] = atLeast(when.dwell, 4);
  masks[AXIS_BUSY] = when.busy === 0 ? 1 : atLeast(when.busy, 3);
  masks[AXIS_LIGHT] = anyOf(when.light);
  masks[AXIS_TEMPERATURE] = anyOf(when.temperature);
  const days = when.days ?? 127;
  const hours = when.hours ?? [];
  const restSlots = Math.ceil(offer.plays.restSeconds / slotSeconds);
  const hourSlots = Math.ceil(3600 / slotSeconds);
  // A rest that already keeps the offer below its bound makes the bound redundant: it would cost ring only.
  const isBoundByRest = restSlots > 0 && Math.ceil(hourSlots / (restSlots + 1)) <= offer.plays.perHour;
  return {
    tier: TIERS[offer.tier],
    share: offer.plays.share,
    masks,
    days,
    hours: days === 127 && coversDay(hours) ? [] : hours,
    firstDay: when.from ?? 0,
    lastDay: Math.min(when.until ?? 0xffff, offer.approved.review),
    isDated: when.from !== undefined || when.until !== undefined,
    isStock: when.stock === true,
    languages: shop.languages.reduce(
      (mask, language, i) =>
        offer.title[language] !== undefined && offer.text[language] !== undefined ? mask | (1 << i) : mask,
      0,
    ),
    restSlots,
    perHour: isBoundByRest || offer.plays.perHour >= hourSlots ? 0 : offer.plays.perHour,
  };
}

/** Does the rule hold at a minute of the week, as far as days and hours go? A window belongs to the day it starts on. */
export function holdsAt(rule: Rule, minuteOfWeek: number): boolean {
  const day = Math.floor(minuteOfWeek / 1440);
  const minute = minuteOfWeek % 1440;
  const isOn = (d: number) => ((rule.days >> d) & 1) === 1;
  if (rule.hours.length === 0) return isOn(day);
  const before = (day + 6) % 7;
  return rule.hours.some((window) => {
    if (window.end > window.start) return isOn(day) && minute >= window.start && minute < window.end;
    return (isOn(day) && minute >= window.start) || (isOn(before) && minute < window.end);
  });
}

/** Does it wait for a clock? */
export function needsClock(rule: Rule): boolean {
  return hasHours(rule) || rule.firstDay > 0;
}

/** Has it a condition on days of the week or hours? */
export function hasHours(rule: Rule): boolean {
  return rule.days !== 127 || rule.hours.length > 0;
}
