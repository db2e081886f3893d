// Cuts an operation at many points, boots on what is left and judges it.
import { type Extent, findExtent, planLayout } from "../../host/board/layout.ts";
import type { Slot } from "../../host/board/plan.ts";
import { createRandom } from "../../host/random.ts";
import { CLEAN, type Cut, cutFlash, type FlashCall, tearCall } from "../../host/simulator/cut.ts";
import type { Flash } from "../../host/simulator/flash.ts";
import { LOG_FILE, LOG_SLOT_A, LOG_SLOT_B, LOG_START, readLog, SLOT_B } from "../../shared/link/slot.ts";
import { countPoints, listPoints, type Point, pickPoint, type Second, writeId } from "./point.ts";
import { findBroken } from "./rule.ts";
import { copyFlash, digestFlash, recordCalls, type Stand, tryRun } from "./stand.ts";
import { type Count, classify, createCount, isAllowed, type Operation, type Verdict } from "./verdict.ts";

export interface Failure {
  readonly id: string;
  readonly verdict: Verdict;
  readonly text: string;
}

export interface Report {
  readonly kind: string;
  readonly operation: string;
  /** Different points that were booted, by byte of the operation and digest of flash; second cuts are counted too. */
  readonly points: number;
  /** Points that were visited: call x byte x what is left behind; several may leave the same. */
  readonly visited: number;
  /** All such points that the operation has. */
  readonly all: number;
  /** Of the different points, those with a second cut: these have no end. */
  readonly pairs: number;
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

/** So many as fill more than what an erasing of the log can leave erased before its remains. */
const GOOD_STARTS = 2100;
/** After so many of 1,000 cuts the operation is done again to its end. */
const AGAIN_PER_MILLE = 30;
/** What is said of an operation that calls nothing: it has no points, and none of them would fail. */
const NO_CALLS = "it changes nothing";

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

/** Tries the cut points of one operation. */
export function exploreOperation(operation: Operation, stand: Stand, effort: Effort): Report {
  const { pageBytes } = stand;
  const { fault } = operation;
  const calls = recordCalls(copyFlash(operation.before, pageBytes), operation.run);
  const waiting = listPoints(calls, pageBytes, effort.seed);
  const random = createRandom(effort.seed + 2);
  const verdicts = createCount();
  const failures: Failure[] = [];
  const points = new Set<string>();
  const digests = new Set<string>();
  let pairs = 0;

  const log = findExtent(planLayout(operation.before.length), LOG_FILE);
  const broken = operation.mayRewrite ? [] : findBroken(operation.before, calls, pageBytes);

  function note(point: Point, verdict: Verdict, text: string): void {
    verdicts[verdict]++;
    if (!isAllowed(operation, verdict))
      failures.push({ id: writeId(stand.kind, operation.name, point), verdict, text });
  }

  function judge(flash: Flash, point: Point): void {
    const digest = digestFlash(flash.bytes);
    digests.add(digest);
    const { verdict, text } = classify(operation, flash, stand.judge(flash, digest, fault));
    note(point, verdict, text);
  }

  /** @returns false where it was there before */
  function add(point: Point, digest: string): boolean {
    const { cut, second } = point;
    const later = second ? `+${second.kind}.${second.cut.call}.${second.cut.byte}` : "";
    const key = `${cut.call}.${cut.byte}${later} ${digest}`;
    if (points.has(key)) return false;
    points.add(key);
    return true;
  }

  function finish(flash: Flash, point: Point): void {
    const texts = finishOperation(operation, stand, flash, isLogCall(calls, log, point));
    for (const text of texts) note(point, "unfinished", text);
  }

  function lookAgain(flash: Flash, cut: Cut): void {
    for (const kind of ["start", "again"] as const) {
      const run = runOf(operation, stand, kind);
      const later = recordCalls(copyFlash(flash.bytes, pageBytes), run);
      const second = pickPoint(later, pageBytes, random);
      if (second === undefined || points.size >= effort.points) continue;
      const state = copyFlash(flash.bytes, pageBytes);
      tryRun(cutFlash(state, second), run);
      const point = { cut, second: { kind, cut: second } };
      if (!add(point, digestFlash(state.bytes))) continue;
      pairs++;
      judge(state, point);
    }
  }

  for (const { call, rule } of broken) note({ cut: beginOf(call) }, "damaged", rule);
  // Without any cut: which of the points are done again is chance.
  for (const text of finishWhole(operation, stand, calls)) note({ cut: beginOf(0) }, "unfinished", text);
  let visited = 0;
  for (let at = 0; at < waiting.length && points.size < effort.points; ) {
    // In the order of the calls, so that flash is built up once for many of them.
    const end = at + Math.max(effort.points - points.size, 20);
    const chosen = waiting.slice(at, end).sort((p, q) => p.call - q.call);
    at = Math.min(end, waiting.length);
    const flash = copyFlash(operation.before, pageBytes);
    let done = 0;
    for (const cut of chosen) {
      if (points.size >= effort.points) break;
      for (; done < cut.call; done++) redo(flash, calls[done] as FlashCall);
      const call = calls[done] as FlashCall;
      const from = call.address - (call.address % pageBytes);
      const to = call.address + Math.max(pageBytes, call.data?.length ?? 0);
      const saved = flash.bytes.slice(from, to);
      tearCall(flash, call, cut);
      visited++;
      // Within a call nothing else of flash changes.
      if (add({ cut }, digestFlash(flash.bytes.subarray(from, to)))) {
        judge(flash, { cut });
        if (random.chance(AGAIN_PER_MILLE) || isLogCall(calls, log, { cut })) finish(flash, { cut });
        if (effort.isPaired) lookAgain(flash, cut);
      }
      flash.bytes.set(saved, from);
    }
  }
  return {
    kind: stand.kind,
    operation: operation.name,
    points: points.size,
    visited,
    all: countPoints(calls, pageBytes),
    pairs,
    digests: digests.size,
    verdicts,
    failures,
  };
}

/** Whether an operation has such a point: the name may be of another version's. */
export function hasPoint({ before, run }: Operation, pageBytes: number, { cut }: Point): boolean {
  const calls = recordCalls(copyFlash(before, pageBytes), run);
  // One that changes nothing fails at its beginning.
  const length = calls.length === 0 ? 1 : (calls[cut.call]?.data?.length ?? pageBytes);
  return cut.call < Math.max(calls.length, 1) && cut.byte < length;
}

/** One point again, with all that is looked at there, for a failure's id. */
export function replayPoint(
  operation: Operation,
  stand: Stand,
  point: Point,
): { verdict: Verdict; text: string } {
  const { before, fault, run } = operation;
  const { pageBytes } = stand;
  const calls = recordCalls(copyFlash(before, pageBytes), run);
  if (calls.length === 0) return { verdict: "unfinished", text: NO_CALLS };
  const flash = copyFlash(before, pageBytes);
  tryRun(cutFlash(flash, point.cut), run);
  if (point.second) tryRun(cutFlash(flash, point.second.cut), runOf(operation, stand, point.second.kind));
  const found = classify(operation, flash, stand.judge(flash, digestFlash(flash.bytes), fault));
  if (!isAllowed(operation, found.verdict) || point.second) return found;
  const broken = operation.mayRewrite ? [] : findBroken(before, calls, pageBytes);
  const rule = broken.find(
    ({ call }) => writeId(stand.kind, "", { cut: beginOf(call) }) === writeId(stand.kind, "", point),
  );
  if (rule) return { verdict: "damaged", text: rule.rule };
  const log = findExtent(planLayout(before.length), LOG_FILE);
  const [text] = finishOperation(operation, stand, flash, isLogCall(calls, log, point));
  return text === undefined ? found : { verdict: "unfinished", text };
}

/** Does all of it without a cut. @returns what is not as it should be then */
function finishWhole(operation: Operation, stand: Stand, calls: readonly FlashCall[]): string[] {
  if (calls.length === 0) return [NO_CALLS];
  return finishOperation(operation, stand, copyFlash(operation.before, stand.pageBytes), false);
}

/** The point that stands for a call as a whole, where that breaks a rule. */
function beginOf(call: number): Cut {
  return { call, byte: 0, tear: CLEAN };
}

/** Is it the erasing of the log that is cut first? */
function isLogCall(calls: readonly FlashCall[], log: Extent, { cut, second }: Point): boolean {
  const { address = 0, data } = calls[cut.call] ?? {};
  return (
    second === undefined && data === undefined && address >= log.address && address < log.address + log.size
  );
}

/**
 * Does it again without a cut.
 * @param isLog the log was cut: what is left behind its end must not come back when starts are written up to it
 * @returns what is not as it should be then
 */
function finishOperation(
  { run, fault, next }: Operation,
  stand: Stand,
  flash: Flash,
  isLog: boolean,
): string[] {
  const texts: string[] = [];
  const again = copyFlash(flash.bytes, stand.pageBytes);
  const stop = tryRun(again, run);
  const end = stand.judge(again, digestFlash(again.bytes), fault);
  if (end.saying !== next || stop !== "")
    texts.push(`done again: ${stop} ${end.state} ${end.saying} ${end.error}`.trim());
  if (!isLog) return texts;
  addGoodStarts(again, end.slot);
  const later = stand.judge(again, digestFlash(again.bytes), fault);
  if (later.saying !== end.saying)
    texts.push(`after good starts: ${later.state} ${later.saying}, it was ${end.saying}`);
  return texts;
}

function runOf(operation: Operation, stand: Stand, kind: Second["kind"]): (flash: Flash) => void {
  return kind === "again" ? operation.run : (flash) => void stand.boot(flash, operation.fault);
}

function redo(flash: Flash, { address, data }: FlashCall): void {
  if (data) flash.write(address, data);
  else flash.erasePage(address);
}
