// Traces: what happens to a board, as text. One event a line: `milliseconds,event[,value[,value]]`, sorted by
// time; `#` starts a comment. The same files run on the simulator, on the interpreter and on a real board.
//
//   0,start,2026-11-27T16:00:00+01:00   the board gets power; the time is the world's, known to the board
//   0,start,unknown                     the same with no clock
//   1200,pir,1        PIR level         1500,radar,1     radar's OUT pin
//   2000,touch,150,90 finger down at x, y of the panel    2100,release
//   2200,button,1     button held       2400,button,0
//   3000,advert,-67   one advert, dBm   3000,adverts,120,-70   a burst of so many at once
//   4000,radarframe,120,60,100,70   what a radar on a UART says ten times a second from now on: moving at so many cm with
//                     so much energy, still likewise; 0 = no such target; `off` = it is silent. `radar` does this too
//   4000,distance,850 millimetres before a distance sensor; 8190 = nothing; `off` = it does not answer
//   4000,uart,f4f3..  bytes as hex from the radar's UART
//   5000,light,3      6000,temperature,2   (buckets as in Situation)
//   7000,clock,2026-11-27T17:00:00+01:00   7000,clock,unknown
//   8000,command,2,5,10   link command with its numbers
//   9000,power,0      power cut         9500,power,1
//   9000,corrupt,a,20000   one byte of a stored file is flipped; cut the power after it, so that a start meets it
//   9000,truth,1      somebody is really there, or 0: the board does not hear of it; plots show it beside what it takes to be so
//   10000,frame       record the frame  10000,status   record the status
//   20000,end
import { HostError } from "../error.ts";

export interface TraceEvent {
  readonly atMs: number;
  readonly event: string;
  readonly values: readonly string[];
  readonly line: number;
}

/** Latest time of an event: 31 days. */
export const LONGEST_TRACE_MS = 2_678_400_000;
/** Years of the world's time. */
const YEARS = { least: 2024, most: 2037 };
/** Most bytes of one `uart` event. */
const MOST_UART_BYTES = 512;

type Test = (value: string) => boolean;
interface Rule {
  /** One test for each value, and how many of them must be there (all by default). */
  readonly tests: readonly Test[];
  readonly least?: number;
  /** What the event takes, ready for "`event` takes …". */
  readonly takes: string;
}

const LEVEL: Rule = { tests: [whole(0, 1)], takes: "1 or 0" };
const TIME: Rule = {
  tests: [isTime],
  takes: `a time with its offset, such as 2026-11-27T17:00:00+01:00, from ${YEARS.least} to ${YEARS.most}, or unknown`,
};
const BUCKET: Rule = { tests: [whole(0, 3)], takes: "a step from 0 (unknown) to 3" };
const NOTHING: Rule = { tests: [], takes: "nothing" };
const NUMBER = whole(-4_294_967_295, 4_294_967_295);

