// Runs a scenario on the real interpreter: one process a stretch of power, all on one Storage folder.
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { HostError } from "../../host/error.ts";
import { createStorage } from "../../host/simulator/storage.ts";
import type { ScenarioResult } from "../scenarios/result.ts";
import type { BoardRun } from "../scenarios/simulator.ts";
import { createReader } from "./lines.ts";
import { cutPlay } from "./play.ts";
import { KEPT_FILE, preludeText, STORAGE_FILE, type Stretch, slotFiles } from "./prelude.ts";

/** A process that has not ended by then hangs: the longest scenario takes a few seconds. */
const PATIENCE_MS = 110_000;
const MOST_OUTPUT_BYTES = 256 * 1024 * 1024;

/**
 * Plays the events on the interpreter.
 * @param espruinoPath a Linux build of Espruino
 * @throws HostError `interpreter-…` when the process fails, hangs or prints something that is not ours
 */
export async function runOnInterpreter(run: BoardRun, espruinoPath: string): Promise<ScenarioResult> {
  const folder = await mkdtemp(join(tmpdir(), "passerby-interpreter-"));
  try {
    const play = cutPlay(run.events, run.hardware, slotFiles(run.files));
    const reader = createReader(run.hardware);
    for (const stretch of play.stretches) {
      if (stretch.isRestart) await keepStorage(folder, stretch.flips);
      const output = await runScript(preludeText(stretch), espruinoPath, folder);
      reader.read(output, run.events);
    }
    return reader.finish(play.dark);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What the power cut left of Storage, with the bytes flipped that are to be met at the next start. */
async function keepStorage(folder: string, flips: Stretch["flips"]): Promise<void> {
  const bytes = await readFile(join(folder, STORAGE_FILE));
  const storage = createStorage(bytes.length);
  storage.flash.bytes.set(bytes);
  for (const [name, offset] of flips) {
    const file = storage.find(name);
    if (file === undefined) throw new Error(`no file ${name} to corrupt`);
    storage.flash.bytes[file.address + (offset % file.size)] ^= 255;
  }
  await rm(join(folder, STORAGE_FILE));
  await writeFile(join(folder, KEPT_FILE), storage.flash.bytes);
}

/**
 * Evaluates one text and returns what was printed.
 * @param folder working folder of the process; its Storage is a file there
 * @param patienceMs it is killed then
 * @throws HostError `interpreter-failed`
 */
export async function runScript(
  script: string,
  espruinoPath: string,
  folder: string,
  patienceMs = PATIENCE_MS,
): Promise<string> {
  const file = join(folder, "play.js");
  await writeFile(file, script, "latin1");
  return new Promise((resolve, reject) => {
    const child = execFile(
      espruinoPath,
      [file],
      { cwd: folder, encoding: "latin1", timeout: patienceMs, maxBuffer: MOST_OUTPUT_BYTES },
      (error, stdout) => {
        if (error === null) resolve(stdout);
        else
          reject(
            new HostError(
              "interpreter-failed",
              `the interpreter failed: ${error.message}\n${stdout.slice(-2000)}`,
              "Run the scenario alone and read the last lines.",
              { file },
              error,
            ),
          );
      },
    );
    child.stdin?.end();
  });
}
