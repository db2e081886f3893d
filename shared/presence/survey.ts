// What a board keeps while it is calibrated: counts of how often something was read, over a span of at least 20 s. No order, no
// time, no identifier; each span begins with empty counts.
import {
  AGES,
  ENERGIES,
  RANGE_MM,
  RANGES,
  STRENGTH_DB,
  STRENGTHS,
  TABLE_AVERAGE,
  TABLE_ENERGY,
  TABLE_LINE,
  TABLE_PIR,
  TABLE_RANGE,
  TABLE_STARTS,
  TABLE_STRENGTH,
  TARGETS,
  WEAKEST_DBM,
} from "../link/survey.ts";
import { openRaw, type Raw } from "../policy/raw.ts";

/** Most of a count: what a u16 holds. */
const MOST = 65535;

export interface Survey {
  readonly sums: Uint16Array;
  /** The part of `sums` that a radar's decoder fills: highest energies, then distances. */
  readonly energies: Uint16Array;
  isPirHigh: boolean;
  isLineHigh: boolean;
  /** Each line was high in this span: a pause that began before it is none. */
  isPirSeen: boolean;
  isLineSeen: boolean;
  /** When each line was last high. */
  pirMs: number;
  lineMs: number;
  /** Adverts of this second by strength, and the averages a second of those at least so strong, times 256. */
  readonly fresh: Uint16Array;
  readonly averages: Uint16Array;
}

export function createSurvey(nowMs: number): Survey {
  const sums = new Uint16Array(TABLE_STARTS[TABLE_STARTS.length - 1]);
  return {
    sums: sums,
    energies: new Uint16Array(sums.buffer, TABLE_STARTS[TABLE_ENERGY] * 2, ENERGIES + TARGETS),
    isPirHigh: false,
    isLineHigh: false,
    isPirSeen: false,
    isLineSeen: false,
    pirMs: nowMs,
    lineMs: nowMs,
    fresh: new Uint16Array(STRENGTHS),
    averages: new Uint16Array(STRENGTHS),
  };
}

/** Empties all counts; what the lines say now stays. */
export function clearSurvey(s: Survey): void {
  s.sums.fill(0);
  s.fresh.fill(0);
  s.averages.fill(0);
  s.isPirSeen = false;
  s.isLineSeen = false;
}

function count(s: Survey, at: number): void {
  if (s.sums[at] < MOST) s.sums[at]++;
}

/** A PIR's line is high or low now. */
export function notePir(s: Survey, reading: Raw<boolean>): void {
  const isHigh = openRaw(reading);
  if (isHigh && !s.isPirHigh) count(s, TABLE_STARTS[TABLE_PIR] + AGES);
  s.isPirHigh = isHigh;
}

/** The line of a radar's OUT pin is high or low now. */
export function noteLine(s: Survey, reading: Raw<boolean>): void {
  const isHigh = openRaw(reading);
  if (isHigh && !s.isLineHigh) count(s, TABLE_STARTS[TABLE_LINE] + AGES);
  s.isLineHigh = isHigh;
}

/** One range. @param range millimetres; 0 and what is farther than 2 m = nothing seen; below 0 = no reading */
export function noteRange(s: Survey, range: Raw<number>): void {
  const mm = openRaw(range);
  if (mm < 0) return;
  const step = (mm / RANGE_MM) | 0;
  count(s, TABLE_STARTS[TABLE_RANGE] + (mm > 0 && step < RANGES - 1 ? step : RANGES - 1));
}

/** One advert. @param rssi its strength in dBm, the only thing that is known of it */
export function noteStrength(s: Survey, rssi: Raw<number>): void {
  let step = ((openRaw(rssi) - WEAKEST_DBM) / STRENGTH_DB) | 0;
  if (step < 0) step = 0;
  if (step >= STRENGTHS) step = STRENGTHS - 1;
  count(s, TABLE_STARTS[TABLE_STRENGTH] + step);
  if (s.fresh[step] < 255) s.fresh[step]++;
}

/** The record of a table, as emitCounts takes it. @param table TABLE_ constant */
export function listCounts(s: Survey, table: number): number[] {
  const record = [0];
  for (let at = TABLE_STARTS[table]; at < TABLE_STARTS[table + 1]; at++) record.push(s.sums[at]);
  return record;
}

function passAge(s: Survey, table: number, isSeen: boolean, sinceMs: number, nowMs: number): void {
  let age = ((nowMs - sinceMs) / 1000) | 0;
  if (!isSeen || age < 0 || age >= AGES) age = AGES - 1;
  count(s, TABLE_STARTS[table] + age);
}

/** A tick of SURVEY_TICK_MS within a span. */
export function passTick(s: Survey, nowMs: number): void {
  if (s.isPirHigh) {
    s.pirMs = nowMs;
    s.isPirSeen = true;
  }
  if (s.isLineHigh) {
    s.lineMs = nowMs;
    s.isLineSeen = true;
  }
  passAge(s, TABLE_PIR, s.isPirSeen, s.pirMs, nowMs);
  passAge(s, TABLE_LINE, s.isLineSeen, s.lineMs, nowMs);
}

/** A second within a span: the same average as the filter's, for every strength that could be the bound of "near". */
export function passSecond(s: Survey): void {
  let heard = 0;
  for (let i = STRENGTHS - 1; i >= 0; i--) {
    heard += s.fresh[i];
    s.fresh[i] = 0;
    const near = (heard < 250 ? heard : 250) << 8;
    s.averages[i] += (near - s.averages[i]) >> 2;
    const at = TABLE_STARTS[TABLE_AVERAGE] + i;
    const sixteenths = (s.averages[i] + 15) >> 4;
    if (sixteenths > s.sums[at]) s.sums[at] = sixteenths;
  }
}
