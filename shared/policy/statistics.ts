// What a program counts over time: nothing, unless the board's section of the shop names it. The bundler writes what it
// names in place of this file: what is not counted is then not in its program.
// Nothing is imported here: only then the bundler folds what is false.

/** Episodes that began, by the hour. */
export const HAS_FOOTFALL: boolean = false;
/** Answers to the shop's question, each mixed with chance before it is counted. */
export const HAS_ANSWERS: boolean = false;
/** Episodes by the group of the first offer that they were shown. */
export const HAS_PLAYS: boolean = false;
/** Any of these, and those of them that are counted by the day. */
export const HAS_STATISTICS: boolean = false;
export const HAS_TALLIES: boolean = false;
/** Codes of a record that the tallies of a day take, from and before. */
export const FIRST_TALLY: number = 24;
export const LAST_TALLY: number = 24;
