// Canaries: addresses or names that somebody has sent past a board on purpose. Nothing of them may be in its flash, in
// whatever way they could have been written down.
import { readFileSync } from "node:fs";
import { HostError } from "../../error.ts";

export interface Canary {
  /** As it was named. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** So many bytes of it in a row are found: four of an address, and all of a name, whose parts are common words. */
  readonly partBytes: number;
}

/** Where something of a canary was found. */
export interface Trace {
  readonly canary: string;
  /** How it was written. */
  readonly form: string;
  readonly address: number;
}

/** Four bytes of an address are somebody's; fewer are in every flash. */
const FRAGMENT_BYTES = 4;
const MOST_BYTES = 64;
const MOST_CANARIES = 1000;
/** With fewer different bytes a fragment is found in any flash. */
const LEAST_DIFFERENT = 3;
/** Traces that are listed of one canary. */
const LISTED = 4;

/**
 * Reads a canary: hexadecimal digits with or without `:`, `-` between them (an address, a UUID), or `text:` and a name.
 * @throws HostError `usage-canary` where it is none, or so plain that any flash would hold it
 */
export function readCanary(name: string): Canary {
  const text = /^text:([\s\S]+)$/.exec(name)?.[1];
  const isHex = /^[0-9a-f]{2}(?:[:-]?[0-9a-f]{2})+$/i.test(name);
  const bytes =
    text === undefined ? Buffer.from(isHex ? name.replace(/[:-]/g, "") : "", "hex") : Buffer.from(text);
  const isPlain = listParts(bytes, FRAGMENT_BYTES).some((part) => new Set(part).size < LEAST_DIFFERENT);
  if (bytes.length >= FRAGMENT_BYTES && bytes.length <= MOST_BYTES && !isPlain)
    return { name, bytes, partBytes: text === undefined ? FRAGMENT_BYTES : bytes.length };
  throw new HostError(
    "usage-canary",
    `"${name.slice(0, 80)}" is no canary`,
    "Give an address such as 5E:C7:01:93:A8:4D, a UUID, or text:NAME, of 4 to 64 bytes; four in a row must have three that differ.",
  );
}

/**
 * Reads a file with a canary in each line; empty lines and what follows `#` do not count.
 * @throws HostError `usage-canary` with the place
 */
export function readCanaries(file: string): Canary[] {
  const lines = readLines(file);
  const found: Canary[] = [];
  for (const [i, line] of lines.entries()) {
    const name = line.replace(/#.*$/, "").trim();
    if (name === "") continue;
    try {
      found.push(readCanary(name));
    } catch (error) {
      if (!(error instanceof HostError)) throw error;
      throw new HostError(error.code, error.message, error.hint, { file, line: i + 1 });
    }
  }
  if (found.length <= MOST_CANARIES) return found;
  throw new HostError("usage-canary", `more than ${MOST_CANARIES} canaries`, "Give fewer of them.", { file });
}

function readLines(file: string): string[] {
  try {
    return readFileSync(file, "utf8").split(/\r?\n/);
  } catch (error) {
    throw new HostError(
      "usage-canary",
      "the file with canaries cannot be read",
      "Name a text file with one address in each line.",
      { file },
      error,
    );
  }
}

/** Finds whatever of the canaries is in these bytes, at most a few places of each. @param base address of the first byte */
export function findCanaries(bytes: Uint8Array, canaries: readonly Canary[], base = 0): Trace[] {
  const flash = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  return canaries.flatMap((canary) => {
    const traces: Trace[] = [];
    for (const [form, pattern] of listForms(canary)) {
      const at = flash.indexOf(pattern);
      if (at >= 0 && traces.length < LISTED) traces.push({ canary: canary.name, form, address: base + at });
    }
    return traces;
  });
}

/** Every way of writing the whole or a part of it. */
function listForms({ bytes, partBytes }: Canary): [form: string, pattern: Buffer][] {
  const backwards = Uint8Array.from(bytes).reverse();
  const forms: [string, Buffer][] = [];
  for (const [order, all] of [
    ["", bytes],
    [", backwards", backwards],
  ] as const) {
    for (const part of listParts(all, partBytes)) {
      forms.push([`bytes${order}`, Buffer.from(part)]);
      for (const [separator, what] of SEPARATORS) {
        const digits = [...part].map((byte) => byte.toString(16).padStart(2, "0")).join(separator);
        for (const [text, letters] of [
          [digits, "lower case"],
          [digits.toUpperCase(), "upper case"],
        ] as const) {
          forms.push([`digits ${what}, ${letters}${order}`, Buffer.from(text)]);
          forms.push([
            `digits ${what}, ${letters}${order}, two bytes a letter`,
            Buffer.from(text, "utf16le"),
          ]);
        }
      }
    }
    for (const pattern of listBase64(all)) forms.push([`base64${order}`, pattern]);
  }
  const text = Buffer.from(bytes).toString("utf8");
  forms.push(
    ["lower case", Buffer.from(text.toLowerCase())],
    ["upper case", Buffer.from(text.toUpperCase())],
  );
  forms.push(["two bytes a letter", Buffer.from(text, "utf16le")]);
  return forms;
}

const SEPARATORS = [
  ["", "without colons"],
  [":", "with colons"],
  ["-", "with dashes"],
] as const;

/** So many bytes from each place on. */
function listParts(bytes: Uint8Array, count: number): Uint8Array[] {
  return Array.from({ length: Math.max(0, bytes.length - count + 1) }, (_, i) => bytes.slice(i, i + count));
}

/**
 * What is the same wherever the bytes lie in something that was written in base64: three beginnings, without the
 * digits at the ends that neighbours have a part in, in both alphabets.
 */
function listBase64(bytes: Uint8Array): Buffer[] {
  return [0, 1, 2].flatMap((before) => {
    const whole = Buffer.concat([Buffer.alloc(before), bytes])
      .toString("base64")
      .replace(/=+$/, "");
    const from = Math.ceil((before * 8) / 6);
    const to = Math.floor(((before + bytes.length) * 8) / 6);
    const text = whole.slice(from, to);
    return [text, text.replaceAll("+", "-").replaceAll("/", "_")].map((one) => Buffer.from(one));
  });
}
