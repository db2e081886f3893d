// A turn: everything that one decision looks at and writes. Made once for a deployment; the only allocation of
// the selection.
import type { Deployment } from "./deployment.ts";
import { createPacing, type Pacing } from "./pacing.ts";
import { createPeriod, type Period } from "./period.ts";
import { createSituation, NEUTRAL, type Situation } from "./situation.ts";
import { HELD_NONE, NO_REASON, TIER_NEUTRAL } from "./tier.ts";

/** The offers of one tier that the written rules allow in a period and class, in playing order. */
export interface Row {
  /** Number of the first entry for `entryOf`, and how many there are. */
  at: number;
  count: number;
  /** Bit rows only: the units allowed, and the bits set in each byte value. */
  readonly words: Uint16Array;
  readonly bitCounts: Uint8Array;
}

export interface Turn {
  readonly d: Deployment;
  readonly s: Situation;
  readonly pacing: Pacing;
  readonly row: Row;
  readonly period: Period;
  /** Number of the slot of the clock, not negative. */
  slot: number;
  /** What may not be shown now though the rules allow it, by the low byte of its number; see hold.ts. */
  readonly held: Uint16Array;
  /** The decision: number of the offer or NEUTRAL, and the TIER_ constant of who chose it. */
  offer: number;
  tier: number;
  /** Its reasons, REASON_ constants or NO_REASON. */
  first: number;
  second: number;
}

function createRow(d: Deployment): Row {
  const bitCounts = new Uint8Array(d.isBits ? 256 : 1);
  for (let i = 1; i < bitCounts.length; i++) bitCounts[i] = bitCounts[i >> 1] + (i & 1);
  const words = new Uint16Array(d.isBits ? d.u16[d.bits >> 1] : 1);
  return { at: 0, count: 0, words: words, bitCounts: bitCounts };
}

export function createTurn(d: Deployment): Turn {
  const held = new Uint16Array(256);
  held.fill(HELD_NONE);
  return {
    d: d,
    s: createSituation(),
    pacing: createPacing(),
    row: createRow(d),
    period: createPeriod(),
    slot: 0,
    held: held,
    offer: NEUTRAL,
    tier: TIER_NEUTRAL,
    first: NO_REASON,
    second: NO_REASON,
  };
}
