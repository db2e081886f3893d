// Every sentence of a label, by language. The words themselves are in words/.
import type { RadioProfile, Statistic } from "../build/flow/flow.ts";
import type { NOT_PROMISED } from "./fact.ts";
import { DE } from "./words/de.ts";
import { EN } from "./words/en.ts";
import { PL } from "./words/pl.ts";

/** A row of the second layer: what is read, what becomes of it, how long that stays. */
export type FlowWords = readonly [source: string, becomes: string, until: string];

export interface LabelWords {
  readonly title: string;
  readonly headline: string;
  /** Captions of the first layer. */
  readonly senses: string;
  readonly keeps: string;
  readonly sends: string;
  readonly leave: string;
  readonly asks: string;

  /** By flow: one word or two. */
  readonly sensors: Readonly<Record<string, string>>;
  readonly nothing: string;
  readonly noSenses: string;
  readonly keepsTapped: string;
  readonly keepsNothing: string;
  readonly keepsFlash: string;
  readonly keepsStatistics: string;
  readonly statistics: Readonly<Record<Statistic, string>>;
  readonly radio: Readonly<Record<RadioProfile, string>>;
  /** The same in a few words, for a QR code. */
  readonly radioShort: Readonly<Record<RadioProfile, string>>;
  readonly noNetwork: string;
  /** @param names the three ways out, as they stand on the display */
  readonly controls: (names: readonly string[]) => string;
  /** The same where a button leads through a menu to each of them. */
  readonly controlsButton: (names: readonly string[]) => string;
  readonly noControls: string;
  /** @param page name of the page on the display */
  readonly compare: (know: string, label: string) => string;
  readonly compareButton: (label: string) => string;
  readonly askStaff: string;

  /** Headings of the second layer. */
  readonly flowsTitle: string;
  readonly flowsHead: FlowWords;
  readonly flows: Readonly<Record<string, FlowWords>>;
  readonly budget: (epsilon: string) => string;
  readonly noBudget: string;
  readonly moreTitle: string;
  readonly more: readonly (readonly [string, string])[];
  readonly limitsTitle: string;
  readonly limits: Readonly<Record<(typeof NOT_PROMISED)[number], string>>;
  readonly digestTitle: string;
  readonly digestNote: string;
  readonly program: string;
  readonly boot: string;
  readonly board: string;
}

const WORDS: Readonly<Record<string, LabelWords>> = { pl: PL, en: EN, de: DE };

/** The words of a language, in English where nobody has translated them yet. */
export function labelWords(language: string): LabelWords {
  return Object.hasOwn(WORDS, language) ? WORDS[language] : EN;
}
