// Bounds for a probability from counts, and the distribution of chi-square: from their textbook formulas.

/** ln of the gamma function (Lanczos, g = 7), for x > 0. */
function lnGamma(x: number): number {
  const factors = [
    676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406, 12.507343278686905,
    -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
  ];
  const y = x - 1;
  const sum = factors.reduce((total, factor, i) => total + factor / (y + i + 1), 0.9999999999998099);
  const t = y + 7.5;
  return 0.5 * Math.log(2 * Math.PI) + (y + 0.5) * Math.log(t) - t + Math.log(sum);
}

/** Regularised incomplete beta function I_x(a, b), by its continued fraction. */
function betaShare(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - betaShare(1 - x, b, a);
  const tiny = 1e-300;
  const front = Math.exp(
    lnGamma(a + b) - lnGamma(a) - lnGamma(b) + a * Math.log(x) + b * Math.log1p(-x) - Math.log(a),
  );
  let f = 1;
  let c = 1;
  let d = 0;
  for (let i = 0; i <= 10_000; i++) {
    const m = i >> 1;
    const step =
      i === 0
        ? 1
        : i % 2 === 0
          ? (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
          : -((a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 + step * d;
    d = 1 / (Math.abs(d) < tiny ? tiny : d);
    c = 1 + step / c;
    if (Math.abs(c) < tiny) c = tiny;
    f *= c * d;
    if (i > 0 && Math.abs(1 - c * d) < 1e-12) break;
  }
  return front * (f - 1);
}

function invert(share: number, a: number, b: number): number {
  let [low, high] = [0, 1];
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (betaShare(middle, a, b) < share) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Clopper and Pearson's bounds of a probability; each side is wrong with probability `risk`. */
export function boundProbability(hits: number, runs: number, risk: number): { low: number; high: number } {
  return {
    low: hits === 0 ? 0 : invert(risk, hits, runs - hits + 1),
    high: hits === runs ? 1 : invert(1 - risk, hits + 1, runs - hits),
  };
}

/**
 * Chi-square of counts against probabilities that sum to 1. Cells that are expected fewer than 10 times go together.
 * @returns how far it is above its mean, in standard deviations (Wilson and Hilferty 1931)
 */
export function scoreChiSquare(counts: readonly number[], chances: readonly number[]): number {
  const runs = counts.reduce((sum, count) => sum + count, 0);
  let [chi, cells, restCount, restExpected] = [0, 0, 0, 0];
  for (const [i, chance] of chances.entries()) {
    const expected = chance * runs;
    if (expected < 10) {
      restCount += counts[i];
      restExpected += expected;
      continue;
    }
    cells++;
    chi += (counts[i] - expected) ** 2 / expected;
  }
  if (restExpected >= 1) {
    cells++;
    chi += (restCount - restExpected) ** 2 / restExpected;
  }
  const freedom = cells - 1;
  const spread = 2 / (9 * freedom);
  return (Math.cbrt(chi / freedom) - (1 - spread)) / Math.sqrt(spread);
}
