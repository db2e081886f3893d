// Where a board keeps what: the layout of its Storage, the directory of a slot, the log that says which slot is the
// one, and the dates. Nothing is imported here: the bundler then writes the numbers themselves.
//
// The layout is made once, at installation; after that no file is created, deleted or rewritten through Storage.
// Pages are erased in place and filled again at offsets above 0. Bytes 0 to 31 of such a file stay erased for ever:
// Storage would make the file anew for a write at offset 0 that meets anything else.

/** What is erased at once on a chip. */
export const PAGE_BYTES = 4096;
/** Header of a file in Storage: u32 size with flags in the top byte, 28 bytes of name. */
export const HEADER_BYTES = 32;
/** `.boot0` with its header fills the first page: compaction begins behind it. Shorter text is padded with spaces. */
export const BOOT_FILE = ".boot0";
export const BOOT_BYTES = 4064;
/** Bytes at the start of `log`, `day`, `a`, `b` and `stats` that stay erased. */
export const ERASED_BYTES = 32;

/** Data of the log: one page. */
export const LOG_FILE = "log";
export const LOG_BYTES = 4096;
/** Offset from which on a neutral board waits much longer until it tries again: half of the log is for other things. */
export const LOG_HALF = 2064;
/** Offset from which on no start is counted any more: the last bytes are for what a host has to say. */
export const LOG_LAST_START = 4080;

// Codes of the log, one byte each, appended. All have exactly four 1-bits: a byte that was cut while it was written
// has more of them, as has one that was cut while it was erased, so neither is ever another code.
/** Slot a is the one. */
export const LOG_SLOT_A = "G";
/** Slot b is the one. */
export const LOG_SLOT_B = "K";
/** A start. */
export const LOG_START = "S";

/** So many starts that nobody called good, and the other slot is tried; twice as many, and neither is. */
export const TRIES = 3;

/** Last dates known, two pages used in turn. An entry: u8 low and u8 high byte of the day, u8 number of 0-bits in these. */
export const DAY_FILE = "day";
export const DAY_BYTES = 8192;
export const DAY_ENTRY_BYTES = 3;

export const SLOT_A = "a";
export const SLOT_B = "b";

/** Seed, what was spent, and counts, where statistics are on; else all of it stays erased. */
export const STATS_FILE = "stats";
export const STATS_BYTES = 16384;

// Directory of a slot, written last: without it there is no slot. Numbers little-endian, offsets from the start of
// the slot's file. A slot's program lies at PROGRAM_OFFSET; deployment and fonts begin on multiples of 4, and on pages
// where there is room for that.
//
//  0 u32 magic "PBSL"      12 u32 CRC-32 of bytes [PROGRAM_OFFSET, length)     32 u32 fonts, offset
//  4 u16 version, u16 0    16 u32 program, offset     24 u32 deployment, offset 36 u32 fonts, bytes
//  8 u32 length            20 u32 program, bytes      28 u32 deployment, bytes  40 20 bytes of 0
//                                                                              60 u32 CRC-32 of bytes [0, 60)
export const DIRECTORY_OFFSET = 32;
export const DIRECTORY_BYTES = 64;
export const DIRECTORY_MAGIC = 0x4c534250;
export const DIRECTORY_VERSION = 1;
/** Fields of the directory, as indexes of u32. */
export const DIR_MAGIC = 0;
export const DIR_VERSION = 1;
export const DIR_LENGTH = 2;
export const DIR_CRC = 3;
export const DIR_PROGRAM = 4;
export const DIR_DEPLOYMENT = 6;
export const DIR_FONTS = 8;
export const DIR_OWN_CRC = 15;
export const PROGRAM_OFFSET = 128;

// Why a board shows the neutral sign: the number on it, and, negated, `deployment` of its status.
/** Its button was held while it started. */
export const NEUTRAL_BUTTON = 11;
/** Neither slot is whole. */
export const NEUTRAL_EMPTY = 12;
/** Twice TRIES starts that nobody called good. */
export const NEUTRAL_STARTS = 13;
/** What is in the slots stopped with an error while it started. */
export const NEUTRAL_ERROR = 14;
/** Console, services or radio could not be closed: no program runs behind an open door. */
export const NEUTRAL_DOOR = 21;

/** What a log says. */
export interface LogState {
  /** Slot b is the one; without a word on it, slot a is. */
  readonly isB: boolean;
  /** Starts since that was said. */
  readonly starts: number;
  /**
   * Offset at which the next code goes; -1 = the log is full, or there is none, or old codes lie behind its end: its
   * erasing was cut, and what is appended must never come to touch them.
   */
  readonly end: number;
}

/**
 * Reads a log, from its end back to the last slot that is named: on a board that is a step or two, where the way from
 * the start would be a thousand. Any text will do: what is no code is passed over, a file of another size is no log.
 * @param text data of LOG_FILE, one character a byte; "" where there is no such file
 */
export function readLog(text: string): LogState {
  const end = text.length === LOG_BYTES ? text.indexOf("\xff", ERASED_BYTES) : 0;
  let at = (end < 0 ? LOG_BYTES : end) - 1;
  let starts = 0;
  while (at >= ERASED_BYTES && text[at] !== LOG_SLOT_A && text[at] !== LOG_SLOT_B) {
    if (text[at] === LOG_START) starts++;
    at--;
  }
  const isTorn =
    end > 0 &&
    (text.indexOf(LOG_SLOT_A, end) > 0 ||
      text.indexOf(LOG_SLOT_B, end) > 0 ||
      text.indexOf(LOG_START, end) > 0);
  return {
    isB: at >= ERASED_BYTES && text[at] === LOG_SLOT_B,
    starts: starts,
    end: end > 0 && !isTorn ? end : -1,
  };
}

/** The third byte of a day's entry: how many bits of the first two are 0. A torn write never makes it fit. */
export function countZeros(day: number): number {
  let zeros = 16;
  for (let rest = day; rest > 0; rest >>= 1) zeros -= rest & 1;
  return zeros;
}

/** The entry of a day. @param day local days since 1970, 1 to 65535 */
export function encodeDay(day: number): Uint8Array {
  return new Uint8Array([day & 255, day >> 8, countZeros(day)]);
}

/** Where the next entry of a page of dates goes, -1 = it is full. An erased entry is three times 0xff: no day is, before 2148. */
export function findDayEnd(page: string): number {
  let at = -1;
  do at = page.indexOf("\xff\xff\xff", at + 1);
  while (at % 3 > 0);
  return at;
}

/** Bytes before the end that are looked at: so many broken ones in a row do no harm. */
const BACK_BYTES = 27;

/**
 * The latest date of a page. One whole entry alone may be chance, where a power cut left a page half erased: behind the
 * first two, an earlier one has to stand before it.
 * @param page entries of 3 bytes, as a byte string
 * @returns local days since 1970, 0 = there is none
 */
export function readLatestDay(page: string): number {
  const end = findDayEnd(page);
  const last = (end < 0 ? page.length - (page.length % 3) : end) - 3;
  let latest = 0;
  for (let at = last; at >= 0 && at > last - BACK_BYTES; at -= 3) {
    const day = page.charCodeAt(at) | (page.charCodeAt(at + 1) << 8);
    if (page.charCodeAt(at + 2) === countZeros(day)) {
      if (latest > day) return latest;
      if (at <= 3) return day;
      latest = day;
    }
  }
  return 0;
}
