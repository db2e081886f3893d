// Everything that left a program or stays of it, as bytes, and the search for people in it. The search takes what was
// written apart instead of writing every canary down in every way: bytes as they are and backwards, digits of hex with
// or without something between them, base64 at each of its four beginnings, two bytes a letter, and lists of numbers.

/** Bytes of which a person's fragment consists at least. */
const FRAGMENT_BYTES = 4;

/** Fragments of four bytes, as unsigned numbers. Open addressing: a plain Set of millions takes too much memory. */
export interface Fragments {
  has(fragment: number): boolean;
  /** Adds every fragment of these bytes. */
  take(bytes: Uint8Array): void;
  readonly count: number;
}

export function createFragments(): Fragments {
  let slots = new Uint32Array(1 << 16);
  let hasZero = false;
  let count = 0;
  function find(table: Uint32Array, fragment: number): number {
    let at = (Math.imul(fragment, 0x9e3779b1) >>> 0) & (table.length - 1);
    while (table[at] !== 0 && table[at] !== fragment) at = (at + 1) & (table.length - 1);
    return at;
  }
  function add(fragment: number): void {
    if (fragment === 0) {
      hasZero = true;
      return;
    }
    const at = find(slots, fragment);
    if (slots[at] === fragment) return;
    slots[at] = fragment;
    count++;
    if (count * 2 < slots.length) return;
    const more = new Uint32Array(slots.length * 4);
    for (const old of slots) if (old !== 0) more[find(more, old)] = old;
    slots = more;
  }
  return {
    has: (fragment) => (fragment === 0 ? hasZero : slots[find(slots, fragment)] === fragment),
    take(bytes) {
      let fragment = 0;
      for (let i = 0; i < bytes.length; i++) {
        const next = ((fragment << 8) | bytes[i]) >>> 0;
        // Most of flash is erased: the same again need not be looked up again.
        if (i >= FRAGMENT_BYTES - 1 && next !== fragment) add(next);
        else if (i === FRAGMENT_BYTES - 1) add(next);
        fragment = next;
      }
    },
    get count() {
      return count + (hasZero ? 1 : 0);
    },
  };
}

/** Every fragment of bytes, as unsigned numbers, most significant byte first. */
export function listFragments(bytes: Uint8Array): number[] {
  const found: number[] = [];
  for (let i = 0; i + FRAGMENT_BYTES <= bytes.length; i++)
    found.push(((bytes[i] << 24) | (bytes[i + 1] << 16) | (bytes[i + 2] << 8) | bytes[i + 3]) >>> 0);
  return found;
}

/** Takes every fragment that can be read out of these bytes in any of the ways above. */
export function takeSink(into: Fragments, bytes: Uint8Array): void {
  into.take(bytes);
  into.take(Uint8Array.from(bytes).reverse());
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1");
  for (const readable of [text, text.replaceAll("\0", "")]) {
    for (const [run] of readable.matchAll(/[0-9a-fA-F](?:[-: ]?[0-9a-fA-F]){7,}/g)) takeHex(into, run);
    for (const [run] of readable.matchAll(/[0-9A-Za-z+/_-]{6,}/g)) takeBase64(into, run);
    for (const [run] of readable.matchAll(/\d{1,3}(?:[, ]\d{1,3}){3,}/g)) {
      const numbers = Uint8Array.from(run.split(/[, ]/), Number);
      into.take(numbers);
      into.take(numbers.reverse());
    }
  }
  if (text.includes("\0")) into.take(Buffer.from(text.replaceAll("\0", ""), "latin1"));
}

/** Both beginnings of pairs; a byte's digits may be told backwards as well. */
function takeHex(into: Fragments, run: string): void {
  const digits = run.replace(/[^0-9a-fA-F]/g, "");
  for (const part of [digits, digits.slice(1)]) {
    const bytes = Buffer.from(part, "hex");
    into.take(bytes);
    into.take(Buffer.from(bytes).reverse());
  }
}

function takeBase64(into: Fragments, run: string): void {
  for (let from = 0; from < 4; from++) into.take(Buffer.from(run.slice(from), "base64"));
}
