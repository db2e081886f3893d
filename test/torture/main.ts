// `npm run torture`: cuts the power of a board at many points and says what came of it.
import { assembleProgram } from "../../host/build/program.ts";
import { findRoot } from "../../host/build/root.ts";
import type { BoardKind } from "../../host/shop/model.ts";
import { HARDWARE } from "../../host/simulator/hardware.ts";
import { createDates } from "./dates.ts";
import { exploreOperation, hasPoint, type Report, replayPoint } from "./explore.ts";
import { asksHelp, type Flags, parseFlags, USAGE } from "./flags.ts";
import { bootOn } from "./judge.ts";
import { rerunLedger, runLedger } from "./ledger.ts";
import { createOperations } from "./operation.ts";
import { boundPoints, KINDS, parseId } from "./point.ts";
import { formatSummary, type Summary, summarize } from "./report.ts";
import { copyFlash, createStand, recordCalls, type Stand } from "./stand.ts";
import { isAllowed, type Operation } from "./verdict.ts";

/** The smallest Storage there is: the layout is the same in a larger one, and digests take their time. */
const STORAGE_BYTES = 262_144;
const PAGE_BYTES = 4096;
/** Different points that are kept for each larger operation, as far as it has so many. */
const FLOOR = 100;
/** Points of the statistics for each cut: at 20,000 cuts all that there are. Pairs are made of the others only, and leave a part. */
const LEDGER_POINTS = 2;
const LEDGER_PART = 20;
const NO_LEDGER: Awaited<ReturnType<typeof runLedger>> = { ledgers: {}, text: "", failures: 0 };

/** @returns exit code: 0, 1 where something must not be, 2 for arguments that are none */
export async function run(args: readonly string[]): Promise<number> {
  if (asksHelp(args)) {
    process.stdout.write(USAGE);
    return 0;
  }
  const flags = parseFlags(args);
  const rerun = flags?.id === undefined ? undefined : await rerunLedger(flags.id);
  if (rerun !== undefined) {
    process.stdout.write(rerun.text);
    return rerun.failures > 0 ? 1 : 0;
  }
  const replayed = flags?.id === undefined ? undefined : parseId(flags.id);
  if (flags === undefined || (flags.id !== undefined && replayed === undefined)) {
    process.stderr.write(USAGE);
    return 2;
  }
  if (replayed === undefined) {
    const summary = await torture(flags);
    if (summary.operations.length === 0) {
      process.stderr.write(`no operation begins with "${flags.only}"\n`);
      return 2;
    }
    const points = flags.isPaired ? Math.ceil(flags.cuts / LEDGER_PART) : flags.cuts * LEDGER_POINTS;
    // Who asks for some operations gets those.
    const statistics = flags.only === "" ? await runLedger(points, flags.seed) : NO_LEDGER;
    process.stdout.write(
      flags.isJson
        ? `${JSON.stringify({ ...summary, statistics: statistics.ledgers }, null, 1)}\n`
        : formatSummary(summary) + statistics.text,
    );
    return summary.failures + statistics.failures > 0 ? 1 : 0;
  }
  const { operations, stand } = await prepare(replayed.kind);
  const operation = operations.find(({ name }) => name === replayed.operation);
  if (operation === undefined) {
    process.stderr.write(`there is no operation ${replayed.operation}\n`);
    return 2;
  }
  if (!hasPoint(operation, stand.pageBytes, replayed.point)) {
    process.stderr.write(`${replayed.operation} has no such point\n`);
    return 2;
  }
  const { verdict, text } = replayPoint(operation, stand, replayed.point);
  process.stdout.write(`${verdict}: ${text}\n`);
  return isAllowed(operation, verdict) ? 0 : 1;
}

/** Everything but arguments and output. */
export async function torture(flags: Flags): Promise<Summary> {
  const boards: Board[] = [];
  for (const kind of flags.kind === undefined ? KINDS : [flags.kind]) boards.push(await prepare(kind));
  let left = flags.cuts;
  const reports = boards.flatMap((board, i) => {
    const cuts = Math.ceil(left / (boards.length - i));
    const found = exploreAll(board, { ...flags, cuts, seed: flags.seed + i });
    left -= found.reduce((sum, { points }) => sum + points, 0);
    return found;
  });
  return summarize(
    reports,
    boards.reduce((sum, { stand }) => sum + stand.boots, 0),
  );
}

interface Board {
  readonly stand: Stand;
  readonly operations: readonly Operation[];
}

async function prepare(kind: BoardKind): Promise<Board> {
  const root = findRoot();
  const hardware = { ...HARDWARE[kind], storageBytes: STORAGE_BYTES };
  const { boot } = await assembleProgram(kind, { root });
  const dates = await createDates(root, hardware);
  const stand = createStand(kind, PAGE_BYTES, (flash, fault) => bootOn(flash, hardware, { fault }));
  return { stand, operations: createOperations({ hardware, pageBytes: PAGE_BYTES, boot, dates }) };
}

/** Small operations first: where all the points of one are to be had, it gets them; the others share what is left. */
function exploreAll({ stand, operations }: Board, flags: Flags): Report[] {
  const sized = operations
    .filter(({ name }) => name.startsWith(flags.only))
    .map((operation) => ({ operation, size: measure(operation) }))
    .sort((p, q) => p.size - q.size);
  const reports = new Map<Operation, Report>();
  let left = flags.cuts;
  for (const [i, { operation, size }] of sized.entries()) {
    if (!flags.isJson) process.stderr.write(`${stand.kind} ${operation.name}\n`);
    const later = sized.slice(i + 1);
    const kept = later.reduce((sum, { size }) => sum + Math.min(size, FLOOR), 0);
    // Pairs have no end: there everybody gets the same.
    const isWhole = size <= left - kept && !flags.isPaired;
    const points = isWhole ? size : Math.ceil(left / (later.length + 1));
    const report = exploreOperation(operation, stand, { ...flags, points });
    left -= report.points;
    reports.set(operation, report);
  }
  return operations.flatMap((operation) => reports.get(operation) ?? []);
}

/** How many different points an operation has at most. */
function measure({ before, run }: Operation): number {
  return boundPoints(recordCalls(copyFlash(before, PAGE_BYTES), run), PAGE_BYTES);
}
