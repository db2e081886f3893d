// Cut points of an operation: which there are, which of them are tried, and how one is named.
import { createRandom } from "../../host/random.ts";
import { BACKWARDS, CLEAN, type Cut, type FlashCall, MIXED, ZEROED } from "../../host/simulator/cut.ts";

/** Writes up to so many bytes are headers, directories and codes: every one of their points is worth a look. */
const FEW_BYTES = 128;
const SINGLE_BYTES = 4;
const EVERY_TEAR = Array.from({ length: 256 }, (_, tear) => tear);
const FEW_TEARS = [CLEAN, 0x0f, 0xf0, 0x55, 0xaa, MIXED, MIXED + 1, BACKWARDS];
const MANY_TEARS = [CLEAN, 0x0f, 0x55, MIXED, BACKWARDS];
const ERASE_TEARS = [CLEAN, 0x0f, BACKWARDS, MIXED, MIXED + 1, MIXED + 2, ZEROED, ZEROED + 1, ZEROED + 2];
/** An erasure is looked at so many bytes apart. */
const ERASE_STEP = 64;

interface Choice {
  readonly tears: readonly number[];
  readonly bytes: number;
  readonly step: number;
  readonly isBulk: boolean;
}

function chooseTears({ data }: FlashCall, pageBytes: number): Choice {
  if (data === undefined)
    return { tears: ERASE_TEARS, bytes: pageBytes / ERASE_STEP, step: ERASE_STEP, isBulk: false };
  const bytes = data.length;
  if (bytes <= SINGLE_BYTES) return { tears: EVERY_TEAR, bytes, step: 1, isBulk: false };
  if (bytes <= FEW_BYTES) return { tears: FEW_TEARS, bytes, step: 1, isBulk: false };
  return { tears: MANY_TEARS, bytes, step: 1, isBulk: true };
}

function listCall(call: number, { tears, bytes, step }: Choice): Cut[] {
  return Array.from({ length: bytes * tears.length }, (_, i) => ({
    call,
    byte: Math.floor(i / tears.length) * step,
    tear: tears[i % tears.length] ?? CLEAN,
  }));
}

/** A cut, and where what came after it was cut as well: the start, or the operation done again. */
export interface Point {
  readonly cut: Cut;
  readonly second?: Second;
}

export interface Second {
  readonly kind: "start" | "again";
  readonly cut: Cut;
}

/**
 * All cut points of an operation, first by chance those that are no bulk, then by chance the rest. At some of them
 * flash is the same.
 */
export function listPoints(calls: readonly FlashCall[], pageBytes: number, seed: number): Cut[] {
  const few: Cut[] = [];
  const bulk: Cut[] = [];
  for (const [call, flashCall] of calls.entries()) {
    const choice = chooseTears(flashCall, pageBytes);
    for (const point of listCall(call, choice)) (choice.isBulk ? bulk : few).push(point);
  }
  return [...shuffle(few, seed), ...shuffle(bulk, seed + 1)];
}

/** Fisher and Yates. */
function shuffle(points: Cut[], seed: number): Cut[] {
  const random = createRandom(seed);
  for (let i = points.length - 1; i > 0; i--) {
    const other = random.below(i + 1);
    const point = points[i] as Cut;
    points[i] = points[other] as Cut;
    points[other] = point;
  }
  return points;
}

/** Name of a point: `operation:call.byte.tear`, and for a second cut `+start.call.byte.tear` or `+again.…`. */
export function writeId(operation: string, { cut, second }: Point): string {
  return `${operation}:${writeCut(cut)}${second ? `+${second.kind}.${writeCut(second.cut)}` : ""}`;
}

function writeCut({ call, byte, tear }: Cut): string {
  return `${call}.${byte}.${tear}`;
}

/** @returns undefined where it is no such name */
export function parseId(id: string): { operation: string; point: Point } | undefined {
  const match = /^([a-z0-9-]+):([\d.]+)(?:\+(start|again)\.([\d.]+))?$/.exec(id);
  const cut = parseCut(match?.[2]);
  if (match === null || cut === undefined) return undefined;
  const [, operation = "", , kind] = match;
  const later = parseCut(match[4]);
  if (kind === undefined) return { operation, point: { cut } };
  if (later === undefined) return undefined;
  return { operation, point: { cut, second: { kind: kind === "start" ? "start" : "again", cut: later } } };
}

function parseCut(text: string | undefined): Cut | undefined {
  if (text === undefined || !/^\d{1,9}\.\d{1,9}\.\d{1,9}$/.test(text)) return undefined;
  const [call = 0, byte = 0, tear = 0] = text.split(".").map(Number);
  return { call, byte, tear };
}
