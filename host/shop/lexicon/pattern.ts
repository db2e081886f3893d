// Phrases as data and what they match. A phrase is written as people write it; the rest is for inflection:
//   ostatni*      a stem and any ending           *angebot      any beginning, for compounds
//   (a|b c)       one of several                  [very]        may be missing
//   _   __        up to two, up to four words     #             a number, in digits or in words
//   ¤             an amount of money, such as 9.90 or 9 EUR; a % may be a word as well
// Blanks may be missing in the text (#LastChance, "Nurheute"), letters may be repeated, diacritics may be missing, and
// ä, ö, ü may be written with an e. A phrase matches whole words only.

export interface Pattern {
  /** Of each of these lists every text that matches has one somewhere, after `squeeze`; the list that says most
   *  comes first. An empty key says nothing. */
  readonly keys: readonly (readonly string[])[];
  /** Writes the source of a regular expression over folded letters. */
  write(): string;
}

/** Words one after the other. */
type Sequence = readonly Element[];

interface Element {
  readonly isOptional: boolean;
  /** So many words may stand before it. */
  readonly gap: number;
  readonly parts: readonly Part[];
}

type Part =
  | { readonly kind: "letters"; readonly letters: string }
  | { readonly kind: "any" | "number" | "money" }
  | { readonly kind: "group"; readonly isOptional: boolean; readonly choices: readonly Sequence[] };

const WORD = "[a-z0-9.:%]+";
const NUMBER = "[0-9]+(?:[.:][0-9]+)*";
const MONEY =
  "(?:[0-9]+[.][0-9]{2}(?![0-9.])|[0-9]+ ?(?:eur|euro|zl|zloty|zlotych|pln|usd|gbp|chf|czk)(?![a-z]))";
const UMLAUTS: Readonly<Record<string, string>> = { ä: "ae?", ö: "oe?", ü: "ue?", ß: "s" };
const LONGEST_KEY = 5;
/** More letters of a word than these are not looked at for a key. */
const LONGEST_BEGINNING = 8;

/**
 * @param numbers how the language says small numbers
 * @throws Error if a bracket is open, or a sign has no meaning
 */
export function compilePhrase(phrase: string, numbers: readonly string[]): Pattern {
  return {
    keys: findKeys(phrase),
    // Read again when it is needed: most phrases never are, and two thousand of them take room.
    write: () => writeSequence(parseSequence(phrase), `(?:${[NUMBER, ...numbers.map(writeWord)].join("|")})`),
  };
}

/** What of a folded text the keys of patterns are looked up in: no blanks, and i, l, 1 as one. */
export function squeeze(letters: string): string {
  return letters
    .replace(/[ |]/g, "")
    .replace(/[i1]/g, "l")
    .replace(/([a-z])\1+/g, "$1");
}

function parseSequence(phrase: string): Sequence {
  const elements: Element[] = [];
  let gap = 0;
  for (const word of splitOutside(phrase.trim(), " ")) {
    if (/^_+$/.test(word)) gap = word.length * 2;
    else {
      const isOptional = word[0] === "[" && findEnd(word, 0) === word.length - 1;
      elements.push({ isOptional, gap, parts: parseWord(isOptional ? `(${word.slice(1, -1)})` : word) });
      gap = 0;
    }
  }
  // A gap at the end asks for at least one more word.
  if (gap > 0) elements.push({ isOptional: false, gap: gap - 1, parts: [{ kind: "any" }] });
  return elements;
}

