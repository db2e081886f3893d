// All methods on one set of recordings: our filter, as calibrated and as shipped, and its peers.
import { HostError } from "../../../host/error.ts";
import { ADC_PEERS, HOLD_PEERS } from "../../peers/presence-pir.ts";
import { RADIO_PEERS } from "../../peers/presence-radio.ts";
import { BACKGROUNDS, tallyMix } from "./mix.ts";
import { OUR_METHODS, OUR_RADIO } from "./ours.ts";
import type { DataSet, Recording, SetKind } from "./recording.ts";
import { compareRows, makePresenceRow, type PresenceRow } from "./row.ts";
import type { Method } from "./score.ts";
import { crossValidate, halve, type Result, transfer } from "./tune.ts";

/** What (b) is compared with: the same adverts, without a calm filter. */
const MIX_PEER = "threshold, hold 10 s";

const PEERS: Readonly<Record<SetKind, readonly Method[]>> = {
  ble: RADIO_PEERS,
  pir: HOLD_PEERS,
  adc: ADC_PEERS,
};

/** What a method is tuned on: all but the recording that is scored, every other recording, or another folder's set. */
export type Tuning = "others" | "halves" | DataSet;

export interface Compared {
  /** Path (a), ours first. */
  readonly rows: readonly PresenceRow[];
  readonly results: readonly Result[];
}

/** The set to tune on: of the same name, or else of the same kind. @throws HostError `presence-tune` without any */
export function findTuned(set: DataSet, tuned: readonly DataSet[]): DataSet {
  const found = tuned.find(({ name }) => name === set.name) ?? tuned.find(({ kind }) => kind === set.kind);
  if (found !== undefined) return found;
  const hint = `Tune on a folder that has recordings of the same kind as ${set.name}.`;
  throw new HostError("presence-tune", `there is nothing to tune ${set.name} on`, hint);
}

/** Path (a): one transmitter's adverts, or one kind of line. */
export function compareMethods(set: DataSet, tuning: Tuning): Compared {
  const results = [...OUR_METHODS[set.kind], ...PEERS[set.kind]].map((method) => {
    if (tuning === "others") return crossValidate(method, set);
    return tuning === "halves" ? halve(method, set) : transfer(method, tuning, set);
  });
  const rows = results.map(({ method, choices, tallies }) =>
    makePresenceRow(set.name, method.name, null, choices, tallies),
  );
  return {
    rows: compareRows(
      rows,
      results.map(({ tallies }) => tallies),
    ),
    results,
  };
}

/** Path (b): all adverts. Nothing where a set has none, and none for halves: their recordings come in another order. */
export function compareMixes(set: DataSet, tuning: Tuning, { results }: Compared): PresenceRow[] {
  const mine = results.find(({ method }) => method === OUR_RADIO);
  const theirs = results.find(({ method }) => method.name === MIX_PEER);
  if (mine === undefined || theirs === undefined || tuning === "halves") return [];
  const practiceOf = (recording: Recording): readonly Recording[] =>
    tuning === "others" ? set.recordings.filter((other) => other !== recording) : tuning.recordings;
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
