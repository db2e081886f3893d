// The presence bench: our filter beside tuned peers, on recordings that none of them was tuned on. (a) is the filter on
// one transmitter's adverts or one kind of line; (b) is what a board really has: all adverts, of which it keeps nothing
// but bands of strength.
import { existsSync, statSync } from "node:fs";
import { formatPlace, HostError } from "../../../host/error.ts";
import { type Compared, compareMethods, compareMixes, findTuned, type Tuning } from "./compare.ts";
import { type PresenceFlags, parsePresenceFlags } from "./flags.ts";
import { formatVerdicts, judgeGoals, listFailures, type Verdict } from "./goal.ts";
import { formatLimits, measureLimits } from "./limit.ts";
import { BACKGROUNDS } from "./mix.ts";
import { type DataSet, readFolder } from "./recording.ts";
import { formatBeside, formatRows, type PresenceRow } from "./row.ts";

const USAGE =
  "npm run bench:presence -- [--data DIR] [--tune DIR --data DIR2 | --halves] [--goals | --limits] [--json]\n";

function printSet(set: DataSet, rows: readonly PresenceRow[], how: string): void {
  process.stdout.write(`${set.name} (a), ${set.recordings.length} recordings, ${how}\n`);
  process.stdout.write(`${formatRows(rows.filter(({ path }) => path === "a"))}\n${formatBeside(rows)}\n`);
  for (const tags of BACKGROUNDS) {
    const mixed = rows.filter(({ background }) => background === tags);
    if (mixed.length === 0) continue;
    process.stdout.write(`${set.name} (b), all adverts, ${tags} transmitters in the background\n`);
    process.stdout.write(`${formatRows(mixed)}\n`);
  }
  process.stdout.write("\n");
}

function sayJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 1)}\n`);
}

function isFolder(path: string): boolean {
  return existsSync(path) && statSync(path).isDirectory();
}

/** How each set of the scored folder is tuned, and its name in words. */
interface Plan {
  readonly how: string;
  tuningOf(set: DataSet): Tuning;
}

function planOf(flags: PresenceFlags): Plan {
  if (flags.tune !== undefined) {
    const tuned = readFolder(flags.tune);
    return { how: "tuned on another folder", tuningOf: (set) => findTuned(set, tuned) };
  }
  if (flags.isHalved)
    return { how: "tuned on every other recording, scored on the rest", tuningOf: () => "halves" };
  return { how: "cross-validated by recording", tuningOf: () => "others" };
}

function compareAll(
  sets: readonly DataSet[],
  tuningOf: Plan["tuningOf"],
): readonly (readonly [DataSet, Compared])[] {
  return sets.map((set) => {
    process.stderr.write(`${set.name}\n`);
    return [set, compareMethods(set, tuningOf(set))] as const;
  });
}

function printRows(sets: readonly DataSet[], flags: PresenceFlags): void {
  const { how, tuningOf } = planOf(flags);
  const all: PresenceRow[] = [];
  for (const [set, compared] of compareAll(sets, tuningOf)) {
    const rows = [...compared.rows, ...compareMixes(set, tuningOf(set), compared)];
    all.push(...rows);
    if (!flags.isJson) printSet(set, rows, how);
  }
  if (flags.isJson) sayJson(all);
}

/** @returns exit code */
function printGoals(sets: readonly DataSet[], flags: PresenceFlags): number {
  const judge = (tuningOf: Plan["tuningOf"], isUnseen: boolean): readonly Verdict[] =>
    judgeGoals(
      compareAll(sets, tuningOf).flatMap(([, { rows }]) => rows),
      isUnseen,
    );
  // Recordings of another folder are as unseen as can be; without one, the halves are.
  const verdicts =
    flags.tune !== undefined
      ? judge(planOf(flags).tuningOf, true)
      : [...(flags.isHalved ? [] : judge(() => "others", false)), ...judge(() => "halves", true)];
  if (flags.isJson) sayJson(verdicts);
  else process.stdout.write(`${formatVerdicts(verdicts)}\n`);
  const failures = listFailures(verdicts);
  for (const failure of failures) process.stderr.write(`${failure}\n`);
  return failures.length === 0 ? 0 : 1;
}

function printLimits(sets: readonly DataSet[], flags: PresenceFlags): void {
  const limits = sets.filter(({ kind }) => kind === "ble").map(measureLimits);
  if (flags.isJson) sayJson(limits);
  else process.stdout.write(`${limits.map(formatLimits).join("\n\n")}\n`);
}

/**
 * @param usual folder that is scored where `--data` does not say one
 * @returns exit code: 0 also where the usual folder is absent, which is said; 1 for data that is none, and for a goal that is
 * missed or could not be measured at all; 2 for arguments
 */
export function run(args: readonly string[], usual: string): number {
  const flags = parsePresenceFlags(args);
  if (flags === undefined) {
    process.stderr.write(USAGE);
    return 2;
  }
  if (flags.data === undefined && !isFolder(usual)) {
    process.stderr.write("There are no recordings beside this checkout: name a folder with --data DIR.\n");
    if (flags.isJson) process.stdout.write("[]\n");
    // Who asks whether goals are met is not told yes by a folder that is not there.
    return flags.mode === "goals" ? 1 : 0;
  }
  try {
    const sets = readFolder(flags.data ?? usual);
    if (flags.mode === "goals") return printGoals(sets, flags);
    if (flags.mode === "limits") printLimits(sets, flags);
    else printRows(sets, flags);
    return 0;
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    const where = error.place === undefined ? "" : `${formatPlace(error.place)}: `;
    process.stderr.write(`${where}${error.code}: ${error.message}\n${error.hint}\n`);
    return 1;
  }
}
