// Where the file `stats` has what. Nothing is imported here: the bundler then writes the numbers themselves.
// Its first two pages are for entropy, the other two for days. Bits only go from 1 to 0, until a page is erased.
//
// Entropy, at ENTROPY_FIRST of either page, 40 bytes, one of them good and the other erased or torn:
//   0 32 bytes of state     32 u32 address of the file's data in the chip's flash     36 u32 CRC-32 of bytes [0, 36)
// Days since 1970 (local) go to pages in turn, PAGE_DAYS to each. A page begins with the code of day / PAGE_DAYS, written
// after it was erased; the record of a day lies at (1 + day % PAGE_DAYS) x RECORD_BYTES:
//   0 u32 bits: hour h, and 24 = the tallies of the day. A bit that is 0 is spent: noise was, or may have been, drawn for
//     it, and never will be again.
//   4 40 codes: footfall of the hours 0 to 23, sums of 8 mixed answers, plays of 8 groups; each + CODE_OFFSET
// A code has 3 bytes: u8 low, u8 high, u8 number of 0-bits in these (Berger 1961). A torn write leaves more 1-bits, so never
// another code. All values are noisy.

export const ENTROPY_FIRST = 64;
export const ENTROPY_BYTES = 40;
/** CRC-32 of anything that is followed by its own CRC-32. */
export const CRC_GOOD = 0x2144df1c;
/** CRC-32 of ENTROPY_BYTES that are erased. */
export const CRC_ERASED = 0x8cd04c73;
/** CRC-32 of the header that Storage writes before the file. */
export const CRC_HEADER = 0x8ee879b8;

export const DAYS_FIRST = 8192;
export const PAGE_DAYS = 31;
export const RECORD_BYTES = 128;
export const RECORD_CODES = 4;
/** Bit of the tallies of a day, after those of the hours. */
export const SPENT_TALLIES = 24;
/** Codes of a record before the answers, before the plays, and all. */
export const CODE_ANSWERS = 24;
export const CODE_PLAYS = 32;
export const CODES = 40;
/** Added to a value before it is written: noise may be below 0. */
export const CODE_OFFSET = 1024;
/** Answers and groups that a record has room for. */
export const MOST_OPTIONS = 8;
