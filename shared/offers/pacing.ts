// Pacing: what this board itself has shown lately, and what was dismissed in this episode. Per board, never per
// person. Its memory is a fixed ring of the last plays of offers that rest, threaded by hash chains as in
// LZ77: a link that points behind the ring is simply too old, so nothing is ever unlinked.

/** Plays that the ring holds. The compiler refuses rests that need more. */
export const RING_PLAYS = 128;
const CHAINS = 64;
/** Most offers dismissed in one episode; a further one pushes out the first. */
export const DISMISSALS = 8;

export interface Pacing {
  /** Sequence number of the newest play in each chain, 0 = none. */
  readonly heads: Uint16Array;
  /** Sequence number of the next older play in the same chain. */
  readonly links: Uint16Array;
  readonly offers: Uint16Array;
  readonly slots: Int32Array;
  /** Of the newest play; 16 bits that wrap, never 0 after the first. */
  sequence: number;
  readonly dismissed: Uint16Array;
  dismissedCount: number;
}

export function createPacing(): Pacing {
  return {
    heads: new Uint16Array(CHAINS),
    links: new Uint16Array(RING_PLAYS),
    offers: new Uint16Array(RING_PLAYS),
    slots: new Int32Array(RING_PLAYS),
    sequence: 0,
    dismissed: new Uint16Array(DISMISSALS),
    dismissedCount: 0,
  };
}

/** Records that an offer that rests was shown in a slot. Once a slot and offer: the caller sees to that. */
export function recordPlay(p: Pacing, offer: number, slot: number): void {
  let sequence = (p.sequence + 1) & 0xffff;
  if (sequence === 0) sequence = 1;
  const chain = offer & (CHAINS - 1);
  const i = sequence & (RING_PLAYS - 1);
  p.links[i] = p.heads[chain];
  p.heads[chain] = sequence;
  p.offers[i] = offer;
  p.slots[i] = slot;
  p.sequence = sequence;
}

/**
 * Does the offer rest in this slot? A play in this very slot does not make it rest.
 * @param rest slots that it rests after a play
 * @param perHour most plays in `hourSlots` slots, 0 = no bound
 */
export function isResting(
  p: Pacing,
  offer: number,
  slot: number,
  rest: number,
  perHour: number,
  hourSlots: number,
): boolean {
  const now = p.sequence;
  let sequence = p.heads[offer & (CHAINS - 1)];
  let age = -1;
  let plays = 0;
  while (sequence !== 0) {
    const older = (now - sequence) & 0xffff;
    if (older >= RING_PLAYS || older <= age) return false;
    age = older;
    const i = sequence & (RING_PLAYS - 1);
    if (p.offers[i] === offer) {
      const ago = (slot - p.slots[i]) | 0;
      if (ago > 0) {
        if (ago <= rest) return true;
        if (perHour === 0 || ago >= hourSlots) return false;
        plays++;
        if (plays >= perHour) return true;
      }
    }
    sequence = p.links[i];
  }
  return false;
}

/** The clock was set: slots of plays move with it, so that rests last as long as they did. */
export function shiftPlays(p: Pacing, slots: number): void {
  for (let i = 0; i < RING_PLAYS; i++) p.slots[i] = p.slots[i] + slots;
}

/** "Not this", for the rest of the episode. */
export function dismiss(p: Pacing, offer: number): void {
  if (isMarked(p.dismissed, p.dismissedCount, offer)) return;
  if (p.dismissedCount === DISMISSALS) {
    for (let i = 1; i < DISMISSALS; i++) p.dismissed[i - 1] = p.dismissed[i];
    p.dismissedCount--;
  }
  p.dismissed[p.dismissedCount] = offer;
  p.dismissedCount++;
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

/** Marks or unmarks an offer; returns the new count, or -1 when there is no room. */
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
