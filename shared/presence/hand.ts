// Whether a touch panel or a button is well. A finger that never lifts is none, and nobody taps four times a second for ten
// seconds: a panel that does so by itself must not hold somebody there. That it is silent cannot be known: nobody has to touch it.
import { ILL_FLOODING, ILL_STUCK } from "./health.ts";
import { FLOOD_WINDOW_MS, HELD_MS } from "./limits.ts";

export interface Hand {
  isDown: boolean;
  downMs: number;
  /** Touches in this window. */
  downs: number;
  windowMs: number;
  isFlooding: boolean;
}

export function createHand(nowMs: number): Hand {
  return { isDown: false, downMs: nowMs, downs: 0, windowMs: nowMs, isFlooding: false };
}

/**
 * A finger went down or was lifted.
 * @param most more touches than that within FLOOD_WINDOW_MS are a fault
 * @returns whether it is a touch that counts
 */
export function senseHand(hand: Hand, isDown: boolean, nowMs: number, most: number): boolean {
  if (isDown && !hand.isDown) {
    hand.downMs = nowMs;
    if (hand.downs < 65535) hand.downs++;
    if (hand.downs > most) hand.isFlooding = true;
  }
  hand.isDown = isDown;
  return isDown && !hand.isFlooding;
}

/** Lets time pass. @returns ILL_STUCK or ILL_FLOODING, 0: it is well */
export function judgeHand(hand: Hand, nowMs: number, most: number): number {
  if ((nowMs - hand.windowMs) >>> 0 >= FLOOD_WINDOW_MS) {
    hand.isFlooding = hand.downs > most;
    hand.downs = 0;
    hand.windowMs = nowMs;
  }
  if (!hand.isDown || (nowMs - hand.downMs) >>> 0 < HELD_MS) return hand.isFlooding ? ILL_FLOODING : 0;
  // Keeps the difference small, so that the wrap of the clock is never met.
  hand.downMs = (nowMs - HELD_MS) | 0;
  return ILL_STUCK;
}
