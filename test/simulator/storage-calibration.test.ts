import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { createRandom } from "../../host/random.ts";
import { compact } from "../../host/simulator/compaction.ts";
import { cutFlash } from "../../host/simulator/cut.ts";
import { createFlash, type Flash } from "../../host/simulator/flash.ts";
import { mountStorage } from "../../host/simulator/storage.ts";
import { askInterpreter, askSimulator, ESPRUINO } from "./interpreter.ts";
import { createSequence, LINUX_STORAGE_BYTES, playSequence, writeSequences } from "./sequence.ts";

interface Difference {
  readonly what: string;
  readonly why: string;
  readonly program: string;
  readonly interpreter: readonly string[];
  readonly simulator: readonly string[];
}
const differences: { readonly shown: readonly Difference[] } = JSON.parse(
  readFileSync(new URL("storage-differences.json", import.meta.url), "utf8"),
);

const SEQUENCES = 1000;
/** Twenty seconds of its own, on a machine that may be busy with other tests. */
const PATIENCE_MS = 600_000;
const KILLS = 60;

describe.skipIf(!ESPRUINO)("Storage's model beside the interpreter", () => {
  it(
    "gives the same answers, the same errors and the same flash in 1,000 random sequences",
    () => {
      const sequences = Array.from({ length: SEQUENCES }, (_, seed) => createSequence(seed));
      const { lines } = askInterpreter(writeSequences([[["find"]], ...sequences]));
      const pageBytes = readPageBytes(lines[0]);
      expect(lines).toHaveLength(SEQUENCES + 1);
      const differing = sequences.flatMap((steps, seed) => {
        const ours = playSequence(steps, pageBytes);
        return ours === lines[seed + 1] ? [] : [{ seed, steps, ours, real: lines[seed + 1] }];
      });
      expect(differing).toEqual([]);
    },
    PATIENCE_MS,
  );

  it("would show a page of another length (control)", () => {
    const sequences = Array.from({ length: 60 }, (_, seed) => createSequence(seed));
    const { lines } = askInterpreter(writeSequences([[["find"]], ...sequences]));
    const wrongBytes = 8 * readPageBytes(lines[0]);
    expect(sequences.some((steps, i) => playSequence(steps, wrongBytes) !== lines[i + 1])).toBe(true);
  });

  it.each(differences.shown)("differs as listed: $what", ({ program, interpreter, simulator }) => {
    expect(askInterpreter(program).lines).toEqual(interpreter);
    expect(askSimulator(program).lines).toEqual(simulator);
    expect(simulator).not.toEqual(interpreter);
  });

  it("compacts in the model's own steps: killed at any moment, it left one of the model's states", async () => {
    const pageBytes = readPageBytes(askInterpreter(writeSequences([[["find"]]])).lines[0]);
    const before = createUsed(pageBytes);
    const states = listStates(before);
    const seen = new Set<number>();
    const random = createRandom(7);
    for (let i = 0; i < KILLS; i++) {
      const at = states.indexOf(digest(await killCompaction(before.bytes, random.below(40))));
      expect(at).toBeGreaterThanOrEqual(0);
      seen.add(at);
    }
    // Some were killed in the middle; otherwise this says nothing.
    expect([...seen].filter((at) => at > 0 && at < states.length - 1).length).toBeGreaterThan(3);
  });
});

function readPageBytes(line: string | undefined): number {
  return Number(line?.split("|")[0]);
}

/** Storage that is nearly full, whose first file is deleted. */
function createUsed(pageBytes: number): Flash {
  const flash = createFlash(LINUX_STORAGE_BYTES, pageBytes);
  const storage = mountStorage(flash);
  storage.write("old", new Uint8Array(300));
  for (let i = 0; i < 50; i++) storage.write(`file${i}`, new Uint8Array(5000 - 20 * i).fill(i));
  storage.erase("old");
  return flash;
}

/** Digests of flash before the first step of a compaction, and after each. */
function listStates(before: Flash): string[] {
  const flash = createFlash(before.bytes.length, before.pageBytes);
  flash.bytes.set(before.bytes);
  const states: string[] = [];
  compact(cutFlash(flash, undefined, () => states.push(digest(flash.bytes))));
  return [...states, digest(flash.bytes)];
}

function digest(bytes: Uint8Array): string {
  return createHash("sha1").update(bytes).digest("hex");
}

/** Flash after an interpreter that was compacting it was killed. @param delayMs after it said that it begins */
async function killCompaction(before: Uint8Array, delayMs: number): Promise<Uint8Array> {
  const folder = mkdtempSync(join(tmpdir(), "passerby-kill-"));
  const file = join(folder, "espruino.flash");
  try {
    writeFileSync(file, before);
    writeFileSync(join(folder, "go.js"), 'print("@");require("Storage").compact();');
    const child = spawn(ESPRUINO, ["go.js"], { cwd: folder, stdio: ["ignore", "pipe", "ignore"] });
    const ended = new Promise((resolve) => child.once("close", resolve));
    await new Promise((resolve) => child.stdout.once("data", resolve));
    await sleep(delayMs);
    child.kill("SIGKILL");
    await ended;
    return readFileSync(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
