// Does the steps of a plan (../operation.ts) on a real board. Each request may run twice, and then does nothing. Steps
// whose order matters are done in one request, in order, and waited for; pages of a slot are independent of each other.
import { PAGE_BYTES } from "../../../shared/link/slot.ts";
import { crc32 } from "../../compile/crc.ts";
import { HostError } from "../../error.ts";
import { joinBytes } from "../latin.ts";
import type { Operation } from "../operation.ts";
import { quote } from "../packet/frame.ts";
import { compress } from "../packet/heatshrink.ts";
import type { Slot } from "../plan.ts";
import { isFree, type Page, takePages } from "./page.ts";
import type { Session } from "./session.ts";
import { eraseText, type Ground, NOT_SAME, NOT_WRITTEN, prefixOf, stepText, writeText } from "./text.ts";

export interface Way extends Ground {
  readonly session: Session;
  /** Most bytes that the board holds of one request, 512 or more. */
  readonly chunkBytes: number;
  readonly hasHeatshrink: boolean;
  /** A slot whose pages may be copied on the board, and their CRC-32. */
  readonly source?: { readonly slot: Slot; readonly pages: readonly number[] };
  /** Hears of bytes that are on the board, of so many. */
  readonly onProgress?: (bytes: number, all: number) => void;
}

export interface Applied {
  /** Bytes written to flash, and pages erased. */
  bytes: number;
  pages: number;
}

/** A page is erased in 50 ms, and a worn one in ten times that; a checksum of a slot takes a chip some seconds. */
const PAGE_MS = 500;
const STEP_MS = 3000;
/** Pages that one request copies from the other slot. */
const COPIED_PAGES = 4;
/** Pages that one request erases: a program's watchdog waits 10 s for it. */
const MOST_PAGES = 32;
/** Texts of the steps of one request. */
const MOST_TEXT = 5000;

/**
 * Does all steps, in order.
 * @throws HostError "board-write", "board-verify" and those of the session; whatever it is, the board runs what it ran
 */
export async function applyOperations(way: Way, operations: readonly Operation[]): Promise<Applied> {
  const applied: Applied = { bytes: 0, pages: 0 };
  const all = operations.reduce((sum, step) => sum + (step.kind === "write" ? step.bytes.length : 0), 0);
  const under: Promise<void>[] = [];
  const note = (bytes: number): void => {
    applied.bytes += bytes;
    way.onProgress?.(applied.bytes, all);
  };
  const fits = (first: Page, other: Page): number => {
    const isCopied = findCopy(way, first) !== undefined;
    if (isCopied !== (findCopy(way, other) !== undefined)) return 0;
    return isCopied ? COPIED_PAGES * PAGE_BYTES : way.chunkBytes;
  };
  try {
    for (let i = 0; i < operations.length; ) {
      const step = operations[i];
      if (isFree(step)) {
        const { pages, next } = takePages(operations, i, fits);
        i = next;
        applied.pages += pages.filter(({ isErased }) => isErased).length;
        const bytes = pages.reduce((sum, page) => sum + page.bytes.length, 0);
        under.push(caught(fillPages(way, pages).then(() => note(bytes))));
      } else {
        await Promise.all(under.splice(0));
        const { steps, next } = takeSteps(way, operations, i);
        i = next;
        applied.pages += steps.reduce((sum, one) => sum + countPages(one), 0);
        note(await doSteps(way, steps));
      }
    }
    await Promise.all(under);
  } finally {
    await Promise.allSettled(under);
  }
  return applied;
}

/** Whoever waits for it hears of its failure; until then nobody does, and that is no fault. */
function caught(work: Promise<void>): Promise<void> {
  work.catch(() => undefined);
  return work;
}

/** Steps from `from` on that fit into one request. */
function takeSteps(
  way: Way,
  operations: readonly Operation[],
  from: number,
): { steps: readonly Operation[]; next: number } {
  let next = from;
  let bytes = 0;
  let text = 0;
  let pages = 0;
  for (; next < operations.length; next++) {
    const step = operations[next];
    if (isFree(step)) break;
    if (step.kind === "write") bytes += step.bytes.length;
    else text += stepText(way, step).length;
    pages += countPages(step);
    const isFull = bytes > way.chunkBytes || text + bytes > MOST_TEXT || pages > MOST_PAGES;
    if (next > from && isFull) break;
  }
  return { steps: operations.slice(from, next), next };
}

function countPages(step: Operation): number {
  return step.kind === "clear" ? step.bytes / PAGE_BYTES : step.kind === "erase" ? 1 : 0;
}

/** @returns bytes written */
async function doSteps(way: Way, steps: readonly Operation[]): Promise<number> {
  let bytes = 0;
  const [only] = steps;
  if (steps.length === 1 && only.kind === "write") {
    await writeAll(way, only.file, only.offset, only.bytes);
    return only.bytes.length;
  }
  const data = joinBytes(steps.map((step) => (step.kind === "write" ? step.bytes : new Uint8Array())));
  const texts = steps.map((step) => {
    if (step.kind !== "write") return stepText(way, step);
    const source = `d.substr(${bytes},${step.bytes.length})`;
    bytes += step.bytes.length;
    return writeText(way, { ...step, source, erased: [] });
  });
  const { sent, source } = pack(way, data);
  await run(
    way,
    `${source === "d" ? "" : `d=${source};`}${texts.join(";")}`,
    sent,
    STEP_MS * steps.length + PAGE_MS * steps.reduce((sum, step) => sum + countPages(step), 0),
  );
  return bytes;
}

