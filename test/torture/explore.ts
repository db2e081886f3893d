// Cuts an operation at many points, boots on what is left and judges it.
import { createHash } from "node:crypto";
import { findExtent, planLayout } from "../../host/board/layout.ts";
import type { Slot } from "../../host/board/plan.ts";
import { createRandom } from "../../host/random.ts";
import { CLEAN, type Cut, cutFlash, type FlashCall, PowerCut, tearCall } from "../../host/simulator/cut.ts";
import { createFlash, type Flash } from "../../host/simulator/flash.ts";
import { LOG_FILE, LOG_SLOT_A, LOG_SLOT_B, LOG_START, readLog, SLOT_B } from "../../shared/link/slot.ts";
import { PlanStop } from "./execute.ts";
import type { Boot } from "./judge.ts";
import { listPoints, type Point, type Second, writeId } from "./point.ts";
import { findBroken } from "./rule.ts";

/** Something that changes a board's flash, and what a board may show after it was cut. */
export interface Operation {
  /** Lower-case letters, digits and dashes. */
  readonly name: string;
  readonly before: Uint8Array;
  /** Does it, or does it again on what a cut left. */
  run(flash: Flash): void;
  /** What programs say that may be there before; "" = a board without Passerby. */
  readonly old: readonly string[];
  /** What the program says that is there afterwards. */
  readonly next: string;
  /** The neutral sign is as good. */
  readonly mayBeNeutral?: boolean;
  /** It makes the board anew: the rules for a board that is installed (rule.ts) do not hold. */
  readonly mayRewrite?: boolean;
  /** Looks at flash itself. @returns what is wrong, "" = nothing */
  inspect?(flash: Flash): string;
}

const VERDICTS = ["old", "new", "neutral", "lost", "half", "open", "damaged", "unfinished"] as const;
/**
 * What a boot came to: the old content, the new one, the neutral sign. And what must not be: nothing at all, a content
 * that is neither, an open door, other flash than should have changed, and an operation that, done again, does not
 * come to its end.
 */
export type Verdict = (typeof VERDICTS)[number];
export type Count = Record<Verdict, number>;

/** Whether a verdict is as it should be. */
export function isAllowed(operation: Operation, verdict: Verdict): boolean {
  return verdict === "old" || verdict === "new" || (verdict === "neutral" && operation.mayBeNeutral === true);
}

export interface Failure {
  readonly id: string;
  readonly verdict: Verdict;
  readonly text: string;
}

export interface Report {
  readonly operation: string;
  /** Different points, by byte of the operation and digest of flash; second cuts are counted too. */
  readonly points: number;
  /** Every point there is was tried. */
  readonly isExhaustive: boolean;
  readonly digests: number;
  readonly verdicts: Readonly<Count>;
  readonly failures: readonly Failure[];
}

export interface Effort {
  /** Different points at most. */
  readonly points: number;
  readonly seed: number;
  /** Also cuts what follows a cut: the start, and the operation when it is done again. */
  readonly isPaired: boolean;
}

export interface Stand {
  readonly pageBytes: number;
  /** Boots on flash, and changes it as a boot does. */
  boot(flash: Flash): Boot;
  /** The same on a copy; looked up where flash has the same digest. */
  judge(flash: Flash, digest: string): Boot;
}

/** So many as fill more than what an erasing of the log can leave erased before its remains. */
const GOOD_STARTS = 2100;
/** After so many of 1,000 cuts the operation is done again to its end. */
const AGAIN_PER_MILLE = 30;

export function createCount(): Count {
  return { old: 0, new: 0, neutral: 0, lost: 0, half: 0, open: 0, damaged: 0, unfinished: 0 };
}

export function copyFlash(bytes: Uint8Array, pageBytes: number): Flash {
  const flash = createFlash(bytes.length, pageBytes);
  flash.bytes.set(bytes);
  return flash;
}

export function digestFlash(bytes: Uint8Array): string {
  return createHash("sha1").update(bytes).digest("base64");
}

