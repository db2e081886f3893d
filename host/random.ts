// Numbers that look random and are the same everywhere for the same seed: integers only until the last step.

/** Draws of one stream. */
export interface Random {
  /** A whole number from 0 to 2^32 - 1. */
  next(): number;
  /** A whole number from 0 to below `count`. */
  below(count: number): number;
  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number;
  /** True in so many of 1,000 cases. */
  chance(perMille: number): boolean;
}

/**
 * Mulberry32 (T. Ettinger, public domain): 32 bits of state, period 2^32.
 * @param seed any whole number; its low 32 bits count
 */
export function createRandom(seed: number): Random {
  let state = seed | 0;
  function next(): number {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  }
  const below = (count: number): number => Math.floor((next() / 4_294_967_296) * count);
  return {
    next,
    below,
    between: (least, most) => least + below(most - least + 1),
    chance: (perMille) => below(1000) < perMille,
  };
}
