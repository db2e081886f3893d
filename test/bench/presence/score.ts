// How true a method's decisions are, and how calm: on a fixed grid inside the intervals of the truth.
import type { DataSet, Recording, Stream } from "./recording.ts";

/** What decides: told what the sensors said, in order, and asked at each step of the grid. */
export interface Detector {
  sense(atMs: number, value: number, sensor: string): void;
  decide(atMs: number): boolean;
}

/** A way to make detectors, with its one parameter. */
export interface Method {
  readonly name: string;
  /** Values of the parameter that are tried; the first is used where there is nothing to tune on. */
  readonly choices: readonly number[];
  /** @param practice the recordings that it is tuned on: with `isSited`, more is measured there */
  create(choice: number, set: DataSet, practice: readonly Recording[]): Detector;
  readonly isSited?: true;
  /** Of what was scored on the recordings tuned on; the greatest wins. F1 where it is not given. */
  judge?(score: Score): number;
}

/** Sums over time; adding two scores scores both. */
export interface Tally {
  readonly truePositiveMs: number;
  readonly falsePositiveMs: number;
  readonly falseNegativeMs: number;
  readonly emptyMs: number;
  readonly spanMs: number;
  readonly changes: number;
  readonly trueChanges: number;
  readonly onsets: number;
  /** Milliseconds from each onset that was met to the decision. */
  readonly latencies: readonly number[];
}

export interface Score {
  readonly f1: number;
  readonly precision: number;
  readonly recall: number;
  readonly latencyMedianMs: number | null;
  readonly latencyMaxMs: number | null;
  readonly onsets: number;
  readonly missedOnsets: number;
  /** Share of the empty time. */
  readonly falseOccupied: number;
  readonly changesPerHour: number;
  readonly trueChangesPerHour: number;
}

/** An arrival counts as an onset after so long without anybody in the zone, seen from begin to end. */
const QUIET_MS = 30_000;

const EMPTY: Tally = {
  truePositiveMs: 0,
  falsePositiveMs: 0,
  falseNegativeMs: 0,
  emptyMs: 0,
  spanMs: 0,
  changes: 0,
  trueChanges: 0,
  onsets: 0,
  latencies: [],
};

export function addTallies(tallies: readonly Tally[]): Tally {
  return tallies.reduce(
    (sum, one) => ({
      truePositiveMs: sum.truePositiveMs + one.truePositiveMs,
      falsePositiveMs: sum.falsePositiveMs + one.falsePositiveMs,
      falseNegativeMs: sum.falseNegativeMs + one.falseNegativeMs,
      emptyMs: sum.emptyMs + one.emptyMs,
      spanMs: sum.spanMs + one.spanMs,
      changes: sum.changes + one.changes,
      trueChanges: sum.trueChanges + one.trueChanges,
      onsets: sum.onsets + one.onsets,
      latencies: [...sum.latencies, ...one.latencies],
    }),
    EMPTY,
  );
}

/** Tells a detector what a stream's sensors say and compares its decisions with the truth. */
export function tallyStream(stream: Stream, stepMs: number, detector: Detector): Tally {
  const sums = { ...EMPTY, latencies: [] as number[] };
  let next = 0;
  let was: boolean | undefined;
  let wasTrue: boolean | undefined;
  let endMs = Number.NaN;
  let quietMs = 0;
  let onsetMs = -1;
  for (const interval of stream.truth) {
    // Time that is not scored lies between: what changed meanwhile is no change that was seen.
    if (interval.startMs !== endMs) {
      was = undefined;
      wasTrue = undefined;
      quietMs = 0;
    }
    if (interval.isOccupied && wasTrue === false && quietMs >= QUIET_MS) {
      sums.onsets++;
      onsetMs = interval.startMs;
    } else onsetMs = -1;
    if (wasTrue !== undefined && interval.isOccupied !== wasTrue) sums.trueChanges++;
    wasTrue = interval.isOccupied;
    quietMs = interval.isOccupied ? 0 : quietMs + interval.endMs - interval.startMs;
    endMs = interval.endMs;
    for (let atMs = Math.ceil(interval.startMs / stepMs) * stepMs; atMs < endMs; atMs += stepMs) {
      for (; next < stream.samples.length && stream.samples[next].atMs <= atMs; next++) {
        const { atMs: heardMs, value, sensor } = stream.samples[next];
        detector.sense(heardMs, value, sensor);
      }
      const is = detector.decide(atMs);
      if (was !== undefined && is !== was) sums.changes++;
      was = is;
      sums.spanMs += stepMs;
      if (!interval.isOccupied) sums.emptyMs += stepMs;
      if (is && interval.isOccupied) sums.truePositiveMs += stepMs;
      else if (is) sums.falsePositiveMs += stepMs;
      else if (interval.isOccupied) sums.falseNegativeMs += stepMs;
      if (is && onsetMs >= 0) {
        sums.latencies.push(atMs - onsetMs);
        onsetMs = -1;
      }
    }
  }
  return sums;
}

export function tallyRecording(
  set: DataSet,
  recording: Recording,
  method: Method,
  choice: number,
  practice: readonly Recording[],
): Tally {
  return addTallies(
    recording.streams.map((stream) => tallyStream(stream, set.stepMs, method.create(choice, set, practice))),
  );
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

export function scoreTally(tally: Tally): Score {
  const latencies = [...tally.latencies].sort((a, b) => a - b);
  const hours = tally.spanMs / 3_600_000;
  return {
    f1: ratio(
      2 * tally.truePositiveMs,
      2 * tally.truePositiveMs + tally.falsePositiveMs + tally.falseNegativeMs,
    ),
    precision: ratio(tally.truePositiveMs, tally.truePositiveMs + tally.falsePositiveMs),
    recall: ratio(tally.truePositiveMs, tally.truePositiveMs + tally.falseNegativeMs),
    latencyMedianMs: latencies[latencies.length >> 1] ?? null,
    latencyMaxMs: latencies.at(-1) ?? null,
    onsets: tally.onsets,
    missedOnsets: tally.onsets - latencies.length,
    falseOccupied: ratio(tally.falsePositiveMs, tally.emptyMs),
    changesPerHour: ratio(tally.changes, hours),
    trueChangesPerHour: ratio(tally.trueChanges, hours),
  };
}
