// A text as its reader takes it: small Latin letters, digits and single blanks, whatever it was written with. Each
// letter remembers where it stood, so that a finding can quote the words as they are in the file.
import { LOOKS_LIKE, STANDS_FOR } from "./letter.ts";

/** `letters` holds a-z, digits (with "." and ":" inside numbers), "%", blanks, and " | " between sentences. */
export interface Fold {
  readonly letters: string;
  /** For each of the letters its index in the text. */
  readonly places: readonly number[];
  /** Written letter by letter ("h u r r y u p"): words may begin and end anywhere, and letters stand as they are. */
  readonly isSpelled: boolean;
}

interface Sign {
  /** Letters of a-z or one digit; empty for everything else. */
  readonly text: string;
  readonly raw: string;
  readonly index: number;
}

interface Word {
  text: string;
  places: number[];
  /** A sentence ends behind it. */
  isLast: boolean;
}

const MONEY: Readonly<Record<string, string>> = { "€": "eur", $: "usd", "£": "gbp", "%": "%" };
/** Marks over letters, and letters that leave no ink. */
const UNSEEN = /^(?:\p{M}|\p{Cf}|[\u115f\u1160\u2800\u3164\uffa0])$/u;
/** Between two letters these do not end a word for somebody who wants to hide it: hur-ry, l.a.s.t. */
const GLUE = /^[.\-_*·•|/\\~^`´,;:+=#‐‑‒–—]$/u;
const APOSTROPHE = /^['’‘`´ʼ]$/u;
const FEWEST_SPELLED = 3;
/** Shorter runs, such as the sizes S M L, hold no phrase by themselves. */
const FEWEST_LOOSE = 5;

/**
 * Without any of these there is one way to read a text: signs that stand for a letter or part words, capitals within
 * words, an I or l that may be the other, full stops and the like that glue letters. Most texts have none.
 */
