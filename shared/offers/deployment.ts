// A board's deployment: rules and cards as bytes, read in place (on a board the bytes stay in flash).
// This file is the specification of the layout; host/compile/deployment.ts writes it.
// Views are made of the whole file: Espruino allows none to begin beyond byte 65,535.
// All numbers little-endian; every section starts on a multiple of 4; the whole length is a multiple of 4.
//
//  0 u32 magic "PBYD"        24 u16 offers          36 u16 0 = rows, 1 = ANDing of bit rows
//  4 u16 version             26 u16 slotSeconds     38 u16 plays in an hour = 3600 / slotSeconds, rounded up
//  6 u16 headerBytes         28 u16 builtDay        40 u16 screens per language
//  8 u32 length              30 u8  languages       42 u8  fonts, 43 u8 reason kinds
// 12 u32 crc of [16,length)  31 u8  answers         44 u16 labelCode (shown on the neutral card)
// 16 u32 crc of the fonts    32 u8  staffEvery      46 u16 staffOffers (offers with tier staff)
// 20 u32 length of the fonts33 u8 partial          48 u32 section offsets, SECTIONS of them
//                            33 u8  1 = some offer lacks a language
//                            34 u16 classes

export const DEPLOYMENT_MAGIC = 0x44594250;
export const DEPLOYMENT_VERSION = 1;
export const HEADER_BYTES = 128;
export const SECTIONS = 20;
const SECTION_TABLE = 48;

/** u16 count, u16 0, then count x { u32 UTC minute from which it holds, i16 offset in minutes, u16 0 }. */
export const SECTION_ZONE = 0;
/** AXES x AXIS_VALUES x u16: what a value adds to the number of the class; 0 throughout for an axis nobody asks about. */
export const SECTION_AXES = 1;
/** u16 count, then count x u16 first day, count x u16 program, TIERS x count x u16 group for an unknown clock. */
export const SECTION_DATES = 2;
/** u32 offset of each program; there: u16 count, count x u16 first minute of the week, TIERS x count x u16 group. */
export const SECTION_PROGRAMS = 3;
/** groups x classes x u16: where the row begins, in u16 from the begin of SECTION_ROWS. Fallback: groups x u16 bit row, and `classes` is 1. */
export const SECTION_GROUPS = 4;
/** Rows, of one tier each: u16 count, then that many u16 offers, in playing order. */
export const SECTION_ROWS = 6;
/** offers x OFFER_BYTES, see the OFFER_ constants. */
export const SECTION_OFFERS = 7;
/** u32 offset of each card's display list: [offer x languages + language]. */
export const SECTION_CARD_INDEX = 8;
/** u32 offset of each screen's display list: [language x screens + screen]. */
export const SECTION_SCREEN_INDEX = 9;
/** u32 offset of each screen's regions: u16 count, then count x { u16 x, y, w, h, u16 action }. */
export const SECTION_REGION_INDEX = 10;
/** Clauses of reasons: u32 offset of each; there: u16 width, u8 lines, u8 length, bytes. */
export const SECTION_CLAUSE_INDEX = 11;
/** [offer x reason kinds + kind] u16 clause of the first language (others follow it), or 0xffff. */
export const SECTION_REASONS = 12;
/** Fallback, ANDing of bit rows over play units: u16 words of a row, u16 words of campaign units, u16 of regular
 *  units (the rest is staff; each tier fills whole words), u16 0, then words x 16 x u16 offer of each unit,
 *  then AXES x AXIS_VALUES x u16 bit row (0xffff = all bits), then the bit rows, words x u16 each. */
export const SECTION_BITS = 13;
/** Calibration of the presence filter, see presence/calibration.ts. */
export const SECTION_CALIBRATION = 14;
/** fonts x { u8 bitsPerPixel, u8 height, u8 firstCode, u8 codes, u32 offset of widths, u32 of bitmap, u32 bitmap length } in the fonts file. */
export const SECTION_FONTS = 15;
/** Where statistics are on: 7 x u32 hours of each day of the week that are counted, Monday first, bit h = hour h; u8 group of
 *  each offer, 0 to 7, filled up to 4; then u32 day, u32 hours of each day that has others, in order, the last without a date. */
export const SECTION_STATS = 19;

/** Offer record. Condition masks: bit v set = value v is fine; NO_CONDITION where the offer asks nothing. */
export const OFFER_BYTES = 24;
export const OFFER_TIER = 0; // u8
export const OFFER_FLAGS = 1; // u8, FLAG_ constants
export const OFFER_LANGUAGES = 2; // u8 mask of languages it has texts in
export const OFFER_PER_HOUR = 3; // u8 most plays in an hour, 0 = no bound
export const OFFER_REST = 4; // u16 slots it rests after a play
export const OFFER_FROM = 6; // u16 first day, 0 = always
export const OFFER_UNTIL = 8; // u16 last day (of until and review the earlier), 0xffff = none
export const OFFER_SHARE = 10; // u8 units of play
export const OFFER_MASKS = 12; // AXES x u16, in the order of the AXIS_ constants of situation.ts

