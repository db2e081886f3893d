// What the sensors of a board can tell, whatever their names.
import type { SensorKind } from "./model.ts";

/** Each sees bodies that are still; all of them speak on one line, so a board has at most one. */
export const STILL_SENSORS: readonly SensorKind[] = ["radar", "radar-uart", "distance"];
export const BODY_SENSORS: readonly SensorKind[] = ["pir", ...STILL_SENSORS];

/** Does something see bodies that are still? */
export function seesStill(sensors: readonly SensorKind[]): boolean {
  return STILL_SENSORS.some((sensor) => sensors.includes(sensor));
}

/** Does something see bodies at all? */
export function seesBodies(sensors: readonly SensorKind[]): boolean {
  return BODY_SENSORS.some((sensor) => sensors.includes(sensor));
}