const RULES: Readonly<Record<string, Rule>> = {
  start: TIME,
  pir: LEVEL,
  radar: LEVEL,
  touch: { tests: [whole(0, 4095), whole(0, 4095)], takes: "x and y in pixels of the panel, 0 to 4095" },
  release: NOTHING,
  button: LEVEL,
  advert: { tests: [whole(-127, 20)], takes: "a strength in dBm, -127 to 20" },
  adverts: {
    tests: [whole(1, 10_000), whole(-127, 20)],
    takes: "how many, 1 to 10000, and a strength in dBm, -127 to 20",
  },
  uart: {
    tests: [(value) => value.length <= 2 * MOST_UART_BYTES && /^([0-9a-fA-F]{2})+$/.test(value)],
    takes: `1 to ${MOST_UART_BYTES} bytes as pairs of hex digits, such as f4f3f2f1`,
  },
  radarframe: {
    tests: [(value) => value === "off" || whole(0, 700)(value), whole(0, 100), whole(0, 700), whole(0, 100)],
    least: 1,
    takes: "cm and energy (0 to 100) of what moves, then of what is still, or off",
  },
  distance: {
    tests: [(value) => value === "off" || whole(0, 8191)(value)],
    takes: "millimetres, 0 to 8191, or off",
  },
  light: BUCKET,
  temperature: BUCKET,
  clock: TIME,
  command: {
    tests: [whole(0, 255), NUMBER, NUMBER],
    least: 1,
    takes: "the number of a command, 0 to 255, and up to two whole numbers for it",
  },
  power: LEVEL,
  truth: LEVEL,
  corrupt: {
    tests: [(value) => /^[a-z0-9.]{1,28}$/.test(value), whole(0, 16_777_215)],
    takes: "the name of a stored file and the number of one of its bytes, such as a,20000",
  },
  frame: NOTHING,
  status: NOTHING,
  end: NOTHING,
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
    const place = { file, line: i + 1, column: 1 };
    const event = parseEvent(
      line.split(",").map((field) => field.trim()),
      place,
    );
    if (event.atMs < previousMs) {
      const hint = `Put the lines in the order of their times: the one before is at ${previousMs}.`;
      throw new HostError("trace-order", "events must be sorted by time", hint, place);
    }
    previousMs = event.atMs;
    events.push(event);
  }
  if (events[0]?.event !== "start") {
    const hint = "Begin with `0,start,unknown`, or with the time in place of `unknown`.";
    const place = { file, line: events[0]?.line ?? 1, column: 1 };
    throw new HostError("trace-start", "a trace begins with an event `start`", hint, place);
  }
  return events;
}

interface LinePlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

function parseEvent(fields: readonly string[], place: LinePlace): TraceEvent {
  const [time = "", event = "", ...values] = fields;
  if (!/^\d{1,12}$/.test(time) || Number(time) > LONGEST_TRACE_MS)
    throw new HostError(
      "trace-time",
      `${show(time)} is not a time in whole milliseconds`,
      `Write the milliseconds since the trace began, 0 to ${LONGEST_TRACE_MS} (31 days).`,
      place,
    );
  const rule = Object.hasOwn(RULES, event) ? RULES[event] : undefined;
  const column = time.length + 2;
  if (rule === undefined)
    throw new HostError(
      "trace-event",
      `${show(event)} is not an event`,
      `The events are: ${Object.keys(RULES).join(", ")}.`,
      { ...place, column },
    );
  const hint = `\`${event}\` takes ${rule.takes}.`;
  if (values.length < (rule.least ?? rule.tests.length) || values.length > rule.tests.length) {
    const message = `\`${event}\` has ${values.length === 1 ? "1 value" : `${values.length} values`}`;
    throw new HostError("trace-values", message, hint, { ...place, column });
  }
  let valueColumn = column + event.length + 1;
  for (const [i, value] of values.entries()) {
    if (!rule.tests[i]?.(value))
      throw new HostError("trace-value", `${show(value)} does not fit \`${event}\``, hint, {
        ...place,
        column: valueColumn,
      });
    valueColumn += value.length + 1;
  }
  return { atMs: Number(time), event, values, line: place.line };
}

/** A test for whole numbers from `least` to `most`, both included. */
function whole(least: number, most: number): Test {
  return (value) => /^-?\d{1,10}$/.test(value) && Number(value) >= least && Number(value) <= most;
}

/** A time that every computer reads alike: with its offset, and of a day that there is. */
function isTime(value: string): boolean {
  if (value === "unknown") return true;
  const match = /^((\d{4})-\d\d-\d\dT\d\d:\d\d)(:\d\d(\.\d{1,3})?)?(Z|[+-](0\d|1[0-4]):[0-5]\d)$/.exec(value);
  const [, minute = "", year] = match ?? [];
  const localMs = Date.parse(`${minute}Z`);
  if (match === null || Number.isNaN(localMs) || Number.isNaN(Date.parse(value))) return false;
  const isReal = new Date(localMs).toISOString().startsWith(minute);
  return isReal && Number(year) >= YEARS.least && Number(year) <= YEARS.most;
}

/** What was found, short enough for a message and without control characters. */
function show(text: string): string {
  const plain = text.replace(/[\p{Cc}\p{Cf}]/gu, "?");
  return `"${plain.length > 40 ? `${plain.slice(0, 39)}…` : plain}"`;
}
