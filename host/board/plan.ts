// The order of the steps that change a board. Whatever step the power is cut in, `.boot0` finds the old content whole, or
// the new, because: a slot is made invalid before anything else of it changes; its directory is written after all that it
// speaks of was verified; the log names it after that.
import {
  BOOT_BYTES,
  BOOT_FILE,
  DAY_FILE,
  DIRECTORY_BYTES,
  DIRECTORY_OFFSET,
  ERASED_BYTES,
  encodeDay,
  LOG_FILE,
  LOG_HALF,
  LOG_SLOT_A,
  LOG_SLOT_B,
  PAGE_BYTES,
  PROGRAM_OFFSET,
  readLatestDay,
  readLog,
  SLOT_A,
  SLOT_B,
  STATS_FILE,
} from "../../shared/link/slot.ts";
import { crc32 } from "../compile/crc.ts";
import { HostError } from "../error.ts";
import { toBytes, toText } from "./latin.ts";
import type { Layout } from "./layout.ts";
import { cutWrites, type Operation } from "./operation.ts";

export type Slot = typeof SLOT_A | typeof SLOT_B;

/** What a host must know of a board before it changes it. */
export interface BoardState {
  /** Data of the log, one character a byte. */
  readonly log: string;
  /** The slot that runs or, at the neutral sign, one that is whole; undefined where there is none. */
  readonly running: Slot | undefined;
  /** CRC-32 of each page (PAGE_BYTES) of a slot's file. */
  readonly pages: Readonly<Record<Slot, readonly number[]>>;
  /** The directories as they are: DIRECTORY_BYTES each. */
  readonly directories: Readonly<Record<Slot, Uint8Array>>;
  /** Data of the file of dates. */
  readonly day: Uint8Array;
}

/** So much flash is erased between two looks at what comes in. */
const CLEAR_BYTES = 8 * PAGE_BYTES;
/** The start of `.boot0` that is written last. */
const HEAD_BYTES = 16;
const ERASED_PAGE_CRC = crc32(new Uint8Array(PAGE_BYTES).fill(255));

/**
 * Text of `.boot0` as it fills its page.
 * @throws HostError `board-boot-large`
 */
export function padBoot(boot: string): Uint8Array {
  if (boot.length > BOOT_BYTES)
    throw new HostError(
      "board-boot-large",
      `.boot0 has ${boot.length} bytes, ${boot.length - BOOT_BYTES} more than its page holds`,
      "Shorten firmware/boot.ts and what it imports: it has nothing to do with your shop.",
    );
  return toBytes(boot.padEnd(BOOT_BYTES));
}

/**
 * The whole layout, on flash that held anything. A cut leaves a board without Passerby: its first bytes come last.
 * @param image of slot a
 * @param day last date known, local days since 1970; 0 = none
 */
export function planInstall(layout: Layout, boot: string, image: Uint8Array, day = 0): Operation[] {
  const text = padBoot(boot);
  const last = layout.extents[layout.extents.length - 1];
  const operations = planClear(0, last.address + last.size + layout.freeBytes);
  for (const { name, size } of layout.extents) operations.push({ kind: "create", file: name, size });
  operations.push(...planFill(SLOT_A, image, []), { kind: "append", code: LOG_SLOT_A });
  if (day > 0)
    operations.push({ kind: "write", file: DAY_FILE, offset: ERASED_BYTES, bytes: encodeDay(day) });
  return [...operations, ...planBoot(text)];
}

/**
 * Goes on with an installation that was cut before it came to `.boot0`: every file is there, and nothing runs. What is in
 * slot a already stays; all else is made as an installation makes it.
 * @param present CRC-32 of the pages of slot a
 */
export function planResume(
  layout: Layout,
  boot: string,
  image: Uint8Array,
  present: readonly number[],
): Operation[] {
  const others = layout.extents.filter(({ name }) => ERASABLE.includes(name));
  return [
    ...others.flatMap(({ address, size }) => planClear(address, size)),
    { kind: "erase", file: SLOT_A, offset: 0 },
    ...planFill(SLOT_A, image, present),
    { kind: "append", code: LOG_SLOT_A },
    ...planBoot(padBoot(boot)),
  ];
}

/** Files that fill whole pages, but for slot a. */
const ERASABLE: readonly string[] = [LOG_FILE, DAY_FILE, SLOT_B, STATS_FILE];

function planClear(from: number, bytes: number): Operation[] {
  const operations: Operation[] = [];
  for (let done = 0; done < bytes; done += CLEAR_BYTES)
    operations.push({ kind: "clear", address: from + done, bytes: Math.min(CLEAR_BYTES, bytes - done) });
  return operations;
}

/** Its first bytes last: until then nothing runs. */
function planBoot(text: Uint8Array): Operation[] {
  return [
    { kind: "write", file: BOOT_FILE, offset: HEAD_BYTES, bytes: text.slice(HEAD_BYTES) },
    { kind: "write", file: BOOT_FILE, offset: 0, bytes: text.slice(0, HEAD_BYTES) },
    { kind: "verify", file: BOOT_FILE, offset: 0, length: BOOT_BYTES, crc: crc32(text) },
  ];
}

