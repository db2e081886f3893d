// What the presence filter is given of a board's section: SECTION_CALIBRATION of its deployment.
import {
  CAL_FEW_ADVERTS,
  CAL_MANY_ADVERTS,
  CAL_NEAR_ADVERTS,
  CAL_NEAR_MM,
  CAL_NEAR_RSSI,
  CAL_PIR_HOLD_S,
  CAL_RADAR_HOLD_S,
  CAL_RADAR_QUIET,
  CAL_RADAR_ZONE_CM,
  CAL_SENSORS,
  DEFAULT_CALIBRATION,
  SENSOR_BUTTON,
  SENSOR_PIR,
  SENSOR_RADAR,
  SENSOR_SCAN,
  SENSOR_TOUCH,
} from "../../shared/presence/calibration.ts";
import type { Board, SensorKind } from "../shop/model.ts";

const SENSOR_BITS: Readonly<Record<SensorKind, number>> = {
  pir: SENSOR_PIR,
  radar: SENSOR_RADAR,
  scan: SENSOR_SCAN,
  touch: SENSOR_TOUCH,
  button: SENSOR_BUTTON,
  "radar-uart": SENSOR_RADAR,
  distance: SENSOR_RADAR,
};

/** CALIBRATION_LENGTH numbers: what was learnt on site, else the defaults. */
export function compileCalibration({
  sensors,
  calibration: learned = {},
}: Pick<Board, "sensors" | "calibration">): number[] {
  const numbers = [...DEFAULT_CALIBRATION];
  const set = (place: number, value: number | undefined): void => {
    if (value !== undefined) numbers[place] = Math.max(1, Math.round(value));
  };
  numbers[CAL_SENSORS] = sensors.reduce((mask, sensor) => mask | SENSOR_BITS[sensor], 0);
  set(CAL_PIR_HOLD_S, learned.pirHoldS);
  set(CAL_RADAR_HOLD_S, learned.radarHoldS);
  set(CAL_RADAR_ZONE_CM, learned.radarZoneCm);
  set(CAL_NEAR_MM, learned.nearMm);
  set(CAL_NEAR_RSSI, learned.nearDbm === undefined ? undefined : -learned.nearDbm);
  set(CAL_NEAR_ADVERTS, learned.nearAdverts === undefined ? undefined : learned.nearAdverts * 16);
  set(CAL_FEW_ADVERTS, learned.fewAdverts);
  set(CAL_MANY_ADVERTS, learned.manyAdverts);
  learned.radarQuiet?.forEach((energy, gate) => {
    numbers[CAL_RADAR_QUIET + gate] = energy;
  });
  return numbers;
}
