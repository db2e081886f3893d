// Every string of bits that a drawing can meet, up to a length: each drawing is run once for each string that it reads to
// its end, so that what comes out is counted and not estimated.
import type { Draw } from "../../../shared/policy/noise.ts";

/** What one string of bits led to. */
interface Leaf {
  readonly value: number;
  /** Bits that were read. */
  readonly bits: number;
}

/**
 * @param drawing what is drawn, from a source of bits
 * @param mostBits strings longer than this are cut
 * @param visit hears of every string that was read to its end
 * @returns how many of the 2^mostBits strings begin with none of these
 */
function enumerate(drawing: (draw: Draw) => number, mostBits: number, visit: (leaf: Leaf) => void): bigint {
  const choices: number[] = [];
  const widths: number[] = [];
  let open = 0;
  for (;;) {
    let depth = 0;
    let bits = 0;
    let isCut = false;
    const draw: Draw = (width) => {
      // Zeros end every drawing; what comes of it does not count.
      if (isCut || bits + width > mostBits) {
        isCut = true;
        return 0;
      }
      bits += width;
      if (depth === choices.length) {
        choices.push(0);
        widths.push(width);
      }
      return choices[depth++];
    };
    const value = drawing(draw);
    if (isCut) open += 2 ** (mostBits - bits);
    else visit({ value, bits });
    choices.length = depth;
    widths.length = depth;
    while (choices.length > 0 && choices[choices.length - 1] + 1 === 1 << widths[widths.length - 1]) {
      choices.pop();
      widths.pop();
    }
    if (choices.length === 0) return BigInt(open);
    choices[choices.length - 1]++;
  }
}

/** How many of the 2^mostBits strings lead to each value. */
export function countStrings(
  drawing: (draw: Draw) => number,
  mostBits: number,
): { readonly counts: ReadonlyMap<number, bigint>; readonly open: bigint } {
  const sums = new Map<number, number>();
  const open = enumerate(drawing, mostBits, ({ value, bits }) =>
    sums.set(value, (sums.get(value) ?? 0) + 2 ** (mostBits - bits)),
  );
  // Whole numbers below 2^mostBits: exact until here, and from here on in fractions.
  return { counts: new Map([...sums].map(([value, sum]) => [value, BigInt(sum)])), open };
}