/** Tiers, in the order in which groups are listed. */
export const TIERS = 3;
export const TIER_CAMPAIGN = 0;
export const TIER_REGULAR = 1;
export const TIER_STAFF = 2;

/** The offer waits for stock: sold out makes it ineligible. */
export const FLAG_STOCK = 1;
/** It has a condition on days of the week or on hours. */
export const FLAG_HOURS = 2;
/** It has a first or a last day that was written (a review alone does not count). */
export const FLAG_DATES = 4;
/** It waits for a clock: a condition on days, hours or a first day. */
export const FLAG_CLOCK = 8;
/** Mask of an axis without a condition. */
export const NO_CONDITION = 0xffff;

export const DEPLOYMENT_OK = 0;
export const DEPLOYMENT_TOO_SHORT = -1;
export const DEPLOYMENT_BAD_MAGIC = -2;
export const DEPLOYMENT_BAD_VERSION = -3;
export const DEPLOYMENT_BAD_LENGTH = -4;
export const DEPLOYMENT_BAD_CRC = -5;
export const DEPLOYMENT_BAD_SECTION = -6;

/** Views on the bytes of a deployment; nothing is copied. Offsets are in bytes. */
export interface Deployment {
  readonly u8: Uint8Array;
  readonly u16: Uint16Array;
  readonly u32: Uint32Array;
  readonly offers: number;
  readonly languages: number;
  readonly answers: number;
  readonly slotSeconds: number;
  readonly hourSlots: number;
  readonly staffEvery: number;
  /** Some offer lacks a language. */
  readonly isPartial: boolean;
  readonly classes: number;
  readonly isBits: boolean;
  /** Staff picks or bit rows: the short path of `select` does not do. */
  readonly isInFull: boolean;
  readonly screens: number;
  readonly zone: number;
  readonly axisTable: number;
  readonly dates: number;
  readonly programs: number;
  readonly groups: number;
  readonly rows: number;
  readonly offerTable: number;
  readonly bits: number;
}

/**
 * Checks the bytes of a deployment without reading past their end.
 * @param buffer any bytes whatever
 * @param crc32 the CRC-32 of IEEE 802.3 of a byte view (a board has it natively)
 * @returns DEPLOYMENT_OK or a negative status; never throws
 */
export function checkDeployment(buffer: ArrayBuffer, crc32: (bytes: Uint8Array) => number): number {
  const length = buffer.byteLength;
  if (length < HEADER_BYTES || length & 3) return DEPLOYMENT_TOO_SHORT;
  const u16 = new Uint16Array(buffer);
  const u32 = new Uint32Array(buffer);
  if (u32[0] !== DEPLOYMENT_MAGIC) return DEPLOYMENT_BAD_MAGIC;
  if (u16[2] !== DEPLOYMENT_VERSION || u16[3] !== HEADER_BYTES) return DEPLOYMENT_BAD_VERSION;
  if (u32[2] !== length) return DEPLOYMENT_BAD_LENGTH;
  if (crc32(new Uint8Array(buffer, 16, length - 16)) !== u32[3]) return DEPLOYMENT_BAD_CRC;
  for (let i = 0; i < SECTIONS; i++) {
    const offset = sectionOffset(u32, i);
    if (offset > length || offset & 3) return DEPLOYMENT_BAD_SECTION;
  }
  return DEPLOYMENT_OK;
}

/** Byte offset of a section (0 where the deployment has none). */
export function sectionOffset(u32: Uint32Array, section: number): number {
  return u32[(SECTION_TABLE >> 2) + section];
}

/** Opens bytes that `checkDeployment` found good. The buffer must stay unchanged for as long as it is used. */
export function openDeployment(buffer: ArrayBuffer): Deployment {
  const u8 = new Uint8Array(buffer);
  const u16 = new Uint16Array(buffer);
  const u32 = new Uint32Array(buffer);
  return {
    u8: u8,
    u16: u16,
    u32: u32,
    offers: u16[12],
    languages: u8[30],
    answers: u8[31],
    slotSeconds: u16[13],
    hourSlots: u16[19],
    staffEvery: u8[32],
    isPartial: u8[33] === 1,
    classes: u16[17],
    isBits: u16[18] === 1,
    isInFull: u8[32] !== 0 || u16[18] === 1,
    screens: u16[20],
    zone: sectionOffset(u32, SECTION_ZONE),
    axisTable: sectionOffset(u32, SECTION_AXES),
    dates: sectionOffset(u32, SECTION_DATES),
    programs: sectionOffset(u32, SECTION_PROGRAMS),
    groups: sectionOffset(u32, SECTION_GROUPS),
    rows: sectionOffset(u32, SECTION_ROWS),
    offerTable: sectionOffset(u32, SECTION_OFFERS),
    bits: sectionOffset(u32, SECTION_BITS),
  };
}
