// What was measured on site, or these defaults. In a deployment: u16 each, in this order (SECTION_CALIBRATION).

/** Numbers of the calibration, by position. */
export const CAL_PIR_HOLD_S = 0;
export const CAL_RADAR_HOLD_S = 1;
export const CAL_TOUCH_HOLD_S = 2;
export const CAL_LINGER_S = 3;
export const CAL_NEAR_RSSI = 4; // dBm, negated
export const CAL_FAR_RSSI = 5; // dBm, negated
export const CAL_FEW_ADVERTS = 6; // a second
export const CAL_MANY_ADVERTS = 7;
export const CAL_STUCK_MIN = 8;
export const CAL_FLOOD_EDGES = 9; // within ten seconds
export const CAL_SENSORS = 10; // SENSOR_ bits of the sensors that the board has
export const CAL_NEAR_ADVERTS = 11; // sixteenths of a near advert a second, from which somebody is near
export const CAL_RADAR_ZONE_CM = 12; // of a radar's frames: bodies up to here count
export const CAL_NEAR_MM = 13; // of a distance sensor: somebody is before the board
export const CAL_RADAR_QUIET = 14; // energies of the empty shop: of movement in nine gates, then of stillness
export const RADAR_ENERGIES = 18;
export const CALIBRATION_LENGTH = 32;

export const SENSOR_PIR = 1;
export const SENSOR_RADAR = 2;
export const SENSOR_SCAN = 4;
export const SENSOR_TOUCH = 8;
export const SENSOR_BUTTON = 16;

/**
 * Defaults. A PIR sees movement only, so its hold bridges a reader who stands still; radar sees breathing and
 * needs a short one; 8 s of presence is more than it takes to walk past two metres of shelf. Half a near advert a
 * second is a little less than half of what one phone sends. A shelf is read from 1.5 m at most, and touched from 1 m.
 * A radar's empty shop is taken for 20 in every gate until it was measured.
 */
export const DEFAULT_CALIBRATION = [
  12, 4, 20, 8, 62, 85, 6, 30, 20, 40, 0, 8, 150, 1000, 20, 20, 20, 20, 20, 20, 20, 20, 20, 20, 20, 20, 20,
  20, 20, 20, 20, 20,
];
