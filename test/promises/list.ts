// Reads display lists as their specification says, without the program's and the preview's code.
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
  TEST_ABOVE,
  TEST_EQUAL,
} from "../../shared/cards/list.ts";

/** Bytes of an operation; texts and images have their own length besides. */
const SIZES = new Map([
  [OP_COLOUR, 3],
  [OP_BACK, 3],
  [OP_FILL, 9],
  [OP_FONT, 2],
  [OP_TEXT, 6],
  [OP_IMAGE, 7],
  [OP_CLEAR, 1],
  [OP_REASON, 8],
  [OP_VALUE, 6],
  [OP_IF, 6],
]);

function sizeOf(bytes: Uint8Array, at: number): number {
  const size = SIZES.get(bytes[at]);
  if (size === undefined) throw new Error(`no operation ${bytes[at]} at ${at}`);
  if (bytes[at] === OP_TEXT) return size + bytes[at + 5];
  return bytes[at] === OP_IMAGE ? size + readU16(bytes, at + 5) : size;
}

function readU16(bytes: Uint8Array, at: number): number {
  return bytes[at] | (bytes[at + 1] << 8);
}

function readI16(bytes: Uint8Array, at: number): number {
  return (readU16(bytes, at) << 16) >> 16;
}

/** All operations of the list that begins at a byte, those behind a condition too. */
export function listOperations(bytes: Uint8Array, begin: number): number[] {
  const found: number[] = [];
  for (let at = begin; bytes[at] !== OP_END; at += sizeOf(bytes, at)) found.push(bytes[at]);
  return found;
}

/** What a list writes when the board's values are these: texts in the codes of their font, numbers in digits. */
export function listTexts(
  bytes: Uint8Array,
  begin: number,
  values: Readonly<Record<number, number>>,
): string[] {
  const found: string[] = [];
  let next = begin;
  for (let at = begin; bytes[at] !== OP_END; at = next) {
    next = at + sizeOf(bytes, at);
    const place = `${readI16(bytes, at + 1)},${readI16(bytes, at + 3)}`;
    if (bytes[at] === OP_TEXT)
      found.push(`${place} ${String.fromCharCode(...bytes.subarray(at + 6, at + 6 + bytes[at + 5]))}`);
    else if (bytes[at] === OP_VALUE) found.push(`${place} ${values[bytes[at + 5]]}`);
    else if (bytes[at] === OP_IF) {
      const value = values[bytes[at + 1]];
      const test = bytes[at + 2];
      const operand = bytes[at + 3];
      const holds =
        test === TEST_EQUAL ? value === operand : test === TEST_ABOVE ? value > operand : value !== operand;
      if (!holds) next += readU16(bytes, at + 4);
    }
  }
  return found;
}
