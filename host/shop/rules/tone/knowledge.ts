// Nobody is known here: no text speaks of what its reader likes, bought or did. To ask is fine.
import { findWords } from "../../lexicon/reading.ts";
import type { WordRule } from "../pressure/rule.ts";

const ASKED = /^[^.!;]*\?/u;

export const findKnowledge: WordRule = (reading) => {
  const presumed = findWords(reading, "presume").filter(({ end }) => !ASKED.test(reading.text.slice(end)));
  const hits = [...findWords(reading, "knowledge"), ...presumed];
  if (hits.length === 0) return undefined;
  return {
    code: "tone-knowledge",
    severity: "error",
    hits,
    why: "claims to know the reader",
    fix: "Say for whom it is in general, such as: for readers of short stories.",
  };
};
