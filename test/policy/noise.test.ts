// Chance for statistics: exactly the distribution that is promised, and no more told of one episode than is said.
import { describe, expect, it } from "vitest";
import { createRandom } from "../../host/random.ts";
import {
  ANSWER_BITS,
  type Draw,
  drawNoise,
  FOOTFALL_BITS,
  MOST_BLOCKS,
  mixAnswer,
  PLAY_BITS,
} from "../../shared/policy/noise.ts";
import { measureAll, run as runEpsilon } from "../self/epsilon.ts";
import { findWorstRatio, findWrongNoise, run as runNoise } from "../self/noise.ts";
import { boundProbability, scoreChiSquare } from "./oracle/confidence.ts";
import { countStrings } from "./oracle/enumerate.ts";
import { chanceOf } from "./oracle/geometric.ts";

const KINDS = [
  ["the footfall of an hour", FOOTFALL_BITS],
  ["the plays of a group", PLAY_BITS],
  ["the answers to an option", ANSWER_BITS],
] as const;
/** Values from -EDGE to EDGE get a cell each. */
const EDGE = 150;

function drawFrom(seed: number): Draw {
  const random = createRandom(seed);
  return (bits) => random.next() >>> (32 - bits);
}

function scoreNoise(noise: (draw: Draw) => number, bits: number): number {
  const draw = drawFrom(bits * 1000 + 1);
  const counts = new Array<number>(2 * EDGE + 1).fill(0);
  for (let i = 0; i < 1_000_000; i++) {
    const x = noise(draw);
    if (Math.abs(x) <= EDGE) counts[x + EDGE]++;
  }
  return scoreChiSquare(
    counts,
    counts.map((_, i) => chanceOf(i - EDGE, bits)),
  );
}

describe.each(KINDS)("P5: noise for %s", (_what, bits) => {
  it("P5: has the exact number of bit strings for each value, over all strings up to 24 bits", () => {
    expect(findWrongNoise((draw) => drawNoise(draw, bits), bits)).toEqual([]);
  });

  it.each([
    ["blocks of a bit less", (draw: Draw) => drawNoise(draw, bits - 1)],
    ["only one side", (draw: Draw) => Math.abs(drawNoise(draw, bits))],
    ["one more than it should be", (draw: Draw) => drawNoise(draw, bits) + 1],
    ["none", () => 0],
  ])("P5: %s is found by the strings (control)", (_name, noise) => {
    expect(findWrongNoise(noise, bits, 12)).not.toEqual([]);
  });

  it("P5: a million draws follow the distribution, and those of its neighbour do not (control)", () => {
    expect(Math.abs(scoreNoise((draw) => drawNoise(draw, bits), bits))).toBeLessThan(4);
    expect(scoreNoise((draw) => drawNoise(draw, bits) + drawNoise(draw, 1), bits)).toBeGreaterThan(20);
  });

  it("P5: ends, and stays within its bound, whatever the source of bits does", () => {
    const all = (1 << bits) - 1;
    expect(drawNoise(() => all, bits)).toBe(0);
    let drawn = 0;
    expect(drawNoise(() => (drawn++ < MOST_BLOCKS ? all : 0), bits)).toBe(MOST_BLOCKS);
    let first = true;
    const late: Draw = () => {
      if (!first) return all;
      first = false;
      return 0;
    };
    expect(drawNoise(late, bits)).toBe(-MOST_BLOCKS);
  });
});

describe("P5: what one episode changes", () => {
  it("P5: is at most what is promised, on two million runs with and without it, and a = 1/2 is found (control)", () => {
    for (const { promised, seen, broken } of measureAll()) {
      expect(seen).toBeLessThanOrEqual(promised);
      // Sharp: the measurement sees nine tenths of what there is.
      expect(seen).toBeGreaterThan(promised * 0.9);
      expect(broken).toBeGreaterThan(promised);
    }
  });

  it("P5: the bounds for a probability hold where they are known", () => {
    // Clopper and Pearson 1934: 0 of 10 and 5 of 10 at 2.5 % each side.
    expect(boundProbability(0, 10, 0.025).high).toBeCloseTo(0.3085, 4);
    expect(boundProbability(5, 10, 0.025).low).toBeCloseTo(0.1871, 4);
    expect(boundProbability(5, 10, 0.025).high).toBeCloseTo(0.8129, 4);
    expect(boundProbability(0, 10, 0.025).low).toBe(0);
    expect(boundProbability(10, 10, 0.025).high).toBe(1);
  });
});

describe("P5: a mixed answer", () => {
  it.each([2, 3, 4, 5, 6, 7, 8])(
    "P5: among %i is at most 3 times as probable from one as from another, exactly",
    (n) => {
      expect(findWorstRatio(mixAnswer, n)).toBe(3);
    },
  );

  it.each([2, 4])(
    "P5: among %i is the truth in 3 of n + 2 strings that end, and each other one in 1",
    (n) => {
      for (let truth = 0; truth < n; truth++) {
        const { counts, open } = countStrings((draw) => mixAnswer(draw, truth, n), 16);
        const one = ((1n << 16n) - open) / BigInt(n + 2);
        for (let said = 0; said < n; said++) expect(counts.get(said)).toBe(said === truth ? 3n * one : one);
      }
    },
  );

  it("P5: that is told too often as it is is found, as is one that is never mixed (control)", () => {
    expect(findWorstRatio((draw, answer, n) => (draw(3) > 0 ? answer : (answer + 1) % n), 2)).toBe(7);
    expect(findWorstRatio((_, answer) => answer, 4)).toBe(Number.POSITIVE_INFINITY);
  });
});

describe("P5: what is said of itself", () => {
  it("P5: noise and epsilon are reported as good", async () => {
    for (const { isOk, lines } of [await runNoise(12), await runEpsilon()]) {
      expect(isOk).toBe(true);
      expect(lines.length).toBeGreaterThan(1);
    }
  });
});
