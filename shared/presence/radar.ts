// The frames of an LD2410 radar (UART, 256000 baud, 8N1): about ten a second, unasked. Its OUT pin is known to
// be fooled by plants, cables and phantoms, so energies decide here.
//
//   F4 F3 F2 F1 | u16 length | 02 AA report 55 00 | F8 F7 F6 F5                       basic, length 13
//   F4 F3 F2 F1 | u16 length | 01 AA report gates 55 00 | F8 F7 F6 F5                 engineering, length 35
//   report: u8 state (bit 0 moving, bit 1 still), u16 cm and u8 energy of what moves, the same of what is still, u16 cm
//   gates:  u8 last moving gate, u8 last still gate, 9 x u8 energy of movement, 9 x u8 of stillness, u8 light, u8 OUT
// A radar that was left in the engineering mode is understood by a program that does not ask for it, without its gates: the
// restart that every radar is told (firmware/drivers/ld2410.ts) ends that mode.
// Energies are 0 to 100; a gate is 75 cm deep; little-endian. As is known of the protocol: not run on hardware yet.

import { openRaw, type Reading } from "../policy/raw.ts";
import { noteGates, noteReport } from "./report.ts";
import { HAS_GATES, HAS_SURVEY } from "./sensors.ts";

/** How far an energy must be above what the empty shop shows: to say somebody, and still to say so. */
const ENTER_ENERGY = 15;
const LEAVE_ENERGY = 5;
const GATES = 9;
const GATE_CM = 75;
/** No whole frame for so long: the radar is silent, or its bytes are none. */
const SILENT_MS = 3000;
/** Of what comes at once only the newest is looked at: two of the longest frames. */
const MOST_BYTES = 90;
// Espruino's indexOf takes the begin of what is looked for, at the end of a text, for all of it: one character has none.
const FIRST = "\xf4";
/** Frames from their begin to their report, and from its end on. */
const BASIC_HEAD = "\xf4\xf3\xf2\xf1\x0d\0\x02\xaa";
const GATES_HEAD = "\xf4\xf3\xf2\xf1\x23\0\x01\xaa";
const HEAD_BYTES = 8;
const END = "\x55\0\xf8\xf7\xf6\xf5";

/** Commands, sent one after the other with an answer between them: OPEN, what is to be set, CLOSE. See writeCommand. */
export const RADAR_OPEN = "\x04\0\xff\0\x01\0";
export const RADAR_ENGINEERING = "\x02\0\x62\0";
/** Its own Bluetooth, on when it is new: off from the next restart on, and for good. */
export const RADAR_BLUETOOTH_OFF = "\x04\0\xa4\0\0\0";
export const RADAR_RESTART = "\x02\0\xa3\0";
export const RADAR_CLOSE = "\x02\0\xfe\0";

/** A command as it is sent. @param command a RADAR_ constant */
export function writeCommand(command: string): string {
  return `\xfd\xfc\xfb\xfa${command}\x04\x03\x02\x01`;
}

type Energies = Uint8Array | Uint16Array;

export interface Radar {
  /** Begin of a frame that has not ended, at most 44 bytes. */
  rest: string;
  /** Somebody is within the zone. */
  isNear: boolean;
  /** Energy above the empty shop's of the latest frame, -100 to 100. */
  margin: number;
  frameMs: number;
  readonly zoneCm: number;
  /** Highest energies of the empty shop: of movement a gate, then of stillness a gate. */
  readonly quiet: Energies;
}

/**
 * @param zoneCm distance up to which a body counts, 1 to 675
 * @param quiet 18 energies, 0 to 100, measured while the shop is closed
 */
export function createRadar(zoneCm: number, quiet: Energies, nowMs: number): Radar {
  return { rest: "", isNear: false, margin: 0, frameMs: nowMs, zoneCm: zoneCm, quiet: quiet };
}

/** Energy above the empty shop's of what one report tells of a distance. */
function marginOf(r: Radar, cm: number, energy: number, from: number): number {
  // A target without a distance is the radar's known phantom; one gate further while somebody is there.
  if (cm === 0 || cm > (r.isNear ? r.zoneCm + GATE_CM : r.zoneCm)) return -100;
  const gate = (cm / GATE_CM) | 0;
  return energy - r.quiet[from + (gate < GATES ? gate : GATES - 1)];
}

/** A frame's evidence. `at` is where its report begins: the state. */
function readReport(r: Radar, text: string, at: number, isEngineering: boolean): number {
  const state = text.charCodeAt(at);
  let most = -100;
  if (HAS_GATES && isEngineering) {
    // Gates say more than the one target that the radar makes of them.
    const last = (r.zoneCm / GATE_CM) | 0;
    for (let gate = 0; gate <= last && gate < GATES; gate++) {
      const moving = text.charCodeAt(at + 11 + gate) - r.quiet[gate];
      const still = text.charCodeAt(at + 11 + GATES + gate) - r.quiet[GATES + gate];
      if (moving > most) most = moving;
      if (still > most) most = still;
    }
    return most;
  }
  if (state & 1)
    most = marginOf(r, text.charCodeAt(at + 1) | (text.charCodeAt(at + 2) << 8), text.charCodeAt(at + 3), 0);
  if (state & 2) {
    const cm = text.charCodeAt(at + 4) | (text.charCodeAt(at + 5) << 8);
    const still = marginOf(r, cm, text.charCodeAt(at + 6), GATES);
    if (still > most) most = still;
  }
  return most;
}

/**
 * Takes bytes as they come, cut anywhere; writes `isNear`. Any bytes whatever: it never throws, keeps less than a frame,
 * and looks at no more than MOST_BYTES at once.
 * @param data one character a byte
 * @returns whole frames that were taken
 */
export function senseBytes(r: Radar, data: Reading<string>, nowMs: number): number {
  let text = r.rest + openRaw(data);
  if (text.length > MOST_BYTES) text = text.substr(text.length - MOST_BYTES);
  let frames = 0;
  let at = text.indexOf(FIRST);
  while (at >= 0 && text.length >= at + HEAD_BYTES) {
    const head = text.substr(at, HEAD_BYTES);
    const length = head === BASIC_HEAD ? 23 : head === GATES_HEAD ? 45 : 0;
    if (text.length < at + length) break;
    if (length > 0 && text.substr(at + length - END.length, END.length) === END) {
      if (HAS_SURVEY) noteReport(r.quiet, text, at + HEAD_BYTES);
      if (HAS_SURVEY && HAS_GATES && length === 45) noteGates(r.quiet, text, at + HEAD_BYTES);
      r.margin = readReport(r, text, at + HEAD_BYTES, HAS_GATES && length === 45);
      r.isNear = r.margin >= (r.isNear ? LEAVE_ENERGY : ENTER_ENERGY);
      r.frameMs = nowMs;
      frames++;
      at = text.indexOf(FIRST, at + length);
    } else at = text.indexOf(FIRST, at + 1);
  }
  // What may be the begin of a frame.
  r.rest = at < 0 ? "" : text.substr(at);
  return frames;
}

/** No frame for three seconds: it is silent, or what comes is none of its words. Nobody is near then. */
export function isRadarIll(r: Radar, nowMs: number): boolean {
  if ((nowMs - r.frameMs) >>> 0 < SILENT_MS) return false;
  r.isNear = false;
  // Keeps the difference small, so that the wrap of the clock is never met.
  r.frameMs = (nowMs - SILENT_MS) | 0;
  return true;
}
