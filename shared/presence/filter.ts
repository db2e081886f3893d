// From evidence to a level: who knows what, how sure, for how long. Integers, constant memory, nothing is
// allocated after `createPresence`. Time is a 32 bit millisecond counter that wraps.
//
// Each sensor that says "somebody" holds up the level for its own hold time after it last said so. Touch is
// certain; PIR and radar say "here"; radio says "busy" and, alone, at most NEAR. Lingering is presence that
// lasted; interacting is a touch within its hold. A sensor that is ill counts for nothing.
import { BUSY_FEW, BUSY_MANY, BUSY_NONE, INTERACTING, LINGERING, NEAR, NOBODY } from "../offers/situation.ts";
import {
  CAL_FAR_RSSI,
  CAL_FEW_ADVERTS,
  CAL_FLOOD_EDGES,
  CAL_LINGER_S,
  CAL_MANY_ADVERTS,
  CAL_NEAR_RSSI,
  CAL_PIR_HOLD_S,
  CAL_RADAR_HOLD_S,
  CAL_SENSORS,
  CAL_STUCK_MIN,
  CAL_TOUCH_HOLD_S,
  SENSOR_PIR,
  SENSOR_RADAR,
  SENSOR_SCAN,
} from "./calibration.ts";
import { FAULT_PIR, FAULT_RADAR, FAULT_SCAN } from "./health.ts";
import {
  ABSENCE_MS,
  ADVERTS_PER_SECOND,
  DWELL_EDGES_MS,
  FLOOD_ADVERTS,
  FLOOD_WINDOW_MS,
  SILENT_MS,
  SILENT_RADIO_MS,
} from "./limits.ts";

