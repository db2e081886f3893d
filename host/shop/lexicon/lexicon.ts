// The word lists of all languages, compiled once. Every text is held against all of them: a sign in Polish may say
// "last minute", and a text may stand under the wrong language. A phrase is tried only where its keys occur.
import { DE_FRAME } from "./de/frame.ts";
import { DE_IDIOM } from "./de/idiom.ts";
import { DE_CALENDAR, DE_NUMBERS } from "./de/lists.ts";
import { DE_PEOPLE } from "./de/people.ts";
import { DE_PLAIN } from "./de/plain.ts";
import { DE_STOCK } from "./de/stock.ts";
import { DE_TERMS } from "./de/terms.ts";
import { DE_TONE } from "./de/tone.ts";
import { DE_URGENCY } from "./de/urgency.ts";
import { EN_FRAME } from "./en/frame.ts";
import { EN_IDIOM } from "./en/idiom.ts";
import { EN_CALENDAR, EN_NUMBERS } from "./en/lists.ts";
import { EN_PEOPLE } from "./en/people.ts";
import { EN_PLAIN } from "./en/plain.ts";
import { EN_STOCK } from "./en/stock.ts";
import { EN_TERMS } from "./en/terms.ts";
import { EN_TONE } from "./en/tone.ts";
import { EN_URGENCY } from "./en/urgency.ts";
import { foldText } from "./fold.ts";
import { createKeys, type Keys } from "./keys.ts";
import { type Calendar, KINDS, type Kind, type Phrases } from "./kind.ts";
import { compilePhrase, squeeze } from "./pattern.ts";
import { PL_FRAME } from "./pl/frame.ts";
import { PL_IDIOM } from "./pl/idiom.ts";
import { PL_CALENDAR, PL_NUMBERS } from "./pl/lists.ts";
import { PL_PEOPLE } from "./pl/people.ts";
import { PL_PLAIN } from "./pl/plain.ts";
import { PL_STOCK } from "./pl/stock.ts";
import { PL_TERMS } from "./pl/terms.ts";
import { PL_TONE } from "./pl/tone.ts";
import { PL_URGENCY } from "./pl/urgency.ts";

export interface Matcher {
  readonly kind: Kind;
  /** For words between blanks. */
  bounded(): RegExp;
  /** For words written letter by letter, where blanks mean nothing. */
  unbounded(): RegExp;
}

export const CALENDARS: readonly Calendar[] = [EN_CALENDAR, DE_CALENDAR, PL_CALENDAR];

const LEXICONS: readonly { readonly numbers: readonly string[]; readonly phrases: readonly Phrases[] }[] = [
  {
    numbers: DE_NUMBERS,
    phrases: [DE_URGENCY, DE_STOCK, DE_PEOPLE, DE_TERMS, DE_PLAIN, DE_TONE, DE_IDIOM, DE_FRAME],
  },
  {
    numbers: EN_NUMBERS,
    phrases: [EN_URGENCY, EN_STOCK, EN_PEOPLE, EN_TERMS, EN_PLAIN, EN_TONE, EN_IDIOM, EN_FRAME],
  },
  {
    numbers: PL_NUMBERS,
    phrases: [PL_URGENCY, PL_STOCK, PL_PEOPLE, PL_TERMS, PL_PLAIN, PL_TONE, PL_IDIOM, PL_FRAME],
  },
];

/** A phrase, and the numbers of the keys of each of its words; a word without a key is left out. */
interface Entry {
  readonly matcher: Matcher;
  readonly words: readonly (readonly number[])[];
}

interface Index {
  readonly keys: Keys;
  /** By the number of a key: phrases whose telling word has it. */
  readonly byKey: readonly (readonly Entry[])[];
  /** Phrases whose telling word may begin with anything, and what of it stands in every text that holds one. */
  readonly open: readonly { readonly matcher: Matcher; readonly stem: string }[];
}

let index: Index | undefined;
/** One place for each key, 1 while it is in the text at hand. */
let present = new Uint8Array(0);

/** All phrases of which a folded text may hold one. */
export function findMatchers(letters: string): Matcher[] {
  index ??= buildIndex();
  const { keys, byKey, open } = index;
  const squeezed = squeeze(letters);
  const found = keys.find(squeezed);
  for (const key of found) present[key] = 1;
  const isThere = (words: readonly number[]) => words.some((key) => present[key] === 1);
  const matchers = new Set<Matcher>();
  for (const { matcher, stem } of open) if (squeezed.includes(stem)) matchers.add(matcher);
  for (const key of found)
    for (const { matcher, words } of byKey[key]) if (words.every(isThere)) matchers.add(matcher);
  for (const key of found) present[key] = 0;
  return [...matchers];
}

/** Every phrase of every language. */
export function listMatchers(): Matcher[] {
  index ??= buildIndex();
  return [...new Set([...index.open, ...index.byKey.flat()].map(({ matcher }) => matcher))];
}

function buildIndex(): Index {
  const keys = createKeys();
  const byKey: Entry[][] = [];
  const open: { matcher: Matcher; stem: string }[] = [];
  const number = (key: string) => {
    const found = keys.add(key);
    byKey[found] ??= [];
    return found;
  };
  for (const { numbers, phrases } of LEXICONS)
    for (const [kind, phrase] of listPhrases(phrases)) {
      const { keys: lists, write } = compilePhrase(phrase, numbers);
      const [first = [""], ...others] = lists;
      const entry = { matcher: createMatcher(kind, write), words: others.map((list) => list.map(number)) };
      if (first.includes("")) open.push({ matcher: entry.matcher, stem: stemOf(phrase) });
      else for (const key of new Set(first.map(number))) byKey[key].push(entry);
    }
  present = new Uint8Array(byKey.length);
  return { keys, byKey, open };
}

/** The longest run of letters that a phrase always has; "" where words in it are optional, or to be chosen from. */
function stemOf(phrase: string): string {
  if (/[^\p{L}* ]/u.test(phrase)) return "";
  const stems = phrase.split(/[* äöüß]+/).map((letters) => squeeze(foldText(letters)[0]?.letters ?? ""));
  return stems.reduce((longest, stem) => (stem.length > longest.length ? stem : longest), "");
}

function listPhrases(lists: readonly Phrases[]): (readonly [Kind, string])[] {
  return lists.flatMap((phrases) =>
    KINDS.flatMap((kind) => (phrases[kind] ?? []).map((phrase) => [kind, phrase] as const)),
  );
}

/** Letter by letter nobody knows where a word ends, so a doubled letter may be one word or two. */
function loosen(source: string): string {
  return source
    .replace(/ (?!\?)/g, " ?")
    .replace(/\[[^\]]*\][*+?]?|[a-z]\??/g, (part) =>
      /^(?:[a-z]|\[[il]1\])$/.test(part) ? `${part}{1,2}` : part,
    );
}

/** Most phrases are never needed: their expressions are compiled when they are. */
function createMatcher(kind: Kind, write: () => string): Matcher {
  let bounded: RegExp | undefined;
  let unbounded: RegExp | undefined;
  return {
    kind,
    bounded: () => {
      bounded ??= new RegExp(`(?<![a-z0-9.])(?:${write()})(?![a-z0-9])`, "g");
      return bounded;
    },
    unbounded: () => {
      unbounded ??= new RegExp(loosen(write()), "g");
      return unbounded;
    },
  };
}