/** Many starts that went well, in the log of a board that runs a slot; nothing where there is no room. */
function addGoodStarts(flash: Flash, slot: Slot | undefined): void {
  const { address, size } = findExtent(planLayout(flash.bytes.length), LOG_FILE);
  const letter = slot === SLOT_B ? LOG_SLOT_B : LOG_SLOT_A;
  for (let i = 0; i < GOOD_STARTS; i++) {
    const { end } = readLog(Buffer.from(flash.bytes.subarray(address, address + size)).toString("latin1"));
    if (end < 0 || end + 2 > size || slot === undefined) return;
    flash.write(address + end, Buffer.from(LOG_START + letter, "latin1"));
  }
}

/** The calls of an operation that nobody cuts; `flash` is changed by it. */
export function recordCalls(flash: Flash, run: (flash: Flash) => void): FlashCall[] {
  const calls: FlashCall[] = [];
  tryRun(
    cutFlash(flash, undefined, ({ address, data }) => calls.push({ address, data: data?.slice() })),
    run,
  );
  return calls;
}

/** Runs until the power goes, or a plan stops. @returns why it stopped by itself, "" = it did not */
export function tryRun(flash: Flash, run: (flash: Flash) => void): string {
  try {
    run(flash);
  } catch (error) {
    if (error instanceof PlanStop) return error.message;
    if (!(error instanceof PowerCut)) throw error;
  }
  return "";
}

/** What a boot came to after a cut in this operation, and in words. */
export function classify(operation: Operation, flash: Flash, boot: Boot): { verdict: Verdict; text: string } {
  const text = `${boot.state} ${boot.saying} ${boot.error}`.trim();
  const damage = operation.inspect?.(flash) ?? "";
  if (damage !== "") return { verdict: "damaged", text: damage };
  if (boot.state === "nothing") return { verdict: operation.old.includes("") ? "old" : "lost", text };
  if (!boot.isClosed) return { verdict: "open", text };
  if (boot.state === "neutral") return { verdict: "neutral", text };
  if (operation.old.includes(boot.saying)) return { verdict: "old", text };
  return { verdict: boot.saying === operation.next ? "new" : "half", text };
}

/** Tries the cut points of one operation. */
export function exploreOperation(operation: Operation, stand: Stand, effort: Effort): Report {
  const { pageBytes } = stand;
  const calls = recordCalls(copyFlash(operation.before, pageBytes), operation.run);
  const waiting = listPoints(calls, pageBytes, effort.seed);
  const random = createRandom(effort.seed + 2);
  const verdicts = createCount();
  const failures: Failure[] = [];
  const points = new Set<string>();
  const digests = new Set<string>();

  const log = findExtent(planLayout(operation.before.length), LOG_FILE);
  const broken = operation.mayRewrite ? [] : findBroken(operation.before, calls, pageBytes);

  function note(point: Point, verdict: Verdict, text: string): void {
    verdicts[verdict]++;
    if (!isAllowed(operation, verdict)) failures.push({ id: writeId(operation.name, point), verdict, text });
  }

  /** @returns false where it was there before */
  function look(flash: Flash, point: Point): boolean {
    const digest = digestFlash(flash.bytes);
    const key = `${placeOf(point)} ${digest}`;
    if (points.has(key)) return false;
    points.add(key);
    digests.add(digest);
    const { verdict, text } = classify(operation, flash, stand.judge(flash, digest));
    note(point, verdict, text);
    return true;
  }

  /** Does it again without a cut. */
  function finish(flash: Flash, point: Point): void {
    const again = copyFlash(flash.bytes, pageBytes);
    const stop = tryRun(again, operation.run);
    const end = stand.judge(again, digestFlash(again.bytes));
    if (end.saying !== operation.next || stop !== "")
      note(point, "unfinished", `done again: ${stop} ${end.state} ${end.saying} ${end.error}`.trim());
    if (!isLogCall(point)) return;
    // What is left behind the end of a log must not come back when starts are written up to it.
    addGoodStarts(again, end.slot);
    const later = stand.judge(again, digestFlash(again.bytes));
    if (later.saying !== end.saying)
      note(point, "unfinished", `after good starts: ${later.state} ${later.saying}, it was ${end.saying}`);
  }

  /** Is it the erasing of the log that is cut first? */
  function isLogCall({ cut, second }: Point): boolean {
    const { address = 0, data } = calls[cut.call] ?? {};
    return (
      second === undefined && data === undefined && address >= log.address && address < log.address + log.size
    );
  }

  function lookAgain(flash: Flash, cut: Cut): void {
    for (const kind of ["start", "again"] as const) {
      const run = runOf(operation, stand, kind);
      const later = recordCalls(copyFlash(flash.bytes, pageBytes), run);
      const second = listPoints(later, pageBytes, random.next())[random.below(40)];
      if (second === undefined || points.size >= effort.points) continue;
      const state = copyFlash(flash.bytes, pageBytes);
      tryRun(cutFlash(state, second), run);
      look(state, { cut, second: { kind, cut: second } });
    }
  }

  for (const { call, rule } of broken) note({ cut: { call, byte: 0, tear: CLEAN } }, "damaged", rule);
  let at = 0;
  while (at < waiting.length && points.size < effort.points) {
    const end = at + Math.max(effort.points - points.size, 20);
    const chosen = waiting.slice(at, end).sort((p, q) => p.call - q.call);
    at = Math.min(end, waiting.length);
    const flash = copyFlash(operation.before, pageBytes);
    let done = 0;
    for (const cut of chosen) {
      for (; done < cut.call; done++) redo(flash, calls[done] as FlashCall);
      const call = calls[done] as FlashCall;
      const from = call.address - (call.address % pageBytes);
      const saved = flash.bytes.slice(from, call.address + Math.max(pageBytes, call.data?.length ?? 0));
      tearCall(flash, call, cut);
      if (points.size < effort.points && look(flash, { cut })) {
        if (random.chance(AGAIN_PER_MILLE) || isLogCall({ cut })) finish(flash, { cut });
        if (effort.isPaired) lookAgain(flash, cut);
      }
      flash.bytes.set(saved, from);
    }
  }
  const isExhaustive = at >= waiting.length && !effort.isPaired;
  return {
    operation: operation.name,
    points: points.size,
    isExhaustive,
    digests: digests.size,
    verdicts,
    failures,
  };
}

