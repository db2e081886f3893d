// Reads a zip archive through its directory at the end. Stored and deflated files; no encryption, no 64 bit sizes,
// which no release uses.
import { crc32, inflateRawSync } from "node:zlib";
import type { Entry } from "./archive.ts";

const END_MAGIC = 0x06054b50;
const END_BYTES = 22;
const DIRECTORY_MAGIC = 0x02014b50;
const DIRECTORY_BYTES = 46;
const LOCAL_MAGIC = 0x04034b50;
const LOCAL_BYTES = 30;
const MOST_COMMENT_BYTES = 65_535;
const STORED = 0;
const DEFLATED = 8;
const IS_ENCRYPTED = 1;

/**
 * The files of an archive, each checked by its CRC.
 * @param mostBytes of all files together
 * @throws Error with a reason where it is damaged; RangeError where it is too large
 */
export function readZip(bytes: Uint8Array, mostBytes: number): Entry[] {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const end = findEnd(view);
  const count = view.readUInt16LE(end + 10);
  const entries: Entry[] = [];
  let left = mostBytes;
  for (let i = 0, at = view.readUInt32LE(end + 16); i < count; i++) {
    if (at + DIRECTORY_BYTES > view.length || view.readUInt32LE(at) !== DIRECTORY_MAGIC)
      throw new Error("its directory is cut short");
    const nameBytes = view.readUInt16LE(at + 28);
    const name = view.toString("latin1", at + DIRECTORY_BYTES, at + DIRECTORY_BYTES + nameBytes);
    if (!name.endsWith("/")) {
      const file = readFile(view, at, left);
      left -= file.length;
      entries.push({ name, bytes: file });
    }
    at += DIRECTORY_BYTES + nameBytes + view.readUInt16LE(at + 30) + view.readUInt16LE(at + 32);
  }
  return entries;
}

function findEnd(view: Buffer): number {
  const first = Math.max(0, view.length - END_BYTES - MOST_COMMENT_BYTES);
  for (let at = view.length - END_BYTES; at >= first; at--)
    if (view.readUInt32LE(at) === END_MAGIC) return at;
  throw new Error("it has no directory");
}

/** @param at of the file's line in the directory */
function readFile(view: Buffer, at: number, mostBytes: number): Uint8Array {
  if (view.readUInt16LE(at + 8) & IS_ENCRYPTED) throw new Error("it is encrypted");
  const method = view.readUInt16LE(at + 10);
  const sum = view.readUInt32LE(at + 16);
  const packedBytes = view.readUInt32LE(at + 20);
  const fileBytes = view.readUInt32LE(at + 24);
  const local = view.readUInt32LE(at + 42);
  if (fileBytes > mostBytes) throw new RangeError("too large");
  if (local + LOCAL_BYTES > view.length || view.readUInt32LE(local) !== LOCAL_MAGIC)
    throw new Error("a file is not where its directory says");
  const start = local + LOCAL_BYTES + view.readUInt16LE(local + 26) + view.readUInt16LE(local + 28);
  if (start + packedBytes > view.length) throw new Error("it ends within a file");
  const packed = view.subarray(start, start + packedBytes);
  if (method !== STORED && method !== DEFLATED)
    throw new Error("it is packed in a way that is not known here");
  const file = method === STORED ? packed : inflateRawSync(packed, { maxOutputLength: fileBytes + 1 });
  if (file.length !== fileBytes || crc32(file) !== sum) throw new Error("a file has a wrong checksum");
  return file;
}