const AMBIGUOUS = /[^\p{Ll}\p{Lu} .,;:?()„”“"]|I|\p{L}\p{Lu}|\p{Lu}l(?!\p{L})|[.,;:](?=\p{L})/u;

/** All ways to read a text, the plain one first; no way twice. */
export function foldText(text: string): Fold[] {
  const signs = readSigns(text);
  if (!AMBIGUOUS.test(text)) return joinWords(splitWords(signs, true));
  const decoded = decode(signs);
  const glued = decoded.filter(
    ({ raw }, i) => !(GLUE.test(raw) && isLetter(decoded[i - 1]) && isLetter(decoded[i + 1])),
  );
  const folds = new Map<string, Fold>();
  for (const reading of [splitWords(signs, true), splitWords(decoded, false), splitWords(glued, false)])
    for (const fold of joinWords(reading)) folds.set(`${fold.isSpelled} ${fold.letters}`, fold);
  return [...folds.values()];
}

function readSigns(text: string): Sign[] {
  const signs: Sign[] = [];
  let index = 0;
  for (const raw of text) {
    const latin = readSign(raw);
    if (latin !== undefined) signs.push({ text: latin, raw, index });
    index += raw.length;
  }
  return signs;
}

/** What characters of Latin and the like are; no hostile text makes it long. */
const known = new Map<string, string | undefined>();
const MOST_KNOWN = 1000;

/** The same as `toLatin`; undefined for what leaves no ink. */
function readSign(raw: string): string | undefined {
  const before = known.get(raw);
  if (before !== undefined || known.has(raw)) return before;
  const latin = UNSEEN.test(raw) ? undefined : toLatin(raw);
  if (known.size < MOST_KNOWN) known.set(raw, latin);
  return latin;
}

/** The Latin letters or the digit that a character is, looks like or is made of; empty if none. */
function toLatin(raw: string): string {
  const code = raw.codePointAt(0) ?? 0;
  // Letters in boxes and circles, which have no decomposition: U+1F130, U+1F150, U+1F170, and those of flags.
  for (const first of [0x1f130, 0x1f150, 0x1f170, 0x1f1e6])
    if (code >= first && code < first + 26) return String.fromCharCode(97 + code - first);
  let latin = "";
  for (const part of raw.normalize("NFKD")) {
    const letter = LOOKS_LIKE.get(part) ?? part.toLowerCase();
    if (/^[a-z]+$|^[0-9]$/.test(letter)) latin += letter;
  }
  return latin;
}

function isLetter(sign: Sign | undefined): boolean {
  return sign !== undefined && /^[a-z]|^1$/.test(sign.text) && !/^[0-9]$/.test(sign.raw);
}

function isDigit(sign: Sign | undefined): boolean {
  return sign !== undefined && sign.text >= "0" && sign.text <= "9" && sign.text.length === 1;
}

/** Digits and signs inside of words become the letters that they stand for: l4st, $ale, t0day, l!mited. */
function decode(signs: readonly Sign[]): Sign[] {
  const decoded = [...signs];
  const mayStand = (i: number) => i < signs.length && (isLetter(signs[i]) || STANDS_FOR.has(signs[i].raw));
  for (let start = 0; start < signs.length; start++) {
    if (!mayStand(start)) continue;
    let end = start;
    while (mayStand(end)) end++;
    const next = end;
    // At the end "!" and "+" are what they are.
    while (end > start && /^[!+|¡]$/.test(signs[end - 1].raw)) end--;
    const letters = signs.slice(start, end).filter(isLetter).length;
    readCapitals(decoded, start, end);
    if (letters > 0 && end - start > 1 && letters < end - start)
      for (let i = start; i < end; i++)
        if (!isLetter(signs[i]))
          decoded[i] = { ...signs[i], text: STANDS_FOR.get(signs[i].raw) ?? "", raw: "a" };
    start = next;
  }
  return decoded;
}

/** A capital I among small letters may be an l, and a small l among capitals an i: "1" is both. */
function readCapitals(signs: Sign[], start: number, end: number): void {
  const word = signs.slice(start, end).map(({ raw }) => raw);
  const small = word.filter((raw) => /\p{Ll}/u.test(raw)).length;
  for (let i = start; i < end; i++) {
    const isAlien = signs[i].raw === (small * 2 > word.length ? "I" : "l");
    if (isAlien && end - start > 1) signs[i] = { ...signs[i], text: "1" };
  }
}

/** Where words that are written together part: 24h, LastChance. */
function isSeam(signs: readonly Sign[], i: number): boolean {
  if ((signs[i - 1]?.text ?? "") === "") return false;
  if (isDigit(signs[i - 1]) !== isDigit(signs[i])) return true;
  return (
    signs[i].raw !== signs[i].raw.toLowerCase() &&
    /^\p{Ll}\p{Lu}\p{Ll}$/u.test([i - 1, i, i + 1].map((j) => signs[j]?.raw ?? "").join(""))
  );
}

/** @param isApart words that are written together are parted */
function splitWords(signs: readonly Sign[], isApart: boolean): Word[] {
  const words: Word[] = [];
  let word: Word | undefined;
  const add = (text: string, index: number) => {
    if (word === undefined) {
      word = { text: "", places: [], isLast: false };
      words.push(word);
    }
    for (const letter of text) {
      // Doubled letters are one, here and in the phrases: hurrry.
      if (word.text.endsWith(letter) && /[a-z]/.test(letter)) continue;
      word.text += letter;
      word.places.push(index);
    }
  };
  for (let i = 0; i < signs.length; i++) {
    const { text, raw, index } = signs[i];
    if (text !== "") {
      if (isApart && isSeam(signs, i)) word = undefined;
      add(text, index);
    } else if (Object.hasOwn(MONEY, raw)) {
      word = undefined;
      add(MONEY[raw], index);
      word = undefined;
    } else if (/^[.,:  ]$/.test(raw) && isDigit(signs[i - 1]) && isDigit(signs[i + 1])) {
      const isThousands =
        raw !== ":" && /^\d{3}(?!\d)/.test(digitsFrom(signs, i + 1)) && /^\d{1,3}$/.test(word?.text ?? "");
      if (isThousands) continue;
      if (raw === " " || raw === " ") word = undefined;
      else add(raw === ":" ? ":" : ".", index);
    } else if (!(APOSTROPHE.test(raw) && isLetter(signs[i - 1]) && isLetter(signs[i + 1]))) {
      if (isEnd(signs, i) && words.length > 0) words[words.length - 1].isLast = true;
      word = undefined;
    }
  }
  return words;
}

function digitsFrom(signs: readonly Sign[], start: number): string {
  let digits = "";
  for (let i = start; i < signs.length && digits.length < 4 && isDigit(signs[i]); i++)
    digits += signs[i].text;
  return digits;
}

/** A full stop and the like before a blank. Three dots end nothing, nor does the one in 24. Dezember. */
function isEnd(signs: readonly Sign[], i: number): boolean {
  const isOrdinal = signs[i].raw === "." && isDigit(signs[i - 1]);
  return (
    /^[.!?;]$/.test(signs[i].raw) && signs[i + 1]?.raw === " " && signs[i - 1]?.raw !== "." && !isOrdinal
  );
}

/** Behind the last of words that stand letter by letter; a number or the rest of "you'll" may be among them. */
function findSpelled(words: readonly Word[], start: number): number {
  const isSingle = (i: number) => /^[a-z1]$/.test(words[i]?.text ?? "");
  const isBetween = (i: number) => isSingle(i + 1) && /^(?:[a-z1]{2}|[0-9]{1,3})$/.test(words[i].text);
  let end = start;
  while (isSingle(end) || (end - start > 1 && isBetween(end))) end++;
  return end;
}

/** The reading as one string and, where letters stand one by one, those by themselves. */
function joinWords(words: readonly Word[]): Fold[] {
  const spelled: Fold[] = [];
  const joined: Word[] = [];
  for (let i = 0; i < words.length; i++) {
    const end = findSpelled(words, i);
    if (end - i < FEWEST_SPELLED) {
      joined.push(words[i]);
      continue;
    }
    const run = words.slice(i, end);
    // Doubled letters are one here too.
    const single = run.filter(({ text }, j) => text !== run[j - 1]?.text);
    const word = {
      text: single.map(({ text }) => text).join(""),
      places: single.flatMap(({ places }) => places),
      isLast: words[end - 1].isLast,
    };
    joined.push(word);
    if (word.text.length >= FEWEST_LOOSE)
      spelled.push({
        letters: run.map(({ text }) => text).join(""),
        places: run.flatMap(({ places }) => places),
        isSpelled: true,
      });
    i = end - 1;
  }
  let letters = "";
  const places: number[] = [];
  let sinceEnd = 0;
  joined.forEach((word, i) => {
    if (i > 0) {
      const previous = joined[i - 1];
      // A sentence of one word ("Hurry. Today. Only.") is no sentence of its own.
      const isApart = previous.isLast && sinceEnd > 1 && !word.isLast;
      const gap = isApart ? " | " : " ";
      letters += gap;
      for (const _ of gap) places.push(word.places[0]);
      if (isApart) sinceEnd = 0;
    }
    letters += word.text;
    places.push(...word.places);
    sinceEnd++;
  });
  return [{ letters, places, isSpelled: false }, ...spelled];
}
