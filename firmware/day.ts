// The last date known: a preallocated file to which at most one day is appended a day.
import { readFile, writeAt } from "./ports/storage.ts";

const FILE = "day";
/** 1,024 days of 2 bytes each. */
const FILE_BYTES = 2048;

/** Number of days that are written. The file is erased flash (0xff) behind them. */
function countDays(text: string): number {
  let low = 0;
  let high = text.length >> 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (text.charCodeAt(middle * 2) === 255 && text.charCodeAt(middle * 2 + 1) === 255) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** @returns local days since 1970, 0 = none known */
export function readLastDay(): number {
  const text = readFile(FILE);
  if (text === undefined) return 0;
  const count = countDays(text);
  if (count === 0) return 0;
  return text.charCodeAt(count * 2 - 2) | (text.charCodeAt(count * 2 - 1) << 8);
}

/** Appends a day that is later than the last. @returns the last date known from now on */
export function writeLastDay(day: number, lastDay: number): number {
  if (day <= lastDay) return lastDay;
  const text = readFile(FILE);
  const count = text === undefined ? 0 : countDays(text);
  if (count * 2 < FILE_BYTES) writeAt(FILE, new Uint8Array([day & 255, day >> 8]), count * 2, FILE_BYTES);
  return day;
}
