// The last date known: two pages of entries, in turn; one is appended a day at most. What a power cut left of an entry
// is none, and stays behind.
import {
  DAY_BYTES,
  DAY_FILE,
  ERASED_BYTES,
  encodeDay,
  findDayEnd,
  PAGE_BYTES,
  readLatestDay,
} from "../shared/link/slot.ts";
import { readPart, writeAt } from "./ports/storage.ts";

function openFirst(): string {
  return readPart(DAY_FILE, ERASED_BYTES, PAGE_BYTES - ERASED_BYTES);
}

function openSecond(): string {
  return readPart(DAY_FILE, PAGE_BYTES, DAY_BYTES);
}

/** @returns local days since 1970, 0 = none known */
export function readLastDay(): number {
  const first = readLatestDay(openFirst());
  const second = readLatestDay(openSecond());
  return first > second ? first : second;
}

/** Appends a day that is later than the last. @returns the last date known from now on */
export function writeLastDay(day: number, lastDay: number): number {
  if (day <= lastDay) return lastDay;
  const first = findDayEnd(openFirst());
  const second = findDayEnd(openSecond());
  // Where both are full this is a byte that is not erased, and nothing is written: a host erases the older page.
  writeAt(DAY_FILE, encodeDay(day), second > 0 || first < 0 ? PAGE_BYTES + second : ERASED_BYTES + first);
  return day;
}