/** A line that is high while a sensor sees somebody: PIR, or a radar's OUT pin. */
interface Line {
  isHigh: boolean;
  /** It fell, and its hold time has not passed. Flags, not times, decide: the clock wraps after 24.8 days. */
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

export interface Presence {
  level: number;
  dwell: number;
  busy: number;
  /** 0 to 100: how sure the level is. */
  confidence: number;
  /** An episode runs. */
  isEpisode: boolean;
  /** Somebody is sensed now, by more than a radio's strength. */
  isPresent: boolean;
  /** Begin of the episode, and when somebody was last sensed, hold times not counted. */
  episodeMs: number;
  seenMs: number;
  /** Begin of the uninterrupted presence, for lingering and dwell. */
  presentMs: number;
  touchMs: number;
  isTouched: boolean;
  /** FAULT_ bits. */
  faults: number;
  readonly pir: Line;
  readonly radar: Line;
  /** Adverts of this second: all, and near ones. */
  adverts: number;
  nearAdverts: number;
  /** Strengths from which an advert counts, and counts as near. */
  readonly farDbm: number;
  readonly nearDbm: number;
  /** Slow averages of the adverts a second, times 16. */
  advertsAverage: number;
  nearAverage: number;
  secondMs: number;
  heardMs: number;
  readonly calibration: Uint16Array;
}

function createLine(nowMs: number): Line {
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

/** @param calibration CALIBRATION_LENGTH numbers, see calibration.ts */
export function createPresence(calibration: Uint16Array, nowMs: number): Presence {
  // What every advert asks for comes first: a board looks keys up from the front.
  return {
    adverts: 0,
    farDbm: -calibration[CAL_FAR_RSSI],
    nearDbm: -calibration[CAL_NEAR_RSSI],
    nearAdverts: 0,
    level: NOBODY,
    dwell: 0,
    busy: 0,
    confidence: 0,
    isEpisode: false,
    isPresent: false,
    episodeMs: nowMs,
    seenMs: nowMs,
    presentMs: nowMs,
    touchMs: nowMs,
    isTouched: false,
    faults: 0,
    pir: createLine(nowMs),
    radar: createLine(nowMs),
    advertsAverage: 0,
    nearAverage: 0,
    secondMs: nowMs,
    heardMs: nowMs,
    calibration: calibration,
  };
}

function senseLine(line: Line, isHigh: boolean, nowMs: number, floodEdges: number): void {
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

/** The PIR's line changed. */
export function sensePir(p: Presence, isHigh: boolean, nowMs: number): void {
  senseLine(p.pir, isHigh, nowMs, p.calibration[CAL_FLOOD_EDGES]);
}

/** The radar's line changed, or a frame of its UART says so. */
export function senseRadar(p: Presence, isHigh: boolean, nowMs: number): void {
  senseLine(p.radar, isHigh, nowMs, p.calibration[CAL_FLOOD_EDGES]);
}

/** Somebody touched the panel or pressed the button. */
export function senseTouch(p: Presence, nowMs: number): void {
  p.touchMs = nowMs;
  p.seenMs = nowMs;
  p.isTouched = true;
}

/** One advert was received; nothing but its strength is known. */
export function senseAdvert(p: Presence, rssiDbm: number): void {
  if (rssiDbm < p.farDbm || p.adverts >= FLOOD_ADVERTS) return;
  p.adverts++;
  if (rssiDbm >= p.nearDbm) p.nearAdverts++;
}

/** Lets time pass for a line; true while it says "somebody". */
function updateLine(line: Line, holdMs: number, stuckMs: number, floodEdges: number, nowMs: number): boolean {
  const elapsed = (nowMs - line.sinceMs) | 0;
  if (((nowMs - line.windowMs) | 0) >= FLOOD_WINDOW_MS) {
    line.isFlooding = line.edges > floodEdges;
    line.edges = 0;
    line.windowMs = nowMs;
  }
  if (elapsed >= holdMs) line.isHolding = false;
  if (line.isHigh && elapsed >= stuckMs) line.isStuck = true;
  if (!line.isHigh && elapsed >= SILENT_MS) line.isSilent = true;
  return line.isHigh || line.isHolding;
}

function isIll(line: Line): boolean {
  return line.isStuck || line.isSilent || line.isFlooding;
}

function updateRadio(p: Presence, nowMs: number): void {
  const elapsed = (nowMs - p.secondMs) | 0;
  if (elapsed < 1000) return;
  p.secondMs = nowMs;
  // 1/8 of the new second: settles in about 8 s, so that one burst does not flip the class.
  p.advertsAverage += ((p.adverts << 4) - p.advertsAverage) >> 3;
  const near = p.nearAdverts > ADVERTS_PER_SECOND ? ADVERTS_PER_SECOND : p.nearAdverts;
  p.nearAverage += ((near << 4) - p.nearAverage) >> 3;
  if (p.adverts > 0) p.heardMs = nowMs;
  const isSilent = ((nowMs - p.heardMs) | 0) >= SILENT_RADIO_MS;
  // Keeps the difference small, so that the wrap of the clock is never met.
  if (isSilent) p.heardMs = nowMs - SILENT_RADIO_MS;
  const isFlooding = p.adverts >= FLOOD_ADVERTS;
  if (p.calibration[CAL_SENSORS] & SENSOR_SCAN && (isFlooding || isSilent)) p.faults |= FAULT_SCAN;
  else p.faults &= ~FAULT_SCAN;
  p.adverts = 0;
  p.nearAdverts = 0;
  const few = p.calibration[CAL_FEW_ADVERTS] << 4;
  const many = p.calibration[CAL_MANY_ADVERTS] << 4;
  // Separate enter and leave: a class is left at three quarters of where it is entered.
  if (p.advertsAverage >= many) p.busy = BUSY_MANY;
  else if (p.advertsAverage < many - (many >> 2)) {
    if (p.advertsAverage >= few) p.busy = BUSY_FEW;
    else if (p.advertsAverage < few - (few >> 2)) p.busy = BUSY_NONE;
    else if (p.busy === BUSY_MANY) p.busy = BUSY_FEW;
  }
  if (isFlooding) {
    // What flooded in says nothing about people, also not afterwards.
    p.busy = BUSY_NONE;
    p.advertsAverage = 0;
    p.nearAverage = 0;
  }
}

/** Lets time pass: call it after every event and at least twice a second. Writes level, dwell, busy, confidence. */
export function updatePresence(p: Presence, nowMs: number): void {
  const cal = p.calibration;
  const stuckMs = cal[CAL_STUCK_MIN] * 60000;
  const flood = cal[CAL_FLOOD_EDGES];
  const sensors = cal[CAL_SENSORS];
  const isPir = updateLine(p.pir, cal[CAL_PIR_HOLD_S] * 1000, stuckMs, flood, nowMs);
  const isRadar = updateLine(p.radar, cal[CAL_RADAR_HOLD_S] * 1000, stuckMs, flood, nowMs);
  p.faults &= FAULT_SCAN;
  if (sensors & SENSOR_PIR && isIll(p.pir)) p.faults |= FAULT_PIR;
  if (sensors & SENSOR_RADAR && isIll(p.radar)) p.faults |= FAULT_RADAR;
  updateRadio(p, nowMs);
  const hasBodies = (sensors & (SENSOR_PIR | SENSOR_RADAR)) !== 0;
  const isPirWell = !(p.faults & FAULT_PIR);
  const isRadarWell = !(p.faults & FAULT_RADAR);
  let evidence = 0;
  if (p.isTouched && ((nowMs - p.touchMs) | 0) >= cal[CAL_TOUCH_HOLD_S] * 1000) p.isTouched = false;
  if (p.isTouched) evidence += 90;
  if (isRadar && isRadarWell) evidence += 70;
  if (isPir && isPirWell) evidence += 60;
  const isSeen = evidence > 0;
  // Half an advert a second from close by: weak, and never more than NEAR.
  const isHeard = !(p.faults & FAULT_SCAN) && p.nearAverage >= 8;
  // Absence counts from when somebody was last sensed, not from the end of a hold time.
  if ((p.pir.isHigh && isPirWell) || (p.radar.isHigh && isRadarWell) || (isHeard && !hasBodies))
    p.seenMs = nowMs;
  const isAbsent = ((nowMs - p.seenMs) | 0) >= ABSENCE_MS;
  // A hold time that is longer than that says nothing any more.
  if (isAbsent) evidence = 0;
  if (isHeard) evidence += 25;
  // Where a sensor sees bodies, a transmitter that stays on begins no episode and keeps none alive.
  const isPresent = !isAbsent && (isSeen || (isHeard && !hasBodies));
  p.confidence = evidence > 99 ? 99 : evidence;
  if (!isPresent) {
    p.level = isHeard ? NEAR : NOBODY;
    p.dwell = 0;
    p.isPresent = false;
    if (isAbsent) p.isEpisode = false;
    return;
  }
  if (!p.isEpisode) p.episodeMs = nowMs;
  if (!p.isPresent) p.presentMs = nowMs;
  p.isEpisode = true;
  p.isPresent = true;
  let presentMs = (nowMs - p.presentMs) | 0;
  if (presentMs > DWELL_EDGES_MS[2]) {
    // Longer than the last bucket needs no telling; the wrap of the clock is never met.
    presentMs = DWELL_EDGES_MS[2];
    p.presentMs = nowMs - presentMs;
  }
  p.dwell = 0;
  while (p.dwell < 3 && presentMs >= DWELL_EDGES_MS[p.dwell]) p.dwell++;
  if (p.isTouched) p.level = INTERACTING;
  else if (isSeen && presentMs >= cal[CAL_LINGER_S] * 1000) p.level = LINGERING;
  else p.level = NEAR;
}
