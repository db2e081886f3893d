// What the rules on words have in common: each finds words in a text and says why they press and what to write instead.
import type { Path } from "../../document.ts";
import type { Kind } from "../../lexicon/kind.ts";
import { findWords, type Hit, type Reading } from "../../lexicon/reading.ts";
import type { Conditions } from "../../model.ts";

/** What of the shop the truth of a text depends on. */
export interface Setting {
  readonly when: Conditions;
  /** Pieces by the stock list, if they were counted today or yesterday. */
  readonly count?: number;
  /** Local time windows and dates are the offer's; a question and its answers have none. */
  readonly part: "offer" | "question" | "answer";
}

export interface Claim {
  readonly code: string;
  readonly severity: "error" | "warning";
  /** The words, as they stand in the text. */
  readonly hits: readonly Hit[];
  /** Goes on after the quoted words: "… presses for time." */
  readonly why: string;
  /** What to write instead. */
  readonly fix: string;
}

/** One text against one rule: what it claims, or undefined if nothing is wrong. */
export type WordRule = (reading: Reading, setting: Setting) => Claim | undefined;

/** A text of the shop, with its place in the file. */
export interface Wording {
  readonly reading: Reading;
  readonly setting: Setting;
  readonly path: Path;
}

/** A rule that refuses every word of a kind, whatever the offer says. */
export function refuse(code: string, kind: Kind, why: string, fix: string): WordRule {
  return (reading) => {
    const hits = findWords(reading, kind);
    return hits.length === 0 ? undefined : { code, severity: "error", hits, why, fix };
  };
}
