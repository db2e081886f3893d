// What limits the score on a transmitter's recordings: how far any one filter gets with the threshold that would have been best,
// how much that differs from recording to recording, and what peers score that are held to as little false presence as ours.
import { STRENGTH_DB, WEAKEST_DBM } from "../../../shared/link/survey.ts";
import { RADIO_PEERS } from "../../peers/presence-radio.ts";
import { judgeCalmly, OUR_RADIO } from "./ours.ts";
import type { DataSet, Recording } from "./recording.ts";
import { addTallies, type Method, type Score, scoreTally, type Tally } from "./score.ts";
import { choose, crossValidate, halve, remember, siteTallier, splitHalves } from "./tune.ts";

interface Held {
  readonly method: string;
  /** Cross-validated by recording, and in halves; the parameter chosen with the same cost of false presence as ours. */
  readonly others: Score;
  readonly halves: Score;
}

interface Best {
  readonly method: string;
  /** Of each recording, with the parameter that is best on that very recording. */
  readonly choices: readonly number[];
  readonly scores: readonly Score[];
  /** Of all of them, each half with the one parameter that is best on that very half: nothing that can be learnt gets beyond. */
  readonly halves: Score;
}

export interface Limits {
  readonly set: string;
  readonly recordings: number;
  readonly occupiedMin: number;
  readonly held: readonly Held[];
  readonly best: readonly Best[];
}

function scoreAll(tallies: readonly Tally[]): Score {
  return scoreTally(addTallies(tallies));
}

function holdDown(method: Method, set: DataSet): Held {
  const calm = { ...method, judge: judgeCalmly };
  const [others, halves] = [crossValidate(calm, set), halve(calm, set)];
  return { method: method.name, others: scoreAll(others.tallies), halves: scoreAll(halves.tallies) };
}

/** The steps in which a walk counts strengths: shared/link/survey.ts. */
const WALKED: Method = {
  ...OUR_RADIO,
  name: `passerby, in steps of ${STRENGTH_DB} dB`,
  choices: OUR_RADIO.choices.filter((dbm) => (dbm - WEAKEST_DBM) % STRENGTH_DB === 0),
};

const AVERAGE_MS = 3000;
const LEFT_DB = 2;
const FORGOTTEN_MS = 10_000;

/**
 * What would be calmer on one set: the average strength of one transmitter over three seconds, left 2 dB below where it is
 * entered. It has to know which adverts are of the same sender, so no board can have it.
 */
const AVERAGE: Method = {
  name: "average of one sender's strengths",
  choices: OUR_RADIO.choices,
  create: (enterDbm) => {
    let averageDbm = Number.NaN;
    let heardMs = Number.NEGATIVE_INFINITY;
    let isNear = false;
    return {
      sense: (atMs, rssiDbm) => {
        const share = 1 - Math.exp(-(atMs - heardMs) / AVERAGE_MS);
        averageDbm = atMs - heardMs > FORGOTTEN_MS ? rssiDbm : averageDbm + share * (rssiDbm - averageDbm);
        heardMs = atMs;
        isNear = averageDbm >= (isNear ? enterDbm - LEFT_DB : enterDbm);
      },
      decide: (atMs) => {
        isNear &&= atMs - heardMs <= FORGOTTEN_MS;
        return isNear;
      },
    };
  },
};

/** Cheats: the parameter is chosen by F1 alone on what is scored. */
function cheat(method: Method, set: DataSet): Best {
  const greedy: Method = { ...method, judge: ({ f1 }) => f1 };
  const tally = remember(siteTallier(set, greedy, set.recordings));
  const pick = (recordings: readonly Recording[]): number => choose(greedy, recordings, tally);
  const choices = set.recordings.map((one) => pick([one]));
  const halves = splitHalves(set).flatMap(({ recordings }) => {
    const choice = pick(recordings);
    return recordings.map((one) => tally(one, choice));
  });
  return {
    method: method.name,
    choices,
    scores: set.recordings.map((one, i) => scoreTally(tally(one, choices[i]))),
    halves: scoreAll(halves),
  };
}

/** @param set of one transmitter's adverts */
export function measureLimits(set: DataSet): Limits {
  const peers = RADIO_PEERS.filter(({ choices }) => choices.length > 1);
  const occupiedMs = set.recordings
    .flatMap(({ streams }) => streams.flatMap(({ truth }) => truth))
    .reduce((sum, { isOccupied, startMs, endMs }) => sum + (isOccupied ? endMs - startMs : 0), 0);
  return {
    set: set.name,
    recordings: set.recordings.length,
    occupiedMin: Math.round(occupiedMs / 60_000),
    held: [OUR_RADIO, WALKED, AVERAGE, ...peers].map((method) => holdDown(method, set)),
    best: [OUR_RADIO, ...peers].map((method) => cheat(method, set)),
  };
}

function tell(score: Score): string {
  const changes =
    score.trueChangesPerHour === 0 ? "" : `, ${(score.changesPerHour / score.trueChangesPerHour).toFixed(2)}`;
  return `${score.f1.toFixed(3)}, ${(score.falseOccupied * 100).toFixed(1)} %${changes}`;
}

function align(lines: readonly (readonly string[])[]): string {
  const widths = lines[0].map((_, i) => Math.max(...lines.map((line) => line[i].length)));
  return lines
    .map((line) => `  ${line.map((cell, i) => cell.padEnd(widths[i])).join("  ")}`.trimEnd())
    .join("\n");
}

export function formatLimits({ set, recordings, occupiedMin, held, best }: Limits): string {
  return [
    `${set}: ${recordings} recordings, ${occupiedMin} minutes with somebody there, all zones together. F1, false share, changes per true change.`,
    "Each method's parameter chosen at the cost of false presence that ours has:",
    align([
      ["method", "each by the others", "in halves"],
      ...held.map((one) => [one.method, tell(one.others), tell(one.halves)]),
    ]),
    "The parameter that is best on the very recordings that are scored, by F1 alone (nothing that is learnt elsewhere gets there):",
    align([
      ["method", "one for each half", "F1 of each recording, by its own best parameter"],
      ...best.map((one) => [
        one.method,
        tell(one.halves),
        one.scores.map(({ f1 }, i) => `${f1.toFixed(2)} (${one.choices[i]})`).join("  "),
      ]),
    ]),
  ].join("\n");
}
