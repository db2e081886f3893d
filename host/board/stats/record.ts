// What a board has counted, read by a strict form: its bytes may be anything.
import { countZeros, PAGE_BYTES, STATS_BYTES } from "../../../shared/link/slot.ts";
import {
  CODE_ANSWERS,
  CODE_OFFSET,
  CODE_PLAYS,
  CODES,
  DAYS_FIRST,
  ENTROPY_BYTES,
  MOST_OPTIONS,
  PAGE_DAYS,
  RECORD_BYTES,
  RECORD_CODES,
  SPENT_TALLIES,
} from "../../../shared/policy/record.ts";
import { ENTRY_PLACES, hasSeed } from "./seed.ts";

const DAY_HOURS = 24;
const RECORD_END = RECORD_CODES + 3 * CODES;

/** A day as the board wrote it: all of it noisy. */
export interface DayRecord {
  /** Local days since 1970. */
  readonly day: number;
  /** Hours for which noise was drawn, bit h = hour h. One without a value is void: a restart came between. */
  readonly spentHours: number;
  readonly hasSpentTallies: boolean;
  /** By hour; undefined = nothing was written. Noise may bring it below 0. */
  readonly footfall: readonly (number | undefined)[];
  readonly answers: readonly (number | undefined)[];
  readonly plays: readonly (number | undefined)[];
}

/** What is wrong with a file, in words; none for one that a board's program left. */
export interface Reading {
  readonly days: readonly DayRecord[];
  readonly faults: readonly string[];
}

/** @returns value of a code; undefined where it is erased or no code */
function readCode(bytes: Uint8Array, at: number): number | undefined {
  const value = bytes[at] | (bytes[at + 1] << 8);
  return bytes[at + 2] === countZeros(value) ? value : undefined;
}

function isErased(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 255);
}

function readRecord(bytes: Uint8Array, day: number): DayRecord {
  const values = Array.from({ length: CODES }, (_, i) => {
    const value = readCode(bytes, RECORD_CODES + 3 * i);
    return value === undefined ? undefined : value - CODE_OFFSET;
  });
  const spent = ~(bytes[0] | (bytes[1] << 8) | (bytes[2] << 16) | (bytes[3] << 24));
  return {
    day,
    spentHours: spent & 0xffffff,
    hasSpentTallies: ((spent >> SPENT_TALLIES) & 1) === 1,
    footfall: values.slice(0, DAY_HOURS),
    answers: values.slice(CODE_ANSWERS, CODE_ANSWERS + MOST_OPTIONS),
    plays: values.slice(CODE_PLAYS, CODE_PLAYS + MOST_OPTIONS),
  };
}

function checkRecord(bytes: Uint8Array, record: DayRecord): string | undefined {
  const { day, spentHours, hasSpentTallies, footfall, answers, plays } = record;
  if (!isErased(bytes.subarray(RECORD_END)) || bytes[3] < 0xfe)
    return `the record of day ${day} has something beside its fields`;
  if (footfall.some((value, hour) => value !== undefined && ((spentHours >> hour) & 1) === 0))
    return `an hour of day ${day} was counted and not spent before`;
  if (!hasSpentTallies && [...answers, ...plays].some((value) => value !== undefined))
    return `the tallies of day ${day} were counted and not spent before`;
  return undefined;
}

/** A page of which the beginning is erased, and the rest of its records are such as a board writes. */
function isCutErasure(page: Uint8Array): boolean {
  if (!isErased(page.subarray(0, RECORD_BYTES)) || !isErased(page.subarray((1 + PAGE_DAYS) * RECORD_BYTES)))
    return false;
  return Array.from({ length: PAGE_DAYS }, (_, i) =>
    page.subarray((1 + i) * RECORD_BYTES).subarray(0, RECORD_BYTES),
  ).every((own) => isErased(own) || checkRecord(own, readRecord(own, 0)) === undefined);
}

/**
 * Reads the pages of days. A page without a whole beginning is none: it is empty, or the power went while it was erased.
 * @param pages the last two pages of the file
 */
export function readDays(pages: Uint8Array): Reading {
  const days: DayRecord[] = [];
  const faults: string[] = [];
  if (pages.length !== STATS_BYTES - DAYS_FIRST)
    return { days, faults: ["it is not as long as it should be"] };
  for (let page = 0; page < 2; page++) {
    const bytes = pages.subarray(page * PAGE_BYTES, (page + 1) * PAGE_BYTES);
    const turn = readCode(bytes, 0);
    if (turn === undefined || turn % 2 !== page) {
      if (!isCutErasure(bytes))
        faults.push(
          "a page has no beginning, and what is in it is not the rest of one whose erasing was cut",
        );
      continue;
    }
    if (!isErased(bytes.subarray(3, RECORD_BYTES)))
      faults.push("the beginning of a page has something beside it");
    for (let i = 0; i < PAGE_DAYS; i++) {
      const at = (1 + i) * RECORD_BYTES;
      const own = bytes.subarray(at, at + RECORD_BYTES);
      if (isErased(own)) continue;
      const record = readRecord(own, turn * PAGE_DAYS + i);
      const fault = checkRecord(own, record);
      if (fault !== undefined) faults.push(fault);
      days.push(record);
    }
  }
  return { days: days.sort((a, b) => a.day - b.day), faults };
}

/** The whole file, as an audit sees it: seeds, and days. @param file data of STATS_FILE */
export function readStats(file: Uint8Array): Reading & { readonly hasSeed: boolean } {
  const { days, faults } = readDays(file.subarray(DAYS_FIRST));
  // A copy: `slice` of a Buffer is none.
  const rest = new Uint8Array(file.subarray(0, DAYS_FIRST));
  for (const at of ENTRY_PLACES) rest.fill(255, at, at + ENTROPY_BYTES);
  const isPlain = isErased(rest);
  return {
    days,
    faults: isPlain ? faults : [...faults, "there is something beside its seeds"],
    hasSeed: hasSeed(file),
  };
}
