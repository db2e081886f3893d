// What the filter and the decoder know after each tick, as text: one code for Node and for the interpreter, so it is
// written in the language of a board.
import { DEFAULT_CALIBRATION } from "../../shared/presence/calibration.ts";
import {
  createPresence,
  type Presence,
  senseAdvert,
  sensePir,
  senseRadar,
  senseTouch,
  updatePresence,
} from "../../shared/presence/filter.ts";
import { createRadar, type Radar, senseBytes } from "../../shared/presence/radar.ts";

export interface State {
  readonly p: Presence;
  readonly radar: Radar;
}

export function openState(sensors: number, nowMs: number): State {
  const calibration = new Uint16Array(DEFAULT_CALIBRATION);
  calibration[10] = sensors;
  return { p: createPresence(calibration, nowMs), radar: createRadar(150, new Uint8Array(18), nowMs) };
}

/** Tells of an event. @param kind 0 PIR, 1 radar, 2 touch, 3 advert */
export function tellState(s: State, kind: number, value: number, nowMs: number): void {
  if (kind === 0) sensePir(s.p, value === 1, nowMs);
  else if (kind === 1) senseRadar(s.p, value === 1, nowMs);
  else if (kind === 2) senseTouch(s.p, nowMs);
  else senseAdvert(s.p, value);
}

export function hearState(s: State, data: string, nowMs: number): void {
  senseBytes(s.radar, data, nowMs);
}

/** Lets time pass; everything that is known then. */
export function readState(s: State, nowMs: number): string {
  const p = s.p;
  updatePresence(p, nowMs);
  return [
    nowMs,
    p.level,
    p.dwell,
    p.busy,
    p.confidence,
    p.faults,
    p.isEpisode ? 1 : 0,
    p.isSure ? 1 : 0,
    p.seenMs,
    p.presentMs,
    p.advertsAverage,
    p.nearAverage,
    p.pir.edges,
    p.radar.sinceMs,
    s.radar.isNear ? 1 : 0,
    s.radar.margin,
    s.radar.rest.length,
  ].join(",");
}
