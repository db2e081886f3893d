// Every word that a board says of its own accord, by language. The words themselves are in words/.

import type { RadioProfile } from "../build/flow/flow.ts";
import type { Text } from "../shop/model.ts";
import { DE } from "./words/de.ts";
import { EN } from "./words/en.ts";
import { PL } from "./words/pl.ts";

export interface Words {
  /** The language's own name. */
  readonly name: string;
  /** Chips; each is also an entry of the menu of boards with one button. */
  readonly dismiss: string;
  readonly why: string;
  readonly pause: string;
  readonly forget: string;
  readonly forgetNow: string;
  readonly know: string;
  readonly back: string;
  readonly carryOn: string;

  /** What the neutral card says of sensing; short for panels of three lines. */
  readonly notice: string;
  readonly noticeShort: string;
  readonly clockUnknown: string;
  readonly clockUnknownShort: string;

  /** On the panel while the board is calibrated: a word, and a sentence for panels that have room. */
  readonly calibrating: string;
  readonly calibratingNote: string;

  readonly whyTitle: string;
  readonly whySame: string;

  readonly knowTitle: string;
  readonly nobody: string;
  readonly near: string;
  readonly lingering: string;
  readonly interacting: string;
  readonly nearShort: string;
  /** By busy level. */
  readonly busy: readonly [string, string, string];
  /** The same in a word, for panels of three lines. */
  readonly busyShort: readonly [string, string, string];
  readonly tapped: (answer: string) => string;
  /** Where something is held that is no answer and no dismissal: a language. */
  readonly somethingTapped: string;
  /** Before a number of seconds. */
  readonly tappedShort: string;
  /** Before a number of seconds, after what is held. */
  readonly goneIn: string;
  /** A sentence after the number of seconds. */
  readonly sooner: string;
  readonly nothingTapped: string;
  /** Before a number of offers. */
  readonly dismissed: string;
  readonly language: string;
  readonly clock: string;
  readonly clockNotSet: string;

  /** What the page of the label is called, and what its code is for. */
  readonly label: string;
  readonly compare: string;
  /** What left the board in the last hour, by what its radio may do; short for panels of three lines. */
  readonly left: Readonly<Record<RadioProfile, string>>;
  readonly leftShort: Readonly<Record<RadioProfile, string>>;
  readonly leftByCable: string;
  /** On the page with the question, where answers are counted. */
  readonly mixed: string;

  readonly pausedTitle: string;
  readonly pausedText: string;
  readonly pausedLeft: string;

  readonly staffTitle: string;
  readonly sensorsWell: string;
  readonly sensorsIll: string;
  /** By the order of their fault bits: PIR, radar, radio scan, touch. */
  readonly sensors: readonly [string, string, string, string];
  /** What is wrong with one, by ILL_ constant from 1: it is silent, stuck, flooding. */
  readonly illnesses: readonly [string, string, string];
  /** A distance sensor, in place of the radar. */
  readonly distance: string;
  /** A button, in place of the touch panel. */
  readonly button: string;
  readonly sensorsWellShort: string;
  readonly pinned: string;
  readonly pinnedShort: string;
  readonly notPinned: string;

  /** One-button boards: what the two presses do. */
  readonly holdForYes: string;
  readonly pressForNext: string;
  readonly pressToCarryOn: string;

  /** Before the name of who paid for an offer to be shown. */
  readonly sponsor: string;
  /** Beside the price. */
  readonly till: string;

  readonly decimal: "." | ",";
  readonly reasons: ReasonWords;
}

interface ByFact {
  readonly mood: string;
  readonly presence: string;
  readonly dwell: string;
  readonly hours: string;
  readonly date: string;
  readonly busy: string;
  readonly light: string;
  readonly temperature: string;
}

/** A sentence is prefix, clause, then joiner and a second clause, then end. Each clause stands in either place. */
export interface ReasonWords {
  readonly prefix: string;
  readonly joiner: string;
  readonly end: string;
  /** Whether a clause is a sentence also without its prefix: in German its verb would have to move. */
  readonly standsAlone: boolean;
  readonly pin: string;
  readonly staff: string;
  readonly mood: (answers: string) => string;
  /** By presence level, from 1. */
  readonly presence: readonly [string, string, string];
  readonly dwell: string;
  readonly hours: (when: string) => string;
  readonly until: (date: string) => string;
  readonly since: (date: string) => string;
  /** By busy level. */
  readonly busy: readonly [string, string, string];
  /** By bucket, from 1: dark, dim, bright. */
  readonly light: readonly [string, string, string];
  /** By bucket, from 1: cold, mild, warm. */
  readonly temperature: readonly [string, string, string];
  readonly stock: string;
  readonly language: string;
  readonly turn: string;
  /** What can be said of a condition that is too long for the line. */
  readonly plain: ByFact;
  /** What can be said of a fact that the offer asks nothing of: with another value a campaign would show instead.
   *  The same for all facts but the answer, so that a board can see that it has said it. */
  readonly otherwise: { readonly mood: string; readonly special: string };
  readonly or: string;
  /** From Monday, as after "it is". */
  readonly days: readonly string[];
  readonly shortDays: readonly string[];
  /** From January, as after a number. */
  readonly months: readonly string[];
  readonly date: (day: number, month: string) => string;
  readonly shortDate: (day: number, month: number, name: string) => string;
}

const WORDS: Readonly<Record<string, Words>> = { pl: PL, en: EN, de: DE };

/** The words of a language, or undefined where nobody has translated them yet. */
export function findWords(language: string): Words | undefined {
  return Object.hasOwn(WORDS, language) ? WORDS[language] : undefined;
}

/** The words of a language, in English where nobody has translated them yet. */
export function chooseWords(language: string): Words {
  return findWords(language) ?? EN;
}

/** A shop's text in a language; the first one it has where it lacks that language; else nothing. */
export function chooseText(text: Text, language: string): string {
  if (Object.hasOwn(text, language)) return text[language];
  return Object.values(text)[0] ?? "";
}
