/** Draws of one stream: `next()` is a whole number from 0 to 2^32 - 1. */
export interface Random {
  next(): number;
  /** From 0 to below `count`. */
  below(count: number): number;
}

/** Marsaglia's xorshift with 32 bits: the same seed gives the same numbers on every machine. */
export function createRandom(seed: number): Random {
  let state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) | 1;
  function next(): number {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  }
  return { next, below: (count) => Math.floor((next() / 4294967296) * count) };
}
