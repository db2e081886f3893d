// A day is a sorted list of trace events. The recording is one; a shopper's own day begins as a part of it.
import type { Board } from "../shop/model.ts";
import { seesStill } from "../shop/sensor.ts";
import type { Hardware } from "../simulator/board.ts";
import type { TraceEvent } from "../simulator/trace.ts";

/** How much of a day is looked at to find where it is lively. */
const LIVELY_WINDOW_MS = 90_000;
/** The page opens so much before that. */
const LEAD_MS = 20_000;
/** Longer than anything that a board keeps of its shoppers, and than most rests of offers. */
const WARM_MS = 900_000;
/** Events that say how things are until they say something else. */
const LEVELS = new Set(["pir", "radar", "radarframe", "distance", "light", "temperature"]);

/** The events that this board can meet: sensing by what it has, no touch without a touch panel. */
export function adaptEvents(events: readonly TraceEvent[], board: Board, hardware: Hardware): TraceEvent[] {
  const levels = sensingEvents(board);
  const hasButton = board.sensors.includes("button");
  const adapted: TraceEvent[] = [];
  for (const event of events) {
    if (event.event === "frame" || event.event === "status") continue;
    if (event.event === "pir" || event.event === "radar") {
      // A recording of another board's sensor still says that somebody was near.
      const name = levels.includes(event.event) ? event.event : levels[0];
      if (name !== undefined) adapted.push({ ...event, event: name });
    } else if (event.event === "touch" || event.event === "release") {
      if (hardware.hasTouch) adapted.push(event);
    } else if (event.event === "button") {
      if (hasButton) adapted.push(event);
    } else adapted.push(event);
  }
  return adapted;
}

/** Names of the events by which a board senses somebody without being touched. */
export function sensingEvents(board: Board): ("pir" | "radar")[] {
  return (["radar", "pir"] as const).filter((name) =>
    name === "radar" ? seesStill(board.sensors) : board.sensors.includes(name),
  );
}

/** Events after which a board is not what it was, however long ago they were. */
const LASTING = new Set(["power", "corrupt", "command"]);

/** From when a board must run to be at a time as if it had run all day; 0 if it must run all day. */
export function findWarmStart(events: readonly TraceEvent[], atMs: number): number {
  const isLasting = events.some((event) => event.atMs <= atMs && LASTING.has(event.event));
  return isLasting ? 0 : Math.max(0, atMs - WARM_MS);
}

/** What a board that gets power at this time of the day meets at once: the clock, and the levels of its sensors. */
export function listConditions(events: readonly TraceEvent[], atMs: number): TraceEvent[] {
  const epochMs = isClockKnownAt(events, atMs) ? epochAt(events, atMs) : undefined;
  const time = epochMs === undefined ? "unknown" : new Date(epochMs).toISOString();
  const levels = new Map<string, TraceEvent>();
  for (const event of events)
    if (event.atMs <= atMs && LEVELS.has(event.event)) {
      // In the order in which they were said last: `radar` and `radarframe` are of the same sensor.
      levels.delete(event.event);
      levels.set(event.event, event);
    }
  return [
    { atMs, event: "start", values: [time], line: 0 },
    ...[...levels.values()].map((event) => ({ ...event, atMs })),
  ];
}

function isClockKnownAt(events: readonly TraceEvent[], atMs: number): boolean {
  const isClock = ({ event }: TraceEvent) => event === "start" || event === "clock";
  const last = events.findLast((event) => event.atMs <= atMs && isClock(event));
  return last !== undefined && last.values[0] !== "unknown";
}

/** Where a trace ends: its `end`, or its last event. */
export function measureDay(events: readonly TraceEvent[]): number {
  return events.at(-1)?.atMs ?? 0;
}

/** A day on which nobody comes: a shop without a recording still runs. */
export function createEmptyDay(): TraceEvent[] {
  return [
    { atMs: 0, event: "start", values: ["2026-11-27T10:00:00+01:00"], line: 1 },
    { atMs: 3_600_000, event: "end", values: [], line: 2 },
  ];
}

/** Everything up to a time, with a finger or button that is still down let go. */
export function cutDay(events: readonly TraceEvent[], atMs: number): TraceEvent[] {
  const kept = events.filter((event) => event.atMs <= atMs);
  const lastTouch = kept.findLast((event) => event.event === "touch" || event.event === "release");
  if (lastTouch?.event === "touch") kept.push({ atMs, event: "release", values: [], line: 0 });
  const lastButton = kept.findLast((event) => event.event === "button");
  if (lastButton?.values[0] === "1") kept.push({ atMs, event: "button", values: ["0"], line: 0 });
  return kept;
}

/** Does a sensor of the board say that somebody is near? */
export function isNearAt(events: readonly TraceEvent[], atMs: number): boolean {
  const level: Record<string, boolean> = {};
  for (const event of events) {
    if (event.atMs > atMs) break;
    if (event.event === "pir" || event.event === "radar") level[event.event] = event.values[0] === "1";
  }
  return Object.values(level).includes(true);
}

/** UTC milliseconds of the world at a time of the day, by the last clock that was known; undefined = never. */
export function epochAt(events: readonly TraceEvent[], atMs: number): number | undefined {
  let epoch: number | undefined;
  for (const event of events) {
    if (event.atMs > atMs) break;
    if (event.event !== "start" && event.event !== "clock") continue;
    const value = event.values[0] ?? "unknown";
    if (value !== "unknown") epoch = Date.parse(value) - event.atMs;
  }
  return epoch === undefined ? undefined : epoch + atMs;
}

/** When somebody used the board: touches and presses. */
export function listTaps(events: readonly TraceEvent[]): number[] {
  return events.filter(isTap).map((event) => event.atMs);
}

/**
 * A time shortly before the stretch of the day in which people do most with the board, counted in different
 * places touched; where nobody can touch, in comings and goings. 0 if nothing happens.
 */
export function findLively(events: readonly TraceEvent[]): number {
  const taps = events.filter(isTap);
  const moments = taps.length > 0 ? taps : events.filter(({ event }) => event === "pir" || event === "radar");
  let best = 0;
  let most = 0;
  for (const first of moments) {
    const seen = moments.filter((e) => e.atMs >= first.atMs && e.atMs < first.atMs + LIVELY_WINDOW_MS);
    const places = new Set(seen.map(({ event, values }) => `${event} ${values}`));
    const score = places.size * 100 + seen.length;
    if (score <= most) continue;
    most = score;
    best = first.atMs;
  }
  return Math.max(0, best - LEAD_MS);
}

function isTap({ event, values }: TraceEvent): boolean {
  return event === "touch" || (event === "button" && values[0] === "1");
}
