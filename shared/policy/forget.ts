// P3, told, used, forgotten: everything tapped ends at the earliest of 20 s of nobody sensed, 90 s without a tap,
// and "forget".

export const FORGET_ABSENT_MS = 20000;
export const FORGET_TAP_MS = 90000;

/** Is anything held that somebody tapped? */
export function holdsTapped(
  mood: number,
  dismissed: number,
  isPaused: boolean,
  isLanguageTapped: boolean,
): boolean {
  return mood !== 0 || dismissed !== 0 || isPaused || isLanguageTapped;
}

/**
 * Must what was tapped go now?
 * @param absentMs how long nobody has been sensed
 * @param tapMs since the last tap
 * @param stepMs until this is asked again: the deadline is never missed, it is met up to one step early
 */
export function mustForget(absentMs: number, tapMs: number, stepMs: number): boolean {
  return absentMs > FORGET_ABSENT_MS - stepMs || tapMs > FORGET_TAP_MS - stepMs;
}

/** Whole seconds until it goes if nobody taps again and somebody stays, rounded up; 0 = at once. */
export function secondsToForget(tapMs: number): number {
  const leftMs = FORGET_TAP_MS - tapMs;
  return leftMs > 0 ? ((leftMs + 999) / 1000) | 0 : 0;
}
