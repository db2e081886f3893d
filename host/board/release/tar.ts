// Reads a tar archive (POSIX ustar, with GNU's and PAX's long names): blocks of 512 bytes, a header and then data.
import type { Entry } from "./archive.ts";

const BLOCK_BYTES = 512;
const CHECKSUM_AT = 148;
const CHECKSUM_BYTES = 8;
const FILE_KINDS = ["0", "\0", "7"];

/**
 * The plain files of an archive.
 * @throws Error with a reason where it is cut short, has a wrong checksum, or has a link or a device
 */
export function readTar(bytes: Uint8Array): Entry[] {
  const entries: Entry[] = [];
  let longName: string | undefined;
  for (let at = 0; at + BLOCK_BYTES <= bytes.length; ) {
    const header = bytes.subarray(at, at + BLOCK_BYTES);
    if (header.every((byte) => byte === 0)) break;
    checkSum(header);
    const size = readOctal(header, 124, 12);
    const kind = readText(header, 156, 1) || "0";
    const start = at + BLOCK_BYTES;
    if (start + size > bytes.length) throw new Error("it ends within a file");
    const data = bytes.subarray(start, start + size);
    at = start + Math.ceil(size / BLOCK_BYTES) * BLOCK_BYTES;
    if (kind === "L") longName = readText(data, 0, data.length);
    else if (kind === "x") longName = readPaxPath(data) ?? longName;
    else if (kind === "g" || kind === "5") longName = undefined;
    else if (FILE_KINDS.includes(kind)) {
      entries.push({ name: longName ?? joinName(header), bytes: data });
      longName = undefined;
    } else throw new Error("it has a link or a device in it");
  }
  return entries;
}

function checkSum(header: Uint8Array): void {
  // The sum is taken with blanks in its own place.
  const sum = header.reduce((total, byte, i) => {
    const isOwn = i >= CHECKSUM_AT && i < CHECKSUM_AT + CHECKSUM_BYTES;
    return total + (isOwn ? 32 : byte);
  }, 0);
  if (sum !== readOctal(header, CHECKSUM_AT, CHECKSUM_BYTES))
    throw new Error("a header has a wrong checksum");
}

function joinName(header: Uint8Array): string {
  const name = readText(header, 0, 100);
  const isPosix = readText(header, 257, 5) === "ustar";
  const prefix = isPosix ? readText(header, 345, 155) : "";
  return prefix === "" ? name : `${prefix}/${name}`;
}

/** Records of `length key=value`, each with a line end. */
function readPaxPath(data: Uint8Array): string | undefined {
  return /(?:^|\n)\d+ path=([^\n]*)\n/.exec(Buffer.from(data).toString("latin1"))?.[1];
}

function readText(bytes: Uint8Array, at: number, length: number): string {
  const text = Buffer.from(bytes.subarray(at, at + length)).toString("latin1");
  const end = text.indexOf("\0");
  return end < 0 ? text : text.slice(0, end);
}

function readOctal(bytes: Uint8Array, at: number, length: number): number {
  const text = readText(bytes, at, length).trim();
  if (!/^[0-7]*$/.test(text)) throw new Error("a header has no number where one belongs");
  return text === "" ? 0 : Number.parseInt(text, 8);
}
