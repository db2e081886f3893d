// Reads Espruino's Storage from a copy of its flash, believing nothing that the board says: every file, and every
// byte that lies outside of one. The chain of headers is the simulator's.
import { createHash } from "node:crypto";
import { type Flash, PAGE_BYTES } from "../../simulator/flash.ts";
import {
  createWalk,
  HEADER_BYTES,
  isKept,
  NAME_BYTES,
  readHeader,
  readNext,
} from "../../simulator/header.ts";

export interface StoredFile {
  readonly name: string;
  readonly bytes: number;
  /** SHA-256 as lower-case hex. */
  readonly sha256: string;
  /** Of its header, and of its first byte, within the partition. */
  readonly address: number;
  readonly start: number;
  /** 0 plain, 64 a file that is appended to, 128 a saved state; anything else is foreign. */
  readonly flags: number;
}

export interface Stored {
  /** In the order of flash; where a name is there twice, the board reads the first. */
  readonly files: readonly StoredFile[];
  /** Files that were erased by name but whose bytes are still in flash. */
  readonly remains: readonly { readonly bytes: number; readonly address: number }[];
  /** Bytes that are not erased, outside of all files. */
  readonly strayBytes: number;
  /** Erased bytes behind the last file. */
  readonly freeBytes: number;
}

/** @param bytes of the whole partition; never throws, whatever they are */
export function readStorage(bytes: Uint8Array): Stored {
  const flash: Flash = { bytes, pageBytes: PAGE_BYTES, write: () => {}, erasePage: () => {} };
  const walk = createWalk();
  const files: StoredFile[] = [];
  const remains: { bytes: number; address: number }[] = [];
  let end = 0;
  let strayBytes = 0;
  if (readHeader(flash, 0, walk))
    do {
      const { address, size, flags } = walk;
      strayBytes += countWritten(bytes, end, address);
      const start = address + HEADER_BYTES;
      end = start + size;
      if (walk.isDeleted) remains.push({ bytes: size, address });
      else
        files.push({
          name: readName(bytes, address + HEADER_BYTES - NAME_BYTES),
          bytes: size,
          sha256: createHash("sha256").update(bytes.subarray(start, end)).digest("hex"),
          address,
          start,
          flags,
        });
    } while (readNext(flash, walk, true));
  strayBytes += countWritten(bytes, end, bytes.length);
  return { files, remains, strayBytes, freeBytes: bytes.length - end };
}

/**
 * Is it Espruino's: empty, or files whose names can be read and whose flags it knows? Bytes outside of files are what a
 * cut left behind.
 */
export function isStorage(bytes: Uint8Array): boolean {
  const { files, remains, strayBytes } = readStorage(bytes);
  if (files.length + remains.length === 0) return strayBytes === 0;
  return files.every(
    ({ name, flags }) =>
      /^[\x20-\x7e]+$/.test(name) && isKept({ address: 0, size: 0, isDeleted: false, flags }),
  );
}

function countWritten(bytes: Uint8Array, from: number, to: number): number {
  let written = 0;
  for (let i = from; i < to; i++) if (bytes[i] !== 255) written++;
  return written;
}

function readName(bytes: Uint8Array, at: number): string {
  const name = Buffer.from(bytes.subarray(at, at + NAME_BYTES)).toString("latin1");
  const end = name.indexOf("\0");
  return end < 0 ? name : name.slice(0, end);
}
