// What a scenario leaves behind, the same from the simulator and from the interpreter, and how two are compared.
import type { BoardRecord, Frame, Status } from "../../host/simulator/board.ts";

/** Something that was looked at, and the line of the scenario that asked for it. */
export interface Seen<T> {
  readonly atMs: number;
  readonly line: number;
  readonly value: T;
}

export interface StoredFile {
  readonly name: string;
  readonly length: number;
  /** CRC-32 of IEEE 802.3. */
  readonly crc: number;
}

export interface ScenarioResult {
  readonly frames: readonly Seen<Frame>[];
  /** Undefined where no program answers: power is off, or only the boot's neutral card stands. */
  readonly statuses: readonly Seen<Status | undefined>[];
  readonly records: readonly BoardRecord[];
  /** Every file of Storage at the end, by name. */
  readonly files: readonly StoredFile[];
}

/** Differences that are told before the rest is only counted. */
const MOST_TOLD = 20;

/**
 * Compares all that two runs of one scenario left behind.
 * @returns one sentence a difference, at most MOST_TOLD and a count; empty when the runs are equal
 */
export function compareResults(left: ScenarioResult, right: ScenarioResult): string[] {
  const differences = [
    ...compareSeen("frame", left.frames, right.frames, frameDifference),
    ...compareSeen("status", left.statuses, right.statuses, statusDifference),
    ...compareTexts("record", left.records.map(recordText), right.records.map(recordText)),
    ...compareTexts("file", left.files.map(fileText), right.files.map(fileText)),
  ];
  if (differences.length <= MOST_TOLD) return differences;
  return [...differences.slice(0, MOST_TOLD), `and ${differences.length - MOST_TOLD} more`];
}

function compareSeen<T>(
  what: string,
  left: readonly Seen<T>[],
  right: readonly Seen<T>[],
  difference: (a: T, b: T) => string | undefined,
): string[] {
  const found: string[] = [];
  if (left.length !== right.length) found.push(`${what}: ${left.length} and ${right.length} of them`);
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const a = left[i] as Seen<T>;
    const b = right[i] as Seen<T>;
    const text =
      a.atMs !== b.atMs || a.line !== b.line
        ? `at ${a.atMs} ms (line ${a.line}) and at ${b.atMs} ms (line ${b.line})`
        : difference(a.value, b.value);
    if (text !== undefined) found.push(`${what} at ${a.atMs} ms, line ${a.line}: ${text}`);
  }
  return found;
}

function frameDifference(a: Frame, b: Frame): string | undefined {
  if (a.width !== b.width || a.height !== b.height || a.bitsPerPixel !== b.bitsPerPixel)
    return `panels of ${a.width}x${a.height}x${a.bitsPerPixel} and ${b.width}x${b.height}x${b.bitsPerPixel}`;
  if (a.isOn !== b.isOn) return `panel ${a.isOn ? "on" : "off"} and ${b.isOn ? "on" : "off"}`;
  if (a.light !== b.light) return `light ${a.light} and ${b.light}`;
  if (a.pixels.length !== b.pixels.length) return `${a.pixels.length} and ${b.pixels.length} pixels`;
  let wrong = 0;
  let first = -1;
  for (let i = 0; i < a.pixels.length; i++)
    if (a.pixels[i] !== b.pixels[i]) {
      if (first < 0) first = i;
      wrong++;
    }
  if (wrong === 0) return undefined;
  const place = `${first % a.width},${Math.floor(first / a.width)}`;
  return `${wrong} pixels differ, first at ${place}: ${a.pixels[first]} and ${b.pixels[first]}`;
}

function statusDifference(a: Status | undefined, b: Status | undefined): string | undefined {
  if (a === undefined || b === undefined)
    return a === b ? undefined : `${a ? "an" : "no"} answer and ${b ? "an" : "no"} answer`;
  const fields = Object.keys({ ...a, ...b }) as (keyof Status)[];
  const wrong = fields.filter((field) => a[field] !== b[field]);
  return wrong.length === 0
    ? undefined
    : wrong.map((field) => `${field} ${a[field]} and ${b[field]}`).join("; ");
}

function compareTexts(what: string, left: readonly string[], right: readonly string[]): string[] {
  const found: string[] = [];
  for (let i = 0; i < Math.max(left.length, right.length); i++)
    if (left[i] !== right[i]) found.push(`${what} ${i}: ${left[i] ?? "none"} and ${right[i] ?? "none"}`);
  return found;
}

function recordText(record: BoardRecord): string {
  return `${record.atMs} ms ${record.kind} ${JSON.stringify(record.text)}`;
}

function fileText(file: StoredFile): string {
  return `${file.name}, ${file.length} bytes, crc ${file.crc}`;
}
