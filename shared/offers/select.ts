// Which offer is shown. A pure function of deployment, situation, slot of the clock, and pacing:
// a staff pin beats all; then every Nth slot belongs to staff picks; then the tiers, campaign before regular;
// inside a tier the slot picks by declared share; what rests or was taken out is replaced by a stand-in.
import {
  type Deployment,
  FLAG_STOCK,
  OFFER_BYTES,
  TIER_CAMPAIGN,
  TIER_REGULAR,
  TIER_STAFF,
} from "./deployment.ts";
import { isMarked, isResting, type Pacing } from "./pacing.ts";
import { entryOf, type Row, readRow } from "./row.ts";
import { NEUTRAL, type Situation } from "./situation.ts";

export const TIER_PIN = 3;
export const TIER_NEUTRAL = 4;

export interface Decision {
  /** Number of the offer, or NEUTRAL. */
  offer: number;
  /** TIER_ constant: who chose it. */
  tier: number;
}

export function createDecision(): Decision {
  return { offer: NEUTRAL, tier: TIER_NEUTRAL };
}

/** May the offer, which the written rules allow, be shown in this slot: not taken out, not resting? */
export function isFree(d: Deployment, s: Situation, p: Pacing, slot: number, offer: number): boolean {
  const u16 = d.u16;
  const at = (d.offerTable + offer * OFFER_BYTES) >> 1;
  if (p.dismissedCount !== 0 && isMarked(p.dismissed, p.dismissedCount, offer)) return false;
  if (s.bannedCount !== 0 && isMarked(s.banned, s.bannedCount, offer)) return false;
  if (s.soldOutCount !== 0 && (u16[at] >> 8) & FLAG_STOCK && isMarked(s.soldOut, s.soldOutCount, offer))
    return false;
  if (d.isPartial && !((u16[at + 1] >> s.language) & 1)) return false;
  const rest = u16[at + 2];
  const perHour = u16[at + 1] >> 8;
  if (rest === 0 && perHour === 0) return true;
  return !isResting(p, offer, slot, rest, perHour, d.hourSlots);
}

/**
 * The offer of one tier's turn. Its own entry if that is free; else a stand-in: the next free entry from a
 * place that moves on with every round of the row, so that one neighbour does not get all of the slots.
 * @param first entry where the tier begins
 * @param count entries of the tier, at least 1
 * @param turn number of the tier's turn, from 0
 */
function pick(
  d: Deployment,
  s: Situation,
  p: Pacing,
  slot: number,
  row: Row,
  first: number,
  count: number,
  turn: number,
): number {
  const start = turn % count;
  const own = entryOf(d, row, first + start);
  if (isFree(d, s, p, slot, own)) return own;
  const others = count - 1;
  if (others === 0) return NEUTRAL;
  let step = ((turn / count) | 0) % others;
  for (let k = 0; k < others; k++) {
    let i = start + 1 + step;
    if (i >= count) i -= count;
    const offer = entryOf(d, row, first + i);
    if (isFree(d, s, p, slot, offer)) return offer;
    step++;
    if (step === others) step = 0;
  }
  return NEUTRAL;
}

/**
 * Selects.
 * @param group group of rows of the present period, see period.ts
 * @param slot number of the slot of the clock, not negative
 * @param row scratch of `createRow`
 * @param out the decision
 */
export function select(
  d: Deployment,
  group: number,
  s: Situation,
  p: Pacing,
  slot: number,
  row: Row,
  out: Decision,
): void {
  if (s.pin !== NEUTRAL && !isMarked(p.dismissed, p.dismissedCount, s.pin)) {
    out.offer = s.pin;
    out.tier = TIER_PIN;
    return;
  }
  readRow(d, group, s, row);
  let turn = slot;
  let offer = NEUTRAL;
  if (row.staff !== 0 && d.staffEvery !== 0) {
    const round = (slot / d.staffEvery) | 0;
    if (slot - round * d.staffEvery === d.staffEvery - 1) {
      offer = pick(d, s, p, slot, row, 0, row.staff, round);
      if (offer !== NEUTRAL) {
        out.offer = offer;
        out.tier = TIER_STAFF;
        return;
      }
    }
    // Turns of the other tiers: slots that are not the staff's, counted through.
    turn = slot - round;
  }
  out.tier = TIER_CAMPAIGN;
  if (row.campaign !== 0) offer = pick(d, s, p, slot, row, row.staff, row.campaign, turn);
  if (offer === NEUTRAL && row.regular !== 0) {
    out.tier = TIER_REGULAR;
    offer = pick(d, s, p, slot, row, row.staff + row.campaign, row.regular, turn);
  }
  if (offer === NEUTRAL) out.tier = TIER_NEUTRAL;
  out.offer = offer;
}
