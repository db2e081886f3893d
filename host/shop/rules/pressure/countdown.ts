// Countdowns: remaining time is a date. A number that runs down is wrong tomorrow, and it presses today.
import { findWords, type Hit } from "../../lexicon/reading.ts";
import type { WordRule } from "./rule.ts";

/** 00:14:59: a clock with seconds. */
const CLOCK = /(?<![\d:.])\d{1,2}:[0-5]\d:[0-5]\d(?![\d:])/g;
const NUMBERS = /\d+(?:[\s.,;…\-–—>→/]+\d+){2,}/g;
const MOST_FIRST = 30;

export const findCountdown: WordRule = (reading) => {
  const hits: Hit[] = [...findWords(reading, "countdown")];
  const text = reading.text.normalize("NFKC");
  for (const pattern of /\d/.test(text) ? [CLOCK, NUMBERS] : [])
    for (const match of text.matchAll(pattern)) {
      if (pattern === NUMBERS && !runsDown(match[0])) continue;
      const end = match.index + match[0].length;
      hits.push({ words: match[0], start: match.index, end, letters: "" });
    }
  if (hits.length === 0) return undefined;
  return {
    code: "pressure-countdown",
    severity: "error",
    hits,
    why: "counts down",
    fix: "Say the last day as a date (until 24 December), and set `until` to it.",
  };
};

/** Three numbers down to one or nothing, or four in a row: 3, 2, 1 and 10 9 8 7. */
function runsDown(text: string): boolean {
  const numbers = (text.match(/\d+/g) ?? []).map(Number);
  const isRow = numbers.every((number, i) => i === 0 || number === numbers[i - 1] - 1);
  return isRow && numbers[0] <= MOST_FIRST && (numbers.length > 3 || (numbers.at(-1) ?? 9) <= 1);
}
