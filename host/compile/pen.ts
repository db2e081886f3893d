// Writes one display list. Texts stay characters until all lists of a board are known and codes can be given.
import {
  OP_BACK,
  OP_CLEAR,
  OP_COLOUR,
  OP_END,
  OP_FILL,
  OP_FONT,
  OP_IF,
  OP_IMAGE,
  OP_REASON,
  OP_TEXT,
  OP_VALUE,
} from "../../shared/cards/list.ts";
import type { Codes } from "./fonts.ts";
import { contrastOf, LEAST_CONTRAST } from "./palette.ts";
import type { Bitmap } from "./qr.ts";
import { note, type Sheet, type Subject, type Type } from "./sheet.ts";

/** What a value may be drawn with. */
const VALUE_CHARS = "0123456789: ";
const LONGEST_RUN = 255;

/** Bytes that do not depend on codes or fonts, or something that does. */
type Op =
  | { readonly kind: "bytes"; readonly bytes: readonly number[] }
  | {
      readonly kind: "text";
      readonly x: number;
      readonly baseline: number;
      readonly text: string;
      readonly type: Type;
    }
  | {
      readonly kind: "above";
      readonly op: number;
      readonly x: number;
      readonly baseline: number;
      readonly rest: readonly number[];
      readonly type: Type;
    }
  | { readonly kind: "if"; readonly head: readonly number[]; readonly body: readonly Op[] };

export interface Pen {
  readonly sheet: Sheet;
  readonly subject: Subject;
  /** Fills the panel. */
  clear(back: number): void;
  /** Colours of what follows. */
  ink(colour: number, back: number): void;
  fill(x: number, y: number, width: number, height: number, colour: number): void;
  /**
   * Draws a line of text; breaks it into runs where kerning or an overhang moves the pen.
   * @returns x after it
   */
  text(type: Type, x: number, baseline: number, text: string): number;
  /** Draws the reason of the offer that is shown. */
  reason(type: Type, x: number, baseline: number, right: number, isSeparate: boolean): void;
  value(type: Type, x: number, baseline: number, value: number): void;
  /** Draws a bitmap, dark on light whatever the palette's paper is. */
  image(bitmap: Bitmap, x: number, y: number): void;
  /** Draws an image string that has colours of its own. */
  picture(bytes: Uint8Array, x: number, y: number): void;
  /** Draws `body` only where the value passes the test (TEST_ constant). */
  when(value: number, test: number, operand: number, body: () => void): void;
  /** @param ascents rows above the baseline of each font, by its number */
  encode(codes: Codes, ascents: readonly number[]): Uint8Array;
}

export function createPen(sheet: Sheet, subject: Subject): Pen {
  let ops: Op[] = [];
  // What the board holds at this point of the list; -1 = not known.
  let held = { colour: -1, back: -1, font: -1 };
  let colour = sheet.palette.ink;
  let back = sheet.palette.paper;

  const add = (...bytes: number[]): void => void ops.push({ kind: "bytes", bytes });
  const setColour = (value: number): void => {
    if (held.colour !== value) add(OP_COLOUR, ...u16(value));
    held.colour = value;
  };
  const setBack = (value: number): void => {
    if (held.back !== value) add(OP_BACK, ...u16(value));
    held.back = value;
  };
  const prepare = (type: Type): void => {
    setColour(colour);
    setBack(back);
    if (held.font !== type.number) add(OP_FONT, type.number);
    held.font = type.number;
    checkContrast(sheet, subject, colour, back);
  };
  const flush = (type: Type, x: number, baseline: number, run: string): void => {
    for (let from = 0; from < run.length; from += LONGEST_RUN)
      ops.push({ kind: "text", x, baseline, text: run.slice(from, from + LONGEST_RUN), type });
  };

  return {
    sheet,
    subject,
    clear(value) {
      back = value;
      setBack(value);
      add(OP_CLEAR);
    },
    ink(nextColour, nextBack) {
      colour = nextColour;
      back = nextBack;
    },
    fill(x, y, width, height, value) {
      setColour(value);
      add(OP_FILL, ...u16(x), ...u16(y), ...u16(width), ...u16(height));
    },
    text(type, x, baseline, text) {
      prepare(type);
      let pen = x;
      let run = "";
      let runX = x;
      let runEnd = x;
      let previous = "";
      for (const written of text) {
        const char = findChar(sheet, subject, type, written);
        const glyph = type.typeface.glyph(char);
        if (glyph === undefined) continue;
        if (previous !== "") pen += type.typeface.kern(previous, char);
        if (run === "" || runEnd !== pen - glyph.left) {
          flush(type, runX, baseline, run);
          run = "";
          runX = runEnd = pen - glyph.left;
        }
        run += char;
        runEnd += glyph.width;
        pen += glyph.advance;
        previous = char;
      }
      flush(type, runX, baseline, run);
      return pen;
    },
    reason(type, x, baseline, right, isSeparate) {
      prepare(type);
      const rest = [...u16(right), isSeparate ? 1 : 0];
      ops.push({ kind: "above", op: OP_REASON, x, baseline, rest, type });
    },
    value(type, x, baseline, value) {
      prepare(type);
      for (const char of VALUE_CHARS) type.used.add(char);
      ops.push({ kind: "above", op: OP_VALUE, x, baseline, rest: [value], type });
    },
    image({ width, height, bits }, x, y) {
      const [dark, light] = findDark(sheet);
      setColour(dark);
      setBack(light);
      checkContrast(sheet, subject, dark, light);
      add(OP_IMAGE, ...u16(x), ...u16(y), ...u16(bits.length + 3), width, height, 1, ...bits);
    },
    picture(bytes, x, y) {
      add(OP_IMAGE, ...u16(x), ...u16(y), ...u16(bytes.length), ...bytes);
    },
    when(value, test, operand, body) {
      const outer = ops;
      const before = { ...held };
      const colours = [colour, back];
      ops = [];
      body();
      outer.push({ kind: "if", head: [OP_IF, value, test, operand], body: ops });
      ops = outer;
      [colour, back] = colours;
      held = {
        colour: held.colour === before.colour ? held.colour : -1,
        back: held.back === before.back ? held.back : -1,
        font: held.font === before.font ? held.font : -1,
      };
    },
    encode: (codes, ascents) => Uint8Array.from([...encodeOps(ops, codes, ascents), OP_END]),
  };
}

