// Reasons: for each offer, kind of fact and language the clause that the board may say.
import {
  CLAUSE_END,
  CLAUSE_JOINER,
  CLAUSE_PREFIX,
  REASON_KINDS,
  REASON_MOOD,
} from "../../shared/cards/list.ts";
import type { Offer, Shop } from "../shop/model.ts";
import type { Clause } from "./cards.ts";
import { wordReason } from "./clause.ts";
import type { Codes } from "./fonts.ts";
import { locateReason } from "./locate.ts";
import { encodeText, findChar } from "./pen.ts";
import { noteOverflow, type Sheet, type Subject, type Type } from "./sheet.ts";
import { chooseWords, type ReasonWords } from "./texts.ts";
import { wrapText } from "./wrap.ts";

/** No clause. */
const NONE = 0xffff;

/** Where reasons are drawn. */
export interface ReasonRoom {
  readonly type: Type;
  /** Pixels a line. */
  readonly width: number;
  /** Lines a clause may have; 1 = prefix, clause and end stand on one line. */
  readonly lines: number;
  /** A clause is a sentence of its own, with what else stands around it: the board adds nothing. */
  readonly isWhole?: boolean;
}

export interface Reasons {
  /** Texts; "\n" begins a new line. */
  readonly clauses: readonly string[];
  /** [offer x REASON_KINDS + kind], 0xffff = none. */
  readonly reasons: Uint16Array;
}

/** Writes all clauses of a board's offers; clauses that read the same in all languages are kept once. */
export function compileReasons(
  shop: Shop,
  offers: readonly Offer[],
  sheet: Sheet,
  room: ReasonRoom,
  nameOffer: (offer: Offer, language: string) => Subject,
): Reasons {
  const clauses: string[] = [];
  for (const language of shop.languages) {
    const words = chooseWords(language).reasons;
    const shared: string[] = [];
    shared[CLAUSE_PREFIX] = room.isWhole ? "" : words.prefix;
    shared[CLAUSE_JOINER] = room.isWhole ? "" : words.joiner;
    shared[CLAUSE_END] = room.isWhole ? "" : words.end;
    clauses.push(...shared);
  }
  const groups = new Map<string, number>();
  const known = new Map<string, string>();
  const reasons = new Uint16Array(offers.length * REASON_KINDS).fill(NONE);
  offers.forEach((offer, number) => {
    for (let kind = 0; kind < REASON_KINDS; kind++) {
      if (kind === REASON_MOOD && shop.question === undefined) continue;
      const group = shop.languages.map((language) =>
        chooseOnce(known, shop, offer, kind, language, sheet, room, nameOffer),
      );
      const key = group.join("\0");
      let first = groups.get(key);
      if (first === undefined) {
        first = clauses.length;
        groups.set(key, first);
        clauses.push(...group);
      }
      reasons[number * REASON_KINDS + kind] = first;
    }
  });
  return { clauses, reasons };
}

/** Most offers say the same of a fact. What has a finding is kept for nobody: it names its offer. */
function chooseOnce(
  known: Map<string, string>,
  shop: Shop,
  offer: Offer,
  kind: number,
  language: string,
  sheet: Sheet,
  room: ReasonRoom,
  nameOffer: (offer: Offer, language: string) => Subject,
): string {
  const wordings = wordReason(shop, offer, kind, language, chooseWords(language).reasons);
  const key = `${language}\0${wordings.join("\0")}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const card = nameOffer(offer, language);
  const subject: Subject = {
    ...card,
    find: (_, letter) => locateReason(shop, offer, kind, language, letter),
  };
  const { clause, isWhole } = chooseClause(wordings, language, sheet, room, subject);
  if (isWhole) known.set(key, clause);
  return clause;
}

function chooseClause(
  wordings: readonly string[],
  language: string,
  sheet: Sheet,
  room: ReasonRoom,
  subject: Subject,
): { readonly clause: string; readonly isWhole: boolean } {
  const words = chooseWords(language).reasons;
  const measure = (text: string): number => plainWidth(room.type, text);
  const around = room.lines === 1 ? measure(words.prefix) + measure(words.end) : 0;
  const exact = wordings.length > 1 ? wordings.slice(0, -1) : wordings;
  const plain = wordings.length > 1 ? wordings.slice(-1) : [];
  // What is said exactly on two lines is better than what is said loosely on one.
  const whole = (list: readonly string[]): (readonly string[])[] => [
    writeSentences(list, words, true),
    ...(words.standsAlone ? [writeSentences(list, words, false)] : []),
  ];
  const lists = room.isWhole ? [exact, plain].flatMap(whole) : [exact, plain];
  for (const list of lists)
    for (let lines = 1; lines <= room.lines; lines++)
      for (const wording of list) {
        const wrapped = wrapText(wording, measure, new Array<number>(lines).fill(room.width - around));
        if (!wrapped.fits) continue;
        const text = wrapped.lines.join("\n");
        const clause = mark(sheet, subject, room.type, text);
        return { clause, isWhole: clause === text };
      }
  const shortest = wordings[wordings.length - 1];
  noteOverflow(sheet, subject, `reason "${shortest}"`);
  return { clause: mark(sheet, subject, room.type, shortest), isWhole: false };
}

/** Wordings as sentences, with or without the word that begins a reason. */
function writeSentences(
  list: readonly string[],
  { prefix, end }: ReasonWords,
  hasPrefix: boolean,
): readonly string[] {
  return list.map((wording) => {
    const begun = hasPrefix ? prefix + wording : wording.charAt(0).toUpperCase() + wording.slice(1);
    // A short day ends with a point already.
    return begun.endsWith(end) ? begun : begun + end;
  });
}

/** The clause with letters that the face has; they are remembered. */
function mark(sheet: Sheet, subject: Subject, type: Type, clause: string): string {
  return [...clause].map((char) => (char === "\n" ? char : findChar(sheet, subject, type, char))).join("");
}

/** Remembers the letters of the shared clauses, which are drawn with every reason. */
export function markShared(shop: Shop, room: ReasonRoom): void {
  for (const language of shop.languages) {
    const words = chooseWords(language).reasons;
    for (const char of words.prefix + words.joiner + words.end) room.type.used.add(char);
  }
}

export function encodeClause(type: Type, text: string, codes: Codes): Clause {
  const lines = text === "" ? [] : text.split("\n");
  return {
    width: Math.max(0, ...lines.map((line) => plainWidth(type, line))),
    lines: lines.length,
    bytes: Uint8Array.from(encodeText(text, codes)),
  };
}

/** Width as the board measures it: no kerning, each glyph as wide as its box. */
function plainWidth(type: Type, text: string): number {
  let width = 0;
  for (const char of text) width += (type.typeface.glyph(char) ?? type.typeface.glyph("?"))?.width ?? 0;
  return width;
}
