import { describe, expect, it } from "vitest";
import { buildProgram } from "../../host/build/program.ts";
import { findRoot } from "../../host/build/root.ts";
import { createRandom } from "../../host/random.ts";
import type { BoardKind } from "../../host/shop/model.ts";
import type { Hardware } from "../../host/simulator/board.ts";
import { cutFlash } from "../../host/simulator/cut.ts";
import { HARDWARE } from "../../host/simulator/hardware.ts";
import { createDates } from "./dates.ts";
import { bootInterpreter, killCalls, PIECE_BYTES } from "./interpreter.ts";
import { type Boot, bootOn } from "./judge.ts";
import { createOperations } from "./operation.ts";
import { KINDS, listPoints, writeId } from "./point.ts";
import { copyFlash, digestFlash, recordCalls, tryRun } from "./stand.ts";
import { classify, isAllowed, type Operation } from "./verdict.ts";

const ESPRUINO = process.env.ESPRUINO ?? "";
/** What a Linux build has. */
const LINUX = { storageBytes: 262_144, pageBytes: 1024 };
/** Some of them leave the same flash: with the cuts, 300 and more are different. */
const KILLS = 200;
const CUTS = 320;
/** What a piece of a killed operation takes, about. */
const PIECE_MS = 0.2;
/** For all of them, on a machine that is busy with other tests. */
const PATIENCE_MS = 600_000;
/** Processes at a time: each waits for a tenth of a second while it ends. */
const TOGETHER = 6;
const KILLED = ["install", "install-again", "deploy", "deploy-third", "deploy-full-log", "back", "renew"];

interface Board {
  readonly kind: BoardKind;
  readonly hardware: Hardware;
  readonly operations: readonly Operation[];
}

/** Every kind of board, with the Storage of a Linux build. */
async function openBoards(): Promise<Board[]> {
  const root = findRoot();
  const boards: Board[] = [];
  for (const kind of KINDS) {
    const hardware = { ...HARDWARE[kind], storageBytes: LINUX.storageBytes };
    const { boot } = await buildProgram(kind, { root });
    const dates = await createDates(root, hardware);
    const operations = createOperations({ hardware, pageBytes: LINUX.pageBytes, boot, dates });
    boards.push({ kind, hardware, operations });
  }
  return boards;
}