function encodeOps(ops: readonly Op[], codes: Codes, ascents: readonly number[]): number[] {
  const bytes: number[] = [];
  for (const op of ops) {
    if (op.kind === "bytes") bytes.push(...op.bytes);
    else if (op.kind === "if") {
      const body = encodeOps(op.body, codes, ascents);
      bytes.push(...op.head, ...u16(body.length), ...body);
    } else {
      const top = op.baseline - (ascents[op.type.number] ?? 0);
      if (op.kind === "above") bytes.push(op.op, ...u16(op.x), ...u16(top), ...op.rest);
      else {
        const text = encodeText(op.text, codes);
        bytes.push(OP_TEXT, ...u16(op.x), ...u16(top), text.length, ...text);
      }
    }
  }
  return bytes;
}

/** Codes of a text; a new line keeps its own. */
export function encodeText(text: string, codes: Codes): number[] {
  return [...text].map((char) => (char === "\n" ? 10 : codes.codeOf(char)));
}

/** The character that is drawn for a written one; remembers it, and notes it where the face has none. */
export function findChar(sheet: Sheet, subject: Subject, type: Type, written: string): string {
  const has = type.typeface.glyph(written) !== undefined;
  if (!has)
    note(sheet, {
      code: "card-missing-glyph",
      severity: "error",
      message: `The letter "${written}" of ${subject.name} is not in the board's typeface.`,
      hint: "Write it with another letter, or leave it out.",
      place: subject.find?.("letter", written) ?? subject.place,
    });
  const char = has ? written : "?";
  type.used.add(char);
  return char;
}

function checkContrast(sheet: Sheet, subject: Subject, colour: number, back: number): void {
  const contrast = contrastOf(colour, back, sheet.bitsPerPixel);
  if (contrast >= LEAST_CONTRAST) return;
  note(sheet, {
    code: "card-contrast",
    severity: "error",
    message: `A text of ${subject.name} has a contrast of ${contrast.toFixed(1)}; it needs ${LEAST_CONTRAST}.`,
    hint: "Choose a darker letter or a lighter background in the board's palette.",
    place: subject.find?.("title") ?? subject.place,
  });
}

/** Ink and paper, the darker one first. */
function findDark({ palette, bitsPerPixel }: Sheet): readonly [number, number] {
  const { ink, paper } = palette;
  return contrastOf(ink, 0, bitsPerPixel) < contrastOf(paper, 0, bitsPerPixel) ? [ink, paper] : [paper, ink];
}

/** Two bytes, little-endian; negative numbers in two's complement. */
function u16(value: number): [number, number] {
  return [value & 255, (value >> 8) & 255];
}
