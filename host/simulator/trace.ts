// Traces: what happens to a board, as text. One event a line: `milliseconds,event[,value[,value]]`, sorted by
// time; `#` starts a comment. The same files run on the simulator, on the interpreter and on a real board.
//
//   0,start,2026-11-27T16:00:00+01:00   the board gets power; the time is the world's, known to the board
//   0,start,unknown                     the same with no clock
//   1200,pir,1        PIR level         1500,radar,1     radar's OUT pin
//   2000,touch,150,90 finger down at x, y of the panel    2100,release
//   2200,button,1     button held       2400,button,0
//   3000,advert,-67   one advert, dBm   3000,adverts,120,-70   a burst of so many at once
//   4000,uart,f4f3..  bytes as hex from the radar's UART
//   5000,light,3      6000,temperature,2   (buckets as in Situation)
//   7000,clock,2026-11-27T17:00:00+01:00   7000,clock,unknown
//   8000,command,2,5,10   link command with its numbers
//   9000,power,0      power cut         9500,power,1
//   9000,corrupt,a.dep,200   one byte of a stored file is flipped; cut the power after it, so that a start meets it
//   10000,frame       record the frame  10000,status   record the status
//   20000,end
import { HostError } from "../error.ts";

export interface TraceEvent {
  readonly atMs: number;
  readonly event: string;
  readonly values: readonly string[];
  readonly line: number;
}

/** Events and how many values each takes: [least, most]. */
export const TRACE_EVENTS: Readonly<Record<string, readonly [number, number]>> = {
  start: [1, 1],
  pir: [1, 1],
  radar: [1, 1],
  touch: [2, 2],
  release: [0, 0],
  button: [1, 1],
  advert: [1, 1],
  adverts: [2, 2],
  uart: [1, 1],
  light: [1, 1],
  temperature: [1, 1],
  clock: [1, 1],
  command: [1, 3],
  power: [1, 1],
  corrupt: [2, 2],
  frame: [0, 0],
  status: [0, 0],
  end: [0, 0],
};

/**
 * Parses a trace.
 * @throws HostError `trace-…` with file and line for anything that is not a trace
 */
export function parseTrace(text: string, file: string): TraceEvent[] {
  const events: TraceEvent[] = [];
  let previousMs = 0;
  const lines = text.split(/\r?\n/);
  for (let i = 0; i < lines.length; i++) {
    const line = (lines[i] ?? "").replace(/#.*$/, "").trim();
    if (line === "") continue;
    const fields = line.split(",").map((field) => field.trim());
    const event = parseEvent(fields, i + 1, file);
    if (event.atMs < previousMs) throw bad("trace-order", "events must be sorted by time", file, i + 1, 1);
    previousMs = event.atMs;
    events.push(event);
  }
  if (events[0]?.event !== "start")
    throw bad("trace-start", "a trace begins with an event `start`", file, events[0]?.line ?? 1, 1);
  return events;
}

function parseEvent(fields: string[], line: number, file: string): TraceEvent {
  const [time = "", event = "", ...values] = fields;
  if (!/^\d{1,12}$/.test(time))
    throw bad("trace-time", `"${time}" is not a time in whole milliseconds`, file, line, 1);
  const column = time.length + 2;
  const counts = Object.hasOwn(TRACE_EVENTS, event) ? TRACE_EVENTS[event] : undefined;
  if (counts === undefined) throw bad("trace-event", `"${event}" is not an event`, file, line, column);
  if (values.length < counts[0] || values.length > counts[1])
    throw bad("trace-values", `"${event}" takes ${counts[0]} to ${counts[1]} values`, file, line, column);
  for (const value of values)
    if (!isValue(event, value))
      throw bad("trace-value", `"${value}" does not fit "${event}"`, file, line, column);
  return { atMs: Number(time), event, values, line };
}

function isValue(event: string, value: string): boolean {
  if (event === "start" || event === "clock") return value === "unknown" || !Number.isNaN(Date.parse(value));
  if (event === "uart") return /^([0-9a-fA-F]{2})+$/.test(value);
  if (event === "corrupt") return /^[a-z0-9.]{1,28}$/.test(value);
  return /^-?\d{1,10}$/.test(value);
}

function bad(code: string, message: string, file: string, line: number, column: number): HostError {
  return new HostError(code, message, "See the list of events in host/simulator/trace.ts.", {
    file,
    line,
    column,
  });
}
