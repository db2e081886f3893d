// Scarcity: what nobody counted today is not said, and a number that the next sale makes wrong is not said either.
import { findWords } from "../../lexicon/reading.ts";
import type { WordRule } from "./rule.ts";

/** So many pieces are few. */
const MOST_FEW = 5;

/** "While stocks last" is true where staff can mark the offer as sold out; "last pieces" where few were counted. */
export const findScarcity: WordRule = (reading, { when, count }) => {
  const few = findWords(reading, "scarcity");
  const supply = findWords(reading, "supply");
  const code = "pressure-scarcity";
  if (few.length > 0) {
    const isCounted = count !== undefined && count > 0 && count <= MOST_FEW && when.stock === true;
    if (isCounted && !few.some(({ letters }) => /\d/.test(letters))) return undefined;
    return {
      code,
      severity: "error",
      hits: few,
      why:
        count === undefined
          ? "says that little is left, and no count of today shows it"
          : `says that little is left, and the stock list has ${count}`,
      fix: "Leave it out, and set `stock: true`: staff mark it as sold out when it is.",
    };
  }
  if (supply.length === 0 || when.stock === true) return undefined;
  const fix = "Leave it out, or set `stock: true`, so that the card goes when the stock does.";
  return { code, severity: "error", hits: supply, why: "is true only while somebody looks after it", fix };
};
