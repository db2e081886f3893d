// Small boards for the tests here: a program as text, and what happens to it.
import type { Hardware } from "../../host/simulator/board.ts";
import { HARDWARE } from "../../host/simulator/hardware.ts";
import { type SimulatedBoard, startBoard } from "../../host/simulator/start.ts";
import { parseTrace } from "../../host/simulator/trace.ts";
import { STATUS_FIELDS, type StatusField } from "../../shared/link/command.ts";

/** Runs the program of slot a, as a boot does. */
const BOOT = 'eval(require("Storage").read("a.js"));';

export function createBoard(program: string, hardware: Hardware = HARDWARE["esp32-cyd"]): SimulatedBoard {
  const files = new Map([
    [".boot0", Buffer.from(BOOT)],
    ["a.js", Buffer.from(program, "latin1")],
    ["a.dep", Uint8Array.of(1, 2, 3)],
    ["a.fnt", Uint8Array.of(4)],
  ]);
  return startBoard({ hardware, files, seed: 7 });
}

/** Lets the events of a trace happen, one after the other. */
export function play(board: SimulatedBoard, ...lines: string[]): SimulatedBoard {
  for (const event of parseTrace(["0,start,unknown", ...lines].join("\n"), "test"))
    if (event.line > 1 || board.nowMs === 0) board.happen(event);
  return board;
}

/** What the program printed, and its errors. */
export function said(board: SimulatedBoard): string[] {
  return board
    .takeRecords()
    .filter((record) => record.kind === "console" || record.kind === "error")
    .map((record) => record.text);
}

/** Text of a link that answers COMMAND_STATUS; `fields` are expressions in the program's language. */
export function answerStatus(fields: Partial<Record<StatusField, string>>): string {
  const values = STATUS_FIELDS.map((field) => fields[field] ?? "0");
  return `global.passerby=function(c,a,b){return c===0?[0,${values.join(",")}].join(","):[0,c,a,b].join(",");};`;
}
