// What is held back: offers that rest, were dismissed in this episode, banned by staff, sold out, or not written in
// the language that is shown. Prepared
// whenever one of these changes (at a slot's edge, at a tap, by staff), so that the decision itself is one look
// into a table.
import { FLAG_STOCK, OFFER_BYTES, OFFER_FLAGS, OFFER_LANGUAGES } from "./deployment.ts";
import { dropRested, isMarked, isResting } from "./pacing.ts";
import { HELD_NONE, HELD_SEVERAL } from "./tier.ts";
import type { Turn } from "./turn.ts";

function hold(held: Uint16Array, offer: number): void {
  const i = offer & 255;
  const present = held[i];
  held[i] = present === HELD_NONE || present === offer ? offer : HELD_SEVERAL;
}

function asksStock(turn: Turn, offer: number): boolean {
  return (turn.d.u8[turn.d.offerTable + offer * OFFER_BYTES + OFFER_FLAGS] & FLAG_STOCK) !== 0;
}

/** Is the offer written in the language that is shown? */
function isWritten(turn: Turn, offer: number): boolean {
  return (
    ((turn.d.u8[turn.d.offerTable + offer * OFFER_BYTES + OFFER_LANGUAGES] >> turn.s.language) & 1) !== 0
  );
}

/**
 * Fills `turn.held` for `turn.slot`. Call it when the slot begins, and when anything in pacing, staff marks or the
 * language changed.
 */
export function prepareHeld(turn: Turn): void {
  const held = turn.held;
  const p = turn.pacing;
  const s = turn.s;
  held.fill(HELD_NONE);
  dropRested(p, turn.slot);
  for (let i = 0; i < p.restingCount; i++) if (p.played[i] !== turn.slot) hold(held, p.resting[i]);
  for (let i = 0; i < p.dismissedCount; i++) hold(held, p.dismissed[i]);
  for (let i = 0; i < s.bannedCount; i++) hold(held, s.banned[i]);
  for (let i = 0; i < s.soldOutCount; i++) if (asksStock(turn, s.soldOut[i])) hold(held, s.soldOut[i]);
  if (turn.d.isPartial) for (let i = 0; i < turn.d.offers; i++) if (!isWritten(turn, i)) hold(held, i);
}

/** The same by looking at everything: for the rare low byte under which several offers are held. */
export function isHeldExactly(turn: Turn, offer: number): boolean {
  const p = turn.pacing;
  const s = turn.s;
  return (
    isResting(p, offer, turn.slot) ||
    isMarked(p.dismissed, p.dismissedCount, offer) ||
    isMarked(s.banned, s.bannedCount, offer) ||
    (isMarked(s.soldOut, s.soldOutCount, offer) && asksStock(turn, offer)) ||
    !isWritten(turn, offer)
  );
}

/** May the offer, which the rules allow, be shown now? */
export function isFree(turn: Turn, offer: number): boolean {
  const present = turn.held[offer & 255];
  return present !== offer && (present !== HELD_SEVERAL || !isHeldExactly(turn, offer));
}
