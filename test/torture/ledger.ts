// Statistics under power cuts: a start, an hour, a day's end and a page's end are cut at every call, byte and tear; then the
// board is started again, lives on through the same hour and the next day, and what came of it is judged.
import { readDays } from "../../host/board/stats/record.ts";
import type { StatisticKind } from "../../host/shop/model.ts";
import { type Cut, cutFlash, type FlashCall, PowerCut } from "../../host/simulator/cut.ts";
import { createFlash, type Flash } from "../../host/simulator/flash.ts";
import { ANSWER_BITS, FOOTFALL_BITS, PLAY_BITS } from "../../shared/policy/noise.ts";
import {
  createSurroundings,
  installFlash,
  type Made,
  makeCounter,
  readPages,
  STATS,
  setTime,
  startCounter,
  visit,
} from "../policy/counter.ts";
import { listPoints } from "./point.ts";

/** The last day of a page: the next one begins the other. */
const DAY = 31 * 670 + 30;
const SEED = Uint8Array.from({ length: 32 }, (_, i) => 200 - i);
const PAGE_BYTES = 4096;

/** Programs whose power is cut, by what the ids of their points begin with. */
const PROGRAMS: Readonly<Record<string, readonly StatisticKind[]>> = {
  statistics: ["footfall", "answers", "plays"],
  "statistics-footfall": ["footfall"],
  "statistics-answers": ["answers"],
  "statistics-plays": ["plays"],
};
const LEDGER_ID = /^(statistics(?:-[a-z]+)?):(\d{1,9})\.(\d{1,9})\.(\d{1,9})$/;
/** Failures that are listed. */
const LISTED = 5;

export interface Ledger {
  readonly points: number;
  /** All such points that there are. */
  readonly all: number;
  /** Hours, or days, for which noise was drawn more than once. */
  readonly overspent: number;
  /** Numbers that were drawn more than once. */
  readonly drawnTwice: number;
  /** Records with a number that was not spent, bytes where none belong, bytes outside of the file. */
  readonly damaged: number;
  /** Points at which something was wrong, as an id ends with them. */
  readonly failures: readonly string[];
}

interface Drawn {
  /** How often noise was drawn, by day and hour, or by day and kind. */
  readonly bins: Map<string, number>;
  readonly keys: Set<string>;
  twice: number;
  /** Where life has come to. */
  day: number;
  hour: number;
}

function createDrawn(): Drawn {
  return { bins: new Map(), keys: new Set(), twice: 0, day: DAY, hour: 9 };
}

/** What noise of so many bits is drawn for, within a day: an hour's footfall, or all of its tallies of one kind. */
const BINS: Readonly<Record<number, "hour" | "plays" | "answers">> = {
  [FOOTFALL_BITS]: "hour",
  [PLAY_BITS]: "plays",
  [ANSWER_BITS]: "answers",
};

/** Starts, and lives from an hour of a day to the end of the next day. Throws where power goes. */
function live(make: Made, flash: Flash, fromDay: number, fromHour: number, drawn: Drawn): void {
  const app = createSurroundings();
  /** What was drawn for in this moment: all of its noise is one drawing. */
  const noted = new Set<string>();
  const tick = startCounter(make, flash, app, {
    onDraw(key, bits) {
      if (drawn.keys.has(key)) drawn.twice++;
      drawn.keys.add(key);
      // The rest are answers that are mixed, each once.
      const bin = BINS[bits];
      if (bin === undefined) return;
      const name = bin === "hour" ? `${drawn.day} ${drawn.hour}` : `${drawn.day} ${bin}`;
      if (!noted.has(name)) drawn.bins.set(name, (drawn.bins.get(name) ?? 0) + 1);
      noted.add(name);
    },
  });
  for (let day = fromDay; day <= DAY + 1; day++)
    for (let hour = day === fromDay ? fromHour : 9; hour <= 12; hour++) {
      [drawn.day, drawn.hour] = [day, hour];
      noted.clear();
      setTime(app, day, hour);
      tick();
      visit(app, tick, hour % 4, 1 + (hour % 4));
    }
}

function copyOf(before: Uint8Array): Flash {
  const flash = createFlash(before.length);
  flash.bytes.set(before);
  return flash;
}

/** Is anything another one that is not in the file? 1 or 0. */
function countStray(before: Uint8Array, after: Uint8Array): number {
  const end = STATS.address + STATS.size;
  const isSame = (from: number, to: number): boolean =>
    Buffer.compare(before.subarray(from, to), after.subarray(from, to)) === 0;
  return isSame(0, STATS.address) && isSame(end, before.length) ? 0 : 1;
}

/** The calls of a life without a cut. */
function listCalls(make: Made, before: Uint8Array): FlashCall[] {
  const calls: FlashCall[] = [];
  const flash = cutFlash(copyOf(before), undefined, (call) =>
    calls.push({ ...call, data: call.data?.slice() }),
  );
  live(make, flash, DAY, 9, createDrawn());
  return calls;
}

