// Does the steps of a plan (operation.ts) on files that are at hand: those of a virtual board, or flash whose power is
// cut. A real board is asked to do them (session/apply.ts).
import { ERASED_BYTES, LOG_FILE, PAGE_BYTES, readLog } from "../../shared/link/slot.ts";
import { crc32 } from "../compile/crc.ts";
import { HostError } from "../error.ts";
import { toBytes, toText } from "./latin.ts";
import type { Operation } from "./operation.ts";

/** What a plan is carried out on. Offsets count from the start of a file's data; a file that is not there has none. */
export interface Medium {
  /** Erases flash; address and bytes are whole pages. */
  clear(address: number, bytes: number): void;
  /** Makes a file of erased bytes. */
  create(file: string, size: number): void;
  /** Bytes of a file, not to be changed: fewer than asked for where it ends, to its end without a length. */
  read(file: string, offset?: number, length?: number): Uint8Array;
  /** Erases one page (PAGE_BYTES) of a file. */
  erase(file: string, offset: number): void;
  /** Clears bits of bytes that are erased. */
  write(file: string, offset: number, bytes: Uint8Array): void;
}

/**
 * Does these steps in order, and stops at the first that finds something else than it was made for.
 * @throws HostError `board-write`, `board-verify`; that step has changed nothing
 */
export function executePlan(medium: Medium, steps: readonly Operation[]): void {
  for (const step of steps) executeStep(medium, step);
}

function executeStep(medium: Medium, step: Operation): void {
  if (step.kind === "clear") medium.clear(step.address, step.bytes);
  if (step.kind === "create") medium.create(step.file, step.size);
  if (step.kind === "write") writeErased(medium, step.file, step.offset, step.bytes);
  if (step.kind === "erase") {
    if (medium.read(step.file, step.offset, PAGE_BYTES).length < PAGE_BYTES)
      throw describeStop("board-write", `${step.file} has no page at ${step.offset}`);
    medium.erase(step.file, step.offset);
  }
  if (step.kind === "verify" && crc32(medium.read(step.file, step.offset, step.length)) !== step.crc)
    throw describeStop("board-verify", `${step.file} is not what was written`);
  if (step.kind === "append") {
    const { end } = readLog(toText(medium.read(LOG_FILE)));
    if (end < ERASED_BYTES) throw describeStop("board-write", "the list of starts is full");
    writeErased(medium, LOG_FILE, end, toBytes(step.code));
  }
}

function writeErased(medium: Medium, file: string, offset: number, bytes: Uint8Array): void {
  const present = medium.read(file, offset, bytes.length);
  if (present.length < bytes.length || present.some((byte) => byte !== 255))
    throw describeStop("board-write", `${file} is not erased at ${offset}`);
  medium.write(file, offset, bytes);
}

function describeStop(code: "board-write" | "board-verify", what: string): HostError {
  return new HostError(
    code,
    what,
    "It runs what it ran before. Deploy again; if it says so again, its flash is worn out.",
  );
}

/**
 * Files by name as a plan's steps find them.
 * @param files is changed; to erase flash takes all of them away
 */
export function openFiles(files: Map<string, Uint8Array>): Medium {
  const open = (file: string): Uint8Array => files.get(file) ?? new Uint8Array();
  return {
    clear: () => files.clear(),
    create: (file, size) => void files.set(file, new Uint8Array(size).fill(255)),
    read: (file, offset = 0, length = Number.POSITIVE_INFINITY) =>
      open(file).subarray(offset, offset + length),
    erase: (file, offset) => void open(file).fill(255, offset, offset + PAGE_BYTES),
    write: (file, offset, bytes) => open(file).set(bytes, offset),
  };
}
