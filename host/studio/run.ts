// One virtual board going through one day: it can only go forward. To go back, make another.
import type { BoardRecord, Status, VirtualBoard } from "../simulator/board.ts";
import { isLeaving } from "../simulator/run.ts";
import type { TraceEvent } from "../simulator/trace.ts";
import { cutDay, listConditions } from "./day.ts";
import type { History } from "./history.ts";

/** The history looks at the board once in this many virtual milliseconds, and after each event. */
const SAMPLE_MS = 1000;
/** Events that come in floods: the next whole second is soon enough to see what they did. */
const FLOODING = new Set(["advert", "adverts", "uart"]);
const KEPT_RECORDS = 200;

export interface Run {
  readonly board: VirtualBoard;
  readonly nowMs: number;
  /** The day's events; a shopper's own are added at the end. */
  readonly events: readonly TraceEvent[];
  readonly history: History;
  readonly status: Status | undefined;
  /** The latest things that left the board, and how many there were in all. */
  readonly left: readonly BoardRecord[];
  readonly leftCount: number;
  /** The latest errors of the program. */
  readonly faults: readonly BoardRecord[];
  /**
   * Goes on to a time, or as far as the real time allows.
   * @param atMs virtual milliseconds; a time in the past does nothing
   * @param untilRealMs `performance.now()` at which to stop early
   * @returns whether it got there
   */
  advance(atMs: number, untilRealMs?: number): boolean;
  /**
   * Forgets the rest of the day, so that a shopper's own can follow. What is held down is let go.
   * @param past what the day has shown so far; only what was before now is kept
   */
  branch(past: History): void;
  /** Lets something happen now and adds it to the day, after `branch`. */
  act(event: string, ...values: string[]): void;
}

/**
 * Starts a day on a fresh board.
 * @param past what is known of the day already; it is not observed a second time
 * @param fromMs the board gets power at this time of the day instead of at its beginning
 */
export function createRun(board: VirtualBoard, day: readonly TraceEvent[], past: History, fromMs = 0): Run {
  const events = [...day];
  let history = past;
  const left: BoardRecord[] = [];
  const faults: BoardRecord[] = [];
  let leftCount = 0;
  let next = 0;
  let nowMs = 0;
  let status: Status | undefined;

  function look(): void {
    status = board.status();
    if (status !== undefined && nowMs >= history.reachedMs) history.observe(nowMs, status);
    for (const record of board.takeRecords()) {
      if (record.kind === "error" || record.kind === "watchdog") keep(faults, record);
      else if (isLeaving(record)) {
        leftCount++;
        keep(left, record);
      }
    }
  }

  function happen(event: TraceEvent): void {
    nowMs = Math.max(nowMs, event.atMs);
    // The end of a recording is nothing that happens to a board: somebody may go on from there.
    if (event.event === "end") board.advanceTo(nowMs);
    else board.happen(event);
    if (!FLOODING.has(event.event)) look();
  }

  function act(event: string, ...values: string[]): void {
    const happening: TraceEvent = { atMs: nowMs, event, values, line: 0 };
    events.push(happening);
    next = events.length;
    happen(happening);
  }

  if (fromMs > 0) {
    for (const event of listConditions(day, fromMs)) happen(event);
    while (next < events.length && (events[next]?.atMs ?? 0) <= fromMs) next++;
  }

  return {
    board,
    events,
    get history() {
      return history;
    },
    left,
    faults,
    get leftCount() {
      return leftCount;
    },
    get nowMs() {
      return nowMs;
    },
    get status() {
      return status;
    },
    advance(atMs, untilRealMs = Number.POSITIVE_INFINITY) {
      while (nowMs < atMs || (events[next]?.atMs ?? Number.POSITIVE_INFINITY) <= atMs) {
        const sampleMs = (Math.floor(nowMs / SAMPLE_MS) + 1) * SAMPLE_MS;
        const event = events[next];
        if (event !== undefined && event.atMs <= Math.min(sampleMs, atMs)) {
          next++;
          happen(event);
        } else {
          nowMs = Math.min(sampleMs, atMs);
          board.advanceTo(nowMs);
          look();
        }
        if (performance.now() >= untilRealMs) return nowMs >= atMs;
      }
      return true;
    },
    branch(past) {
      history = past.copyUntil(nowMs);
      events.length = next;
      for (const { event, values } of cutDay(events, nowMs).slice(next)) act(event, ...values);
    },
    act,
  };
}

function keep(records: BoardRecord[], record: BoardRecord): void {
  records.push(record);
  if (records.length > KEPT_RECORDS) records.shift();
}
