// Does the board's fixed memory suffice for the rests and hourly bounds that the shop asks for?
import { RESTING, RING_PLAYS } from "../../shared/offers/pacing.ts";
import type { Rule } from "./rules.ts";

/** No slot holds more plays: one at its edge, one after an arrival. */
const PLAYS_A_SLOT = 2;

export interface PacingNeed {
  /** Offers that may rest at one time: each that has a rest, or as many as there are plays in the longest one. */
  readonly resting: number;
  /** Plays within an hour of the offers that have an hourly bound. */
  readonly plays: number;
}

/** What the board must remember, at most, so that no rest and no bound is ever forgotten. */
export function measurePacing(rules: readonly Rule[], slotSeconds: number): PacingNeed {
  const hourSlots = Math.ceil(3600 / slotSeconds);
  const bound = rules.filter((rule) => rule.perHour > 0);
  const paced = rules.filter((rule) => rule.restSlots > 0 || rule.perHour > 0);
  const span = paced.reduce(
    (most, rule) => Math.max(most, rule.restSlots, rule.perHour > 0 ? hourSlots : 0),
    0,
  );
  return {
    resting: Math.min(paced.length, (span + 1) * PLAYS_A_SLOT),
    plays: Math.min(
      bound.reduce((sum, rule) => sum + rule.perHour, 0),
      hourSlots * PLAYS_A_SLOT,
    ),
  };
}

/** True where it fits. */
export function fitsPacing(need: PacingNeed): boolean {
  return need.resting <= RESTING && need.plays <= RING_PLAYS;
}
