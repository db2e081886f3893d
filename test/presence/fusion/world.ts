// Worlds in which sensors are fooled, each by something else. Four hours, a visit about every six minutes.
import { createRandom } from "../../bench/random.ts";
import type { Visit, World } from "./model.ts";

const MINUTE = 60_000;
const LENGTH_MS = 240 * MINUTE;

type Random = () => number;

function between(random: Random, least: number, most: number): number {
  return Math.round(least + random() * (most - least));
}

/** Visits one after the other, with empty time between. */
function visitAll(random: Random, stayMs: readonly [number, number], phones: number, pauses = 1): Visit[] {
  const visits: Visit[] = [];
  for (let nowMs = 2 * MINUTE; nowMs < LENGTH_MS - 10 * MINUTE; ) {
    const toMs = nowMs + between(random, ...stayMs);
    visits.push({ fromMs: nowMs, toMs, walkMs: 3000, hasPhone: random() < phones });
    nowMs = toMs + pauses * between(random, 2 * MINUTE, 7 * MINUTE);
  }
  return visits;
}

function blow(
  random: Random,
  lengthMs: readonly [number, number],
  pauseMs: readonly [number, number],
): [number, number][] {
  const gusts: [number, number][] = [];
  for (let nowMs = 0; nowMs < LENGTH_MS; ) {
    const toMs = nowMs + between(random, ...lengthMs);
    gusts.push([nowMs, toMs]);
    nowMs = toMs + between(random, ...pauseMs);
  }
  return gusts;
}

const USUAL: readonly [number, number] = [20_000, 2 * MINUTE];

function plain(random: Random): World {
  return { lengthMs: LENGTH_MS, visits: visitAll(random, USUAL, 0.7), movements: [], neighbours: [] };
}

/** Five to nine people at a time for half an hour, then nobody for half an hour. */
function crowd(random: Random): Visit[] {
  const visits: Visit[] = [];
  for (let begin = 10 * MINUTE; begin < LENGTH_MS; begin += 60 * MINUTE)
    for (let i = 0; i < 60; i++) {
      const fromMs = begin + Math.floor(i / 2) * MINUTE;
      visits.push({
        fromMs,
        toMs: fromMs + between(random, 2, 5) * MINUTE,
        walkMs: 3000,
        hasPhone: random() < 0.7,
      });
    }
  return visits;
}

const MAKERS = {
  /** Readers who sit still for minutes. */
  still: (random: Random): World => ({
    ...plain(random),
    visits: visitAll(random, [2 * MINUTE, 4 * MINUTE], 0.7),
  }),
  /** A curtain in gusts of wind. */
  curtain: (random: Random): World => ({
    ...plain(random),
    movements: blow(random, [3000, 20_000], [10_000, 90_000]),
  }),
  /** A fan that never rests, where visits are rare: one about every twenty minutes. */
  fan: (random: Random): World => ({
    ...plain(random),
    visits: visitAll(random, USUAL, 0.7, 4),
    movements: [[0, LENGTH_MS]],
  }),
  /** A fan that is switched on and off, twenty to forty minutes each. */
  switched: (random: Random): World => ({
    ...plain(random),
    movements: blow(random, [20 * MINUTE, 40 * MINUTE], [20 * MINUTE, 40 * MINUTE]),
  }),
  /** After half an hour the PIR's line stays high. */
  stuck: (random: Random): World => ({ ...plain(random), pirStuckMs: 30 * MINUTE }),
  /** Nine phones beyond a wall. */
  neighbours: (random: Random): World => ({
    ...plain(random),
    neighbours: Array.from({ length: 9 }, () => 1 + 4 * random()),
  }),
  crowd: (random: Random): World => ({ ...plain(random), visits: crowd(random) }),
  /** Nobody has a phone. */
  phoneless: (random: Random): World => ({ ...plain(random), visits: visitAll(random, USUAL, 0) }),
} as const;

export type WorldName = keyof typeof MAKERS;
export const WORLD_NAMES = Object.keys(MAKERS) as WorldName[];

/** @param seed the same seed gives the same world */
export function makeWorld(name: WorldName, seed: number): World {
  return MAKERS[name](createRandom(seed));
}
