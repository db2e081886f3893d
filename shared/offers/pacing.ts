// Pacing: what this board itself has shown lately, and what was dismissed in this episode. Per board, never per
// person. All memory is fixed: a list of the offers that rest, and a ring of the last plays of offers with an
// hourly bound. The compiler refuses rests that need more.

/** Offers that may rest at one time, and plays that the ring holds. */
export const RESTING = 128;
export const RING_PLAYS = 128;
/** Most offers dismissed in one episode; a further one pushes out the first. */
export const DISMISSALS = 8;

export interface Pacing {
  /** The first `restingCount` rest: which, played in which slot, and the first slot in which they are free again. */
  readonly resting: Uint16Array;
  readonly played: Int32Array;
  readonly until: Int32Array;
  restingCount: number;
  /** Ring of plays with an hourly bound: play n lies at n modulo RING_PLAYS. */
  readonly ringOffers: Uint16Array;
  readonly ringSlots: Int32Array;
  ringNext: number;
  ringCount: number;
  readonly dismissed: Uint16Array;
  dismissedCount: number;
}

export function createPacing(): Pacing {
  return {
    resting: new Uint16Array(RESTING),
    played: new Int32Array(RESTING),
    until: new Int32Array(RESTING),
    restingCount: 0,
    ringOffers: new Uint16Array(RING_PLAYS),
    ringSlots: new Int32Array(RING_PLAYS),
    ringNext: 0,
    ringCount: 0,
    dismissed: new Uint16Array(DISMISSALS),
    dismissedCount: 0,
  };
}

/** Slot in which the hourly bound lets the offer play again: an hour after its last play but `perHour` - 1. */
function findHourlySlot(p: Pacing, offer: number, perHour: number, hourSlots: number): number {
  let plays = 0;
  let slot = 0;
  for (let n = 1; n <= p.ringCount && plays < perHour; n++) {
    const i = (p.ringNext - n) & (RING_PLAYS - 1);
    if (p.ringOffers[i] === offer) {
      plays++;
      slot = p.ringSlots[i] + hourSlots;
    }
  }
  return plays === perHour ? slot : 0;
}

/**
 * Notes that an offer was shown in a slot. It rests from the next slot on. Shown again in the same slot, it has
 * played once: whoever taps to and fro cannot fill the ring with one offer.
 * @param rest slots that it rests
 * @param perHour most plays within `hourSlots` slots, 0 = no bound
 */
export function notePlay(
  p: Pacing,
  offer: number,
  slot: number,
  rest: number,
  perHour: number,
  hourSlots: number,
): void {
  if (rest + perHour === 0) return;
  let i = 0;
  while (i < p.restingCount && p.resting[i] !== offer) i++;
  if (i === p.restingCount) {
    if (i === RESTING) return;
    p.restingCount++;
  } else if (p.played[i] === slot) return;
  p.resting[i] = offer;
  p.played[i] = slot;
  let until = slot + rest + 1;
  if (perHour !== 0) {
    p.ringOffers[p.ringNext] = offer;
    p.ringSlots[p.ringNext] = slot;
    p.ringNext = (p.ringNext + 1) & (RING_PLAYS - 1);
    if (p.ringCount < RING_PLAYS) p.ringCount++;
    const hourly = findHourlySlot(p, offer, perHour, hourSlots);
    if (hourly > until) until = hourly;
  }
  p.until[i] = until;
}

/** Takes out of the list what no longer rests in this slot. */
export function dropRested(p: Pacing, slot: number): void {
  let kept = 0;
  for (let i = 0; i < p.restingCount; i++) {
    if (p.until[i] <= slot) continue;
    p.resting[kept] = p.resting[i];
    p.played[kept] = p.played[i];
    p.until[kept] = p.until[i];
    kept++;
  }
  p.restingCount = kept;
}

/** Does the offer rest in this slot? A play in this very slot does not make it rest. */
export function isResting(p: Pacing, offer: number, slot: number): boolean {
  let i = 0;
  while (i < p.restingCount && p.resting[i] !== offer) i++;
  return i < p.restingCount && p.played[i] !== slot && p.until[i] > slot;
}

/** The clock was set: slots of plays move with it, so that rests last as long as they did. */
export function shiftPlays(p: Pacing, slots: number): void {
  for (let i = 0; i < p.restingCount; i++) {
    p.played[i] = p.played[i] + slots;
    p.until[i] = p.until[i] + slots;
  }
  for (let i = 0; i < p.ringCount; i++) p.ringSlots[i] = p.ringSlots[i] + slots;
}

/** "Not this", for the rest of the episode. */
export function dismiss(p: Pacing, offer: number): void {
  if (p.dismissedCount === DISMISSALS)
    p.dismissedCount = setMark(p.dismissed, DISMISSALS, p.dismissed[0], false);
  p.dismissedCount = setMark(p.dismissed, p.dismissedCount, offer, true);
}

/** The episode ended, or somebody tapped "forget". */
export function forgetDismissed(p: Pacing): void {
  p.dismissed.fill(0);
  p.dismissedCount = 0;
}

/** Is the offer among the first `count` marks? */
export function isMarked(marks: Uint16Array, count: number, offer: number): boolean {
  for (let i = 0; i < count; i++) if (marks[i] === offer) return true;
  return false;
}

/** Marks an offer, as the last one, or unmarks it; returns the new count, or -1 when there is no room. */
export function setMark(marks: Uint16Array, count: number, offer: number, isOn: boolean): number {
  let n = 0;
  for (let i = 0; i < count; i++) {
    if (marks[i] === offer) continue;
    marks[n] = marks[i];
    n++;
  }
  if (!isOn) return n;
  if (n === marks.length) return -1;
  marks[n] = offer;
  return n + 1;
}
