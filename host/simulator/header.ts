// The chain of file headers in Espruino's Storage: how to go from one file to the next.
import type { Flash } from "./flash.ts";

export const HEADER_BYTES = 32;
export const NAME_BYTES = 28;
export const NONE = -1;

/** A file as a walk over flash meets it. `address` is that of its header, -1 where there is none. */
export interface Walk {
  address: number;
  size: number;
  flags: number;
  isDeleted: boolean;
}

/** Reads the header at an address; false where there is none (erased flash, or a size that cannot be). */
export function readHeader(flash: Flash, address: number, walk: Walk): boolean {
  walk.address = address;
  const { bytes } = flash;
  if (address < 0 || address + HEADER_BYTES > bytes.length) return false;
  walk.size = bytes[address] | (bytes[address + 1] << 8) | (bytes[address + 2] << 16);
  walk.flags = bytes[address + 3];
  walk.isDeleted = (bytes[address + 4] | bytes[address + 5] | bytes[address + 6] | bytes[address + 7]) === 0;
  const isUnset = walk.size === 0xffffff && walk.flags === 255;
  const isZero = walk.size === 0 && walk.flags === 0;
  return !isUnset && !isZero && address + HEADER_BYTES + walk.size <= bytes.length;
}

/**
 * Goes on to the next header.
 * @param isAll also look at the start of the next page, where a page's rest was left empty
 */
export function readNext(flash: Flash, walk: Walk, isAll: boolean): boolean {
  const end = flash.bytes.length;
  const next = align(walk.address + HEADER_BYTES + walk.size);
  if (next + HEADER_BYTES > end) {
    walk.address = NONE;
    return false;
  }
  if (readHeader(flash, next, walk)) return true;
  if (!isAll) return false;
  const page = nextPage(flash, next);
  if (page === NONE) {
    walk.address = NONE;
    return false;
  }
  return readHeader(flash, page, walk);
}

export function createWalk(): Walk {
  return { address: 0, size: 0, flags: 0, isDeleted: false };
}

/** Rounds up to a multiple of 4, the unit in which ESP32 flash is written. */
export function align(address: number): number {
  return (address + 3) & ~3;
}

/** Start of the page after the one that holds this address, or NONE. */
export function nextPage({ bytes, pageBytes }: Flash, address: number): number {
  const page = address - (address % pageBytes) + pageBytes;
  return page >= bytes.length ? NONE : page;
}

/** A file that survives compaction: not deleted, plain (0), a StorageFile (64) or an image (128). */
export function isKept(walk: Walk): boolean {
  return !walk.isDeleted && (walk.flags === 0 || walk.flags === 64 || walk.flags === 128);
}
