// Cut points of an operation: which there are, which of them are tried, and how one is named.
import { createRandom, type Random } from "../../host/random.ts";
import type { BoardKind } from "../../host/shop/model.ts";
import { BACKWARDS, CLEAN, type Cut, type FlashCall, MIXED, ZEROED } from "../../host/simulator/cut.ts";
import { HARDWARE } from "../../host/simulator/hardware.ts";
import { countZeros } from "../../shared/link/slot.ts";

/** Writes up to so many bytes are codes, dates and the head of `.boot0`: there every way to leave a byte is a point. */
const HEAD_BYTES = 16;
/** Up to so many they are headers and directories. */
const FEW_BYTES = 128;
/** Those of EVERY_TEAR that change more than one byte. */
const WIDE_TEARS = 3;
const EVERY_TEAR = [...Array.from({ length: 256 }, (_, tear) => tear), MIXED, MIXED + 1, BACKWARDS];
const FEW_TEARS = [CLEAN, 0x0f, 0xf0, 0x55, 0xaa, MIXED, MIXED + 1, BACKWARDS];
const MANY_TEARS = [CLEAN, 0x0f, 0x55, MIXED, BACKWARDS];
const ERASE_TEARS = [CLEAN, 0x0f, BACKWARDS, MIXED, MIXED + 1, MIXED + 2, ZEROED, ZEROED + 1, ZEROED + 2];
/** An erasure is looked at so many bytes apart. */
const ERASE_STEP = 64;

/** The points of one call: so many bytes, this far apart, each with these ways to be left. */
interface Choice {
  readonly tears: readonly number[];
  readonly bytes: number;
  readonly step: number;
  /** 0: tried first; then 1 and 2 in turn. */
  readonly rank: 0 | 1 | 2;
}

function chooseTears({ data }: FlashCall, pageBytes: number): Choice {
  if (data === undefined)
    return { tears: ERASE_TEARS, bytes: pageBytes / ERASE_STEP, step: ERASE_STEP, rank: 1 };
  const bytes = data.length;
  if (bytes <= HEAD_BYTES) return { tears: EVERY_TEAR, bytes, step: 1, rank: 0 };
  if (bytes <= FEW_BYTES) return { tears: FEW_TEARS, bytes, step: 1, rank: 1 };
  return { tears: MANY_TEARS, bytes, step: 1, rank: 2 };
}

function pointOf(call: number, { tears, step }: Choice, index: number): Cut {
  return {
    call,
    byte: Math.floor(index / tears.length) * step,
    tear: tears[index % tears.length] ?? CLEAN,
  };
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
 * All cut points of an operation: first those of the short writes; then those of headers, directories and erasures in turn
 * with those of the long writes, by chance within each. At some of them flash is the same.
 */
export function listPoints(calls: readonly FlashCall[], pageBytes: number, seed: number): Cut[] {
  const ranks: [Cut[], Cut[], Cut[]] = [[], [], []];
  for (const [call, flashCall] of calls.entries()) {
    const choice = chooseTears(flashCall, pageBytes);
    for (let i = 0; i < choice.bytes * choice.tears.length; i++)
      ranks[choice.rank].push(pointOf(call, choice, i));
  }
  const [head, few, bulk] = ranks.map((points, rank) => shuffle(points, seed + rank));
  return [...head, ...takeTurns(few, bulk)];
}

/** How many that are. */
export function countPoints(calls: readonly FlashCall[], pageBytes: number): number {
  return calls.reduce((sum, call) => {
    const { bytes, tears } = chooseTears(call, pageBytes);
    return sum + bytes * tears.length;
  }, 0);
}

/** So many of them, at most, are different: a byte cannot be left in more ways than it has bits that change. */
export function boundPoints(calls: readonly FlashCall[], pageBytes: number): number {
  return calls.reduce((sum, call) => {
    const { bytes, tears } = chooseTears(call, pageBytes);
    if (call.data === undefined) return sum + bytes * tears.length;
    for (const byte of call.data) sum += Math.min(tears.length, 2 ** countZeros(byte | 0xff00) + WIDE_TEARS);
    return sum;
  }, 0);
}

/** One of them by chance, each call being as likely as the others. @returns undefined where there is no call */
export function pickPoint(calls: readonly FlashCall[], pageBytes: number, random: Random): Cut | undefined {
  const call = calls.length === 0 ? -1 : random.below(calls.length);
  const flashCall = calls[call];
  if (flashCall === undefined) return undefined;
  const choice = chooseTears(flashCall, pageBytes);
  return pointOf(call, choice, random.below(choice.bytes * choice.tears.length));
}

function takeTurns(few: readonly Cut[], bulk: readonly Cut[]): Cut[] {
  return Array.from({ length: Math.max(few.length, bulk.length) }, (_, i) => [few[i], bulk[i]])
    .flat()
    .filter((cut) => cut !== undefined);
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

/** Name of a point: `kind/operation:call.byte.tear`, and for a second cut `+start.call.byte.tear` or `+again.…`. */
export function writeId(kind: BoardKind, operation: string, { cut, second }: Point): string {
  return `${kind}/${operation}:${writeCut(cut)}${second ? `+${second.kind}.${writeCut(second.cut)}` : ""}`;
}

function writeCut({ call, byte, tear }: Cut): string {
  return `${call}.${byte}.${tear}`;
}

export interface PointId {
  readonly kind: BoardKind;
  readonly operation: string;
  readonly point: Point;
}

/** @returns undefined where it is no such name */
export function parseId(id: string): PointId | undefined {
  const match = /^([a-z0-9-]+)\/([a-z0-9-]+):([\d.]+)(?:\+(start|again)\.([\d.]+))?$/.exec(id);
  const cut = parseCut(match?.[3]);
  const kind = findKind(match?.[1]);
  if (match === null || cut === undefined || kind === undefined) return undefined;
  const [, , operation = "", , then] = match;
  const later = parseCut(match[5]);
  if (then === undefined) return { kind, operation, point: { cut } };
  if (later === undefined) return undefined;
  return {
    kind,
    operation,
    point: { cut, second: { kind: then === "start" ? "start" : "again", cut: later } },
  };
}

/** Every kind of board: each has a `.boot0` of its own. */
export const KINDS = Object.keys(HARDWARE) as BoardKind[];

/** @returns undefined where there is no such kind of board */
export function findKind(name: string | undefined): BoardKind | undefined {
  return KINDS.find((kind) => kind === name);
}

function parseCut(text: string | undefined): Cut | undefined {
  if (text === undefined || !/^\d{1,9}\.\d{1,9}\.\d{1,9}$/.test(text)) return undefined;
  const [call = 0, byte = 0, tear = 0] = text.split(".").map(Number);
  return { call, byte, tear };
}
