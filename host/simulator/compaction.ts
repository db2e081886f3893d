// Compaction of Storage: everything from the first page with a deleted file on is copied together. Pages are
// erased and rewritten one after the other while their contents wait in RAM: power lost here loses files.
import { type Flash, PAGE_BYTES } from "./flash.ts";
import { align, createWalk, HEADER_BYTES, isKept, readHeader, readNext } from "./header.ts";

/** @returns false where there was nothing to gain */
export function compact(flash: Flash): boolean {
  const start = firstPageWithTrash(flash);
  if (start < 0) return false;
  const kept: Uint8Array[] = [];
  const walk = createWalk();
  if (readHeader(flash, start, walk))
    do {
      if (isKept(walk))
        kept.push(flash.bytes.slice(walk.address, walk.address + HEADER_BYTES + align(walk.size)));
    } while (readNext(flash, walk, true));
  const end = walk.address < 0 ? flash.bytes.length : walk.address;
  const moved = Buffer.concat(kept);
  for (let i = 0; i < moved.length; i += PAGE_BYTES) {
    flash.erasePage(start + i);
    flash.write(start + i, moved.subarray(i, i + PAGE_BYTES));
  }
  for (let page = start + roundUp(moved.length); page < end; page += PAGE_BYTES) flash.erasePage(page);
  return true;
}

/** The last page before the first deleted file that begins with a header, or -1 where nothing was deleted. */
function firstPageWithTrash(flash: Flash): number {
  const walk = createWalk();
  let page = 0;
  if (readHeader(flash, 0, walk))
    do {
      if (walk.address % PAGE_BYTES === 0) page = walk.address;
      if (walk.isDeleted) return page;
    } while (readNext(flash, walk, true));
  return -1;
}

function roundUp(length: number): number {
  return Math.ceil(length / PAGE_BYTES) * PAGE_BYTES;
}
