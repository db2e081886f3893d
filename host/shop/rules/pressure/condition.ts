// Hidden conditions: what a card promises is all of it. No asterisks, no "from" and "up to" without the other end.
import { findWords, type Hit } from "../../lexicon/reading.ts";
import type { WordRule } from "./rule.ts";

/** A footnote: an asterisk or dagger behind a word, a number or a percent sign, or a raised figure. */
const FOOTNOTE =
  /[\p{L}\d%€$£.!)][*†‡⁎∗＊]+(?![\p{L}\d*])|(?<=^|\s)[*†‡⁎∗＊]+ ?(?=\p{L}{3})|[¹²³⁴⁵]\)?(?=\s|$)/gu;
/** Square and cubic measures, and degrees. */
const MEASURE = /(?:m|cm|mm|km|dm|ft|in)[²³]$/u;
/** "from 10 to 30 %": both ends are said. */
const RANGE =
  /(?:from|between|von|vom|zwischen|od|pomiedzy|miedzy)? ?[0-9.]+ ?(?:%|eur|euro|zl|pln|usd|gbp)? ?(?:to|and|until|bis|und|do|a|i) (?:zu )?[0-9.]+ ?(?:%|eur|euro|zl|pln|usd|gbp)?/g;

export const findCondition: WordRule = (reading) => {
  const words = findWords(reading, "condition");
  const letters = words.length === 0 ? "" : (reading.folds[0]?.letters ?? "");
  const ranges = Array.from(letters.matchAll(RANGE), (match) => match[0].trim());
  const hits: Hit[] = words.filter(
    (hit) => !ranges.some((range) => range.includes(hit.letters) || isEndOf(hit.letters, range)),
  );
  for (const match of reading.text.matchAll(FOOTNOTE)) {
    const before = reading.text.slice(0, match.index + match[0].length);
    if (MEASURE.test(before)) continue;
    const end = match.index + match[0].length;
    hits.push({ words: match[0], start: match.index, end, letters: "" });
  }
  if (hits.length === 0) return undefined;
  return {
    code: "pressure-condition",
    severity: "error",
    hits,
    why: "hides a condition",
    fix: "Say the whole condition on the card, and both ends of a range (10 to 30 %); else leave it out.",
  };
};

/** "from 9.90" where the text goes on "to 19.90", and "to 30 %" where it began with "from 10". */
function isEndOf(hit: string, range: string): boolean {
  const numbers = hit.match(/[0-9.]+/g) ?? [];
  return numbers.length > 0 && numbers.every((number) => range.split(" ").includes(number));
}
