// Scenario files: a trace (host/simulator/trace.ts) with a head and with expectations between its events.
//
//   name: Somebody comes and lingers        head: what it shows
//   board: crime-shelf                      head: id of a board of the sample shop
//   sensors: touch, distance                head, if need be: sensors in place of the board's own
//   0,start,2026-11-27T17:00:00+01:00
//   2000,expect,presence=0                  status field, one of = != < >, integer
//   9000,expect,offer=noir-evening          an offer by its id, or `neutral` (also for pin)
//   9000,expect,answer=none                 no program answers; or some
//   3000,tap,controls,question              a tap on the region of that screen, wherever it is (see hand.ts)
//   3000,choose,dismiss                     the same on a board with one button: short presses, then a long one
import { HostError } from "../../host/error.ts";
import { parseTrace, type TraceEvent } from "../../host/simulator/trace.ts";
import { STATUS_FIELDS, type StatusField } from "../../shared/link/command.ts";
import type { Hand } from "./hand.ts";

type Comparison = "=" | "!=" | "<" | ">";

export interface Expectation {
  readonly atMs: number;
  readonly line: number;
  readonly field: StatusField | "answer";
  readonly comparison: Comparison;
  readonly value: string;
}

export interface Scenario {
  readonly name: string;
  readonly board: string;
  /** Sensors in place of the board's own. */
  readonly sensors: string | undefined;
  readonly file: string;
  /** Events by time; each expectation is a `status` event of its own line. */
  readonly events: readonly TraceEvent[];
  readonly expectations: readonly Expectation[];
  /** To be put among the events by `placeHands`, which knows the board. */
  readonly hands: readonly Hand[];
}

const HEAD = /^(name|board|sensors):\s*(\S.*)$/;
const HAND = /^(\d{1,12}),(?:tap,([a-z]+)|choose),([a-z]+\d?)$/;
const EXPECT = /^(\d{1,12}),expect,([A-Za-z0-9]+)(!=|=|<|>)([a-z0-9-]+)$/;

/**
 * Parses a scenario file.
 * @throws HostError `scenario-…` or `trace-…` with file and line
 */
export function parseScenario(text: string, file: string): Scenario {
  const head: Record<string, string> = {};
  const expectations: Expectation[] = [];
  const hands: Hand[] = [];
  const trace = text.split(/\r?\n/).map((raw, i) => {
    const line = raw.replace(/#.*$/, "").trim();
    const headed = HEAD.exec(line);
    if (headed) {
      head[headed[1] as string] = headed[2] as string;
      return "";
    }
    const hand = HAND.exec(line);
    if (hand) {
      hands.push({ atMs: Number(hand[1]), line: i + 1, screen: hand[2], action: hand[3] as string });
      return "";
    }
    if (!/,\s*expect\s*,/.test(line)) return line;
    const expectation = parseExpectation(line, file, i + 1);
    expectations.push(expectation);
    return `${expectation.atMs},status`;
  });
  const { name, board, sensors } = head;
  if (name === undefined || board === undefined)
    throw new HostError("scenario-head", "the head lacks a name or a board", "Add `name:` and `board:`.", {
      file,
    });
  return { name, board, sensors, file, events: parseTrace(trace.join("\n"), file), expectations, hands };
}

function parseExpectation(line: string, file: string, number: number): Expectation {
  const match = EXPECT.exec(line);
  const field = match?.[2] as StatusField | "answer";
  const isValid = match !== null && isField(field) && fits(field, match[4] as string);
  if (!isValid)
    throw new HostError(
      "scenario-expect",
      `"${line}" is not an expectation`,
      `Write time,expect,field=value with a field of ${STATUS_FIELDS.join(", ")} or answer.`,
      { file, line: number, column: 1 },
    );
  return {
    atMs: Number(match[1]),
    line: number,
    field,
    comparison: match[3] as Comparison,
    value: match[4] as string,
  };
}

function isField(field: string): boolean {
  return field === "answer" || (STATUS_FIELDS as readonly string[]).includes(field);
}

/** A value that no status can have would make `!=` an expectation that cannot fail. */
function fits(field: string, value: string): boolean {
  if (field === "answer") return value === "none" || value === "some";
  return field === "offer" || field === "pin" ? !/^-/.test(value) : /^-?\d+$/.test(value);
}
