// Time. Two kinds: a counter that never jumps, for all durations; and the world's, which staff or a host set.

/** 2024-01-01 in UTC seconds: what is below was never set. */
const PLAUSIBLE_SECONDS = 1704067200;

export interface Clock {
  /** getTime() that counts as the start. */
  base: number;
  /** The world's time was set. */
  isKnown: boolean;
}

export function startClock(): Clock {
  const seconds = getTime();
  return { base: seconds, isKnown: seconds > PLAUSIBLE_SECONDS };
}

/** Milliseconds since the start, a 32 bit integer that wraps after 24.8 days. */
export function readMs(clock: Clock): number {
  return ((getTime() - clock.base) * 1000) | 0;
}

/** Whole seconds since the start. */
export function readUptime(clock: Clock): number {
  return (getTime() - clock.base) | 0;
}

/** UTC seconds since 1970. */
export function readUtc(): number {
  return getTime() | 0;
}

/** Sets the world's time; durations go on as if nothing had happened. */
export function setUtc(clock: Clock, seconds: number): void {
  const before = getTime();
  setTime(seconds);
  clock.base += getTime() - before;
  clock.isKnown = true;
}

/** Calls back again and again. */
export function every(ms: number, listener: () => void): void {
  setInterval(listener, ms);
}