/** How many points an operation has, equal ones counted more than once. */
export function countPoints(operation: Operation, pageBytes: number): number {
  return listPoints(recordCalls(copyFlash(operation.before, pageBytes), operation.run), pageBytes, 1).length;
}

/** One point again, for a failure's id. */
export function replayPoint(
  operation: Operation,
  stand: Stand,
  point: Point,
): { verdict: Verdict; text: string } {
  const flash = copyFlash(operation.before, stand.pageBytes);
  tryRun(cutFlash(flash, point.cut), operation.run);
  if (point.second) tryRun(cutFlash(flash, point.second.cut), runOf(operation, stand, point.second.kind));
  const found = classify(operation, flash, stand.judge(flash, digestFlash(flash.bytes)));
  if (!isAllowed(operation, found.verdict) || point.second) return found;
  const stop = tryRun(flash, operation.run);
  const end = stand.judge(flash, digestFlash(flash.bytes));
  if (end.saying === operation.next && stop === "") return found;
  return {
    verdict: "unfinished",
    text: `done again: ${stop} ${end.state} ${end.saying} ${end.error}`.trim(),
  };
}

function runOf(operation: Operation, stand: Stand, kind: Second["kind"]): (flash: Flash) => void {
  return kind === "again" ? operation.run : (flash) => void stand.boot(flash);
}

function redo(flash: Flash, { address, data }: FlashCall): void {
  if (data) flash.write(address, data);
  else flash.erasePage(address);
}

function placeOf({ cut, second }: Point): string {
  const later = second ? `+${second.kind}.${second.cut.call}.${second.cut.byte}` : "";
  return `${cut.call}.${cut.byte}${later}`;
}

/** Keeps what a boot on some flash came to. */
export function createJudge(boot: Stand["boot"], pageBytes: number): Stand & { readonly boots: number } {
  const known = new Map<string, Boot>();
  return {
    pageBytes,
    boot,
    get boots() {
      return known.size;
    },
    judge(flash, digest) {
      const found = known.get(digest) ?? boot(copyFlash(flash.bytes, pageBytes));
      known.set(digest, found);
      return found;
    },
  };
}
