// A whole trace on a board, and what is to be seen of it: plays, changes of presence, frames, records.
import type { BoardRecord, Frame, Status, VirtualBoard } from "./board.ts";
import type { SimulatedBoard } from "./start.ts";
import type { TraceEvent } from "./trace.ts";

/** The board is asked for its status at least this often. */
const SAMPLE_MS = 1000;

export interface Play {
  readonly atMs: number;
  /** Index of the offer; 65535 = the neutral card. */
  readonly offer: number;
  readonly reason1: number;
  readonly reason2: number;
  readonly slot: number;
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
  let drawings = 0;
  let last: Status | undefined;

  function look(): Status | undefined {
    const atMs = board.nowMs;
    const status = board.status();
    drawings = steps?.drawings ?? 0;
    if (status && (last === undefined || status.play !== last.play)) {
      const { offer, reason1, reason2, slot } = status;
      // A program that has just started has shown nothing yet while its count is 0.
      if (last !== undefined || status.play !== 0) plays.push({ atMs, offer, reason1, reason2, slot });
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

function isStepped(board: VirtualBoard): board is SimulatedBoard {
  return "nextMs" in board && "drawings" in board;
}
