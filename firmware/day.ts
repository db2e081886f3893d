// The last date known: a preallocated file to which at most one day is appended a day.
import { readFile, writeAt } from "./ports/storage.ts";

const FILE = "day";
/** 1,024 days of 2 bytes each. */
const FILE_BYTES = 2048;

/** Bytes that are written. Behind them is erased flash, 0xff; the high byte of a day is not 0xff before the year 2148. */
function findEnd(text: string): number {
  const end = text.indexOf("\xff\xff");
  return end < 0 ? text.length : end;
}

/** @returns local days since 1970, 0 = none known */
export function readLastDay(): number {
  const text = readFile(FILE) ?? "";
  // An odd end: the power was cut within a day's two bytes. The day before is the last that is known.
  const end = findEnd(text) & -2;
  return end === 0 ? 0 : text.charCodeAt(end - 2) | (text.charCodeAt(end - 1) << 8);
}

/** Appends a day that is later than the last. @returns the last date known from now on */
export function writeLastDay(day: number, lastDay: number): number {
  if (day <= lastDay) return lastDay;
  const end = (findEnd(readFile(FILE) ?? "") + 1) & -2;
  if (end < FILE_BYTES) writeAt(FILE, new Uint8Array([day & 255, day >> 8]), end, FILE_BYTES);
  return day;
}