/** The place in the other slot where this page is already. */
function findCopy({ source }: Way, page: Page): number | undefined {
  if (source === undefined || page.bytes.length === 0) return undefined;
  const whole = new Uint8Array(PAGE_BYTES).fill(255);
  whole.set(page.bytes, page.at - page.offset);
  const index = source.pages.indexOf(crc32(whole));
  // The first page of a slot holds its directory.
  return index > 0 ? index * PAGE_BYTES : undefined;
}

/** Erases what has to be erased of these pages, and writes them. */
async function fillPages(way: Way, pages: readonly Page[]): Promise<void> {
  const [first] = pages;
  if (findCopy(way, first) !== undefined) {
    await run(way, pages.map((page) => copyText(way, page)).join(";"), undefined, PAGE_MS * pages.length);
    return;
  }
  const last = pages[pages.length - 1];
  const { file, at } = first;
  const erased = pages.filter(({ isErased }) => isErased).map(({ offset }) => offset);
  const bytes = new Uint8Array(last.at + last.bytes.length - at).fill(255);
  for (const page of pages) bytes.set(page.bytes, page.at - at);
  if (bytes.length > 0 && bytes.length <= way.chunkBytes)
    if (await tryWrite(way, file, at, bytes, erased)) return;
  // Apart, the erasing comes first and is waited for.
  if (erased.length > 0) await run(way, eraseText(way, file, erased), undefined, PAGE_MS * erased.length);
  await writeAll(way, file, at, bytes);
}

/**
 * Copies a page from the other slot, part by part through the board's memory: flash is not written from flash. Whether it
 * is erased is decided by the whole of it: its first part may be there already, and the next one not.
 */
function copyText(way: Way, page: Page): string {
  const { file, offset, at, bytes, isErased } = page;
  const copy = findCopy(way, page) ?? 0;
  const size = Math.min(way.chunkBytes, PAGE_BYTES) >> 1;
  const parts: string[] = [];
  for (let k = 0; k < bytes.length; k += size) {
    const part = bytes.subarray(k, k + size);
    const source = `atob(btoa(s.read('${way.source?.slot}',${copy + at - offset + k},${part.length})))`;
    parts.push(writeText(way, { file, offset: at + k, bytes: part, source, erased: [] }));
  }
  const erase = isErased ? eraseText(way, file, [offset]) : "";
  return `if(v('${file}',${at},${bytes.length})!=${crc32(bytes)}){${erase}${parts.join(";")}}`;
}

/** Writes bytes of any length, in parts that the board can hold. */
async function writeAll(way: Way, file: string, offset: number, bytes: Uint8Array): Promise<void> {
  for (let at = 0, size = way.chunkBytes; at < bytes.length; ) {
    const part = bytes.subarray(at, at + size);
    if (await tryWrite(way, file, offset + at, part, [])) at += part.length;
    else size >>= 1;
  }
}

/** The shorter of the bytes and what the board can make them of, and how. */
function pack({ hasHeatshrink }: Way, bytes: Uint8Array): { sent: Uint8Array; source: string } {
  const packed = hasHeatshrink ? compress(bytes) : bytes;
  if (quote(packed).length >= quote(bytes).length) return { sent: bytes, source: "d" };
  return { sent: packed, source: "E.toString(require('heatshrink').decompress(d))" };
}

/** @returns false where this is too much for one packet */
async function tryWrite(
  way: Way,
  file: string,
  offset: number,
  bytes: Uint8Array,
  erased: readonly number[],
): Promise<boolean> {
  const { sent, source } = pack(way, bytes);
  const text = writeText(way, { file, offset, bytes, source, erased });
  try {
    await run(way, text, sent, PAGE_MS * (erased.length + 1));
    return true;
  } catch (error) {
    if (error instanceof HostError && error.code === "board-request") return false;
    throw error;
  }
}

/** Has the board do this, and says in plain words what went wrong. */
async function run(way: Way, text: string, data: Uint8Array | undefined, workMs: number): Promise<void> {
  try {
    await way.session.ask(`${prefixOf(text)}${text};1`, data, workMs);
  } catch (error) {
    const said = error instanceof HostError && error.code === "board-error" ? error.message : "";
    if (said.includes(NOT_SAME)) throw describeDifference(error);
    if (said.includes(NOT_WRITTEN) || /Storage|file|write|flash/i.test(said)) throw describeWrite(error);
    throw error;
  }
}

function describeDifference(cause: unknown): HostError {
  return new HostError(
    "board-verify",
    "what is on the board is not what was sent",
    "It runs what it ran before. Deploy again; if it says so again, its flash is worn out.",
    undefined,
    cause,
  );
}

function describeWrite(cause: unknown): HostError {
  return new HostError(
    "board-write",
    "the board did not write what was sent",
    "It runs what it ran before. Deploy again; if it says so again, run `passerby doctor`.",
    undefined,
    cause,
  );
}
