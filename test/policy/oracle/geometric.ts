// The two-sided geometric distribution in exact fractions, written from its definition and not from the program.

/** A fraction of whole numbers, the lower one above 0. */
export interface Fraction {
  readonly top: bigint;
  readonly bottom: bigint;
}

export function isEqual(a: Fraction, b: Fraction): boolean {
  return a.top * b.bottom === b.top * a.bottom;
}

/** P(X = x) = (1 - a) / (1 + a) a^|x| for a = 1 - 2^-bits. */
export function probabilityOf(x: number, bits: number): Fraction {
  const whole = 1n << BigInt(bits);
  const n = BigInt(Math.abs(x));
  return { top: (whole - 1n) ** n, bottom: (2n * whole - 1n) * whole ** n };
}

/** The same as a number. */
export function chanceOf(x: number, bits: number): number {
  const a = 1 - 2 ** -bits;
  return ((1 - a) / (1 + a)) * a ** Math.abs(x);
}

/**
 * How many of the 2^mostBits strings end in X = x, if X is a number of blocks before the first of zeros minus another
 * such number: i and j blocks that are not zero, each in 2^bits - 1 ways, and two that are.
 */
export function countOf(x: number, bits: number, mostBits: number): bigint {
  let sum = 0n;
  for (let j = Math.max(0, -x); bits * (x + 2 * j + 2) <= mostBits; j++) {
    const blocks = x + 2 * j;
    sum += (((1n << BigInt(bits)) - 1n) ** BigInt(blocks)) << BigInt(mostBits - bits * (blocks + 2));
  }
  return sum;
}

/** The sum of `countOf` over ever longer strings, as a fraction: a geometric series with the ratio a^2. */
export function sumCounts(x: number, bits: number): Fraction {
  const whole = 1n << BigInt(bits);
  const n = BigInt(Math.abs(x));
  // First term: (1 - a)^2 a^|x| = a^|x| / whole^2. Series: 1 / (1 - a^2).
  const top = (whole - 1n) ** n;
  const bottom = whole ** (n + 2n);
  return { top: top * whole ** 2n, bottom: bottom * (whole ** 2n - (whole - 1n) ** 2n) };
}
