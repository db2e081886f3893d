// Reads the lines that the prelude printed (`@tag payload`) back into frames, statuses, records and files.
import { HostError } from "../../host/error.ts";
import type { BoardRecord, Frame, Hardware, Status } from "../../host/simulator/board.ts";
import { createGlass, lookDark } from "../../host/simulator/panel.ts";
import type { TraceEvent } from "../../host/simulator/trace.ts";
import { LINK_OK, STATUS_FIELDS } from "../../shared/link/command.ts";
import type { ScenarioResult, Seen, StoredFile } from "../scenarios/result.ts";
import type { DarkLook } from "./play.ts";
import { createScreen, type Screen } from "./screen.ts";

interface Reader {
  /** Reads what one process printed. @throws HostError `interpreter-output` for a run that did not reach its end */
  read(output: string, events: readonly TraceEvent[]): void;
  finish(dark: readonly DarkLook[]): ScenarioResult;
}

/** Makes a reader for all the processes of one run. */
export function createReader(hardware: Hardware): Reader {
  const frames: Seen<Frame>[] = [];
  const statuses: Seen<Status | undefined>[] = [];
  const records: BoardRecord[] = [];
  let files: StoredFile[] = [];
  // Electronic paper keeps it from one process to the next.
  const glass = createGlass(hardware);

  function read(output: string, events: readonly TraceEvent[]): void {
    const screen = createScreen(hardware, glass);
    const timeOf = (line: number): number => events.find((event) => event.line === line)?.atMs ?? 0;
    const waiting: number[] = [];
    let isDone = false;
    files = [];
    const takeFrame = (): void => {
      for (const line of waiting.splice(0)) frames.push({ atMs: timeOf(line), line, value: screen.frame() });
    };
    for (const { tag, payload } of taggedLines(output)) {
      if (tag !== "stripe") takeFrame();
      if (tag === "frame") {
        screen.rewind();
        waiting.push(Number(payload));
      } else if (tag === "status") {
        const comma = payload.indexOf(",");
        const line = Number(payload.slice(0, comma));
        statuses.push({ atMs: timeOf(line), line, value: parseStatus(payload.slice(comma + 1)) });
      } else if (tag === "record") records.push(parseRecord(payload));
      else if (tag === "file") files.push(parseFile(payload));
      else if (tag === "done") isDone = true;
      else feed(screen, tag, payload);
    }
    const stray = /^.*(Uncaught|OUT OF MEMORY|Execution Interrupted|ERROR:).*$/m.exec(output);
    if (!isDone || stray)
      throw new HostError(
        "interpreter-output",
        `the interpreter did not play to the end: ${stray?.[0] ?? output.slice(-500)}`,
        "Run the scenario alone; an error outside a callback stops the whole play.",
      );
  }

  function finish(dark: readonly DarkLook[]): ScenarioResult {
    for (const { atMs, line, event } of dark)
      if (event === "status") statuses.push({ atMs, line, value: undefined });
      else frames.push({ atMs, line, value: lookDark(hardware, glass) });
    const byLine = (a: { line: number }, b: { line: number }): number => a.line - b.line;
    files.sort((a, b) => (a.name < b.name ? -1 : 1));
    return { frames: frames.sort(byLine), statuses: statuses.sort(byLine), records, files };
  }

  return { read, finish };
}

function feed(screen: Screen, tag: string, payload: string): void {
  if (tag === "stripe") screen.stripe(Buffer.from(payload, "base64"));
  else if (tag === "light") screen.light(Number(payload));
  else if (tag === "spi") {
    const [ms = "", level = "", bytes = ""] = payload.split(",");
    screen.spi(Number(ms), level, Buffer.from(bytes, "base64"));
  } else if (tag === "i2c") {
    const comma = payload.indexOf(",");
    screen.wire(Number(payload.slice(0, comma)), Buffer.from(payload.slice(comma + 1), "base64"));
  }
}

function* taggedLines(output: string): Generator<{ tag: string; payload: string }> {
  for (const line of output.split(/\r?\n/)) {
    const match = /^@([a-z0-9]+) ?(.*)$/.exec(line);
    if (match) yield { tag: match[1] as string, payload: match[2] as string };
  }
}

/** A status answer as its fields; undefined for an empty answer or one that is not LINK_OK. */
function parseStatus(answer: string): Status | undefined {
  const numbers = answer.split(",").map(Number);
  if (answer === "" || numbers[0] !== LINK_OK) return undefined;
  return Object.fromEntries(STATUS_FIELDS.map((field, i) => [field, numbers[i + 1]])) as Status;
}

function parseRecord(payload: string): BoardRecord {
  const [atMs = "", kind = "", text = ""] = payload.split(",");
  return {
    atMs: Number(atMs),
    kind: kind as BoardRecord["kind"],
    text: Buffer.from(text, "base64").toString("latin1"),
  };
}

function parseFile(payload: string): StoredFile {
  const [length = "", crc = "", ...name] = payload.split(",");
  return { name: name.join(","), length: Number(length), crc: Number(crc) >>> 0 };
}
