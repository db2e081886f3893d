// What somebody answers steers what is shown to them: health, faith, politics, origin and love are not asked for.
import { findWords } from "../../lexicon/reading.ts";
import type { WordRule } from "../pressure/rule.ts";

export const findSensitive: WordRule = (reading, { part }) => {
  const hits = part === "offer" ? [] : findWords(reading, "sensitive");
  if (hits.length === 0) return undefined;
  return {
    code: "tone-sensitive",
    severity: "error",
    hits,
    why: "asks for something that the law protects specially",
    fix: "Ask for a kind of thing, not for a trait of a person, and show this by the calendar alone.",
  };
};
