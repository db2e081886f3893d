// Are the noise and the mixed answers exactly what they are said to be? Every string of bits up to a length is tried.
import {
  ANSWER_BITS,
  type Draw,
  drawNoise,
  FOOTFALL_BITS,
  MOST_BLOCKS,
  mixAnswer,
  PLAY_BITS,
} from "../../shared/policy/noise.ts";
import { MOST_OPTIONS } from "../../shared/policy/record.ts";
import { countStrings } from "../policy/oracle/enumerate.ts";
import { countOf, isEqual, probabilityOf, sumCounts } from "../policy/oracle/geometric.ts";

/** The longest strings that are tried. */
const STRING_BITS = 24;
/** An answer takes four bits at a time; after each four all is as before. */
const MIXING_BITS = 12;
/** Strings of a control. */
const CONTROL_BITS = 12;

/** @returns the values whose number of strings is not the exact one; none for noise that is what it should be */
export function findWrongNoise(
  drawing: (draw: Draw) => number,
  bits: number,
  stringBits = STRING_BITS,
): number[] {
  const { counts } = countStrings(drawing, stringBits);
  const most = Math.floor(stringBits / bits);
  const wrong = [...counts.keys()].filter((x) => Math.abs(x) > most);
  for (let x = -most; x <= most; x++) {
    const isSame = (counts.get(x) ?? 0n) === countOf(x, bits, stringBits);
    // What longer strings would add makes up the distribution's own probability, exactly.
    if (!isSame || !isEqual(sumCounts(x, bits), probabilityOf(x, bits))) wrong.push(x);
  }
  return wrong;
}

/** The largest quotient of the odds that two answers give to what is counted, over all of it: exactly 3 is right. */
export function findWorstRatio(mix: typeof mixAnswer, answers: number): number {
  const truths = Array.from(
    { length: answers },
    (_, truth) => countStrings((draw) => mix(draw, truth, answers), MIXING_BITS).counts,
  );
  let worst = 0;
  for (const one of truths)
    for (const other of truths)
      for (let said = 0; said < answers; said++) {
        const [top, bottom] = [one.get(said) ?? 0n, other.get(said) ?? 0n];
        // Exact where it divides, which it does where it is right.
        worst = Math.max(
          worst,
          bottom === 0n ? Number.POSITIVE_INFINITY : Number((top * 1000n) / bottom) / 1000,
        );
      }
  return worst;
}

/** @param stringBits length of the strings */
export async function run(
  stringBits = STRING_BITS,
): Promise<{ name: string; lines: readonly string[]; isOk: boolean }> {
  const kinds = [
    { what: "footfall of an hour", bits: FOOTFALL_BITS },
    { what: "plays of a group", bits: PLAY_BITS },
    { what: "answers to an option", bits: ANSWER_BITS },
  ];
  const lines: string[] = [];
  let isOk = true;
  for (const { what, bits } of kinds) {
    const wrong = findWrongNoise((draw) => drawNoise(draw, bits), bits, stringBits);
    const control = findWrongNoise((draw) => drawNoise(draw, bits - 1), bits, CONTROL_BITS);
    if (wrong.length > 0 || control.length === 0) isOk = false;
    lines.push(
      `${what}: all strings up to ${stringBits} bits, values with another count than the exact one: ${wrong.length} ` +
        `(control, a bit too few: ${control.length}); cut at ${MOST_BLOCKS} blocks`,
    );
  }
  const ratios = Array.from({ length: MOST_OPTIONS - 1 }, (_, i) => findWorstRatio(mixAnswer, i + 2));
  const control = findWorstRatio((_, answer) => answer, 2);
  if (ratios.some((ratio) => ratio !== 3) || control <= 3) isOk = false;
  lines.push(
    `mixed answers, 2 to ${MOST_OPTIONS} options: largest quotient of odds ${Math.max(...ratios)} (control, unmixed: ${control})`,
  );
  return { name: "exhaustive noise", lines, isOk };
}
