// Runs a scenario on the simulator, and looks at it as the interpreter's driver does.
import { crc32 } from "node:zlib";
import type { BoardFiles, Frame, Hardware, Status } from "../../host/simulator/board.ts";
import { startBoard } from "../../host/simulator/start.ts";
import type { TraceEvent } from "../../host/simulator/trace.ts";
import { STORAGE_BYTES } from "../interpreter/prelude.ts";
import type { ScenarioResult, Seen } from "./result.ts";

/** A board, what is on it, and what happens to it. */
export interface BoardRun {
  readonly hardware: Hardware;
  readonly files: BoardFiles;
  readonly events: readonly TraceEvent[];
}

/** Plays the events on a virtual board. */
export function runOnSimulator(run: BoardRun): ScenarioResult {
  // As much Storage as the interpreter has: what it holds is compared.
  const hardware = { ...run.hardware, storageBytes: STORAGE_BYTES };
  const board = startBoard({ hardware, files: run.files });
  const frames: Seen<Frame>[] = [];
  const statuses: Seen<Status | undefined>[] = [];
  for (const event of run.events) {
    board.happen(event);
    const { atMs, line } = event;
    if (event.event === "frame") frames.push({ atMs, line, value: board.frame() });
    if (event.event === "status") statuses.push({ atMs, line, value: board.status() });
  }
  const files = board
    .listFiles()
    .sort()
    .map((name) => {
      const bytes = board.readFile(name) ?? new Uint8Array();
      return { name, length: bytes.length, crc: crc32(bytes) };
    });
  return { frames, statuses, records: board.takeRecords(), files };
}
