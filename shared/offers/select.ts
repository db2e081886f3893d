// Which offer is shown. A pure function of deployment, situation, slot of the clock, and pacing:
// a staff pin beats all; then every Nth slot belongs to staff picks; then the tiers, campaign before regular;
// inside a tier the slot picks by declared share; what is held back is replaced by a stand-in.
//
// The common path is written out in `select` without calls: on a board a call costs as much as four reads.
import { TIER_CAMPAIGN, TIER_REGULAR, TIER_STAFF } from "./deployment.ts";
import { isHeldExactly } from "./hold.ts";
import { isMarked } from "./pacing.ts";
import { entryOf, readRow } from "./row.ts";
import { NEUTRAL } from "./situation.ts";
import { HELD_SEVERAL, TIER_NEUTRAL, TIER_PIN } from "./tier.ts";
import type { Turn } from "./turn.ts";

/**
 * The offer of one tier's turn, of the row that was read. Its own entry if that is free; else a stand-in: the next
 * free entry, looked for from a place that moves on with every round of the row, so that one neighbour does not
 * get all of the slots.
 * @param number number of the tier's turn, from 0
 */
function pick(turn: Turn, number: number): number {
  const isBits = turn.d.isBits;
  const u16 = turn.d.u16;
  const held = turn.held;
  const start = turn.row.at;
  const count = turn.row.count;
  const end = start + count;
  if (count === 0) return NEUTRAL;
  let i = start + (number % count);
  let next = count === 1 ? i : i + 1 + (((number / count) | 0) % (count - 1));
  if (next >= end) next -= count;
  let offer = 0;
  let left = count + 1;
  while (left--) {
    offer = isBits ? entryOf(turn, i) : u16[i];
    if (held[offer & 255] !== offer)
      if (held[offer & 255] !== HELD_SEVERAL || !isHeldExactly(turn, offer)) return offer;
    i = next;
    if (++next === end) next = start;
  }
  return NEUTRAL;
}

/** Selects: writes `turn.offer` and `turn.tier`. `prepareHeld` must have been called since anything changed. */
export function select(turn: Turn): void {
  const d = turn.d;
  if (d.isInFull || turn.s.pin !== NEUTRAL) {
    selectInFull(turn);
    return;
  }
  const u16 = d.u16;
  const axes = turn.s.axes;
  const weights = d.axisTable >> 1;
  const at =
    (d.rows >> 1) +
    u16[
      turn.period.bases[0] +
        u16[weights + axes[0]] +
        u16[weights + 16 + axes[1]] +
        u16[weights + 32 + axes[2]] +
        u16[weights + 48 + axes[3]] +
        u16[weights + 64 + axes[4]] +
        u16[weights + 80 + axes[5]]
    ];
  const count = u16[at];
  if (count !== 0) {
    const offer = u16[at + 1 + (turn.slot % count)];
    const present = turn.held[offer & 255];
    if (present !== offer && present !== HELD_SEVERAL) {
      turn.offer = offer;
      turn.tier = TIER_CAMPAIGN;
      return;
    }
  }
  turn.row.at = at + 1;
  turn.row.count = count;
  turn.tier = TIER_CAMPAIGN;
  turn.offer = pick(turn, turn.slot);
  if (turn.offer === NEUTRAL) selectRegular(turn, turn.slot);
}

function selectRegular(turn: Turn, number: number): void {
  readRow(turn, turn.period, TIER_REGULAR);
  turn.offer = pick(turn, number);
  turn.tier = turn.offer === NEUTRAL ? TIER_NEUTRAL : TIER_REGULAR;
}

/** With a pin, staff picks or bit rows. */
function selectInFull(turn: Turn): void {
  const d = turn.d;
  const pin = turn.s.pin;
  const row = turn.row;
  if (pin !== NEUTRAL && !isMarked(turn.pacing.dismissed, turn.pacing.dismissedCount, pin)) {
    turn.offer = pin;
    turn.tier = TIER_PIN;
    return;
  }
  let number = turn.slot;
  if (d.staffEvery !== 0) {
    readRow(turn, turn.period, TIER_STAFF);
    if (row.count !== 0) {
      const round = (number / d.staffEvery) | 0;
      if (number - round * d.staffEvery === d.staffEvery - 1) {
        turn.tier = TIER_STAFF;
        turn.offer = pick(turn, round);
        if (turn.offer !== NEUTRAL) return;
        // No pick is free: the slot goes to the other tiers, by a count of its own, so that no turn is taken twice.
        number = round;
      } else number -= round;
    }
  }
  readRow(turn, turn.period, TIER_CAMPAIGN);
  turn.tier = TIER_CAMPAIGN;
  turn.offer = pick(turn, number);
  if (turn.offer === NEUTRAL) selectRegular(turn, number);
}
