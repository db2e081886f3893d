// Compaction of Storage, in the steps of Espruino's own: everything from the first page with a deleted file on is
// copied together through a buffer in RAM. A page is erased while its contents wait there, so power lost in the
// middle loses files. The order and the lengths of erases and writes are those of the interpreter, because a cut
// can fall between any two of them.
import type { Flash } from "./flash.ts";
import { align, createWalk, HEADER_BYTES, isKept, NONE, nextPage, readHeader, readNext } from "./header.ts";

/** A ring of bytes on their way from one place in flash to an earlier one. */
interface Ring {
  readonly buffer: Uint8Array;
  head: number;
  tail: number;
  used: number;
  /** Where in flash its next byte goes. */
  to: number;
}

/** @returns false where there was nothing to gain */
export function compact(flash: Flash): boolean {
  const { bytes, pageBytes } = flash;
  const { start, keptBytes } = survey(flash);
  if (start === NONE) return false;
  const buffer = new Uint8Array(Math.min(keptBytes, pageBytes + HEADER_BYTES));
  const ring: Ring = { buffer, head: 0, tail: 0, used: 0, to: start };
  const walk = createWalk();
  if (readHeader(flash, start, walk))
    do {
      if (!isKept(walk)) continue;
      push(ring, bytes.subarray(walk.address, walk.address + HEADER_BYTES));
      let from = walk.address + HEADER_BYTES;
      drain(flash, ring, from);
      for (let left = align(walk.size); left > 0; ) {
        const room = Math.min(left, buffer.length - ring.used, buffer.length - ring.head);
        if (room === 0) return false;
        push(ring, bytes.subarray(from, from + room));
        left -= room;
        from += room;
        drain(flash, ring, from);
      }
    } while (readNext(flash, walk, true));
  drain(flash, ring, bytes.length);
  const end = walk.address === NONE ? bytes.length : walk.address;
  const rest = ring.to === start ? start : nextPage(flash, ring.to - 1);
  for (let page = rest; page !== NONE && page < end; page += pageBytes) flash.erasePage(page);
  return true;
}

function push(ring: Ring, data: Uint8Array): void {
  for (let i = 0; i < data.length; i++) {
    ring.buffer[ring.head] = data[i];
    ring.head = (ring.head + 1) % ring.buffer.length;
  }
  ring.used += data.length;
}

/** Writes what the ring holds, page by page, as far as a page has been read to its end. */
function drain(flash: Flash, ring: Ring, readTo: number): void {
  while (ring.used > 0) {
    const page = nextPage(flash, ring.to);
    const pageEnd = page === NONE ? flash.bytes.length : page;
    if (readTo < pageEnd) return;
    const length = Math.min(ring.used, ring.buffer.length - ring.tail, pageEnd - ring.to);
    if (ring.to % flash.pageBytes === 0) flash.erasePage(ring.to);
    flash.write(ring.to, ring.buffer.subarray(ring.tail, ring.tail + length));
    ring.to += length;
    ring.tail = (ring.tail + length) % ring.buffer.length;
    ring.used -= length;
  }
}

/**
 * Where compaction has to begin, and the bytes of all files that are not deleted, headers included.
 * `start` is the last page before the first deleted file that begins with a header, or NONE with nothing deleted.
 */
function survey(flash: Flash): { start: number; keptBytes: number } {
  const walk = createWalk();
  let page = 0;
  let start = NONE;
  let keptBytes = 0;
  if (readHeader(flash, 0, walk))
    do {
      if (walk.address % flash.pageBytes === 0) page = walk.address;
      if (!walk.isDeleted) keptBytes += align(walk.size) + HEADER_BYTES;
      else if (start === NONE) start = page;
    } while (readNext(flash, walk, true));
  return { start, keptBytes };
}
