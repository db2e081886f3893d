// From the counts of a walk to the settings of a board. Pure; each number has its reason beside it.
import { ENERGIES, STRENGTH_DB, TARGET_CM, WEAKEST_DBM } from "../../shared/link/survey.ts";
import { CAL_FAR_RSSI, DEFAULT_CALIBRATION } from "../../shared/presence/calibration.ts";
import type { Calibration, SensorKind } from "../shop/model.ts";
import type { StationId } from "./station.ts";
import type { Tables } from "./table.ts";
import type { Walk } from "./walk.ts";

export interface Learned {
  readonly calibration: Calibration;
  /** What could not be learnt, and what looks wrong, in plain words. */
  readonly notes: readonly string[];
}

/** A gap that was seen may be a little longer the next time. */
const HOLD_SPARE_S = 3;
const PIR_HOLD = { least: 5, most: 38 };
const RADAR_HOLD = { least: 2, most: 20 };
/** Shares that lie within what is taken for the usual: single readings are wrong now and then. */
const MOST = 0.95;
const FEW = 0.05;
/** Half of the empty time or more with somebody seen is a sensor that sees something else. */
const MUCH = 0.5;
/** A threshold that tells less than that apart, as the difference of two shares, is none. */
const LEAST_DIFFERENCE = 0.2;
/** Of one transmitter's rate, as in the bench: test/bench/presence/ours.ts. */
const RATE_PART = 7 / 16;
const RANGE_STEP_MM = 50;
const NEAR_SPARE_MM = 100;
const NEAR = { least: 200, most: 1800 };
/** An energy that the radar itself takes for nothing is seen in no frame. */
const LEAST_QUIET = 20;

export function learn(walk: Walk, sensors: readonly SensorKind[]): Learned {
  const notes: string[] = [];
  const has = (sensor: SensorKind) => sensors.includes(sensor);
  const calibration: Calibration = {
    ...(has("pir") ? learnHold("pirHoldS", "PIR", "pirAges", "pirRises", PIR_HOLD, walk, notes) : {}),
    ...(has("radar")
      ? learnHold("radarHoldS", "radar", "lineAges", "lineRises", RADAR_HOLD, walk, notes)
      : {}),
    ...(has("radar-uart") ? learnRadar(walk, notes) : {}),
    ...(has("distance") ? learnDistance(walk, notes) : {}),
    ...(has("scan") ? learnRadio(walk, notes) : {}),
  };
  return { calibration, notes };
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}

/** The first place up to which so much of all lies; -1 where there is nothing. */
function quantile(counts: readonly number[], share: number): number {
  const all = sum(counts);
  let seen = 0;
  return counts.findIndex((count) => {
    seen += count;
    return all > 0 && seen >= all * share;
  });
}

/** The hold bridges the longest stillness of somebody who reads. */
function learnHold(
  key: "pirHoldS" | "radarHoldS",
  name: string,
  ages: "pirAges" | "lineAges",
  rises: "pirRises" | "lineRises",
  { least, most }: { readonly least: number; readonly most: number },
  walk: Walk,
  notes: string[],
): Calibration {
  const empty = walk.get("empty");
  if (empty !== undefined && empty[rises] > 0)
    notes.push(
      `The ${name} saw movement ${empty[rises]} times while nobody was there: what moves before it?`,
    );
  if (empty !== undefined && empty[ages][0] > sum(empty[ages]) * MUCH)
    notes.push(`The ${name} said "somebody" most of the time while nobody was there: is it stuck?`);
  const stays = (["stand", "edge"] as const).flatMap((id) => walk.get(id) ?? []);
  if (!stays.some((tables) => tables[rises] > 0 || tables[ages][0] > 0)) {
    notes.push(`The ${name} saw nobody where somebody stood: is it connected, and does it face that place?`);
    return {};
  }
  const longest = Math.max(...stays.map((tables) => longestPause(tables[ages])));
  const hold = Math.max(least, Math.min(most, longest + HOLD_SPARE_S));
  if (longest + HOLD_SPARE_S > most)
    notes.push(`The ${name} loses somebody who stands still: its hold ends at ${most} s.`);
  return { [key]: hold };
}

/** A pause fills all ages up to its own. The last is also that of a line that was not high yet: it tells nothing by itself. */
function longestPause(ages: readonly number[]): number {
  return ages.slice(0, -1).findLastIndex((count) => count > 0);
}

