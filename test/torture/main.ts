// `npm run torture`: cuts the power of a board at many points and says what came of it.
import { buildProgram } from "../../host/build/program.ts";
import { findRoot } from "../../host/build/root.ts";
import { HARDWARE } from "../../host/simulator/hardware.ts";
import { createDates } from "./dates.ts";
import {
  countPoints,
  createJudge,
  exploreOperation,
  isAllowed,
  type Operation,
  type Report,
  replayPoint,
  type Stand,
} from "./explore.ts";
import { type Flags, parseFlags, USAGE } from "./flags.ts";
import { bootOn } from "./judge.ts";
import { runLedger } from "./ledger.ts";
import { createOperations } from "./operation.ts";
import { parseId } from "./point.ts";
import { formatSummary, type Summary, summarize } from "./report.ts";

/** The smallest Storage there is: the layout is the same in a larger one, and digests take their time. */
const STORAGE_BYTES = 262_144;
const KIND = "esp32-cyd";
const PAGE_BYTES = 4096;
/** One in so many points is one of the statistics. */
const LEDGER_PART = 20;

/** @returns exit code: 0, 1 where something must not be, 2 for arguments that are none */
export async function run(args: readonly string[]): Promise<number> {
  const flags = parseFlags(args);
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
    const statistics = await runLedger(Math.ceil(flags.cuts / LEDGER_PART), flags.seed);
    process.stdout.write(
      flags.isJson
        ? `${JSON.stringify({ ...summary, statistics: statistics.ledger }, null, 1)}\n`
        : formatSummary(summary) + statistics.text,
    );
    return summary.failures + statistics.failures > 0 ? 1 : 0;
  }
  const { operations, stand } = await prepare();
  const operation = operations.find(({ name }) => name === replayed.operation);
  if (operation === undefined) {
    process.stderr.write(`there is no operation ${replayed.operation}\n`);
    return 2;
  }
  const { verdict, text } = replayPoint(operation, stand, replayed.point);
  process.stdout.write(`${verdict}: ${text}\n`);
  return isAllowed(operation, verdict) ? 0 : 1;
}

/** Everything but arguments and output. */
export async function torture(flags: Flags): Promise<Summary> {
  const { operations, stand } = await prepare();
  const chosen = operations.filter(({ name }) => name.startsWith(flags.only));
  const reports = exploreAll(chosen, stand, flags);
  return summarize(reports, stand.boots);
}

async function prepare() {
  const root = findRoot();
  const hardware = { ...HARDWARE[KIND], storageBytes: STORAGE_BYTES };
  const { boot } = await buildProgram(KIND, { root });
  const dates = await createDates(root, hardware);
  const stand = createJudge((flash) => bootOn(flash, hardware), PAGE_BYTES);
  return { stand, operations: createOperations({ hardware, pageBytes: PAGE_BYTES, boot, dates }) };
}

/** Small operations get all the points they have; the others share what is left. */
function exploreAll(operations: readonly Operation[], stand: Stand, flags: Flags): Report[] {
  const sizes = new Map(operations.map((operation) => [operation, countPoints(operation, PAGE_BYTES)]));
  const sorted = [...operations].sort((p, q) => (sizes.get(p) ?? 0) - (sizes.get(q) ?? 0));
  const reports = new Map<Operation, Report>();
  let left = flags.cuts;
  for (const [done, operation] of sorted.entries()) {
    if (!flags.isJson) process.stderr.write(`${operation.name}\n`);
    const points = Math.ceil(left / (sorted.length - done));
    const report = exploreOperation(operation, stand, { ...flags, points });
    left -= report.points;
    reports.set(operation, report);
  }
  return operations.flatMap((operation) => reports.get(operation) ?? []);
}
