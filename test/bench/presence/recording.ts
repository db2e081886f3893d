// Recordings of sensors with their truth, from a folder: `<name>.csv[.gz]` with `t_ms,sensor,value,id`, sorted by time, and
// `<name>.truth.csv` with `t_start_ms,t_end_ms,state,zone`. A long gap ends a recording: filters begin anew.
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { HostError } from "../../../host/error.ts";

/** Something that a sensor said. `value`: dBm of an advert, level of a line, reading of a converter. */
export interface Sample {
  readonly atMs: number;
  readonly sensor: string;
  readonly value: number;
}

/** Somebody was in the zone, or nobody was; time that no interval covers is not scored. */
export interface Interval {
  readonly startMs: number;
  readonly endMs: number;
  readonly isOccupied: boolean;
}

/** One zone within one recording. */
export interface Stream {
  readonly zone: string;
  readonly samples: readonly Sample[];
  readonly truth: readonly Interval[];
}

/** Without a break: what may be left out as a whole, and drawn as a whole. */
export interface Recording {
  readonly startMs: number;
  readonly streams: readonly Stream[];
}

/** What kind of sensor a set is of: adverts of one transmitter, lines of PIRs, a PIR's converter. */
export type SetKind = "ble" | "pir" | "adc";

export interface DataSet {
  readonly name: string;
  readonly kind: SetKind;
  /** Radius of the zones; 2 where the name does not say. */
  readonly radiusM: number;
  /** Grid on which decisions are scored. */
  readonly stepMs: number;
  readonly recordings: readonly Recording[];
}

/** A gap of so many usual gaps, and of at least 10 s, is a break. */
const BREAK_GAPS = 3.5;
const LEAST_BREAK_MS = 10_000;
/** Where a set is one long recording it is cut into so many, at breaks of the truth or between its samples. */
const PARTS = 4;

function broken(file: string, line: number, what: string): HostError {
  const hint = "The format is told at the head of test/bench/presence/recording.ts.";
  return new HostError("presence-data", what, hint, { file, line, column: 1 });
}

const MOST_BYTES = 1 << 28;

function readText(file: string): string {
  try {
    const bytes = readFileSync(file);
    return (file.endsWith(".gz") ? gunzipSync(bytes, { maxOutputLength: MOST_BYTES }) : bytes).toString(
      "utf8",
    );
  } catch (error) {
    const what = file.endsWith(".gz") ? "this is no gzip file, or half of one" : "this file cannot be read";
    throw new HostError(
      "presence-data",
      what,
      "Fetch it anew, or take it out of the folder.",
      { file },
      error,
    );
  }
}

function readRows(file: string, columns: number): string[][] {
  const text = readText(file);
  const rows = text.split(/\r?\n/).map((line) => line.split(","));
  rows.forEach((row, i) => {
    if (i > 0 && row.length > 1 && row.length < columns)
      throw broken(file, i + 1, `${columns} columns are wanted`);
  });
  return rows.slice(1).filter((row) => row.length >= columns);
}

function toNumber(text: string, file: string, line: number): number {
  const value = Number(text);
  if (text === "" || !Number.isFinite(value)) throw broken(file, line, `"${text}" is not a number`);
  return value;
}

function readSamples(file: string): Sample[] {
  const samples = readRows(file, 3).map((row, i) => ({
    atMs: toNumber(row[0], file, i + 2),
    sensor: row[1],
    value: toNumber(row[2], file, i + 2),
  }));
  if (samples.length === 0) throw broken(file, 2, "there is no reading in this file");
  const late = samples.findIndex(({ atMs }, i) => i > 0 && atMs < samples[i - 1].atMs);
  if (late > 0) throw broken(file, late + 2, "the readings are not sorted by time");
  return samples;
}

function readTruth(file: string): (Interval & { readonly zone: string })[] {
  const intervals = readRows(file, 4).map((row, i) => {
    const startMs = toNumber(row[0], file, i + 2);
    const endMs = toNumber(row[1], file, i + 2);
    if (endMs < startMs) throw broken(file, i + 2, "this interval ends before it begins");
    if (row[2] === "") throw broken(file, i + 2, "this interval has no state, such as occupied or empty");
    return { startMs, endMs, isOccupied: row[2] !== "empty", zone: row[3] };
  });
  if (intervals.length === 0) throw broken(file, 2, "there is no interval in this file");
  return intervals;
}

