// Chance for statistics: exact, in whole numbers, out of fair bits. No fractions, no division: the low bits of a fraction
// would tell what the noise should hide.
//
// Two-sided geometric noise X with P(X = x) = (1 - a) / (1 + a) a^|x|, a = 1 - 2^-bits: one more or one less of what is
// counted changes the odds of any result by at most 1 / a (Ghosh, Roughgarden, Sundararajan 2009). It is the difference of
// two numbers of blocks of fair bits that come before the first block of zeros.

/** Bits of a block for the footfall of an hour: a = 3/4, epsilon = ln 4/3 = 0.2877. */
export const FOOTFALL_BITS = 2;
/** Bits of a block for the plays of a group on a day: a = 7/8, epsilon = ln 8/7 = 0.1335. */
export const PLAY_BITS = 3;
/**
 * Bits of a block for the answers to an option on a day: a = 1/2, epsilon = ln 2 = 0.6931. Each answer was mixed with chance before:
 * finer noise would be lost in that, coarser noise would leave nothing to see of a small shop.
 */
export const ANSWER_BITS = 1;
/** No more blocks are drawn: they were so many with probability (7/8)^256 or less, which is below 2e-15. */
export const MOST_BLOCKS = 256;

/** Gives `bits` fair bits, 1 to 8, as a number from 0 to 2^bits - 1. */
export type Draw = (bits: number) => number;

function countBlocks(draw: Draw, bits: number): number {
  let blocks = 0;
  while (blocks < MOST_BLOCKS && draw(bits) !== 0) blocks++;
  return blocks;
}

/** Noise for a counter that one episode changes by at most 1. @returns -MOST_BLOCKS to MOST_BLOCKS */
export function drawNoise(draw: Draw, bits: number): number {
  const blocks = countBlocks(draw, bits);
  return blocks - countBlocks(draw, bits);
}

/**
 * An answer mixed with chance (randomised response, Warner 1965): the true one with probability 3 / (answers + 2), each
 * other one with 1 / (answers + 2). Whatever is counted, one answer makes it at most 3 times as probable as another.
 * @param answer 0 to answers - 1
 * @param answers 2 to 8
 */
export function mixAnswer(draw: Draw, answer: number, answers: number): number {
  // One of answers + 2 numbers, all alike: two of them stand for the truth besides its own.
  let drawn = draw(4);
  while (drawn > answers + 1) drawn = draw(4);
  return drawn < answers ? drawn : answer;
}
