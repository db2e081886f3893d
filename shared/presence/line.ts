// A line that is high while a sensor sees somebody: a PIR's, a radar's OUT pin, or what a decoder makes of a sensor's
// bytes. Flags, not times, decide what lasts: the clock wraps after 24.8 days.
import { openRaw, type Reading } from "../policy/raw.ts";
import { ILL_FLOODING, ILL_SILENT, ILL_STUCK } from "./health.ts";
import { AGREE_MS, FLOOD_WINDOW_MS, LINE_DB, SILENT_MS } from "./limits.ts";

export interface Line {
  isHigh: boolean;
  /** It fell, and its hold time has not passed. */
  isHolding: boolean;
  isStuck: boolean;
  isSilent: boolean;
  /** When it last changed. */
  sinceMs: number;
  edges: number;
  /** Begin of the window in which edges are counted. */
  windowMs: number;
  isFlooding: boolean;
}

export function createLine(nowMs: number): Line {
  return {
    isHigh: false,
    isHolding: false,
    isStuck: false,
    isSilent: false,
    sinceMs: nowMs,
    edges: 0,
    windowMs: nowMs,
    isFlooding: false,
  };
}

/** The line is high or low now. @param floodEdges more changes than that within FLOOD_WINDOW_MS are a fault */
export function senseLine(line: Line, reading: Reading<boolean>, nowMs: number, floodEdges: number): void {
  const isHigh = openRaw(reading);
  if (isHigh === line.isHigh) return;
  // A line that was stuck falls because it is well again, not because somebody left.
  line.isHolding = !isHigh && !line.isStuck;
  line.isHigh = isHigh;
  line.isStuck = false;
  line.isSilent = false;
  line.sinceMs = nowMs;
  if (line.edges < 65535) line.edges++;
  if (line.edges > floodEdges) line.isFlooding = true;
}

/** A line that is not there never confirms another one, also not once the clock has wrapped. */
export function restLine(line: Line, nowMs: number): void {
  line.sinceMs = (nowMs - AGREE_MS) | 0;
}

/** @returns ILL_ constant, or 0: it is well */
export function judgeLine(line: Line): number {
  return line.isFlooding ? ILL_FLOODING : line.isStuck ? ILL_STUCK : line.isSilent ? ILL_SILENT : 0;
}

/** The line is low, and has been for so long. @param ms at most AGREE_MS: restLine's keeps that up */
export function isQuiet(line: Line, nowMs: number, ms: number): boolean {
  return !line.isHigh && ((nowMs - line.sinceMs) | 0) >= ms;
}

/**
 * Lets time pass for a line. Stuck: high for too long, and no movement of the other line confirms it. Silent: low for three days, or
 * while somebody touches and the other line sees it: two of three.
 * @param other the other line; one that is not there never moves
 * @param isTouched somebody touches, or has just now
 * @returns evidence in decibans: LINE_DB while it is high, then ever less, at least 1, until its hold time has passed;
 * 0 = none; -1 = the line is ill
 */
export function weighLine(
  line: Line,
  other: Line,
  isTouched: boolean,
  holdMs: number,
  stuckMs: number,
  floodEdges: number,
  nowMs: number,
): number {
  let elapsed = (nowMs - line.sinceMs) | 0;
  // The clock jumped back, or wrapped: what is not over by now begins once more, and is over for good then.
  if (elapsed < 0) {
    line.sinceMs = nowMs;
    elapsed = 0;
  }
  if ((nowMs - line.windowMs) >>> 0 >= FLOOD_WINDOW_MS) {
    line.isFlooding = line.edges > floodEdges;
    line.edges = 0;
    line.windowMs = nowMs;
  }
  if (elapsed >= holdMs) line.isHolding = false;
  if (line.isHigh && elapsed >= stuckMs && ((nowMs - other.sinceMs) | 0) >= AGREE_MS) line.isStuck = true;
  if ((!line.isHigh && elapsed >= SILENT_MS) || (isTouched && other.isHigh && isQuiet(line, nowMs, AGREE_MS)))
    line.isSilent = true;
  if (line.isStuck || line.isSilent || line.isFlooding) return -1;
  if (line.isHigh) return LINE_DB;
  return line.isHolding ? (1 + ((LINE_DB - 1) * (holdMs - elapsed)) / holdMs) | 0 : 0;
}
