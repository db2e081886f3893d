// From the world's time to the shop's: offsets come from a table that the host compiled, never from the board.
import type { Deployment } from "./deployment.ts";

export const DAY_MINUTES = 1440;
export const WEEK_MINUTES = 10080;

/**
 * Local minutes since 1970-01-01 00:00 local time.
 * @param utcMinute whole UTC minutes since 1970
 */
export function localMinute(d: Deployment, utcMinute: number): number {
  const u16 = d.u16;
  const u32 = d.u32;
  let i = u16[d.zone >> 1] - 1;
  let at = (d.zone >> 2) + 1 + i * 2;
  while (i > 0 && u32[at] > utcMinute) {
    i--;
    at -= 2;
  }
  // Sign extension of an i16: the offset of a zone west of Greenwich is negative.
  return utcMinute + ((u16[at * 2 + 2] << 16) >> 16);
}

/** Local minute of the week, 0 = Monday 00:00. 1970-01-01 was a Thursday. */
export function minuteOfWeek(local: number): number {
  return (local + 3 * DAY_MINUTES) % WEEK_MINUTES;
}

/** Local day since 1970-01-01. */
export function dayOf(local: number): number {
  return (local / DAY_MINUTES) | 0;
}
