// What is done to a board's Storage, step by step. Every step can be cut at any byte; the order is what keeps a board
// whole (see plan.ts). A deploy, the torture and the virtual boards do the same steps.

/** One step. Offsets count from the start of a file's data. */
export type Operation =
  /** Erases flash from an address on, whatever is there; addresses and bytes are whole pages. Of an installation only. */
  | { readonly kind: "clear"; readonly address: number; readonly bytes: number }
  /** Makes a file whose bytes are all erased. Of an installation only. */
  | { readonly kind: "create"; readonly file: string; readonly size: number }
  /** Erases one page (PAGE_BYTES) of a file, after a look whether it is that file that lies there. */
  | { readonly kind: "erase"; readonly file: string; readonly offset: number }
  /** Writes into bytes that are erased; at offset 0 past Storage, which would make the file anew where any byte is not. */
  | { readonly kind: "write"; readonly file: string; readonly offset: number; readonly bytes: Uint8Array }
  /** Goes on only if these bytes have this CRC-32. */
  | {
      readonly kind: "verify";
      readonly file: string;
      readonly offset: number;
      readonly length: number;
      readonly crc: number;
    }
  /** Writes a code behind the last one of the log: the board may have written some since it was asked. */
  | { readonly kind: "append"; readonly code: string };

/** Bytes that are not erased, as the fewest writes that skip long erased stretches. */
export function cutWrites(file: string, offset: number, bytes: Uint8Array): Operation[] {
  const writes: Operation[] = [];
  let from = -1;
  let last = -1;
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i] === 255) continue;
    if (from >= 0 && i - last > SKIPPED_BYTES) {
      writes.push({ kind: "write", file, offset: offset + from, bytes: bytes.slice(from, last + 1) });
      from = -1;
    }
    if (from < 0) from = i;
    last = i;
  }
  if (from >= 0)
    writes.push({ kind: "write", file, offset: offset + from, bytes: bytes.slice(from, last + 1) });
  return writes;
}

/** Erased bytes in a row that are not sent along. */
const SKIPPED_BYTES = 64;
