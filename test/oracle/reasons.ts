// Why and why not, by the definition itself: change one fact alone, to every other value, and look.
import * as kinds from "../../shared/cards/list.ts";
import * as failures from "../../shared/offers/explain.ts";
import { DAYS_AROUND, type Facts, GRID_MINUTES, MIDDLE_DAY, type World } from "../arbitraries.ts";
import { type Choice, isHeldBack, isTired, type Past } from "./choice.ts";
import { asksHours, failingAxes, isInHours, isSoldOut, isWritten, lastDayOf, obeysRules } from "./rules.ts";

const upTo = (most: number) => Array.from({ length: most + 1 }, (_, i) => i);
const MINUTES = upTo(10080 / GRID_MINUTES - 1).map((n) => n * GRID_MINUTES);
/** Every day on which something may begin or end, and one long before and long after. */
const DAYS = [1, ...upTo(2 * DAYS_AROUND + 4).map((n) => MIDDLE_DAY - DAYS_AROUND - 2 + n), 60000];

/** Every situation that differs from this one in one fact alone, by kind of fact, in the order of kinds. */
function changes(world: World, facts: Facts, offer: number): [kind: number, changed: Facts[]][] {
  const vary = (key: keyof Facts, values: readonly number[]) =>
    values.filter((value) => value !== facts[key]).map((value): Facts => ({ ...facts, [key]: value }));
  return [
    [kinds.REASON_MOOD, vary("mood", upTo(world.answers))],
    [kinds.REASON_PRESENCE, vary("presence", upTo(3))],
    [kinds.REASON_DWELL, vary("dwell", upTo(3))],
    [kinds.REASON_HOURS, vary("minute", MINUTES)],
    [kinds.REASON_DATE, vary("day", DAYS)],
    [kinds.REASON_BUSY, vary("busy", upTo(2))],
    [kinds.REASON_LIGHT, vary("light", upTo(3))],
    [kinds.REASON_TEMPERATURE, vary("temperature", upTo(3))],
    [kinds.REASON_STOCK, [{ ...facts, soldOut: [...facts.soldOut, offer] }]],
    [kinds.REASON_LANGUAGE, vary("language", upTo(world.shop.languages.length - 1))],
  ];
}

/** Kinds of the decisive facts of a choice, at most two; "its turn" where there is none. */
export function findReasons(world: World, facts: Facts, slot: number, past: Past, choice: Choice): number[] {
  const number = choice.offer;
  if (number === undefined) return [];
  if (choice.by === "pin") return [kinds.REASON_PIN];
  const offer = world.shop.offers[number];
  // The end of an approval is no condition that was written for shoppers: it alone is no reason.
  const unreviewed = { ...offer, approved: { ...offer.approved, review: 0xffff } };
  const stays = (changed: Facts) =>
    obeysRules(world, unreviewed, changed) &&
    isWritten(world, offer, changed) &&
    !isSoldOut(offer, number, changed);
  const isBeaten = (changed: Facts) =>
    choice.by === "regular" &&
    world.shop.offers.some(
      (other, i) =>
        other.tier === "campaign" &&
        obeysRules(world, other, changed) &&
        !isHeldBack(world, i, changed, slot, past),
    );
  const reasons = choice.by === "staff" ? [kinds.REASON_STAFF] : [];
  // Another language is told of where the offer itself lacks it, not for what it would lose to there.
  for (const [kind, changed] of changes(world, facts, number))
    if (changed.some((other) => !stays(other) || (kind !== kinds.REASON_LANGUAGE && isBeaten(other))))
      reasons.push(kind);
  return reasons.length === 0 ? [kinds.REASON_TURN] : reasons.slice(0, 2);
}

const AXES = ["mood", "presence", "dwell", "busy", "light", "temperature"];

/** The first condition that keeps an offer, which was not chosen, from being shown. */
export function findFailure(
  world: World,
  facts: Facts,
  slot: number,
  past: Past,
  choice: Choice,
  number: number,
): number {
  const offer = world.shop.offers[number];
  if (facts.banned.includes(number)) return failures.WHY_NOT_BANNED;
  if (isSoldOut(offer, number, facts)) return failures.WHY_NOT_SOLD_OUT;
  if (!isWritten(world, offer, facts)) return failures.WHY_NOT_LANGUAGE;
  const isKnown = facts.minute !== undefined;
  if (isKnown && offer.when.from !== undefined && facts.day < offer.when.from) return failures.WHY_NOT_BEFORE;
  if (facts.day > lastDayOf(offer)) return failures.WHY_NOT_OVER;
  if (!isKnown && (offer.when.from !== undefined || asksHours(offer))) return failures.WHY_NOT_CLOCK;
  const failing = failingAxes(world, offer, facts);
  if (failing.length > 0) return failures.WHY_NOT_AXIS + AXES.indexOf(failing[0]);
  if (facts.minute !== undefined && !isInHours(offer, facts.minute)) return failures.WHY_NOT_HOURS;
  if (past.dismissed.includes(number)) return failures.WHY_NOT_DISMISSED;
  if (isTired(world, offer, number, slot, past)) return failures.WHY_NOT_RESTING;
  if (choice.by === "pin") return failures.WHY_NOT_PINNED;
  if (choice.by === "campaign" && offer.tier === "regular") return failures.WHY_NOT_TIER;
  return failures.WHY_NOT_TURN;
}
