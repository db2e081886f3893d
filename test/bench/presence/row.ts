// One line of the presence bench: how true and how calm a method is on a set, with 95 % intervals.
import { createRandom } from "../random.ts";
import { isOurs } from "./ours.ts";
import { addTallies, type Score, scoreTally, type Tally } from "./score.ts";
import { bootstrap } from "./tune.ts";

type Range = readonly [number, number];

export interface PresenceRow extends Score {
  readonly set: string;
  readonly method: string;
  /** "a": one transmitter or one kind of line; "b": all adverts, with so many transmitters in the background. */
  readonly path: "a" | "b";
  readonly background: number | null;
  readonly f1Range: Range;
  readonly falseOccupiedRange: Range;
  readonly changesPerHourRange: Range;
  /** The parameter, for each recording. */
  readonly choices: readonly number[];
  readonly recordings: number;
  /** Of ours: F1 less that of the best peer, on the same recordings. */
  readonly beside?: { readonly peer: string; readonly f1: number; readonly f1Range: Range };
}

const SEED = 20261127;

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}

export function makePresenceRow(
  set: string,
  method: string,
  background: number | null,
  choices: readonly number[],
  tallies: readonly Tally[],
): PresenceRow {
  const score = scoreTally(addTallies(tallies));
  const range = (value: (one: Score) => number): Range => {
    const [low, high] = bootstrap([tallies], ([one]) => value(one), createRandom(SEED));
    return [round(low), round(high)];
  };
  return {
    set,
    method,
    path: background === null ? "a" : "b",
    background,
    ...score,
    f1: round(score.f1),
    precision: round(score.precision),
    recall: round(score.recall),
    falseOccupied: round(score.falseOccupied),
    changesPerHour: round(score.changesPerHour),
    trueChangesPerHour: round(score.trueChangesPerHour),
    f1Range: range((one) => one.f1),
    falseOccupiedRange: range((one) => one.falseOccupied),
    changesPerHourRange: range((one) => one.changesPerHour),
    choices,
    recordings: tallies.length,
  };
}

/** Our row with how far it is from the best of the peers. @param tallies of all rows, ours first */
export function compareRows(
  rows: readonly PresenceRow[],
  tallies: readonly (readonly Tally[])[],
): PresenceRow[] {
  const [ours, ...others] = rows;
  const peers = others.filter(({ method }) => !isOurs(method));
  const best = peers.reduce((one, other) => (other.f1 > one.f1 ? other : one));
  const pair = [tallies[0], tallies[rows.indexOf(best)]];
  const [low, high] = bootstrap(pair, ([mine, theirs]) => mine.f1 - theirs.f1, createRandom(SEED));
  const f1 = round(ours.f1 - best.f1);
  return [{ ...ours, beside: { peer: best.method, f1, f1Range: [round(low), round(high)] } }, ...others];
}

/** How far ours is from the best peer, in a sentence. */
export function formatBeside(rows: readonly PresenceRow[]): string {
  const { beside, falseOccupied, changesPerHour, trueChangesPerHour } = rows[0];
  if (beside === undefined) return "";
  const best = rows.find(({ method }) => method === beside.peer);
  const sign = (value: number): string => `${value < 0 ? "-" : "+"}${Math.abs(value).toFixed(3)}`;
  const times = (changes: number): string => (changes / trueChangesPerHour).toFixed(2);
  const calm =
    trueChangesPerHour > 0 && best !== undefined
      ? `; ${times(changesPerHour)} times the true changes, where that one has ${times(best.changesPerHour)}`
      : "";
  return `  F1 ${sign(beside.f1)} (${beside.f1Range.map(sign).join("..")}) beside the best peer, ${beside.peer}; false-occupied ${percent(falseOccupied)} %${calm}`;
}

function percent(value: number): string {
  return (value * 100).toFixed(1);
}

function seconds(ms: number | null): string {
  return ms === null ? "-" : (ms / 1000).toFixed(1);
}

function cellsOf(row: PresenceRow): string[] {
  return [
    row.method,
    row.f1.toFixed(3),
    row.f1Range.map((value) => value.toFixed(2)).join(".."),
    row.precision.toFixed(2),
    row.recall.toFixed(2),
    percent(row.falseOccupied),
    row.falseOccupiedRange.map(percent).join(".."),
    `${row.changesPerHour.toFixed(1)} (${row.trueChangesPerHour.toFixed(1)})`,
    row.changesPerHourRange.map((value) => value.toFixed(0)).join(".."),
    `${seconds(row.latencyMedianMs)}, ${seconds(row.latencyMaxMs)}`,
    `${row.missedOnsets}/${row.onsets}`,
  ];
}

const HEAD = [
  "method",
  "F1",
  "95 %",
  "prec.",
  "recall",
  "false %",
  "95 %",
  "changes/h (true)",
  "95 %",
  "latency s: median, max",
  "missed onsets",
];

/** An aligned table of one set's rows. */
export function formatRows(rows: readonly PresenceRow[]): string {
  const lines = [HEAD, ...rows.map(cellsOf)];
  const widths = HEAD.map((_, i) => Math.max(...lines.map((line) => line[i].length)));
  return lines
    .map((line) => `  ${line.map((cell, i) => cell.padEnd(widths[i])).join("  ")}`.trimEnd())
    .join("\n");
}
