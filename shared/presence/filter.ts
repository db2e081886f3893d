// From evidence to a level: who knows what, how sure, for how long. Integers, constant memory, nothing is
// allocated after `createPresence`. Time is a 32 bit millisecond counter that wraps.
//
// Each sensor gives evidence, in decibans of the odds that somebody is there, and evidence adds up: presence is a sum
// above 0. A line's word fades over its hold time. A PIR that is well and says nothing speaks against a beginning, and
// after five minutes against anything: a radar alone is fooled by a curtain. A radar that speaks while nobody has come in
// shortens that. Radio says "busy" and, where nothing sees bodies, at most NEAR. A sensor that is ill counts for nothing.
import { BUSY_NONE, INTERACTING, LINGERING, NEAR, NOBODY } from "../offers/situation.ts";
import { openRaw, type Reading } from "../policy/raw.ts";
import { classifyBusy } from "./busy.ts";
import {
  CAL_FAR_RSSI,
  CAL_FEW_ADVERTS,
  CAL_FLOOD_EDGES,
  CAL_LINGER_S,
  CAL_MANY_ADVERTS,
  CAL_NEAR_ADVERTS,
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
import { createHand, type Hand, judgeHand } from "./hand.ts";
import { FAULT_SCAN, ILL_FLOODING, ILL_SILENT, SHIFT_RADAR, SHIFT_SCAN, SHIFT_TOUCH } from "./health.ts";
import {
  ABSENCE_MS,
  AGREE_MS,
  DWELL_EDGES_MS,
  FLOOD_ADVERTS,
  LEFT_MS,
  LINE_DB,
  MOST_DOUBT_S,
  RADIO_DB,
  SILENCE_DB,
  SILENT_MS,
  SURE_DB,
  TOUCH_DB,
  WARM_UP_DB,
  WARM_UP_S,
} from "./limits.ts";
import { createLine, isQuiet, judgeLine, type Line, restLine, senseLine, weighLine } from "./line.ts";
import { HAS_BUTTON, HAS_PIR, HAS_SCAN, HAS_TOUCH } from "./sensors.ts";

export interface Presence {
  level: number;
  dwell: number;
  busy: number;
  /** 0 to 100: how sure the level is. */
  confidence: number;
  /** An episode runs. */
  isEpisode: boolean;
  /** Somebody is there now, or held to be. */
  isPresent: boolean;
  /** This presence was once sure enough to be told to linger. */
  isSure: boolean;
  /** Begin of the episode, and when somebody was last sensed, hold times not counted. */
  episodeMs: number;
  seenMs: number;
  /** Begin of the uninterrupted presence, for lingering and dwell. */
  presentMs: number;
  touchMs: number;
  isTouched: boolean;
  /** Two bits a sensor: see health.ts. */
  faults: number;
  readonly pir: Line;
  readonly radar: Line;
  readonly hand: Hand;
  /** Seconds until the PIR has warmed up. */
  warmUpS: number;
  /** Seconds in which the radar alone said somebody, and nobody had come in: so much shorter it is believed alone. */
  doubtS: number;
  /** Adverts of this second: all, those that are too far, and near ones. */
  adverts: number;
  farAdverts: number;
  nearAdverts: number;
  /** Strengths from which an advert counts, and counts as near. */
  readonly farDbm: number;
  readonly nearDbm: number;
  /** Slow average of the adverts a second, times 16; a quicker one of the near ones, times 256. */
  advertsAverage: number;
  nearAverage: number;
  /** The near ones are many enough for somebody. */
  isHeard: boolean;
  secondMs: number;
  heardMs: number;
  /** An advert was received since the start. */
  isAudible: boolean;
  readonly calibration: Uint16Array;
}

/** @param calibration CALIBRATION_LENGTH numbers, see calibration.ts */
export function createPresence(calibration: Uint16Array, nowMs: number): Presence {
  // What every advert asks for comes first: a board looks keys up from the front.
  return {
    adverts: 0,
    farDbm: -calibration[CAL_FAR_RSSI],
    nearDbm: -calibration[CAL_NEAR_RSSI],
    nearAdverts: 0,
    farAdverts: 0,
    level: NOBODY,
    dwell: 0,
    busy: 0,
    confidence: 0,
    isEpisode: false,
    isPresent: false,
    isSure: false,
    episodeMs: nowMs,
    seenMs: nowMs,
    presentMs: nowMs,
    touchMs: nowMs,
    isTouched: false,
    faults: 0,
    pir: createLine(nowMs),
    radar: createLine(nowMs),
    hand: createHand(nowMs),
    warmUpS: WARM_UP_S,
    doubtS: 0,
    advertsAverage: 0,
    nearAverage: 0,
    isHeard: false,
    secondMs: nowMs,
    heardMs: nowMs,
    isAudible: false,
    calibration: calibration,
  };
}

/** The PIR's line changed. */
export function sensePir(p: Presence, isHigh: Reading<boolean>, nowMs: number): void {
  senseLine(p.pir, isHigh, nowMs, p.calibration[CAL_FLOOD_EDGES]);
}

/** The line changed of what sees bodies that are still: a radar, or a distance sensor in its place. */
export function senseRadar(p: Presence, isHigh: Reading<boolean>, nowMs: number): void {
  senseLine(p.radar, isHigh, nowMs, p.calibration[CAL_FLOOD_EDGES]);
}

/** Somebody touched the panel or pressed the button. */
export function senseTouch(p: Presence, nowMs: number): void {
  p.touchMs = nowMs;
  p.seenMs = nowMs;
  p.isTouched = true;
}

/** One advert was received; nothing but its strength is known. */
export function senseAdvert(p: Presence, rssiDbm: Reading<number>): void {
  // What comes after a flood began is only counted.
  if (p.adverts++ < FLOOD_ADVERTS) {
    if (openRaw(rssiDbm) < p.farDbm) p.farAdverts++;
    else if (openRaw(rssiDbm) >= p.nearDbm) p.nearAdverts++;
  }
}

/** The radio cannot be listened to: its sensor is silent from the next second on, as one that heard something once is. */
export function loseScan(p: Presence): void {
  p.isAudible = true;
  p.heardMs = (p.secondMs - SILENT_MS) | 0;
}

function updateRadio(p: Presence, nowMs: number): void {
  const cal = p.calibration;
  // 1/8 of the new second: settles in about 8 s, so that one burst does not flip the class.
  p.advertsAverage += (((p.adverts - p.farAdverts) << 4) - p.advertsAverage) >> 3;
  // 1/4 of it: a leaky sum of the evidence of single adverts. No second counts for so much that it decides alone.
  const enter = cal[CAL_NEAR_ADVERTS] << 4;
  const near = p.nearAdverts << 8;
  p.nearAverage += ((near > 3 * enter ? 3 * enter : near) - p.nearAverage) >> 2;
  if (p.nearAverage >= enter) p.isHeard = true;
  else if (p.nearAverage < enter >> 1) p.isHeard = false;
  if (p.adverts > 0) {
    p.heardMs = nowMs;
    p.isAudible = true;
  }
  // Where nothing was ever heard nothing may advertise.
  const isSilent = p.isAudible && ((nowMs - p.heardMs) | 0) >= SILENT_MS;
  // Keeps the difference small, so that the wrap of the clock is never met.
  if (isSilent) p.heardMs = (nowMs - SILENT_MS) | 0;
  const isFlooding = p.adverts >= FLOOD_ADVERTS;
  p.faults &= ~FAULT_SCAN;
  if (cal[CAL_SENSORS] & SENSOR_SCAN)
    p.faults |= (isFlooding ? ILL_FLOODING : isSilent ? ILL_SILENT : 0) << SHIFT_SCAN;
  p.adverts = 0;
  p.farAdverts = 0;
  p.nearAdverts = 0;
  p.busy = classifyBusy(p.advertsAverage, cal[CAL_FEW_ADVERTS] << 4, cal[CAL_MANY_ADVERTS] << 4, p.busy);
  if (isFlooding) {
    // What flooded in says nothing about people, also not afterwards.
    p.busy = BUSY_NONE;
    p.advertsAverage = 0;
    p.nearAverage = 0;
    p.isHeard = false;
  }
}

/** Lets time pass: call it after every event and at least twice a second. Writes level, dwell, busy, confidence. */
export function updatePresence(p: Presence, nowMs: number): void {
  const cal = p.calibration;
  const sensors = cal[CAL_SENSORS];
  const pir = p.pir;
  const radar = p.radar;
  const isSecond = (nowMs - p.secondMs) >>> 0 >= 1000;
  if (isSecond) {
    p.secondMs = nowMs;
    if (p.warmUpS > 0) p.warmUpS--;
    if (HAS_SCAN) updateRadio(p, nowMs);
  }
  const handIll = HAS_TOUCH || HAS_BUTTON ? judgeHand(p.hand, nowMs, cal[CAL_FLOOD_EDGES]) : 0;
  if (handIll > 0 || (nowMs - p.touchMs) >>> 0 >= cal[CAL_TOUCH_HOLD_S] * 1000) p.isTouched = false;
  let radarDb = weighLine(
    radar,
    pir,
    p.isTouched,
    cal[CAL_RADAR_HOLD_S] * 1000,
    cal[CAL_STUCK_MIN] * 60000,
    cal[CAL_FLOOD_EDGES],
    nowMs,
  );
  if (!(radarDb || sensors & SENSOR_RADAR)) radarDb = -1;
  let pirDb = -1;
  if (HAS_PIR) {
    pirDb = weighLine(
      pir,
      radar,
      p.isTouched,
      // A hold bridges what a sensor misses of a body that stands still: a radar that is well misses little.
      cal[radarDb < 0 ? CAL_PIR_HOLD_S : CAL_RADAR_HOLD_S] * 1000,
      cal[CAL_STUCK_MIN] * 60000,
      cal[CAL_FLOOD_EDGES],
      nowMs,
    );
    if (!(pirDb || sensors & SENSOR_PIR)) pirDb = -1;
    // While the PIR said somebody, the radar has seen somebody go, and nobody since.
    if (
      pir.isHigh &&
      radarDb === 0 &&
      ((radar.sinceMs - pir.sinceMs) | 0) > 0 &&
      isQuiet(radar, nowMs, LEFT_MS)
    ) {
      pir.isStuck = true;
      pirDb = -1;
    }
  } else restLine(pir, nowMs);
  p.faults =
    (p.faults & FAULT_SCAN) |
    (handIll << SHIFT_TOUCH) |
    (pirDb < 0 && sensors & SENSOR_PIR ? judgeLine(pir) : 0) |
    (radarDb < 0 && sensors & SENSOR_RADAR ? judgeLine(radar) << SHIFT_RADAR : 0);
  const isWarm = p.warmUpS === 0;
  const isUnmoved = HAS_PIR && isWarm && pirDb === 0;
  if (HAS_PIR && isSecond) {
    if (radarDb <= 0) {
      if (p.doubtS > 0) p.doubtS--;
    } else if (isUnmoved && !p.isPresent && p.doubtS < MOST_DOUBT_S) p.doubtS++;
  }
  let evidence = 0;
  if (p.isTouched) evidence += TOUCH_DB;
  if (radarDb > 0) evidence += radarDb;
  if (HAS_PIR && pirDb > 0) evidence += isWarm ? pirDb : WARM_UP_DB;
  else if (isUnmoved && (!p.isPresent || isQuiet(pir, nowMs, AGREE_MS - p.doubtS * 1000)))
    evidence -= SILENCE_DB;
  if (evidence <= 0) {
    evidence = 0;
    p.isSure = false;
  } else if (evidence >= SURE_DB) p.isSure = true;
  if (evidence > 0 && (pirDb === LINE_DB || radarDb === LINE_DB)) p.seenMs = nowMs;
  // Where a sensor sees bodies, transmitters only make it busy.
  if (HAS_SCAN && pirDb < 0 && radarDb < 0 && p.isHeard && !(p.faults & FAULT_SCAN)) {
    evidence += RADIO_DB;
    p.seenMs = nowMs;
  }
  // 100 / (1 + odds) halves about every three decibans.
  p.confidence = 100 - (100 >> (((evidence + 2) / 3) | 0));
  if (p.confidence > 99) p.confidence = 99;
  if (evidence === 0) {
    p.level = NOBODY;
    p.dwell = 0;
    p.isPresent = false;
    // Absence counts from when somebody was last sensed, not from the end of a hold time.
    if ((nowMs - p.seenMs) >>> 0 >= ABSENCE_MS) p.isEpisode = false;
    return;
  }
  if (!p.isEpisode) p.episodeMs = nowMs;
  if (!p.isPresent) p.presentMs = nowMs;
  p.isEpisode = true;
  p.isPresent = true;
  let presentMs = (nowMs - p.presentMs) >>> 0;
  if (presentMs > DWELL_EDGES_MS[2]) {
    // Longer than the last bucket needs no telling; the wrap of the clock is never met.
    presentMs = DWELL_EDGES_MS[2];
    p.presentMs = (nowMs - presentMs) | 0;
  }
  p.dwell = 0;
  while (p.dwell < 3 && presentMs >= DWELL_EDGES_MS[p.dwell]) p.dwell++;
  if (p.isTouched) p.level = INTERACTING;
  else if (p.isSure && presentMs >= cal[CAL_LINGER_S] * 1000) p.level = LINGERING;
  else p.level = NEAR;
}
