// What sensors together must reach in each world, and what they and each of them alone do. Shares are percent, of the worst of
// three seeds: false of the empty time, missed of the occupied time.
import { SENSOR_PIR, SENSOR_RADAR, SENSOR_SCAN, SENSOR_TOUCH } from "../../../shared/presence/calibration.ts";
import type { Presence } from "../../../shared/presence/filter.ts";
import { type Outcome, watchWorld } from "./watch.ts";
import { makeWorld, WORLD_NAMES, type WorldName } from "./world.ts";

const SEEDS = [1, 2, 3];
export const FUSED = SENSOR_PIR | SENSOR_RADAR | SENSOR_SCAN | SENSOR_TOUCH;
const ALONE = { pir: SENSOR_PIR, radar: SENSOR_RADAR, radio: SENSOR_SCAN } as const;
export type Lone = keyof typeof ALONE;

export interface Goal {
  /** Most percent of all sensors together. */
  readonly wrong: number;
  readonly missed: number;
  /** Most points by which the sum of both may be above that of the best sensor alone. */
  readonly behind: number;
  /** What is wrong with one alone, in percent at least: the world does fool it. */
  readonly fooled: readonly [sensor: Lone, kind: "wrong" | "missed", least: number];
}

/**
 * A radar that nothing fools ends a visit 6 s after it did (its line 2 s, its hold 4 s), which is 2 % of the empty time: nothing
 * that believes it can end one sooner. Half a point more is what a PIR's false alarms and its slower line may cost.
 */
export const GOALS: Readonly<Record<WorldName, Goal>> = {
  still: { wrong: 2.5, missed: 1, behind: 0.5, fooled: ["pir", "missed", 60] },
  curtain: { wrong: 5, missed: 1, behind: 0, fooled: ["radar", "wrong", 20] },
  // 90 s after each visit: as long as the radar alone is still believed.
  fan: { wrong: 14, missed: 4, behind: 0, fooled: ["radar", "wrong", 95] },
  // Where somebody comes every five minutes, a fan and one reader who now and then shifts look the same to both sensors: only a
  // pause of more than five minutes tells them apart.
  switched: { wrong: 31, missed: 3, behind: 0, fooled: ["radar", "wrong", 40] },
  // Until the radar has seen somebody go, and two minutes more, the line may be right.
  stuck: { wrong: 5, missed: 1, behind: 2.5, fooled: ["pir", "missed", 60] },
  neighbours: { wrong: 2.5, missed: 1, behind: 0.5, fooled: ["radio", "wrong", 30] },
  // A line that stays high for half an hour is confirmed by the other one.
  crowd: { wrong: 1, missed: 0.5, behind: 0, fooled: ["radar", "missed", 20] },
  phoneless: { wrong: 2.5, missed: 1, behind: 0.5, fooled: ["radio", "missed", 99] },
};

export interface Shares {
  readonly wrong: number;
  readonly missed: number;
  readonly outcomes: readonly Outcome[];
}

/** @param sensors SENSOR_ bits @param meddle as in watchWorld */
export function shareWorld(name: WorldName, sensors: number, meddle?: (p: Presence) => void): Shares {
  const outcomes = SEEDS.map((seed) => watchWorld(makeWorld(name, seed), seed, sensors, meddle));
  return {
    wrong: 100 * Math.max(...outcomes.map(({ falseShare }) => falseShare)),
    missed: 100 * Math.max(...outcomes.map(({ missedShare }) => missedShare)),
    outcomes,
  };
}

export interface Row {
  readonly world: WorldName;
  readonly goal: Goal;
  readonly fused: Shares;
  readonly alone: Readonly<Record<Lone, Shares>>;
  /** Sum of both shares above that of the best sensor alone, in points; below 0: together they are better. */
  readonly behind: number;
  readonly isMet: boolean;
}

/** All sensors together beside each alone. @param meddle with all together only */
export function makeRow(world: WorldName, meddle?: (p: Presence) => void): Row {
  const fused = shareWorld(world, FUSED, meddle);
  const alone = {
    pir: shareWorld(world, ALONE.pir),
    radar: shareWorld(world, ALONE.radar),
    radio: shareWorld(world, ALONE.radio),
  };
  const best = Math.min(...Object.values(alone).map(({ wrong, missed }) => wrong + missed));
  const behind = fused.wrong + fused.missed - best;
  const goal = GOALS[world];
  const isSeen = fused.outcomes.every(({ missedVisits }) => missedVisits === 0);
  const isWithin = fused.wrong <= goal.wrong && fused.missed <= goal.missed && behind <= goal.behind;
  return { world, goal, fused, alone, behind, isMet: isSeen && isWithin };
}

export function listRows(): Row[] {
  return WORLD_NAMES.map((name) => makeRow(name));
}