describe.skipIf(!ESPRUINO)("on the interpreter", () => {
  it(
    "200 operations that were killed and 320 cut files of every kind of board boot as they should, and as they do in the simulator",
    async () => {
      const boards = await openBoards();
      const random = createRandom(11);
      const found: { id: string; board: Board; operation: Operation; bytes: Uint8Array; real: Boot }[] = [];
      const states = new Set<string>();
      let halfway = 0;

      async function kill(i: number): Promise<void> {
        const board = pick(boards, i);
        const killable = board.operations.filter(({ name }) => KILLED.includes(name));
        const operation = pick(killable, Math.floor(i / boards.length));
        const calls = recordCalls(copyFlash(operation.before, LINUX.pageBytes), operation.run);
        const pieces = calls.reduce((sum, { data }) => sum + 1 + (data?.length ?? 0) / PIECE_BYTES, 0);
        const delayMs = random.below(4 + pieces * PIECE_MS);
        const bytes = await killCalls(operation.before, calls, ESPRUINO, delayMs);
        const done = copyFlash(operation.before, LINUX.pageBytes);
        tryRun(done, operation.run);
        if (![operation.before, done.bytes].some((whole) => Buffer.compare(bytes, whole) === 0)) halfway++;
        await look(board, operation, `${board.kind}/${operation.name} killed`, bytes);
      }
      async function cut(i: number): Promise<void> {
        const board = pick(boards, i);
        const operation = pick(board.operations, Math.floor(i / boards.length));
        const calls = recordCalls(copyFlash(operation.before, LINUX.pageBytes), operation.run);
        const point = pick(listPoints(calls, LINUX.pageBytes, i), random.below(5000));
        const flash = copyFlash(operation.before, LINUX.pageBytes);
        tryRun(cutFlash(flash, point), operation.run);
        await look(board, operation, writeId(board.kind, operation.name, { cut: point }), flash.bytes);
      }
      async function look(board: Board, operation: Operation, id: string, bytes: Uint8Array): Promise<void> {
        states.add(digestFlash(bytes));
        const real = await bootInterpreter(bytes, board.hardware, ESPRUINO, operation.fault);
        found.push({ id, board, operation, bytes, real });
      }

      await runTogether([
        ...Array.from({ length: KILLS }, (_, i) => () => kill(i)),
        ...Array.from({ length: CUTS }, (_, i) => () => cut(i)),
      ]);
      expect(found).toHaveLength(KILLS + CUTS);
      const verdicts = new Map<string, number>();
      for (const { id, board, operation, bytes, real } of found) {
        const flash = copyFlash(bytes, LINUX.pageBytes);
        const { verdict, text } = classify(operation, flash, real);
        expect(isAllowed(operation, verdict) ? "" : `${id}: ${verdict} ${text}`).toBe("");
        const ours = bootOn(flash, board.hardware, { fault: operation.fault });
        const tell = ({ state, saying, slot, isClosed }: Boot) => ({ id, state, saying, slot, isClosed });
        expect(tell(ours)).toEqual(tell(real));
        for (const name of [verdict, board.kind]) verdicts.set(name, (verdicts.get(name) ?? 0) + 1);
      }
      console.log(
        `${halfway} of ${KILLS} killed halfway, ${states.size} different flashes: ${JSON.stringify(Object.fromEntries(verdicts))}`,
      );
      // Killed too early or too late, they would all be alike.
      expect(states.size).toBeGreaterThanOrEqual(300);
      expect(halfway).toBeGreaterThan(KILLS / 4);
      for (const verdict of ["new", "old", "stock", "neutral"])
        expect(verdicts.get(verdict)).toBeGreaterThan(0);
    },
    PATIENCE_MS,
  );

  it(
    "80 truncated flash files boot as in the simulator: whole content, the sign, or a board without Passerby",
    async () => {
      const boards = await openBoards();
      const random = createRandom(12);
      const states = new Map<string, number>();
      async function truncate(i: number): Promise<void> {
        const { hardware, operations } = pick(boards, i);
        const deploys = operations.filter(({ name }) => name.startsWith("deploy"));
        const operation = pick(deploys, Math.floor(i / boards.length));
        const bytes = copyFlash(operation.before, LINUX.pageBytes).bytes;
        // Every third within the first pages, where `.boot0` and the log are.
        const length = 1 + random.below(i % 3 === 0 ? 12_288 : bytes.length - 1);
        const real = await bootInterpreter(bytes.slice(0, length), hardware, ESPRUINO);
        // What is not in the file is read as erased.
        const ours = bootOn(copyFlash(bytes.fill(255, length), LINUX.pageBytes), hardware);
        const tell = ({ state, saying, slot }: Boot) => ({ length, state, saying, slot });
        // Half of `.boot0` the interpreter runs up to where it ends, the simulator not at all.
        if (length >= 4096) expect(tell(real)).toEqual(tell(ours));
        const saying = real.saying;
        if (real.state === "runs") expect([...operation.old, operation.next]).toContain(saying);
        if (length >= 4096) expect([length, real.isClosed]).toEqual([length, true]);
        states.set(real.state, (states.get(real.state) ?? 0) + 1);
      }
      await runTogether(Array.from({ length: 80 }, (_, i) => () => truncate(i)));
      console.log(`truncated: ${JSON.stringify(Object.fromEntries(states))}`);
      expect(states.size).toBeGreaterThan(2);
    },
    PATIENCE_MS,
  );
});

function pick<T>(list: readonly T[], i: number): T {
  const found = list[i % list.length];
  if (found === undefined) throw new Error("nothing to pick from");
  return found;
}

async function runTogether(tasks: readonly (() => Promise<void>)[]): Promise<void> {
  const waiting = [...tasks];
  const work = async (): Promise<void> => {
    for (let task = waiting.shift(); task; task = waiting.shift()) await task();
  };
  await Promise.all(Array.from({ length: TOGETHER }, work));
}
