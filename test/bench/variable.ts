// The interpreter's list of its variables (`E.dumpVariables()`), counted as variables of 27 bytes, of which a 64 bit
// Linux build's are, and of 13 bytes, of which those of an ESP32-C3 with 4,095 of them are.
//
// Sizes from the build's definitions: the first variable of a string holds 20 characters there and 8 on the C3, of a
// name 8 and 4, each further one 21 and 9; a flat string takes one variable and then as many as hold its bytes; a
// string that stays in flash takes one on both.

export interface Usage {
  /** Variables of the Linux build. */
  readonly linux: number;
  /** The same on a C3: an upper estimate, because of long strings the list tells variables and not characters. */
  readonly c3: number;
}

const LINUX_BYTES = 27;
const C3_BYTES = 13;
const LINUX_FIRST = 20;
const LINUX_NAME = 8;
const LINUX_NEXT = 21;
const C3_FIRST = 8;
const C3_NAME = 4;
const C3_NEXT = 9;

/** Types in the list: a string of 0 to 20 characters in its first variable, and a flat one. */
const STRING_EMPTY = 37;
const STRING_FULL = STRING_EMPTY + LINUX_FIRST;
const FLAT = 58;

/** No kind of variable is that many times more on a C3: what is known by its number only is counted so. */
export const WORST_FACTOR = LINUX_NEXT / C3_NEXT;

/** Counts the variables of a list. */
export function countVariables(list: string): Usage {
  let linux = 0;
  let c3 = 0;
  for (const [, size, type, text] of list.matchAll(/^\d+,(\d+),(\d+),(.*)$/gm)) {
    linux += Number(size);
    c3 += countC3(Number(size), Number(type), text);
  }
  return { linux, c3 };
}

/** Variables that one of so many Linux variables takes on a C3. */
function countC3(size: number, type: number, text: string): number {
  if (type === FLAT) return 1 + Math.ceil(((size - 1) * LINUX_BYTES) / C3_BYTES);
  const more = (size - 1) * LINUX_NEXT;
  if (text.startsWith('"')) {
    const chars = size === 1 ? countChars(text) : LINUX_NAME + more;
    return 1 + Math.ceil(Math.max(0, chars - C3_NAME) / C3_NEXT);
  }
  if (type < STRING_EMPTY || type > STRING_FULL) return size;
  const chars = size === 1 ? type - STRING_EMPTY : LINUX_FIRST + more;
  return 1 + Math.ceil(Math.max(0, chars - C3_FIRST) / C3_NEXT);
}

/** Characters of a quoted name; what is escaped is one. */
function countChars(text: string): number {
  const quoted = /^"((?:[^"\\]|\\.)*)"/.exec(text)?.[1] ?? "";
  return quoted.replace(/\\x[0-9A-Fa-f]{2}|\\\d{1,3}|\\./g, "?").length;
}
