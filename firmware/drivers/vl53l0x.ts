// VL53L0X over I2C, one range at a time. Registers as the datasheet (rev. 2, section 3.2 and 5) and the maker's public API
// name them; the maker's tuning table is left out, which costs range in daylight and nothing at arm's length.
import { openRaw, type Raw, sealRaw } from "../../shared/policy/raw.ts";
import { distanceSclPin, distanceSdaPin, hasBuiltinPanel } from "../boards/current.ts";
import { openBus, readBus, writeBus } from "../ports/i2c.ts";

const ADDRESS = 0x29;
/** Registers. */
const MODEL = 0xc0;
const STOP = 0x91;
const START = 0x00;
const STATUS = 0x13;
const MODEL_ID = 0xee;
/** Bytes from STATUS on: ready, how it went, ..., the range. */
const RESULT_BYTES = 13;
const RANGE_AT = 11;
/** The sensor's word for a range that is one. */
const RANGE_GOOD = 11;
/** As the sensor says it where nothing is in sight. */
const FAR_MM = 8190;
/** A calibration of its own takes a few milliseconds; each look takes some tenths of one. */
const MOST_LOOKS = 200;
/** Looks without a result, 200 ms apart, after which it is prepared anew. */
const MOST_MISSES = 10;

// Pairs of register and value. The way to the page that holds STOP, and back.
const OPEN = [0x80, 1, 0xff, 1, START, 0];
const CLOSE = [START, 1, 0xff, 0, 0x80, 0];
// I2C in standard mode; no check of the rate in the first look; a rate of at least 0.25 (in 128ths); an event is a new range.
const SET_UP = [0x88, 0, 0x60, 0x12, 0x44, 0, 0x45, 0x20, 0x0a, 4, 0x0b, 1];
const CLEAR = [0x0b, 1];

export interface Ranger {
  /** Looks in a row without a result; from MOST_MISSES on it has to be prepared. */
  misses: number;
  /** Own value of STOP, which has to be given back before each range. */
  stop: number;
}

/** Opens the bus, unless the panel has. */
export function openRanger(): Ranger {
  if (hasBuiltinPanel) openBus(distanceSclPin, distanceSdaPin);
  return { misses: MOST_MISSES, stop: 0 };
}

function writeAll(pairs: number[]): void {
  for (let i = 0; i < pairs.length; i += 2) writeBus(ADDRESS, new Uint8Array([pairs[i], pairs[i + 1]]));
}

function read(register: number, count: number): Uint8Array {
  return openRaw(readBus(ADDRESS, new Uint8Array([register]), count));
}

/** Lets it calibrate itself. @param steps what it calibrates, and how that is begun */
function calibrate(steps: number, start: number): void {
  writeAll([0x01, steps, START, start]);
  for (let i = 0; i < MOST_LOOKS && !(read(STATUS, 1)[0] & 7); i++);
  writeAll(CLEAR);
  writeAll([START, 0]);
}

function begin(r: Ranger): void {
  writeAll(OPEN);
  writeAll([STOP, r.stop]);
  writeAll(CLOSE);
  writeAll([START, 1]);
}

/** @throws what the bus throws */
function prepare(r: Ranger): void {
  // Its lines are fed with 2.8 V on all modules.
  writeAll([0x89, read(0x89, 1)[0] | 1]);
  writeAll(OPEN);
  r.stop = read(STOP, 1)[0];
  writeAll(CLOSE);
  writeAll(SET_UP);
  calibrate(1, 0x41);
  calibrate(2, 1);
  // All steps of a range but the first, which is for targets that are very near.
  writeAll([0x01, 0xe8]);
}

/**
 * Fetches a range and begins the next one; call it every 200 ms. It never throws, and looks for its sensor until it answers.
 * @returns millimetres, FAR_MM with nothing in sight; -1 = no range yet, or no sensor
 */
export function readRange(r: Ranger): Raw<number> {
  // One way out: for a `return` in a `try` the bundler writes `do try`, which Espruino does not read.
  let mm = -1;
  try {
    if (r.misses >= MOST_MISSES) {
      if (read(MODEL, 1)[0] === MODEL_ID) {
        prepare(r);
        r.misses = 0;
        begin(r);
      }
    } else {
      const result = read(STATUS, RESULT_BYTES);
      r.misses++;
      if (result[0] & 7) {
        r.misses = 0;
        mm = ((result[1] >> 3) & 15) === RANGE_GOOD ? (result[RANGE_AT] << 8) | result[RANGE_AT + 1] : FAR_MM;
        writeAll(CLEAR);
        begin(r);
      }
    }
  } catch (_) {
    r.misses = MOST_MISSES;
  }
  return sealRaw(mm);
}
