// One text, read in all ways, and what of a kind is found in it.
import { type Fold, foldText } from "./fold.ts";
import type { Kind } from "./kind.ts";
import { findMatchers } from "./lexicon.ts";

export interface Hit {
  /** As they stand in the text. */
  readonly words: string;
  /** Where in the text: from the first letter to behind the last one. */
  readonly start: number;
  readonly end: number;
  /** The same in plain letters. */
  readonly letters: string;
}

export interface Reading {
  readonly text: string;
  readonly folds: readonly Way[];
  /** Stretches that are names of works, and no claim of the shop's. */
  readonly titles: readonly Stretch[];
}

/** One way to read it, and what is in it. */
interface Way extends Fold {
  readonly found: ReadonlyMap<Kind, readonly Hit[]>;
}

interface Stretch {
  readonly start: number;
  readonly end: number;
}

const QUOTED = /„[^“”"]+[“”"]|“[^”]+”|»[^«]+«|«[^»]+»|"[^"]+"|‚[^‘’]+[‘’]|‘[^’]+’/gu;
/** "by Anna Berg", "von Anna Berg": a preposition and two names. */
const AUTHOR = /(?<!\p{L})(?:by|von|von der|of|autorstwa|pióra)\s+\p{Lu}[\p{L}.]*(?:\s+\p{Lu}[\p{L}.'-]+)+/u;
/** Anna Berg: “Only today” */
const AUTHOR_FIRST = /^\p{Lu}[\p{L}.]+(?:\s+\p{Lu}[\p{L}.'-]+){1,2}\s*[:,–-]\s+/u;
/** „Tylko dziś” Anny Berg: two names behind the quotation marks. */
const AUTHOR_LAST = /^[\s,–-]*(?:\p{Lu}[\p{L}.]+\s+)+\p{Lu}\p{L}+/u;

/** Now or Never by Janet Berg; Jetzt oder nie, Anna Berg: a title without quotation marks, and who wrote it. */
const SIGNED =
  /^(\p{Lu}[^.!?;:|]{1,60}?)(?:,| –| -| by| von| autorstwa| pióra)\s+((?:\p{Lu}[\p{L}.'’-]*\s+){1,2}\p{Lu}[\p{L}'’-]{2,})(?=$|[,.;(])/u;
/** Two Right Hands: a comic novel. Without an article it may be a shelf: "Only today: crime". */
const SUBTITLE = /:(?=\s+(?:an?|eine?)\s)/iu;
/** Capitals do not make a name of these: Hurry, Big Discounts. */
const NO_NAME =
  /(?<!\p{L})(?:only|just|last|final|today|tonight|now|free|sale|deals?|discounts?|offers?|prices?|big|great|best|super|mega|half|hurry|buy|save|limited|new|extra|top|act|get|heute|jetzt|nur|letzte\p{L}*|gratis|\p{L}*rabatt\p{L}*|\p{L}*angebote?|aktion|\p{L}*preise?|tolle\p{L}*|große\p{L}*|beste\p{L}*|sie|frau|herr|dziś|teraz|tylko|ostatni\p{L}*|wielk\p{L}*|rabat\p{L}*|cen\p{L}*|okazj\p{L}*|promocj\p{L}*|wyprzeda\p{L}*|pani|pan|państwo)(?!\p{L})/iu;

/**
 * @param beside the other text on the same card: it may say what kind of thing a title names
 */
export function readWording(text: string, beside = ""): Reading {
  const folds = readWays(text);
  return {
    text,
    folds,
    titles: [...findTitles(text, beside), ...findBefore(text, folds), ...findSigned(text)],
  };
}

/** Titles come again and again, in other offers and beside their texts. */
const known = new Map<string, readonly Way[]>();
const MOST_KNOWN = 4_000;

function readWays(text: string): readonly Way[] {
  const before = known.get(text);
  if (before !== undefined) return before;
  const ways = readAnew(text);
  if (known.size === MOST_KNOWN) known.clear();
  known.set(text, ways);
  return ways;
}

function readAnew(text: string): Way[] {
  return foldText(text).map((fold) => {
    const found = new Map<Kind, Hit[]>();
    for (const matcher of findMatchers(fold.letters)) {
      // Letter by letter even "nothing" is found in "no thing".
      if (fold.isSpelled && matcher.kind === "harmless") continue;
      const pattern = fold.isSpelled ? matcher.unbounded() : matcher.bounded();
      for (const match of fold.letters.matchAll(pattern)) {
        const hits = found.get(matcher.kind);
        const hit = hitOf(text, fold, match.index, match[0].trimEnd().length);
        if (hits === undefined) found.set(matcher.kind, [hit]);
        else hits.push(hit);
      }
    }
    return { ...fold, found };
  });
}

/** Everything of a kind, in the order of the text; what is harmless or part of a title is left out. */
export function findWords(reading: Reading, kind: Kind): Hit[] {
  // Most texts have nothing of any kind.
  if (!reading.folds.some((fold) => fold.found.has(kind))) return [];
  const found: Hit[] = [];
  const harmless = reading.folds.flatMap((fold) => fold.found.get("harmless") ?? []);
  for (const fold of reading.folds) {
    // Of phrases that overlap the longest is quoted.
    const hits = [...(fold.found.get(kind) ?? [])].sort((a, b) => b.end - b.start - (a.end - a.start));
    for (const hit of hits) {
      const isWithin = ({ start, end }: Stretch) => start <= hit.start && hit.end <= end;
      if (harmless.some(isWithin) || reading.titles.some(isWithin)) continue;
      if (!found.some((other) => other.start < hit.end && hit.start < other.end)) found.push(hit);
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

/** What a stretch of a fold is in the text. */
export function hitOf(text: string, fold: Fold, index: number, length: number): Hit {
  const start = fold.places[index] ?? 0;
  const last = fold.places[index + length - 1] ?? start;
  let end = last + ((text.codePointAt(last) ?? 0) > 0xffff ? 2 : 1);
  while (
    end < text.length &&
    text[end].toLowerCase() === text[end - 1].toLowerCase() &&
    /\p{L}/u.test(text[end])
  )
    end++;
  return { words: text.slice(start, end), start, end, letters: fold.letters.slice(index, index + length) };
}

/**
 * Quotation marks make no claim harmless by themselves: only where the words around them say that a work is meant.
 * Nothing that shouts is a title.
 */
function findTitles(text: string, beside: string): Stretch[] {
  const stretches: Stretch[] = [];
  for (const match of text.matchAll(QUOTED)) {
    const inner = match[0].slice(1, -1).trim();
    const end = match.index + match[0].length;
    const around = `${text.slice(0, match.index)} ${text.slice(end)}`;
    if (!/^\p{Lu}/u.test(inner) || inner.includes("!")) continue;
    const isNamed = AUTHOR_LAST.test(text.slice(end)) || AUTHOR_FIRST.test(text.slice(0, match.index));
    if (isNamed || saysWork(around) || saysWork(beside)) stretches.push({ start: match.index, end });
  }
  if (stretches.length > 0 || text.includes("!")) return stretches;
  // A title alone on its line, with the author on the other.
  if (AUTHOR.test(beside) && saysWork(beside) && !text.includes("."))
    stretches.push({ start: 0, end: text.length });
  return stretches;
}

/** A title before a comma and its kind: Hurry, a picture book. */
function findBefore(text: string, folds: readonly Way[]): Stretch[] {
  const subtitle = SUBTITLE.exec(text);
  const comma = Math.max(text.lastIndexOf(","), subtitle?.index ?? -1);
  const genre = folds[0]?.found.get("genre") ?? [];
  const isNamed = genre.some(
    ({ start, end }) => end > comma && text.slice(comma + 1, Math.max(comma + 1, start)).trim() === "",
  );
  return comma > 0 && isNamed && !text.includes("!") ? [{ start: 0, end: text.length }] : [];
}

/** A title before its author's name; what stands behind the name is no part of it. */
function findSigned(text: string): Stretch[] {
  const [, title, name] = text.includes("!") ? [] : (SIGNED.exec(text) ?? []);
  if (title === undefined || name === undefined || NO_NAME.test(name)) return [];
  return [{ start: 0, end: title.length }];
}

function saysWork(text: string): boolean {
  return AUTHOR.test(text) || readWays(text).some(({ found }) => found.has("work"));
}
