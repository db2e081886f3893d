// The presence bench: our filter beside tuned peers, on recordings that none of them was tuned on. (a) is the filter on
// one transmitter's adverts or one kind of line; (b) is what a board really has: all adverts, of which it keeps nothing
// but bands of strength.
import { existsSync, statSync } from "node:fs";
import { formatPlace, HostError } from "../../../host/error.ts";
import { ADC_PEERS, HOLD_PEERS } from "../../peers/presence-pir.ts";
import { RADIO_PEERS } from "../../peers/presence-radio.ts";
import { parsePresenceFlags } from "./flags.ts";
import { BACKGROUNDS, tallyMix } from "./mix.ts";
import { OUR_ADC, OUR_PIR, OUR_RADIO } from "./ours.ts";
import { type DataSet, type Recording, readFolder } from "./recording.ts";
import { compareRows, formatBeside, formatRows, makePresenceRow, type PresenceRow } from "./row.ts";
import type { Method } from "./score.ts";
import { crossValidate, halve, type Result, transfer } from "./tune.ts";

const USAGE = "npm run bench:presence -- [--data DIR] [--tune DIR --data DIR2 | --halves] [--json]\n";
/** What (b) is compared with: the same adverts, without a calm filter. */
const MIX_PEER = "threshold, hold 10 s";

function methodsOf(set: DataSet): readonly Method[] {
  if (set.kind === "ble") return [OUR_RADIO, ...RADIO_PEERS];
  return set.kind === "pir" ? [OUR_PIR, ...HOLD_PEERS] : [OUR_ADC, ...ADC_PEERS];
}

/** The set to tune on: of the same name, or else of the same kind. */
function findTuned(set: DataSet, tuned: readonly DataSet[]): DataSet {
  const found = tuned.find(({ name }) => name === set.name) ?? tuned.find(({ kind }) => kind === set.kind);
  if (found !== undefined) return found;
  const hint = `Tune on a folder that has recordings of the same kind as ${set.name}.`;
  throw new HostError("presence-tune", `there is nothing to tune ${set.name} on`, hint);
}

function benchSet(set: DataSet, tuned: DataSet | undefined, isHalved: boolean): PresenceRow[] {
  const results = methodsOf(set).map((method) => {
    if (tuned !== undefined) return transfer(method, tuned, set);
    return isHalved ? halve(method, set) : crossValidate(method, set);
  });
  const rows = results.map((result) =>
    makePresenceRow(set.name, result.method.name, null, result.choices, result.tallies),
  );
  const compared = compareRows(
    rows,
    results.map(({ tallies }) => tallies),
  );
  const mine = results.find(({ method }) => method === OUR_RADIO);
  const theirs = results.find(({ method }) => method.name === MIX_PEER);
  // In halves the recordings come in another order; (b) is about all but one.
  if (mine === undefined || theirs === undefined || isHalved) return compared;
  return [...compared, ...benchMix(set, tuned, mine, theirs)];
}

function benchMix(set: DataSet, tuned: DataSet | undefined, mine: Result, theirs: Result): PresenceRow[] {
  const practiceOf = (recording: Recording): readonly Recording[] =>
    tuned?.recordings ?? set.recordings.filter((other) => other !== recording);
  const choices = { passerby: mine.choices, threshold: theirs.choices };
  return BACKGROUNDS.flatMap((tags) => {
    const tallies = tallyMix(set, tags, choices, practiceOf);
    const name = `${set.name}+${tags}`;
    return [
      makePresenceRow(name, mine.method.name, tags, mine.choices, tallies.passerby),
      makePresenceRow(name, "threshold on all adverts", tags, theirs.choices, tallies.threshold),
    ];
  });
}

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

function isFolder(path: string): boolean {
  return existsSync(path) && statSync(path).isDirectory();
}

/**
 * @param usual folder that is scored where `--data` does not say one
 * @returns exit code: 0 also where the usual folder is absent, which is said; 1 for data that is none, 2 for arguments
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
    return 0;
  }
  try {
    const tuned = flags.tune === undefined ? undefined : readFolder(flags.tune);
    const how = tuned
      ? "tuned on another folder"
      : flags.isHalved
        ? "tuned on every other recording, scored on the rest"
        : "cross-validated by recording";
    const rows: PresenceRow[] = [];
    for (const set of readFolder(flags.data ?? usual)) {
      process.stderr.write(`${set.name}\n`);
      const scored = benchSet(set, tuned && findTuned(set, tuned), flags.isHalved);
      rows.push(...scored);
      if (!flags.isJson) printSet(set, scored, how);
    }
    if (flags.isJson) process.stdout.write(`${JSON.stringify(rows, null, 1)}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    const where = error.place === undefined ? "" : `${formatPlace(error.place)}: `;
    process.stderr.write(`${where}${error.code}: ${error.message}\n${error.hint}\n`);
    return 1;
  }
}
