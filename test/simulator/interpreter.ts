// Asks the real interpreter, where the environment names one, and the simulator the same.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { HARDWARE } from "../../host/simulator/hardware.ts";
import { startBoard } from "../../host/simulator/start.ts";

export const ESPRUINO = process.env.ESPRUINO ?? "";

/** What a program prints in lines that begin with "@", without it, and the interpreter's flash afterwards. */
export interface Answer {
  readonly lines: string[];
  readonly flash: Uint8Array;
}

export function askInterpreter(program: string): Answer {
  const folder = mkdtempSync(join(tmpdir(), "passerby-"));
  try {
    writeFileSync(join(folder, "program.js"), program, "latin1");
    const output = execFileSync(ESPRUINO, ["program.js"], {
      cwd: folder,
      encoding: "latin1",
      maxBuffer: 1 << 28,
      timeout: 300_000,
    });
    const flash = join(folder, "espruino.flash");
    return { lines: readLines(output), flash: readFlash(flash) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** @param storageBytes 262,144 is what the Linux interpreter has */
export function askSimulator(program: string, storageBytes = 262_144): Answer {
  const hardware = { ...HARDWARE["esp32-cyd"], storageBytes };
  const board = startBoard({ hardware, files: new Map() });
  // The text is no file of the board's Storage, as it is none of the interpreter's.
  board.happen({ atMs: 0, event: "start", values: ["unknown"], line: 1 });
  board.evaluate(program);
  const text = board
    .takeRecords()
    .map((record) => (record.kind === "error" ? `@error ${record.text}` : record.text))
    .join("\n");
  return { lines: readLines(text), flash: board.flash };
}

function readLines(output: string): string[] {
  return output
    .split(/\r?\n/)
    .filter((line) => /(^|[>J])@/.test(line))
    .map((line) => line.slice(line.indexOf("@") + 1));
}

function readFlash(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch {
    return new Uint8Array();
  }
}
