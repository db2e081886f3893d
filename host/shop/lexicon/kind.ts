// What the word lists of a language are sorted by.
/** Each kind is looked for by one rule; a rule may have several. */
export const KINDS = [
  /** Pressure of time, whatever the calendar says. */
  "time",
  /** True on one day only. */
  "day",
  /** True within one week only. */
  "week",
  "scarcity",
  /** "While stocks last": true where staff can mark the offer as sold out. */
  "supply",
  "crowd",
  "shame",
  "countdown",
  "condition",
  "free",
  "favour",
  /** Common words that are no abbreviations: shouting, in capitals. */
  "loud",
  "notice",
  "knowledge",
  /** What a question may ask, and a statement may not: "you like crime". */
  "presume",
  /** A question about what the law calls special categories. */
  "sensitive",
  /** Harmless phrases: what lies within one of them is no finding. */
  "harmless",
  /** Words that say that a title is meant: "a novel by". */
  "work",
  /** What stands behind a title and a comma: "Hurry, a picture book". */
  "genre",
] as const;

export type Kind = (typeof KINDS)[number];

/** Phrases by kind; the notation is explained in pattern.ts. */
export type Phrases = Readonly<Partial<Record<Kind, readonly string[]>>>;

/** How a language names days; regular expressions over folded texts. */
export interface Calendar {
  /** Monday first. */
  readonly days: readonly string[];
  readonly months: readonly string[];
  /** month * 100 + day */
  readonly feasts: Readonly<Record<string, number>>;
  /** What stands before a last day. */
  readonly opens: string;
}
