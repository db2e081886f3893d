// When at least one of some offers holds: cells of the week for each stretch of days.
import { weekdaysOf } from "../calendar.ts";
import type { Player, Scene } from "./scene.ts";

const DAY_MINUTES = 1440;

/** From `first` on, until the next entry. */
interface Leg {
  readonly first: number;
  readonly week: Uint32Array;
}

export interface Cover {
  readonly legs: readonly Leg[];
  /** Cells of each day of the week, by its number. */
  readonly days: readonly Uint32Array[];
}

/** How much may be looked at, in words of 32 cells: about a second. */
export interface Budget {
  left: number;
}

/** @returns undefined where it would take too long */
export function coverOf(
  scene: Scene,
  players: readonly Pick<Player, "calendar" | "week">[],
  budget: Budget,
): Cover | undefined {
  const words = Math.ceil(scene.cells.length / 32);
  const days = Array.from({ length: 7 }, (_, day) => {
    const bits = new Uint32Array(words);
    scene.cells.forEach((minute, cell) => {
      if (Math.floor(minute / DAY_MINUTES) === day) bits[cell >> 5] |= 1 << (cell & 31);
    });
    return bits;
  });
  const cuts = new Set<number>([0]);
  for (const { calendar } of players)
    for (const { first, last } of calendar.stretches) cuts.add(first).add(last + 1);
  const legs: Leg[] = [...cuts]
    .sort((a, b) => a - b)
    .map((first) => ({ first, week: new Uint32Array(words) }));
  const firsts = legs.map(({ first }) => first);
  for (const { calendar, week } of players)
    for (const { first, last } of calendar.stretches)
      for (let i = findLeg(firsts, first); i < legs.length && firsts[i] <= last; i++) {
        budget.left -= words;
        if (budget.left < 0) return undefined;
        const union = legs[i].week;
        for (let word = 0; word < words; word++) union[word] |= week[word];
      }
  return { legs, days };
}

/** Number of the leg that holds a day. */
function findLeg(firsts: readonly number[], day: number): number {
  let low = 0;
  let high = firsts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (firsts[middle] > day) high = middle - 1;
    else low = middle;
  }
  return low;
}

/** The cells that hold on a day. */
export function weekOn({ legs }: Cover, day: number): Uint32Array {
  return (legs.findLast(({ first }) => first <= day) ?? legs[0]).week;
}

/**
 * Does the cover hold whenever the player does?
 * @returns undefined where it would take too long
 */
export function isCovered(cover: Cover, { calendar, week }: Player, budget: Budget): boolean | undefined {
  const { legs, days } = cover;
  for (const { first, last } of calendar.stretches)
    for (let i = 0; i < legs.length; i++) {
      const from = Math.max(first, legs[i].first);
      const until = Math.min(last, (legs[i + 1]?.first ?? last + 1) - 1);
      if (from > until) continue;
      const weekdays = weekdaysOf(from, until);
      for (let word = 0; word < week.length; word++) {
        budget.left--;
        const bare = week[word] & ~legs[i].week[word];
        // A stretch of less than a week has only some of the days.
        if (bare !== 0 && days.some((day, number) => (weekdays >> number) & 1 && (day[word] & bare) !== 0))
          return false;
      }
      if (budget.left < 0) return undefined;
    }
  return true;
}
