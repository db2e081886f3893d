// A sensor that says more than a level: a radar's frames, or a distance. Its word is the line of what sees bodies that are still.
import {
  CAL_NEAR_MM,
  CAL_RADAR_QUIET,
  CAL_RADAR_ZONE_CM,
  RADAR_ENERGIES,
} from "../shared/presence/calibration.ts";
import { createDistance, judgeDistance, takeRange } from "../shared/presence/distance.ts";
import { senseRadar } from "../shared/presence/filter.ts";
import { ILL_SILENT, ILL_STUCK } from "../shared/presence/health.ts";
import { SILENT_MS } from "../shared/presence/limits.ts";
import { createRadar, isRadarIll, senseBytes } from "../shared/presence/radar.ts";
import type { App } from "./app.ts";
import { openLd2410 } from "./drivers/ld2410.ts";
import { openRanger, readRange } from "./drivers/vl53l0x.ts";
import { every, readMs } from "./ports/clock.ts";
import { RANGE_MS, TICK_MS } from "./timing.ts";

/** Makes what takes over a sensor's word. @param settle is called when the word has changed */
function createEar(
  app: App,
  settle: (app: App) => void,
): (isNear: boolean, isSilent: boolean, isStuck: boolean, nowMs: number) => void {
  const p = app.presence;
  let wasSilent = false;
  let wasStuck = false;
  return (isNear, isSilent, isStuck, nowMs) => {
    const isChanged = isNear !== p.radar.isHigh;
    if (isChanged) senseRadar(p, isNear, nowMs);
    // What delivers is well, however long the shop is closed: the filter's rule for a line that never moves is not for it.
    if (!isNear && ((nowMs - p.radar.sinceMs) | 0) > SILENT_MS >> 1)
      p.radar.sinceMs = (nowMs - (SILENT_MS >> 1)) | 0;
    // Only where it begins or ends: what the filter itself found of the line stays.
    if (isSilent !== wasSilent) p.radar.isSilent = isSilent;
    if (isStuck !== wasStuck) p.radar.isStuck = isStuck;
    wasSilent = isSilent;
    wasStuck = isStuck;
    if (isChanged) settle(app);
  };
}

/** Listens to a radar's frames. @param settle is called when its word has changed */
export function watchFrames(app: App, settle: (app: App) => void): void {
  const cal = app.presence.calibration;
  const radar = createRadar(
    cal[CAL_RADAR_ZONE_CM],
    new Uint16Array(cal.buffer, CAL_RADAR_QUIET * 2, RADAR_ENERGIES),
    app.nowMs,
  );
  const take = createEar(app, settle);
  let isHeard = false;
  const say = openLd2410((data) => {
    const nowMs = readMs(app.clock);
    if (senseBytes(radar, data, nowMs) > 0) {
      isHeard = true;
      take(radar.isNear, false, false, nowMs);
    }
  });
  every(TICK_MS, () => {
    const nowMs = readMs(app.clock);
    if (isHeard) say();
    if (isRadarIll(radar, nowMs)) take(false, true, false, nowMs);
  });
}

/** Asks a distance sensor again and again. @param settle is called when its word has changed */
export function watchRanges(app: App, settle: (app: App) => void): void {
  const distance = createDistance(app.presence.calibration[CAL_NEAR_MM], app.nowMs);
  const ranger = openRanger();
  const take = createEar(app, settle);
  every(RANGE_MS, () => {
    const nowMs = readMs(app.clock);
    takeRange(distance, readRange(ranger), nowMs);
    const illness = judgeDistance(distance, nowMs);
    take(distance.isNear, illness === ILL_SILENT, illness === ILL_STUCK, nowMs);
  });
}