/** Times at which recordings begin. */
function findStarts(samples: readonly Sample[]): number[] {
  const times = samples.map((sample) => sample.atMs);
  const gaps = times.slice(1).map((time, i) => time - times[i]);
  const usual = gaps.filter((gap) => gap > 0).sort((a, b) => a - b);
  const least = Math.max(LEAST_BREAK_MS, BREAK_GAPS * (usual[usual.length >> 1] ?? 0));
  const starts = times.length === 0 ? [] : [times[0]];
  gaps.forEach((gap, i) => {
    if (gap > least) starts.push(times[i + 1]);
  });
  if (starts.length > 1 || times.length === 0) return starts;
  const spanMs = times[times.length - 1] - times[0];
  return Array.from({ length: PARTS }, (_, part) => times[0] + Math.round((spanMs * part) / PARTS));
}

function kindOf(samples: readonly Sample[]): SetKind {
  if (samples.some((sample) => sample.sensor.endsWith("_adc"))) return "adc";
  return samples.some((sample) => sample.sensor.startsWith("pir")) ? "pir" : "ble";
}

function stepOf(kind: SetKind, name: string): number {
  if (kind === "adc") return 4000;
  if (kind === "pir") return 1000;
  return name.includes("pcng") ? 200 : 100;
}

/** @throws HostError `presence-data` with file and line */
function readSet(folder: string, name: string): DataSet {
  const plain = join(folder, `${name}.csv`);
  const samples = readSamples(existsSync(plain) ? plain : `${plain}.gz`);
  const truth = readTruth(join(folder, `${name}.truth.csv`));
  const kind = kindOf(samples);
  const starts = findStarts(samples);
  const recordings = starts.map((startMs, i) => {
    const endMs = starts[i + 1] ?? Number.POSITIVE_INFINITY;
    const zones = [...new Set(truth.map((interval) => interval.zone))].sort();
    const streams = zones.map((zone) => ({
      zone,
      samples: samples.filter(
        (sample) =>
          sample.atMs >= startMs && sample.atMs < endMs && (kind !== "ble" || sample.sensor === zone),
      ),
      truth: truth
        .filter((interval) => interval.zone === zone && interval.startMs < endMs && interval.endMs > startMs)
        .map((interval) => ({
          startMs: Math.max(interval.startMs, startMs),
          endMs: Math.min(interval.endMs, endMs),
          isOccupied: interval.isOccupied,
        })),
    }));
    return { startMs, streams: streams.filter((stream) => stream.truth.length > 0) };
  });
  if (!recordings.some(({ streams }) => streams.length > 0))
    throw broken(join(folder, `${name}.truth.csv`), 2, "no interval lies within the time of the readings");
  return {
    name,
    kind,
    radiusM: Number(/_(\d+(?:\.\d+)?)m$/.exec(name)?.[1] ?? 2),
    stepMs: stepOf(kind, name),
    recordings: recordings.filter((recording) => recording.streams.length > 0),
  };
}

/** All sets of a folder that have a truth, by name. @throws HostError `presence-data` */
export function readFolder(folder: string): DataSet[] {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new HostError("presence-folder", `there is no folder ${folder}`, "Name one with --data DIR.");
  const names = readdirSync(folder)
    .flatMap((file) => /^([\w.-]+)\.truth\.csv$/.exec(file)?.[1] ?? [])
    .filter((name) => existsSync(join(folder, `${name}.csv`)) || existsSync(join(folder, `${name}.csv.gz`)));
  if (names.length === 0)
    throw new HostError(
      "presence-empty",
      `there is no recording with its truth in ${folder}`,
      "It takes <name>.csv or <name>.csv.gz, and <name>.truth.csv beside it.",
    );
  return names.sort().map((name) => readSet(folder, name));
}