function learnRadar(walk: Walk, notes: string[]): Calibration {
  const empty = walk.get("empty");
  const edge = walk.get("edge");
  const outside = walk.get("outside");
  if ([...walk.values()].every((tables) => sum(tables.targets) === 0)) {
    notes.push("No frame came from the radar: is its TX connected to the board's RX, at 256000 baud?");
    return {};
  }
  const quiet = Array.from({ length: ENERGIES }, (_, gate) =>
    Math.max(LEAST_QUIET, empty?.energies[gate] ?? 0),
  );
  const zone = reach(edge, MOST);
  if (zone < 0) {
    notes.push("The radar saw nobody at the edge: its zone stays as it was.");
    return { radarQuiet: quiet };
  }
  // The far end of the step that somebody stood in; halfway to what passes by, where that is farther.
  const edgeCm = (zone + 1) * TARGET_CM;
  const passing = reach(outside, FEW);
  const passingCm = passing < 0 ? Number.POSITIVE_INFINITY : passing * TARGET_CM;
  if (passingCm < edgeCm)
    notes.push("Who passes by comes as near to the radar as who stands at the edge: turn it, or shield it.");
  const half = Number.isFinite(passingCm) ? (edgeCm + passingCm) / 2 : edgeCm + TARGET_CM;
  const zoneCm = Math.max(edgeCm, Math.min(half, edgeCm + 2 * TARGET_CM));
  return { radarZoneCm: Math.max(30, Math.min(675, Math.round(zoneCm / 5) * 5)), radarQuiet: quiet };
}

/** The step of distance up to which a share of the frames with a target lies; -1 without any. */
function reach(tables: Tables | undefined, share: number): number {
  return tables === undefined ? -1 : quantile(tables.targets.slice(0, -1), share);
}

function learnDistance(walk: Walk, notes: string[]): Calibration {
  const seen = (id: StationId, share: number): number => {
    const tables = walk.get(id);
    return tables === undefined ? -1 : quantile(tables.ranges.slice(0, -1), share);
  };
  if ([...walk.values()].every((tables) => sum(tables.ranges) === 0)) {
    notes.push("The distance sensor gave no range: are SDA and SCL the right way round?");
    return {};
  }
  const edge = Math.max(seen("edge", MOST), seen("stand", MOST));
  if (edge < 0) {
    notes.push("The distance sensor saw nobody: does it face the place where somebody reads?");
    return {};
  }
  let nearMm = (edge + 1) * RANGE_STEP_MM + NEAR_SPARE_MM;
  // A shelf or a wall in its cone is always there.
  const wall = seen("empty", FEW);
  if (wall >= 0 && wall * RANGE_STEP_MM - NEAR_SPARE_MM < nearMm) {
    nearMm = wall * RANGE_STEP_MM - NEAR_SPARE_MM;
    notes.push("Something stands in the distance sensor's way while nobody is there: near ends before it.");
  }
  return { nearMm: Math.max(NEAR.least, Math.min(NEAR.most, nearMm)) };
}

function learnRadio(walk: Walk, notes: string[]): Calibration {
  const empty = walk.get("empty");
  const stand = walk.get("stand");
  if (empty === undefined || stand === undefined) return {};
  const audible = strengthStep(-DEFAULT_CALIBRATION[CAL_FAR_RSSI]);
  const busy = empty.averages[audible] ?? 0;
  // What is there while the shop is empty is nobody's: half as much again is "few", five times that "many", as by default.
  const few = Math.min(MOST_FEW, Math.max(DEFAULT_FEW, Math.ceil(busy * 1.5)));
  const classes = { fewAdverts: few, manyAdverts: Math.min(MOST_MANY, few * MANY_TIMES) };
  const own = excess(stand, empty);
  const rate = sum(own);
  if (rate < 0.2) {
    notes.push("No telephone was heard in front of the display: was its Bluetooth on? Near stays as it was.");
    return classes;
  }
  const outside = walk.get("outside");
  const others = outside === undefined ? [] : excess(outside, empty);
  const step = bestStep(own, others);
  if (step < 0) {
    notes.push(
      "By strength alone nobody can tell here who stands in front from who passes by: near stays as it was.",
    );
    return classes;
  }
  const nearAdverts = Math.min(250, RATE_PART * rate + (empty.averages[step] ?? 0));
  return {
    nearDbm: WEAKEST_DBM + step * STRENGTH_DB,
    nearAdverts: Math.max(0.1, Math.round(nearAdverts * 10) / 10),
    ...classes,
  };
}

const DEFAULT_FEW = 6;
const MANY_TIMES = 5;
/** Where a street sends all the time: "many" has to stay well below FLOOD_ADVERTS, which is a fault, and "few" below it. */
const MOST_FEW = 160;
const MOST_MANY = 200;

function strengthStep(dbm: number): number {
  return Math.round((dbm - WEAKEST_DBM) / STRENGTH_DB);
}

/** Adverts a second by strength, above those of the empty shop. */
function excess(tables: Tables, empty: Tables): number[] {
  return tables.strengths.map((count, i) =>
    Math.max(0, count / tables.seconds - (empty.strengths[i] ?? 0) / empty.seconds),
  );
}

/** The step from which on most of our own and least of the others' adverts lie; -1 where that tells nothing apart. */
function bestStep(own: readonly number[], others: readonly number[]): number {
  const shareFrom = (rates: readonly number[], step: number): number => {
    const all = sum(rates);
    return all === 0 ? 0 : sum(rates.slice(step)) / all;
  };
  // Without anybody passing by: so weak that most of what was heard in front counts.
  if (sum(others) === 0) return quantile([...own], FEW * 2);
  let best = -1;
  let most = LEAST_DIFFERENCE;
  own.forEach((_, step) => {
    const difference = shareFrom(own, step) - shareFrom(others, step);
    if (difference <= most) return;
    most = difference;
    best = step;
  });
  return best;
}
