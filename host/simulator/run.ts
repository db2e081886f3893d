// A whole trace on a board, and what is to be seen of it: plays, changes of presence, frames, records.
import type { BoardRecord, Frame, Status, VirtualBoard } from "./board.ts";
import type { SimulatedBoard } from "./start.ts";
import type { TraceEvent } from "./trace.ts";

/** The board is asked for its status at least this often. */
const SAMPLE_MS = 1000;
const PROGRESS_MS = 60_000;

export interface Play {
  readonly atMs: number;
  /** Index of the offer; 65535 = the neutral card. */
  readonly offer: number;
  readonly reason1: number;
  readonly reason2: number;
  readonly slot: number;
  /** What the board said of itself then. */
  readonly status: Status;
}

export interface TraceResult {
  /** One for each `frame` event. */
  readonly frames: readonly { readonly atMs: number; readonly frame: Frame }[];
  /** One for each `status` event; undefined where no program answered. */
  readonly statuses: readonly { readonly atMs: number; readonly status: Status | undefined }[];
  readonly records: readonly BoardRecord[];
  readonly plays: readonly Play[];
  /** Presence levels, each from the time on at which it was first seen. */
  readonly presence: readonly { readonly atMs: number; readonly presence: number }[];
}

export interface RunOptions {
  /** Hears of each record as soon as it is found. */
  readonly onRecord?: (record: BoardRecord) => void;
  /** Hears of the virtual time once a virtual minute: a month takes long, and nothing else may be heard of it. */
  readonly onProgress?: (atMs: number) => void;
}

/**
 * Plays a trace to its last event.
 * @param events as parseTrace gives them
 */
export function runTrace(
  board: VirtualBoard,
  events: readonly TraceEvent[],
  options: RunOptions = {},
): TraceResult {
  const frames: { atMs: number; frame: Frame }[] = [];
  const statuses: { atMs: number; status: Status | undefined }[] = [];
  const records: BoardRecord[] = [];
  const plays: Play[] = [];
  const presence: { atMs: number; presence: number }[] = [];
  const steps = isStepped(board) ? board : undefined;
  let sampleMs = 0;
  let progressMs = 0;
  let drawings = 0;
  let last: Status | undefined;

  function look(): Status | undefined {
    const atMs = board.nowMs;
    const status = board.status();
    drawings = steps?.drawings ?? 0;
    if (status && (last === undefined || status.play !== last.play)) {
      const { offer, reason1, reason2, slot } = status;
      // A program that has just started has shown nothing yet while its count is 0.
      if (last !== undefined || status.play !== 0)
        plays.push({ atMs, offer, reason1, reason2, slot, status });
    }
    if (status && status.presence !== last?.presence) presence.push({ atMs, presence: status.presence });
    last = status;
    for (const record of board.takeRecords()) {
      records.push(record);
      options.onRecord?.(record);
    }
    return status;
  }

  /** Goes on to a time, timer by timer where the board can say when the next one is due. */
  function advance(atMs: number): void {
    while (board.nowMs < atMs) {
      const nextSampleMs = sampleMs + SAMPLE_MS;
      board.advanceTo(Math.min(atMs, nextSampleMs, Math.max(steps?.nextMs ?? atMs, board.nowMs + 0.1)));
      if (board.nowMs < nextSampleMs && (steps === undefined || steps.drawings === drawings)) continue;
      if (board.nowMs >= nextSampleMs) sampleMs = nextSampleMs;
      look();
      if (board.nowMs < progressMs + PROGRESS_MS) continue;
      progressMs = board.nowMs;
      options.onProgress?.(progressMs);
    }
  }

  for (const event of events) {
    advance(event.atMs);
    if (event.event === "start" || event.event === "power") last = undefined;
    board.happen(event);
    const status = look();
    if (event.event === "frame") frames.push({ atMs: event.atMs, frame: board.frame() });
    if (event.event === "status") statuses.push({ atMs: event.atMs, status });
  }
  return { frames, statuses, records, plays, presence };
}

/** Did something leave the board by this? Listening and falling silent send nothing. */
export function isLeaving({ kind, text }: BoardRecord): boolean {
  if (kind === "radio") return !["sleep", "scan", "no scan", "services"].includes(text);
  if (kind === "wifi") return text !== "off";
  return kind === "console" || kind === "uart";
}

function isStepped(board: VirtualBoard): board is SimulatedBoard {
  return "nextMs" in board && "drawings" in board;
}
