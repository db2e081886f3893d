// Where an audit gets a board's files from: its own console, or a copy of its flash that its ROM gave.
import { crc32 } from "../../compile/crc.ts";
import { HostError } from "../../error.ts";
import { readStorage, type StoredFile } from "../rom/storage.ts";
import type { Session } from "../session/session.ts";

export interface Source {
  /** Names and lengths, in the order in which they lie in flash. */
  list(): Promise<readonly { readonly name: string; readonly bytes: number }[]>;
  /** All bytes of a file. @param progress hears how much of it is there, 0 to 1 */
  read(name: string, bytes: number, progress?: (done: number) => void): Promise<Uint8Array>;
}

/** Read at once: what a board with little memory left can still hold. */
const PIECE_BYTES = 2048;
/** Looked at at once, whether it is erased. */
const BLOCK_BYTES = 16 * 1024;
const WORK_MS = 1000;

/** Asks the board. What it answers is its own word: a board with another program may say anything. */
export function askSession(session: Session): Source {
  return {
    async list() {
      const code =
        'var s=require("Storage");s.list().map(function(n){return n+"\\0"+s.read(n).length}).join("\\0")';
      const fields = (await session.ask(code, undefined, WORK_MS)).split("\0");
      if (fields.length === 1) return [];
      return Array.from({ length: fields.length >> 1 }, (_, i) => ({
        name: fields[2 * i],
        bytes: Number(fields[2 * i + 1]) || 0,
      }));
    },
    async read(name, bytes, progress) {
      const file = new Uint8Array(bytes).fill(255);
      let done = 0;
      for (let block = 0; block < bytes; block += BLOCK_BYTES) {
        const end = Math.min(bytes, block + BLOCK_BYTES);
        if (await isErased(session, readText(name, block, end - block), end - block)) continue;
        const starts = [];
        for (let at = block; at < end; at += PIECE_BYTES) starts.push(at);
        // Asked for at once: where the way to the board takes more than one question, none waits for the other.
        await Promise.all(
          starts.map(async (at) => {
            const length = Math.min(PIECE_BYTES, end - at);
            file.set(await readPiece(session, readText(name, at, length), length), at);
            done += PIECE_BYTES;
            progress?.(Math.min(1, Math.max(done, block) / bytes));
          }),
        );
      }
      progress?.(1);
      return file;
    },
  };
}

/**
 * Reads all of a board's Storage partition by its own Flash module, what lies outside of files too.
 * @param base its address in flash
 * @param progress hears how much of it is there, 0 to 1
 */
export async function readPartition(
  session: Session,
  base: number,
  bytes: number,
  progress: (done: number) => void = () => {},
): Promise<Uint8Array> {
  const all = new Uint8Array(bytes).fill(255);
  for (let block = 0; block < bytes; block += BLOCK_BYTES) {
    progress(block / bytes);
    const end = Math.min(bytes, block + BLOCK_BYTES);
    const starts = [];
    for (let at = block; at < end; at += PIECE_BYTES) starts.push(at);
    await Promise.all(
      starts.map(async (at) => {
        const length = Math.min(PIECE_BYTES, end - at);
        const text = `E.toString(require("Flash").read(${length},${base + at}))`;
        if (!(await isErased(session, text, length))) all.set(await readPiece(session, text, length), at);
      }),
    );
  }
  progress(1);
  return all;
}

/** Most of a board's flash is erased; that need not go over the line. @param text what gives the bytes on the board */
async function isErased(session: Session, text: string, length: number): Promise<boolean> {
  const sum = crc32(new Uint8Array(length).fill(255));
  const code = `E.CRC32(${text})==${sum}?1:0`;
  return (await session.ask(code, undefined, WORK_MS)) === "1";
}

async function readPiece(session: Session, text: string, length: number): Promise<Uint8Array> {
  const answer = await session.ask(text, undefined, WORK_MS);
  if (answer.length === length) return Buffer.from(answer, "latin1");
  throw new HostError(
    "board-answer",
    "the board gave fewer bytes of a file than it has",
    "Press its reset button and try again, or read its flash with `passerby audit --deep`.",
  );
}

function readText(name: string, at: number, length: number): string {
  return `require("Storage").read(${JSON.stringify(name)},${at},${length})`;
}

/** Reads a copy of the Storage partition. Where a name is there twice, the board reads the first. */
export function readCopy(storage: Uint8Array): Source {
  const files = new Map<string, StoredFile>();
  for (const file of readStorage(storage).files) if (!files.has(file.name)) files.set(file.name, file);
  return {
    list: async () => [...files.values()].map(({ name, bytes }) => ({ name, bytes })),
    async read(name, bytes) {
      const start = files.get(name)?.start ?? storage.length;
      return storage.slice(start, start + bytes);
    },
  };
}
