// What all lists of one board share: its panel, typefaces and colours, the characters drawn so far, the findings.
import type { Place } from "../error.ts";
import type { Finding } from "./cards.ts";
import type { Palette } from "./palette.ts";
import type { Typeface } from "./typeface.ts";

/** A typeface with the number it has on this board. */
export interface Type {
  readonly number: number;
  readonly typeface: Typeface;
  /** Characters that were drawn in it. */
  readonly used: Set<string>;
}

export interface Sheet {
  readonly width: number;
  readonly height: number;
  readonly bitsPerPixel: 1 | 16;
  readonly pixelsPerMm: number;
  /** Metres at which the board is read. */
  readonly readAtMetres: number;
  readonly palette: Palette;
  /** Titles and prices. */
  readonly title: Type;
  /** What a title may be set in, largest first: each can be read from the board's distance, but for the first, if none can. */
  readonly titles: readonly Type[];
  /** All other text; the same as the title's on panels with one size. */
  readonly text: Type;
  readonly types: readonly Type[];
  readonly findings: Finding[];
}

/** What a list is for, for its findings. */
export interface Subject {
  readonly place: Place;
  /** Such as `card "noir" in pl on board "crime"`. */
  readonly name: string;
  /** Where what does not fit is written, or the letter that no face has; the whole thing where that is not known. */
  readonly find?: (what: string, letter?: string) => Place | undefined;
}

export function createType(number: number, typeface: Typeface): Type {
  return { number, typeface, used: new Set() };
}

/** Adds a finding; the same one is kept once. */
export function note(sheet: Sheet, finding: Finding): void {
  const isKnown = sheet.findings.some(
    (f) =>
      f.code === finding.code &&
      f.message === finding.message &&
      f.place.file === finding.place.file &&
      f.place.line === finding.place.line,
  );
  if (!isKnown) sheet.findings.push(finding);
}

/** Says that a text does not fit where it belongs. */
export function noteOverflow(
  sheet: Sheet,
  subject: Subject,
  what: string,
  hint = "Write it shorter, or with shorter words.",
): void {
  note(sheet, {
    code: "card-overflow",
    severity: "error",
    message: `The ${what} of ${subject.name} does not fit.`,
    hint,
    place: subject.find?.(what) ?? subject.place,
  });
}

/** Says that a text has no room on a small panel, where title and price come first. */
export function noteLeftOut(sheet: Sheet, subject: Subject): void {
  note(sheet, {
    code: "card-text-left-out",
    severity: "warning",
    message: `The text of ${subject.name} has no room and is left out.`,
    hint: "Write title or text shorter if people should read it here.",
    place: subject.find?.("text") ?? subject.place,
  });
}

/** A word by itself: its width, and the letters that are kerned with what stands beside it. */
interface Measured {
  readonly width: number;
  readonly first: string;
  readonly last: string;
}

/** A text is measured many times while its lines are chosen, and its words are the same each time. */
const measured = new WeakMap<Typeface, Map<string, Measured>>();
const MOST_MEASURED = 20_000;

/**
 * Width of a text in pixels, kerning included.
 * @param text characters without a glyph count as "?"
 */
export function measureText(type: Type, text: string): number {
  const { typeface } = type;
  const known = measured.get(typeface) ?? new Map<string, Measured>();
  if (known.size === 0 || known.size > MOST_MEASURED) {
    known.clear();
    measured.set(typeface, known);
  }
  let width = 0;
  let previous = "";
  for (let start = 0; start < text.length; ) {
    const space = text.indexOf(" ", start);
    const end = space === start ? start + 1 : space < 0 ? text.length : space;
    const part = text.slice(start, end);
    let word = known.get(part);
    if (word === undefined) {
      word = measureWord(typeface, part);
      known.set(part, word);
    }
    if (previous !== "") width += typeface.kern(previous, word.first);
    width += word.width;
    previous = word.last;
    start = end;
  }
  return width;
}

function measureWord(typeface: Typeface, word: string): Measured {
  let width = 0;
  let first = "";
  let last = "";
  for (const char of word) {
    const glyph = typeface.glyph(char) ?? typeface.glyph("?");
    if (last === "") first = char;
    else width += typeface.kern(last, char);
    width += glyph?.advance ?? 0;
    last = char;
  }
  return { width, first, last };
}
