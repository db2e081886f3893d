// Choosing a method's one parameter on recordings, and scoring it on others; how sure a score is.
import type { DataSet, Recording } from "./recording.ts";
import { addTallies, type Method, type Score, scoreTally, type Tally, tallyRecording } from "./score.ts";

/** What a method got on each recording, none of which it was tuned on. */
export interface Result {
  readonly method: Method;
  /** The choice for each recording. */
  readonly choices: readonly number[];
  readonly tallies: readonly Tally[];
}

/** The choice that scores best on these recordings. @param tally of a recording with a choice */
export function choose(method: Method, practice: readonly Recording[], tally: Tallier): number {
  if (method.choices.length === 1 || practice.length === 0) return method.choices[0];
  let best = method.choices[0];
  let most = Number.NEGATIVE_INFINITY;
  for (const choice of method.choices) {
    const score = scoreTally(addTallies(practice.map((recording) => tally(recording, choice))));
    const worth = method.judge === undefined ? score.f1 : method.judge(score);
    if (worth > most) {
      most = worth;
      best = choice;
    }
  }
  return best;
}

type Tallier = (recording: Recording, choice: number) => Tally;

/** Remembers what it worked out: without a site, a recording's tally is the same in every fold. */
export function remember(tally: Tallier): Tallier {
  const known = new Map<Recording, Map<number, Tally>>();
  return (recording, choice) => {
    const choices = known.get(recording) ?? new Map<number, Tally>();
    known.set(recording, choices);
    const found = choices.get(choice) ?? tally(recording, choice);
    choices.set(choice, found);
    return found;
  };
}

/** Each recording with what was chosen on all of the others. */
export function crossValidate(method: Method, set: DataSet): Result {
  const shared = remember((recording, choice) => tallyRecording(set, recording, method, choice, []));
  const results = set.recordings.map((recording) => {
    const practice = set.recordings.filter((other) => other !== recording);
    const tally: Tallier = method.isSited ? siteTallier(set, method, practice) : shared;
    const choice = choose(method, practice, tally);
    return { choice, tally: tally(recording, choice) };
  });
  return {
    method,
    choices: results.map(({ choice }) => choice),
    tallies: results.map(({ tally }) => tally),
  };
}

/** What a method gets where its site was measured on these recordings. */
export function siteTallier(set: DataSet, method: Method, practice: readonly Recording[]): Tallier {
  return (recording, choice) => tallyRecording(set, recording, method, choice, practice);
}

/** All recordings of a set with what was chosen on another. */
export function transfer(method: Method, tuned: DataSet, set: DataSet): Result {
  const practice = tuned.recordings;
  const choice = choose(method, practice, siteTallier(tuned, method, practice));
  const tallies = set.recordings.map((recording) => tallyRecording(set, recording, method, choice, practice));
  return { method, choices: tallies.map(() => choice), tallies };
}

/** Every other recording, and the rest. */
export function splitHalves(set: DataSet): readonly DataSet[] {
  return [0, 1].map((rest) => ({ ...set, recordings: set.recordings.filter((_, i) => i % 2 === rest) }));
}

/**
 * Every other recording with what was chosen on the rest, both ways round: nothing that is scored was seen by the choice, and the
 * choice has half as much to go by as in crossValidate.
 */
export function halve(method: Method, set: DataSet): Result {
  const halves = splitHalves(set);
  const results = [transfer(method, halves[1], halves[0]), transfer(method, halves[0], halves[1])];
  return {
    method,
    choices: results.flatMap(({ choices }) => choices),
    tallies: results.flatMap(({ tallies }) => tallies),
  };
}

const DRAWS = 2000;

/**
 * 95 % interval of a value of one or more methods' scores, by drawing recordings with replacement (percentiles).
 * @param tallies of each method, on the same recordings
 * @param value of the methods' scores on a draw
 * @param random numbers in [0, 1)
 */
export function bootstrap(
  tallies: readonly (readonly Tally[])[],
  value: (scores: readonly Score[]) => number,
  random: () => number,
): readonly [number, number] {
  const count = tallies[0].length;
  const drawn = Array.from({ length: DRAWS }, () => {
    const places = Array.from({ length: count }, () => Math.floor(random() * count));
    return value(tallies.map((list) => scoreTally(addTallies(places.map((place) => list[place])))));
  }).sort((a, b) => a - b);
  return [drawn[Math.floor(DRAWS * 0.025)], drawn[Math.ceil(DRAWS * 0.975) - 1]];
}
