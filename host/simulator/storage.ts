// Espruino's Storage on flash, byte for byte: files follow each other from the start, each with a header of 32
// bytes (u32 size with flags in the top byte, 28 bytes of name). A deleted file has 0 in the first four bytes
// of its name; compaction moves what is left together. Behaviour found by asking the interpreter 2v29.
import { compact } from "./compaction.ts";
import { createFlash, type Flash } from "./flash.ts";
import {
  align,
  createWalk,
  HEADER_BYTES,
  isKept,
  NAME_BYTES,
  NONE,
  nextPage,
  readHeader,
  readNext,
  type Walk,
} from "./header.ts";

export interface Storage {
  readonly flash: Flash;
  /** A copy of (a part of) a file, or undefined where there is none. Length 0 or less: to the end. */
  read(name: string, offset?: number, length?: number): Uint8Array | undefined;
  /** @throws Error with Espruino's text; where space is missing the old file is gone by then */
  write(name: string, data: Uint8Array, offset?: number, size?: number): boolean;
  erase(name: string): void;
  list(): string[];
  /** Bytes behind the last file. */
  getFree(): number;
  /** Where a file's bytes lie in flash, or undefined. */
  find(name: string): { address: number; size: number } | undefined;
}

/** Storage on erased flash. @param size bytes of the partition, a multiple of PAGE_BYTES */
export function createStorage(size: number): Storage {
  return mountStorage(createFlash(size));
}

/** Storage on flash that may hold anything. @param flash all of it is Storage's */
export function mountStorage(flash: Flash): Storage {
  const { bytes } = flash;
  const size = bytes.length;
  const walk = createWalk();

  function locate(name: Uint8Array): number {
    if (!readHeader(flash, 0, walk)) return NONE;
    do {
      if (isName(bytes, walk.address + 4, name)) return walk.address + HEADER_BYTES;
    } while (readNext(flash, walk, true));
    return NONE;
  }

  function spaceFrom(address: number): number {
    let end = nextPage(flash, address);
    if (end === NONE || !readHeader(flash, end, createWalk())) end = size;
    return end - address;
  }

  function create(name: Uint8Array, length: number): number {
    const required = align(length) + HEADER_BYTES;
    for (let hasCompacted = false; ; hasCompacted = true) {
      let address = 0;
      let space = 0;
      let trash = 0;
      while (address !== NONE) {
        if (readHeader(flash, address, walk))
          do {
            if (walk.isDeleted) trash += walk.size;
          } while (readNext(flash, walk, false));
        address = walk.address;
        if (address === NONE) break;
        const left = spaceFrom(address);
        space += left;
        if (left >= required) return writeHeader(address, name, length);
        address = nextPage(flash, address);
      }
      if (hasCompacted || required >= space + trash || !compact(flash)) return NONE;
    }
  }

  function writeHeader(address: number, name: Uint8Array, length: number): number {
    const header = new Uint8Array(HEADER_BYTES);
    header.set([length & 255, (length >> 8) & 255, (length >> 16) & 255]);
    header.set(name, 4);
    flash.write(address, header);
    return address + HEADER_BYTES;
  }

  function remove(data: number): void {
    flash.write(data - NAME_BYTES, new Uint8Array(4));
  }

  function isErased(address: number, length: number): boolean {
    for (let i = 0; i < length; i++) if (bytes[address + i] !== 255) return false;
    return true;
  }

  return {
    flash,
    read(name, offset = 0, length = 0) {
      const address = locate(encodeName(name));
      if (address === NONE) return undefined;
      const start = Math.min(Math.max(offset, 0), walk.size);
      const end = length <= 0 ? walk.size : Math.min(start + length, walk.size);
      return bytes.slice(address + start, address + end);
    },
    write(name, data, offset = 0, length = 0) {
      if (offset < 0 || length < 0) return false;
      const fileBytes = length || data.length;
      if (fileBytes === 0) throw new Error("Can't create zero length file");
      const key = encodeName(name);
      let address = locate(key);
      let present = address === NONE ? 0 : walk.size;
      if (offset === 0) {
        if (address === NONE) address = create(key, fileBytes);
        else if (fileBytes !== present || walk.flags !== 0 || !isErased(address, fileBytes)) {
          if (fileBytes === present && walk.flags === 0 && isSame(bytes, address, data, fileBytes))
            return true;
          remove(address);
          address = create(key, fileBytes);
        }
        present = fileBytes;
      }
      if (address === NONE) throw new Error("Unable to find or create file");
      if (offset + data.length > present) throw new Error("Too much data for file size");
      if (!isErased(address + offset, data.length))
        throw new Error("File already written with different data");
      flash.write(address + offset, data);
      return true;
    },
    erase(name) {
      const address = locate(encodeName(name));
      if (address !== NONE) remove(address);
    },
    list() {
      const names: string[] = [];
      if (readHeader(flash, 0, walk))
        do if (isKept(walk) && isListed(bytes, walk)) names.push(decodeName(bytes, walk.address + 4));
        while (readNext(flash, walk, true));
      return names;
    },
    getFree() {
      let last = 0;
      if (readHeader(flash, 0, walk))
        do last = walk.address + HEADER_BYTES + align(walk.size);
        while (readNext(flash, walk, true));
      return size - last;
    },
    find(name) {
      const address = locate(encodeName(name));
      return address === NONE ? undefined : { address, size: walk.size };
    },
  };
}

/** 28 bytes, padded with 0; a longer name is cut, a leading "X:" is taken off. */
function encodeName(name: string): Uint8Array {
  const cut = Buffer.from(name, "latin1").subarray(0, NAME_BYTES);
  const plain = cut[1] === 58 ? cut.subarray(2) : cut;
  const bytes = new Uint8Array(NAME_BYTES);
  bytes.set(plain);
  return bytes;
}

function decodeName(bytes: Uint8Array, address: number): string {
  const name = Buffer.from(bytes.subarray(address, address + NAME_BYTES));
  const end = name.indexOf(0);
  return name.toString("latin1", 0, end < 0 ? NAME_BYTES : end);
}

/** Of the pieces of a StorageFile, which are numbered by the last byte of their names, only the first is listed. */
function isListed(bytes: Uint8Array, walk: Walk): boolean {
  if (walk.flags !== 64) return true;
  let last = walk.address + 4;
  while (last + 1 < walk.address + HEADER_BYTES && bytes[last + 1] !== 0) last++;
  return bytes[last] === 1;
}

function isName(bytes: Uint8Array, address: number, name: Uint8Array): boolean {
  for (let i = 0; i < NAME_BYTES; i++) if (bytes[address + i] !== name[i]) return false;
  return true;
}

function isSame(bytes: Uint8Array, address: number, data: Uint8Array, length: number): boolean {
  if (data.length !== length) return false;
  for (let i = 0; i < length; i++) if (bytes[address + i] !== data[i]) return false;
  return true;
}
