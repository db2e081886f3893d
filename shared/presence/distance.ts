// The word of a time-of-flight sensor (VL53L0X): its distances, as evidence that somebody stands before the board. Its cone is
// narrow and its light is its own, so a curtain beside it says nothing; sunlight makes single readings wrong.
import { openRaw, type Raw } from "../policy/raw.ts";
import { ILL_SILENT, ILL_STUCK } from "./health.ts";

/** Readings in a row that turn a word round: one alone may be of the sun. */
const AGREEING = 2;
/** What is farther than this, or 0, is "nothing seen": the sensor says 8190 or 8191. */
const FARTHEST_MM = 2000;
/** Light jitters by millimetres: so many equal readings are of a sensor that stands still. About 20 s at 5 a second. */
const STUCK_READINGS = 100;
/** It is asked several times a second. */
const SILENT_MS = 3000;

export interface Distance {
  /** Somebody is before the board. */
  isNear: boolean;
  /** Readings in a row that speak against `isNear`. */
  against: number;
  lastMm: number;
  /** Readings in a row that are equal, up to STUCK_READINGS. */
  equal: number;
  readMs: number;
  readonly nearMm: number;
}

/** @param nearMm distance up to which somebody is before the board, 1 to 1,800: left a tenth farther away */
export function createDistance(nearMm: number, nowMs: number): Distance {
  return { isNear: false, against: 0, lastMm: 0, equal: 0, readMs: nowMs, nearMm: nearMm };
}

/** One reading. @param mm as the sensor says it, any number */
export function senseDistance(d: Distance, mm: number, nowMs: number): void {
  const isSeen = mm > 0 && mm <= FARTHEST_MM;
  // "Nothing" is always the same, and well.
  if (!isSeen || mm !== d.lastMm) d.equal = 0;
  else if (d.equal < STUCK_READINGS) d.equal++;
  d.lastMm = mm;
  d.readMs = nowMs;
  const isWithin = isSeen && mm <= (d.isNear ? d.nearMm + d.nearMm / 10 : d.nearMm);
  d.against = isWithin === d.isNear ? 0 : d.against + 1;
  if (d.against < AGREEING) return;
  d.isNear = isWithin;
  d.against = 0;
}

/** What the driver says: one reading, or -1 for none. */
export function takeRange(d: Distance, range: Raw<number>, nowMs: number): void {
  const mm = openRaw(range);
  if (mm >= 0) senseDistance(d, mm, nowMs);
}

/** Nobody is near where it is ill. @returns ILL_SILENT: no reading for three seconds; ILL_STUCK: always the same; 0: it is well */
export function judgeDistance(d: Distance, nowMs: number): number {
  const isSilent = (nowMs - d.readMs) >>> 0 >= SILENT_MS;
  // Keeps the difference small, so that the wrap of the clock is never met.
  if (isSilent) d.readMs = (nowMs - SILENT_MS) | 0;
  if (!isSilent && d.equal < STUCK_READINGS) return 0;
  d.isNear = false;
  return isSilent ? ILL_SILENT : ILL_STUCK;
}