/** The slot into which a deploy writes: never the one that runs. */
export function chooseTarget(state: BoardState): Slot {
  const running = state.running ?? (readLog(state.log).isB ? SLOT_B : SLOT_A);
  return running === SLOT_A ? SLOT_B : SLOT_A;
}

/**
 * Brings an image onto a board and makes it the one. Pages that are there already are left as they are. The board has
 * to be restarted after it.
 */
export function planDeploy(state: BoardState, image: Uint8Array): Operation[] {
  const target = chooseTarget(state);
  return [
    { kind: "erase", file: target, offset: 0 },
    ...(isLogOld(state.log) ? planLog(target) : []),
    ...planDays(state.day),
    ...planFill(target, image, state.pages[target]),
    { kind: "append", code: codeOf(target) },
  ];
}

/** Makes a slot that is whole the one. @throws HostError `board-slot-empty` where there is none */
export function planSwitch(state: BoardState, slot: Slot): Operation[] {
  const directory = state.directories[slot];
  const view = new DataView(directory.buffer, directory.byteOffset, directory.byteLength);
  const own = view.getUint32(DIRECTORY_BYTES - 4, true);
  if (own !== crc32(directory.subarray(0, DIRECTORY_BYTES - 4)))
    throw new HostError(
      "board-slot-empty",
      `the board has nothing in slot ${slot} that it could go to`,
      "Deploy what you want it to show.",
    );
  if (readLog(state.log).end < 0)
    throw new HostError(
      "board-log-full",
      "the board's list of starts has no room for another word",
      "Deploy what you want it to show: that begins a new list.",
    );
  const length = view.getUint32(8, true) - PROGRAM_OFFSET;
  return [
    { kind: "verify", file: slot, offset: PROGRAM_OFFSET, length, crc: view.getUint32(12, true) },
    { kind: "append", code: codeOf(slot) },
  ];
}

/** Goes back to what was shown before the last deploy. @throws HostError `board-slot-empty` */
export function planBack(state: BoardState): Operation[] {
  return planSwitch(state, chooseTarget(state));
}

/** Empties the log, at the price of the slot that does not run. */
export function planRenewal(state: BoardState): Operation[] {
  const target = chooseTarget(state);
  return [{ kind: "erase", file: target, offset: 0 }, ...planLog(target)];
}

/** Empties the page of dates that is not in use any more. */
export function planDays(day: Uint8Array): Operation[] {
  const pages = [day.subarray(ERASED_BYTES, PAGE_BYTES), day.subarray(PAGE_BYTES)];
  if (pages.some((page) => page.every((byte) => byte === 255))) return [];
  const [first, second] = pages.map((page) => readLatestDay(toText(page)));
  return [{ kind: "erase", file: DAY_FILE, offset: first >= second ? PAGE_BYTES : 0 }];
}

/** With the log erased slot a is the one if it is whole: the other than the one that runs is not, at this moment. */
function planLog(target: Slot): Operation[] {
  return [
    { kind: "erase", file: LOG_FILE, offset: 0 },
    { kind: "append", code: codeOf(target === SLOT_A ? SLOT_B : SLOT_A) },
  ];
}

function isLogOld(log: string): boolean {
  const { end } = readLog(log);
  return end < 0 || end >= LOG_HALF;
}

function codeOf(slot: Slot): string {
  return slot === SLOT_A ? LOG_SLOT_A : LOG_SLOT_B;
}

/**
 * Fills a slot whose first page is erased.
 * @param present CRC-32 of the pages that are there; of a slot that was never used, nothing
 */
function planFill(slot: Slot, image: Uint8Array, present: readonly number[]): Operation[] {
  const operations: Operation[] = [];
  for (let offset = PAGE_BYTES; offset < image.length; offset += PAGE_BYTES) {
    const page = new Uint8Array(PAGE_BYTES).fill(255);
    page.set(image.subarray(offset, offset + PAGE_BYTES));
    const crc = present[offset / PAGE_BYTES] ?? ERASED_PAGE_CRC;
    if (crc === crc32(page)) continue;
    if (crc !== ERASED_PAGE_CRC) operations.push({ kind: "erase", file: slot, offset });
    operations.push(...cutWrites(slot, offset, page));
  }
  const content = image.subarray(PROGRAM_OFFSET);
  const directory = image.slice(DIRECTORY_OFFSET, DIRECTORY_OFFSET + DIRECTORY_BYTES);
  return [
    ...operations,
    ...cutWrites(slot, PROGRAM_OFFSET, image.subarray(PROGRAM_OFFSET, PAGE_BYTES)),
    { kind: "verify", file: slot, offset: PROGRAM_OFFSET, length: content.length, crc: crc32(content) },
    { kind: "write", file: slot, offset: DIRECTORY_OFFSET, bytes: directory },
    { kind: "verify", file: slot, offset: DIRECTORY_OFFSET, length: DIRECTORY_BYTES, crc: crc32(directory) },
  ];
}