function parseWord(word: string): Part[] {
  if (/^[a-z]+$/.test(word)) return [{ kind: "letters", letters: word }];
  const parts: Part[] = [];
  let letters = "";
  const endLetters = () => {
    if (letters !== "") parts.push({ kind: "letters", letters });
    letters = "";
  };
  for (let i = 0; i < word.length; i++) {
    const letter = word[i];
    if (/['’]/.test(letter)) continue;
    if (!/[[(*#¤]/.test(letter)) {
      letters += toPlain(letter);
      continue;
    }
    endLetters();
    if (letter === "(" || letter === "[") {
      const end = findEnd(word, i);
      const choices = splitOutside(word.slice(i + 1, end), "|").map(parseSequence);
      parts.push({ kind: "group", isOptional: letter === "[", choices });
      i = end;
    } else if (letter === "*") parts.push({ kind: "any" });
    else if (letter === "#") parts.push({ kind: "number" });
    else parts.push({ kind: "money" });
  }
  endLetters();
  return parts;
}

/** An umlaut stays what it is. */
function toPlain(letter: string): string {
  if (letter >= "a" && letter <= "z") return letter;
  if (Object.hasOwn(UMLAUTS, letter)) return letter;
  const plain = letter === "ł" ? "l" : letter.normalize("NFD")[0];
  if (/^[a-z0-9%]$/.test(plain)) return plain;
  throw new Error(`"${letter}" has no place in a phrase`);
}

/** A blank may be missing between two words, but not beside "any word" or "any ending": that would be any text. */
function writeSequence(sequence: Sequence, number: string): string {
  let pattern = "";
  let isOpen = false;
  /** Nothing but words that may be missing so far; each brings its own blank. */
  let isStart = true;
  for (const { isOptional, gap, parts } of sequence) {
    const inner = writeParts(parts, number);
    const blank = isStart ? "" : isOpen || gap > 0 || isWild(parts, 0) ? " " : " ?";
    const before = gap > 0 ? `${blank}(?:${WORD} ){0,${gap}}` : blank;
    if (!isOptional) pattern += before + inner;
    else if (isStart) pattern += `(?:${before}${inner} )?`;
    else pattern += `(?:${before}${inner})?`;
    isStart &&= isOptional;
    isOpen = isWild(parts, -1) || (isOptional && isOpen);
  }
  return pattern;
}

/** Whether a word begins (0) or ends (-1) with anything. */
function isWild(parts: readonly Part[], end: 0 | -1): boolean {
  const part = parts.at(end);
  if (part?.kind !== "group") return part?.kind === "any";
  return part.choices.some((choice) => isWild(choice.at(end)?.parts ?? [], end));
}

function writeParts(parts: readonly Part[], number: string): string {
  let pattern = "";
  let last = "";
  for (const part of parts) {
    if (part.kind === "letters") {
      for (const letter of part.letters) {
        if (letter !== last || !/[a-z]/.test(letter)) pattern += writeLetter(letter);
        else if (letter === "l") pattern += "[l1]?";
        last = letter;
      }
      continue;
    }
    last = "";
    if (part.kind === "any") pattern += parts.length === 1 ? WORD : "[a-z0-9]*";
    else if (part.kind === "number") pattern += number;
    else if (part.kind === "money") pattern += MONEY;
    else if (part.kind === "group") {
      const choices = part.choices.map((choice) => writeSequence(choice, number)).join("|");
      pattern += `(?:${choices})${part.isOptional ? "?" : ""}`;
    }
  }
  return pattern;
}

function writeWord(word: string): string {
  return writeParts(parseWord(word), "");
}

function writeLetter(letter: string): string {
  if (letter === "%") return "(?:%|per ?cent|prozent|procent[a-z]*)";
  return UMLAUTS[letter] ?? (letter === "i" || letter === "l" ? `[${letter}1]` : letter);
}

/** The beginnings of each word of a phrase, the word that says most first. */
function findKeys(phrase: string): (readonly string[])[] {
  const lists: (readonly string[])[] = [];
  for (const word of splitOutside(phrase, " ")) {
    const keys = keysOfWord(word);
    if (keys !== undefined && !keys.includes("")) lists.push(keys);
  }
  lists.sort((a, b) => shortestOf(b) - shortestOf(a) || a.length - b.length);
  return lists.length === 0 ? [[""]] : lists;
}

/** Words and stems, by themselves or in one bracket: nine in ten are, and there is nothing to read. */
const SIMPLE = /^(?:[^[\](|)#¤_]+|\([^[\](|)#¤_]+(?:\|[^[\](|)#¤_]+)*\))$/;

/** Undefined for what may be missing, or says nothing. */
function keysOfWord(word: string): readonly string[] | undefined {
  if (word[0] === "#" || word[0] === "_" || word[0] === "*") return undefined;
  if (word[0] === "[" && findEnd(word, 0) === word.length - 1) return undefined;
  if (SIMPLE.test(word)) {
    const choices = word[0] === "(" ? word.slice(1, -1).split("|") : [word];
    return [...new Set(choices.map(keyOfStem))];
  }
  const beginnings = findBeginnings(parseWord(word));
  return [...new Set(beginnings.map(({ text }) => squeeze(text).slice(0, LONGEST_KEY)))];
}

/** What stands before the first ending that is open, or the first letter that may be written in two ways; squeezed. */
function keyOfStem(choice: string): string {
  let key = "";
  for (let i = 0; i < choice.length && key.length < LONGEST_KEY; i++) {
    const letter = choice[i];
    if (letter === "*" || letter === "%") break;
    if (letter === " " || letter === "'" || letter === "’") continue;
    const isUmlaut = Object.hasOwn(UMLAUTS, letter);
    const plain = isUmlaut ? UMLAUTS[letter][0] : toPlain(letter);
    const sign = plain === "i" || plain === "1" ? "l" : plain;
    if (!key.endsWith(sign) || sign < "a") key += sign;
    if (isUmlaut && letter !== "ß") break;
  }
  return key;
}

function shortestOf(keys: readonly string[]): number {
  return Math.min(...keys.map((key) => key.length));
}

interface Beginning {
  readonly text: string;
  /** Nothing but letters so far. */
  readonly isOpen: boolean;
}

function findBeginnings(parts: readonly Part[]): Beginning[] {
  let found: Beginning[] = [{ text: "", isOpen: true }];
  for (const part of parts) {
    if (!found.some(mayGoOn)) break;
    found = found.flatMap((beginning) => (mayGoOn(beginning) ? goOn(beginning, part) : [beginning]));
  }
  return found;
}

function mayGoOn({ text, isOpen }: Beginning): boolean {
  return isOpen && text.length < LONGEST_BEGINNING;
}

function goOn({ text }: Beginning, part: Part): Beginning[] {
  if (part.kind === "letters") {
    // A percent sign may be a word, and behind an umlaut there may be an e.
    const end = part.letters.search(/[%äöü]/);
    if (end < 0) return [{ text: text + part.letters.replace(/ß/g, "s"), isOpen: true }];
    const last = part.letters[end] === "%" ? "" : part.letters[end].normalize("NFD")[0];
    return [{ text: text + part.letters.slice(0, end).replace(/ß/g, "s") + last, isOpen: false }];
  }
  if (part.kind !== "group" || part.isOptional) return [{ text, isOpen: false }];
  return part.choices.flatMap((choice) => {
    let ends: Beginning[] = [{ text, isOpen: true }];
    for (const { isOptional, gap, parts } of choice)
      ends = ends.flatMap((end) => {
        if (!end.isOpen || isOptional || gap > 0) return [{ text: end.text, isOpen: false }];
        return findBeginnings(parts).map((next) => ({ text: end.text + next.text, isOpen: next.isOpen }));
      });
    return ends;
  });
}

/** Splits where no bracket is open. */
function splitOutside(text: string, separator: string): string[] {
  if (!/[([\])]/.test(text)) return text.split(separator).filter((part) => part !== "");
  const parts: string[] = [];
  let open = 0;
  let start = 0;
  for (let i = 0; i <= text.length; i++) {
    const letter = text[i];
    if (letter === "(" || letter === "[") open++;
    else if (letter === ")" || letter === "]") open--;
    else if (i === text.length || (letter === separator && open === 0)) {
      if (i > start) parts.push(text.slice(start, i));
      start = i + 1;
    }
  }
  if (open !== 0) throw new Error(`an open bracket in "${text}"`);
  return parts;
}

function findEnd(word: string, start: number): number {
  let open = 0;
  for (let i = start; i < word.length; i++) {
    if (word[i] === "(" || word[i] === "[") open++;
    else if ((word[i] === ")" || word[i] === "]") && --open === 0) return i;
  }
  throw new Error(`an open bracket in "${word}"`);
}
