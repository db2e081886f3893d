// What a simulated trace comes to as JSON: each play with its reasons, each frame by its digest, what left.
import { createHash } from "node:crypto";
import {
  REASON_BUSY,
  REASON_DATE,
  REASON_DWELL,
  REASON_HOURS,
  REASON_LANGUAGE,
  REASON_LIGHT,
  REASON_MOOD,
  REASON_PIN,
  REASON_PRESENCE,
  REASON_STAFF,
  REASON_STOCK,
  REASON_TEMPERATURE,
  REASON_TURN,
} from "../../shared/cards/list.ts";
import type { BoardRecord, Frame, Status } from "../simulator/board.ts";
import { isLeaving, type TraceResult } from "../simulator/run.ts";

/** Kinds of reasons by the words of shop.yaml, where it has one. */
const REASONS: Readonly<Record<number, string>> = {
  [REASON_PIN]: "pin",
  [REASON_STAFF]: "staff",
  [REASON_MOOD]: "mood",
  [REASON_PRESENCE]: "presence",
  [REASON_DWELL]: "dwell",
  [REASON_HOURS]: "hours",
  [REASON_DATE]: "date",
  [REASON_BUSY]: "busy",
  [REASON_LIGHT]: "light",
  [REASON_TEMPERATURE]: "temperature",
  [REASON_STOCK]: "stock",
  [REASON_LANGUAGE]: "language",
  [REASON_TURN]: "turn",
};

interface Account {
  /** `offer` is an id, or "neutral"; `reasons` are the decisive facts, at most two, first one first. */
  readonly plays: readonly {
    readonly atMs: number;
    readonly offer: string;
    readonly reasons: readonly string[];
  }[];
  /** Presence levels, 0 (nobody) to 3, each from its time on. */
  readonly presence: readonly { readonly atMs: number; readonly level: number }[];
  /** One for each `frame` event of the trace; see digestFrame. */
  readonly frames: readonly { readonly atMs: number; readonly digest: string }[];
  /** One for each `status` event; null where no program answered. */
  readonly statuses: readonly { readonly atMs: number; readonly status: Status | null }[];
  /** What left the board: console, UART, radio. */
  readonly records: readonly BoardRecord[];
}

/** @param ids offers in the order of the deployment */
export function giveAccount(result: TraceResult, ids: readonly string[]): Account {
  return {
    plays: result.plays.map(({ atMs, offer, reason1, reason2 }) => ({
      atMs,
      offer: ids[offer] ?? "neutral",
      reasons: [reason1, reason2].flatMap((kind) => REASONS[kind] ?? []),
    })),
    presence: result.presence.map(({ atMs, presence }) => ({ atMs, level: presence })),
    frames: result.frames.map(({ atMs, frame }) => ({ atMs, digest: digestFrame(frame) })),
    statuses: result.statuses.map(({ atMs, status }) => ({ atMs, status: status ?? null })),
    records: result.records.filter(isLeaving),
  };
}

/** SHA-256, as hex, of `width height bitsPerPixel on|off light`, a line end, and the pixels as little-endian u16. */
export function digestFrame({ width, height, bitsPerPixel, isOn, light, pixels }: Frame): string {
  const bytes = Buffer.alloc(pixels.length * 2);
  for (const [i, pixel] of pixels.entries()) bytes.writeUInt16LE(pixel, i * 2);
  return createHash("sha256")
    .update(`${width} ${height} ${bitsPerPixel} ${isOn ? "on" : "off"} ${light}\n`)
    .update(bytes)
    .digest("hex");
}
