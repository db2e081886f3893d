// The filter of the boards, told what the recordings' sensors said, with ticks as on a board.
import {
  CAL_FAR_RSSI,
  CAL_NEAR_ADVERTS,
  CAL_NEAR_RSSI,
  CAL_PIR_HOLD_S,
  CAL_SENSORS,
  DEFAULT_CALIBRATION,
  SENSOR_PIR,
  SENSOR_SCAN,
} from "../../../shared/presence/calibration.ts";
import {
  createPresence,
  type Presence,
  senseAdvert,
  sensePir,
  updatePresence,
} from "../../../shared/presence/filter.ts";
import { createAmplitude } from "../../peers/presence-pir.ts";
import type { Recording, SetKind } from "./recording.ts";
import type { Detector, Method, Score } from "./score.ts";

const TICK_MS = 500;
const OURS = "passerby";
/** With the numbers that a board has before anybody walks with it: nothing of it is tuned. */
const SHIPPED = "passerby, as shipped";
/** More false presence than this is not worth what it wins, when the threshold is chosen. */
const MOST_FALSE = 0.06;
const FALSE_COST = 4;

/** A board's presence as a detector. @param hear tells the filter what a sensor said */
function createBoard(
  changes: Readonly<Record<number, number>>,
  hear: (presence: Presence, nowMs: number, value: number, sensor: string) => void,
): Detector {
  const calibration = Uint16Array.from(DEFAULT_CALIBRATION);
  for (const [index, value] of Object.entries(changes)) calibration[Number(index)] = value;
  let presence: Presence | undefined;
  let tickMs = 0;
  const passTo = (atMs: number): Presence => {
    if (presence === undefined) {
      presence = createPresence(calibration, atMs | 0);
      tickMs = atMs + TICK_MS;
    }
    for (; tickMs <= atMs; tickMs += TICK_MS) updatePresence(presence, tickMs | 0);
    return presence;
  };
  return {
    sense: (atMs, value, sensor) => hear(passTo(atMs), atMs | 0, value, sensor),
    decide: (atMs) => passTo(atMs).level > 0,
  };
}

/** Adverts a second of one transmitter within the zone: what "stand here" measures. */
export function measureRate(practice: readonly Recording[]): number {
  let adverts = 0;
  let spanMs = 0;
  for (const { streams } of practice)
    for (const { samples, truth } of streams)
      for (const { startMs, endMs, isOccupied } of truth) {
        if (!isOccupied) continue;
        spanMs += endMs - startMs;
        for (const { atMs } of samples) if (atMs >= startMs && atMs < endMs) adverts++;
      }
  return spanMs === 0 ? 2 : (adverts * 1000) / spanMs;
}

/** Near adverts a second from which somebody is near: 7/16 of one transmitter's above what is near anyway. */
export function createRadio(nearDbm: number, rate: number, quiet: number): Detector {
  const changes = {
    [CAL_NEAR_RSSI]: -nearDbm,
    [CAL_FAR_RSSI]: 127,
    [CAL_NEAR_ADVERTS]: Math.max(1, Math.round(7 * rate + 16 * quiet)),
    [CAL_SENSORS]: SENSOR_SCAN,
  };
  return createBoard(changes, (presence, _, rssiDbm) => senseAdvert(presence, rssiDbm));
}

/** What the threshold is chosen by: F1, less what false presence costs above MOST_FALSE. */
export function judgeCalmly(score: Score): number {
  return score.f1 - FALSE_COST * Math.max(0, score.falseOccupied - MOST_FALSE);
}

const rates = new WeakMap<readonly Recording[], number>();

export const OUR_RADIO: Method = {
  name: OURS,
  choices: Array.from({ length: 37 }, (_, i) => -76 + i),
  isSited: true,
  judge: judgeCalmly,
  create: (nearDbm, _, practice) => {
    const rate = rates.get(practice) ?? measureRate(practice);
    rates.set(practice, rate);
    return createRadio(nearDbm, rate, 0);
  },
};

/** A board that was never calibrated, on the same adverts. */
const SHIPPED_RADIO: Method = {
  name: SHIPPED,
  choices: [-DEFAULT_CALIBRATION[CAL_NEAR_RSSI]],
  create: () =>
    createBoard({ [CAL_SENSORS]: SENSOR_SCAN }, (presence, _, rssiDbm) => senseAdvert(presence, rssiDbm)),
};

/** Several PIRs are one line: high while any of them says so. */
const OUR_PIR: Method = {
  name: OURS,
  // Longer ones are none of the filter's: whoever is there moves enough for a PIR within five minutes.
  choices: [12, 30, 60, 120, 300],
  create: (holdS) => {
    const high = new Set<string>();
    return createBoard(
      { [CAL_PIR_HOLD_S]: holdS, [CAL_SENSORS]: SENSOR_PIR },
      (presence, nowMs, value, sensor) => {
        if (!sensor.startsWith("pir")) return;
        if (value > 0) high.add(sensor);
        else high.delete(sensor);
        // Samples, not edges: a new one that says "moved" is a new movement.
        sensePir(presence, false, nowMs);
        if (high.size > 0) sensePir(presence, true, nowMs);
      },
    );
  },
};

const SHIPPED_PIR: Method = { ...OUR_PIR, name: SHIPPED, choices: [DEFAULT_CALIBRATION[CAL_PIR_HOLD_S]] };

/** An amplitude that is above a threshold is a line that is high. */
const OUR_ADC: Method = {
  name: OURS,
  choices: [100, 200, 400, 800, 1600],
  create: (least) => {
    const amplitude = createAmplitude();
    return createBoard({ [CAL_PIR_HOLD_S]: 17, [CAL_SENSORS]: SENSOR_PIR }, (presence, nowMs, value) => {
      const difference = amplitude.add(nowMs, value);
      if (difference !== undefined) sensePir(presence, difference >= least, nowMs);
    });
  },
};

/** Our methods for a kind of set, the calibrated one first. */
export const OUR_METHODS: Readonly<Record<SetKind, readonly Method[]>> = {
  ble: [OUR_RADIO, SHIPPED_RADIO],
  pir: [OUR_PIR, SHIPPED_PIR],
  adc: [OUR_ADC],
};

/** A row's method is one of ours. */
export function isOurs(name: string): boolean {
  return name === OURS || name === SHIPPED;
}
