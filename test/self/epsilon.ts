// How much does one episode change the odds of a result? Measured on many runs with and without it.
import { createRandom, type Random } from "../../host/random.ts";
import { ANSWER_BITS, drawNoise, FOOTFALL_BITS, PLAY_BITS } from "../../shared/policy/noise.ts";
import { boundProbability } from "../policy/oracle/confidence.ts";

const RUNS = 2_000_000;
/** Each bound is wrong with this probability. */
const RISK = 1e-4;

/** What one bit of block width promises. */
export function promise(bits: number): number {
  return -Math.log(1 - 2 ** -bits);
}

function drawFrom(random: Random): (bits: number) => number {
  return (bits) => random.next() >>> (32 - bits);
}

/**
 * The least epsilon that explains what was seen: the event "the counter says `value` or less", without and with one
 * episode. Where it begins at the count without it, no event tells more.
 * @returns a lower bound, 0 or more
 */
export function measureEpsilon(noise: (random: Random) => number, runs: number, seed: number): number {
  const random = createRandom(seed);
  let [without, with_] = [0, 0];
  for (let i = 0; i < runs; i++) if (noise(random) <= 0) without++;
  for (let i = 0; i < runs; i++) if (noise(random) + 1 <= 0) with_++;
  const [more, less] = [boundProbability(without, runs, RISK), boundProbability(with_, runs, RISK)];
  return Math.max(0, Math.log(more.low / less.high));
}

export interface Measured {
  readonly what: string;
  readonly promised: number;
  readonly seen: number;
  /** The same with noise of a = 1/2, or with none where that is what is promised. */
  readonly broken: number;
}

export function measureAll(runs = RUNS): Measured[] {
  const counters = [
    { what: "footfall of an hour", bits: FOOTFALL_BITS },
    { what: "plays of a group", bits: PLAY_BITS },
    { what: "answers to an option", bits: ANSWER_BITS },
  ];
  return counters.map(({ what, bits }, i) => ({
    what,
    promised: promise(bits),
    seen: measureEpsilon((random) => drawNoise(drawFrom(random), bits), runs, 7 + i),
    broken: measureEpsilon((random) => (bits > 1 ? drawNoise(drawFrom(random), 1) : 0), runs, 17 + i),
  }));
}

/** @param runs with the episode, and as many without */
export async function run(runs = RUNS): Promise<{ name: string; lines: readonly string[]; isOk: boolean }> {
  const all = measureAll(runs);
  return {
    name: "empirical epsilon",
    lines: all.map(
      ({ what, promised, seen, broken }) =>
        `${what}: at least ${seen.toFixed(4)} in ${runs} runs each, promised ${promised.toFixed(4)} ` +
        `(control, less noise: at least ${broken.toFixed(4)})`,
    ),
    isOk: all.every(
      ({ promised, seen, broken }) => seen <= promised && seen > promised * 0.9 && broken > promised,
    ),
  };
}
