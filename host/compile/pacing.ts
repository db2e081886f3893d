// Does the board's fixed memory of plays suffice for the rests that the shop asks for?
import { RING_PLAYS } from "../../shared/offers/pacing.ts";
import type { Rule } from "./rules.ts";

/**
 * Plays that the ring must hold so that no rest is forgotten: in the longest span that any rule looks back, no
 * offer plays more often than its own rest (or hourly bound) lets it, and no slot holds more than two plays (one
 * at its edge, one after an arrival).
 */
export function countNeededPlays(rules: readonly Rule[], slotSeconds: number): number {
  const hourSlots = Math.ceil(3600 / slotSeconds);
  const paced = rules.filter((rule) => rule.restSlots > 0 || rule.perHour > 0);
  const span = paced.reduce(
    (most, rule) => Math.max(most, rule.restSlots, rule.perHour > 0 ? hourSlots : 0),
    0,
  );
  let plays = 0;
  for (const rule of paced) {
    const byRest = rule.restSlots > 0 ? Math.ceil(span / (rule.restSlots + 1)) : Number.POSITIVE_INFINITY;
    const byHour = rule.perHour > 0 ? rule.perHour * Math.ceil(span / hourSlots) : Number.POSITIVE_INFINITY;
    plays += Math.min(byRest, byHour);
  }
  return Math.min(plays, span * 2);
}

/** True where the rests fit the ring. One place is kept for the wrap of the sequence number. */
export function fitsRing(rules: readonly Rule[], slotSeconds: number): boolean {
  return countNeededPlays(rules, slotSeconds) < RING_PLAYS;
}