/** All points, each call's in turn: where they are not all tried, those of the seed and of the erasures are as well. */
export function listLedgerPoints(calls: readonly FlashCall[], seed: number): Cut[] {
  const queues = calls.map((): Cut[] => []);
  for (const cut of listPoints(calls, PAGE_BYTES, seed)) queues[cut.call]?.push(cut);
  const most = Math.max(0, ...queues.map(({ length }) => length));
  return Array.from({ length: most }, (_, i) => queues.map((queue) => queue[i]))
    .flat()
    .filter((cut) => cut !== undefined);
}

/** Lives up to a cut and on from it. */
function judgeCut(make: Made, before: Uint8Array, cut: Cut): Omit<Ledger, "points" | "all" | "failures"> {
  const drawn = createDrawn();
  const flash = copyOf(before);
  const [day, hour] = cutOnce(make, flash, cut, drawn);
  // Again from the begin of the hour in which power went, and once more: a start is all that a cut costs.
  live(make, flash, day, hour, drawn);
  live(make, flash, DAY + 1, 9, drawn);
  const { faults } = readDays(readPages(flash));
  return {
    overspent: [...drawn.bins.values()].filter((count) => count > 1).length,
    drawnTwice: drawn.twice,
    damaged: faults.length + countStray(before, flash.bytes),
  };
}

/**
 * @param make a program that counts
 * @param points at most so many cuts
 * @param seed of which ones
 */
export function tortureLedger(make: Made, points: number, seed: number): Ledger {
  const before = installFlash(SEED).bytes;
  const cuts = listLedgerPoints(listCalls(make, before), seed);
  const ledger = { points: 0, all: cuts.length, overspent: 0, drawnTwice: 0, damaged: 0 };
  const failures: string[] = [];
  for (const cut of cuts.slice(0, points)) {
    const { overspent, drawnTwice, damaged } = judgeCut(make, before, cut);
    ledger.points++;
    ledger.overspent += overspent;
    ledger.drawnTwice += drawnTwice;
    ledger.damaged += damaged;
    if (overspent + drawnTwice + damaged > 0) failures.push(`${cut.call}.${cut.byte}.${cut.tear}`);
  }
  return { ...ledger, failures };
}

/** One point again. @param point as an id ends with it */
export function replayLedger(make: Made, point: string): Omit<Ledger, "points" | "all" | "failures"> {
  const [call = 0, byte = 0, tear = 0] = point.split(".").map(Number);
  return judgeCut(make, installFlash(SEED).bytes, { call, byte, tear });
}

/** @returns day and hour in which the power went */
function cutOnce(make: Made, flash: Flash, cut: Cut, drawn: Drawn): [number, number] {
  try {
    live(make, cutFlash(flash, cut), DAY, 9, drawn);
  } catch (error) {
    if (!(error instanceof PowerCut)) throw error;
  }
  return [drawn.day, drawn.hour];
}

/**
 * What `npm run torture` says of it.
 * @param points of the program that counts all kinds; of those that count one kind, a tenth of that each
 */
export async function runLedger(
  points: number,
  seed: number,
): Promise<{ ledgers: Readonly<Record<string, Ledger>>; text: string; failures: number }> {
  const ledgers: Record<string, Ledger> = {};
  const lines: string[] = [];
  for (const [name, kinds] of Object.entries(PROGRAMS)) {
    const most = kinds.length > 1 ? points : Math.ceil(points / 10);
    const ledger = tortureLedger(await makeCounter(kinds), most, seed);
    ledgers[name] = ledger;
    lines.push(`${name}: ${ledger.points} of ${ledger.all} points, ${describeCounts(ledger)}\n`);
    lines.push(...ledger.failures.slice(0, LISTED).map((point) => `${name}: --id ${name}:${point}\n`));
  }
  const failures = Object.values(ledgers).reduce((sum, { failures }) => sum + failures.length, 0);
  return { ledgers, text: lines.join(""), failures };
}

/** The same for one point. @returns undefined where it is no id of the statistics' */
export async function rerunLedger(id: string): Promise<{ text: string; failures: number } | undefined> {
  const [, name = ""] = LEDGER_ID.exec(id) ?? [];
  if (!Object.hasOwn(PROGRAMS, name)) return undefined;
  const found = replayLedger(await makeCounter(PROGRAMS[name]), id.slice(name.length + 1));
  const { overspent, drawnTwice, damaged } = found;
  return { text: `${describeCounts(found)}\n`, failures: overspent + drawnTwice + damaged };
}

function describeCounts({
  overspent,
  drawnTwice,
  damaged,
}: Pick<Ledger, "overspent" | "drawnTwice" | "damaged">): string {
  return `budget overspent ${overspent}, drawn twice ${drawnTwice}, damaged ${damaged}`;
}
