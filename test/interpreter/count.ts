// Instructions that the interpreter executes for a script, counted by callgrind: the unit of the benches.
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { HostError } from "../../host/error.ts";

/** Callgrind runs some fifty times slower than the processor. */
const PATIENCE_MS = 600_000;

/**
 * Counts the instructions of the whole process that evaluates `script`, start-up included. What n repetitions cost is
 * the difference of two counts, with n and with 2n repetitions in the script; differences under about 1,000 are noise.
 * Needs `valgrind` on the PATH and the environment variable ESPRUINO.
 * @param script Espruino's language, one byte a character; must end by itself
 * @returns instructions, a positive integer
 * @throws HostError `count-espruino` without ESPRUINO, `count-failed` when the script or valgrind fails
 */
export async function countInstructions(script: string): Promise<number> {
  const espruino = process.env.ESPRUINO;
  if (!espruino)
    throw new HostError("count-espruino", "ESPRUINO is not set", "Set it to a Linux build of Espruino.");
  const folder = await mkdtemp(join(tmpdir(), "passerby-count-"));
  try {
    const file = join(folder, "script.js");
    const out = join(folder, "callgrind.out");
    await writeFile(file, script, "latin1");
    await runCallgrind(["--tool=callgrind", `--callgrind-out-file=${out}`, espruino, file], folder);
    return parseTotal(await readFile(out, "latin1"));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function runCallgrind(args: readonly string[], folder: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const options = { cwd: folder, encoding: "latin1", timeout: PATIENCE_MS, maxBuffer: 1 << 26 } as const;
    const child = execFile("valgrind", args, options, (error, stdout) => {
      const uncaught = /^.*Uncaught.*$/m.exec(stdout)?.[0];
      if (error === null && uncaught === undefined) resolve();
      else
        reject(
          new HostError(
            "count-failed",
            `callgrind or the script failed: ${uncaught ?? error?.message}`,
            "Install valgrind, and run the script alone.",
            undefined,
            error,
          ),
        );
    });
    child.stdin?.end();
  });
}

/**
 * Total of a callgrind output file.
 * @throws HostError `count-failed` where there is none
 */
export function parseTotal(output: string): number {
  const total = Number(/^(?:summary|totals): (\d+)/m.exec(output)?.[1] ?? 0);
  if (total > 0) return total;
  throw new HostError("count-failed", "callgrind wrote no total", "Run valgrind by hand on the script.");
}
