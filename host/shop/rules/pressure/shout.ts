// Shouting: words in capitals, and more exclamation marks than one.
import { ABBREVIATIONS } from "../../lexicon/abbreviation.ts";
import { findWords, type Hit, type Reading, readWording } from "../../lexicon/reading.ts";
import type { WordRule } from "./rule.ts";

const MARKS = /[!！¡]\s*[!！?？¡1]|[?？]\s*[!！]|[?？]{2,}/gu;
const SPELLED = /(?<!\p{L})\p{Lu}(?:[\s.\-_*·]+\p{Lu}){3,}(?!\p{L})/gu;
const WORD = /(?<![\p{L}\d])[\p{Lu}\d@$!|][\p{Lu}\d@$'’|!-]*\p{Lu}[\p{Lu}'’]*(?![\p{L}\d])/gu;
const ROMAN = /^[IVXLCDM]+$/;
const MOST_MARKS = 2;
/** A single word of so many letters is no abbreviation. */
const LONG_LETTERS = 5;

export const findShout: WordRule = (reading) => {
  const hits = [...findMarks(reading), ...findCapitals(reading)];
  if (hits.length === 0) return undefined;
  const isMark = hits.every(({ letters }) => letters === "!");
  return {
    code: "pressure-shout",
    severity: "error",
    hits,
    why: "shouts",
    fix: isMark ? "One exclamation mark is enough; none is calmer." : "Write it in small letters.",
  };
};

function findMarks({ text }: Reading): Hit[] {
  const hits = Array.from(text.matchAll(MARKS), ({ 0: words, index }) => ({
    words,
    start: index,
    end: index + words.length,
    letters: "!",
  }));
  const count = text.match(/[!！]/gu)?.length ?? 0;
  if (hits.length > 0 || count <= MOST_MARKS) return hits;
  const index = text.lastIndexOf("!");
  return [{ words: "!", start: index, end: index + 1, letters: "!" }];
}

function findCapitals({ text, titles }: Reading): Hit[] {
  const words = Array.from(text.matchAll(WORD), ({ 0: word, index }) => ({
    words: word.replace(/^[!|'’-]+|[!|'’-]+$/g, ""),
    start: index,
    end: index + word.length,
    letters: word,
  })).filter(
    ({ words, start, end }) =>
      !isName(words) && !titles.some((title) => title.start <= start && end <= title.end),
  );
  const loud = words.filter(({ words: word }) => countLetters(word) >= LONG_LETTERS || isCommon(word));
  const spelled = Array.from(text.matchAll(SPELLED), ({ 0: word, index }) => ({
    words: word,
    start: index,
    end: index + word.length,
    letters: word,
  }));
  // Two capital words side by side are a cry, whatever they are.
  const pairs = words.filter((word, i) => {
    const next = words[i + 1];
    const isNext = next !== undefined && /^[\s,–-]+$/.test(text.slice(word.end, next.start));
    return isNext && countLetters(word.words) > 1 && countLetters(word.words) + countLetters(next.words) >= 6;
  });
  return [...new Set([...loud, ...pairs, ...spelled])].sort((a, b) => a.start - b.start);
}

function countLetters(word: string): number {
  return word.match(/\p{L}/gu)?.length ?? 0;
}

/** Abbreviations, brands, sizes and Roman numbers are written so. */
function isName(word: string): boolean {
  const parts = word.split(/[-'’]/).filter((part) => part !== "");
  return parts.every(
    (part) => countLetters(part) < 2 || ROMAN.test(part) || ABBREVIATIONS.has(part) || /^\d|\d$/.test(part),
  );
}

/** Short words that everybody knows, such as SALE and NEU. */
function isCommon(word: string): boolean {
  return findWords(readWording(word), "loud").some(({ words }) => words === word);
}
