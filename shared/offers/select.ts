// Which offer is shown. A pure function of deployment, situation, slot of the clock, and pacing:
// a staff pin beats all; then every Nth slot belongs to staff picks; then the tiers, campaign before regular;
// inside a tier the slot picks by declared share; what is held back is replaced by a stand-in.
//
// The common path is written out in `select` without calls: on a board a call costs as much as four reads.
import { TIER_CAMPAIGN, TIER_REGULAR, TIER_STAFF } from "./deployment.ts";
import { isFree } from "./hold.ts";
import { isMarked } from "./pacing.ts";
import { entryOf, readRow } from "./row.ts";
import { NEUTRAL } from "./situation.ts";
import { HELD_SEVERAL, TIER_NEUTRAL, TIER_PIN } from "./tier.ts";
import type { Turn } from "./turn.ts";

/**
 * The offer of one tier's turn. Its own entry if that is free; else a stand-in.
 * @param first entry where the tier begins
 * @param count entries of the tier, at least 1
 * @param number number of the tier's turn, from 0
 */
function pick(turn: Turn, first: number, count: number, number: number): number {
  const own = entryOf(turn, first + (number % count));
  if (isFree(turn, own)) return own;
  if (!turn.d.isPartial && !turn.d.isBits) return pickStandIn(turn, first, count, number);
  let i = placeStandIn(count, number);
  for (let left = count; left !== 0; left--) {
    const offer = entryOf(turn, first + i);
    if (isFree(turn, offer)) return offer;
    i++;
    if (i === count) i = 0;
  }
  return NEUTRAL;
}

/**
 * Place in the tier from which a stand-in is looked for: behind the turn's own, and one further with every round
 * of the row, so that one neighbour does not get all of the slots.
 */
function placeStandIn(count: number, number: number): number {
  return count === 1 ? 0 : ((number % count) + 1 + (((number / count) | 0) % (count - 1))) % count;
}

/** The next free entry, round the tier. Rows only; the same search as in `pick`, without calls. */
function pickStandIn(turn: Turn, first: number, count: number, number: number): number {
  const u16 = turn.d.u16;
  const held = turn.held;
  const start = turn.row.at + first;
  const end = start + count;
  let i = start + placeStandIn(count, number);
  let left = count;
  let offer = 0;
  while (left--) {
    offer = u16[i];
    if (held[offer & 255] !== offer)
      if (held[offer & 255] !== HELD_SEVERAL || isFree(turn, offer)) return offer;
    i++;
    if (i === end) i = start;
  }
  return NEUTRAL;
}

/** Selects: writes `turn.offer` and `turn.tier`. `prepareHeld` must have been called since anything changed. */
export function select(turn: Turn): void {
  const d = turn.d;
  const s = turn.s;
  if (s.pin !== NEUTRAL || d.staffEvery !== 0 || d.isPartial || d.isBits) {
    selectInFull(turn);
    return;
  }
  const u16 = d.u16;
  const axes = d.axisTable >> 1;
  const at =
    (d.rows >> 1) +
    u16[
      (d.groups >> 1) +
        turn.group * d.classes +
        u16[axes + s.mood] +
        u16[axes + 16 + s.presence] +
        u16[axes + 32 + s.dwell] +
        u16[axes + 48 + s.busy] +
        u16[axes + 64 + s.light] +
        u16[axes + 80 + s.temperature]
    ];
  const count = u16[at];
  if (count !== 0) {
    const offer = u16[at + 3 + (turn.slot % count)];
    const present = turn.held[offer & 255];
    if (present !== offer && present !== HELD_SEVERAL) {
      turn.offer = offer;
      turn.tier = TIER_CAMPAIGN;
      return;
    }
  }
  selectPastHeld(turn, at, count);
}

/** The plain case goes on: the slot's own campaign entry is held back, or there is none. */
function selectPastHeld(turn: Turn, at: number, count: number): void {
  turn.row.at = at + 3;
  turn.tier = TIER_CAMPAIGN;
  let offer = count < 2 ? NEUTRAL : pickStandIn(turn, 0, count, turn.slot);
  if (offer === NEUTRAL) {
    const regular = turn.d.u16[at + 1];
    turn.tier = TIER_REGULAR;
    if (regular !== 0) offer = pick(turn, count, regular, turn.slot);
    if (offer === NEUTRAL) turn.tier = TIER_NEUTRAL;
  }
  turn.offer = offer;
}

function selectTiers(turn: Turn, number: number): void {
  const row = turn.row;
  let offer = NEUTRAL;
  turn.tier = TIER_CAMPAIGN;
  if (row.campaign !== 0) offer = pick(turn, 0, row.campaign, number);
  if (offer === NEUTRAL && row.regular !== 0) {
    turn.tier = TIER_REGULAR;
    offer = pick(turn, row.campaign, row.regular, number);
  }
  if (offer === NEUTRAL) turn.tier = TIER_NEUTRAL;
  turn.offer = offer;
}

/** With a pin, staff picks, missing languages or bit rows. */
function selectInFull(turn: Turn): void {
  const d = turn.d;
  const s = turn.s;
  const p = turn.pacing;
  if (s.pin !== NEUTRAL && !isMarked(p.dismissed, p.dismissedCount, s.pin)) {
    turn.offer = s.pin;
    turn.tier = TIER_PIN;
    return;
  }
  readRow(turn, turn.group);
  const row = turn.row;
  let number = turn.slot;
  if (row.staff !== 0 && d.staffEvery !== 0) {
    const round = (turn.slot / d.staffEvery) | 0;
    if (turn.slot - round * d.staffEvery === d.staffEvery - 1) {
      const offer = pick(turn, row.campaign + row.regular, row.staff, round);
      if (offer !== NEUTRAL) {
        turn.offer = offer;
        turn.tier = TIER_STAFF;
        return;
      }
    }
    // Turns of the other tiers: slots that are not the staff's, counted through.
    number = turn.slot - round;
  }
  selectTiers(turn, number);
}
