// What the host may ask of a board over its console: one global function, `passerby(command, a, b)`.
// It answers with decimal integers joined by commas; the first is LINK_OK or a negative status.
import type { Told } from "../policy/told.ts";

/** Name of the one global that the program adds. */
export const LINK_GLOBAL = "passerby";

/** Answers with STATUS_FIELDS, in that order. */
export const COMMAND_STATUS = 0;
/** a = UTC seconds since 1970: sets the clock. */
export const COMMAND_CLOCK = 1;
/** a = offer, b = minutes (1 to 1440; 0 ends the pin). */
export const COMMAND_PIN = 2;
/** a = offer, b = 1 ban, 0 allow again. */
export const COMMAND_BAN = 3;
/** a = offer, b = 1 sold out, 0 in stock. */
export const COMMAND_SOLD_OUT = 4;
/** a = 1 blank the panel, 0 show again. */
export const COMMAND_BLANK = 5;
/** a = 1 show the staff page, 0 leave it. */
export const COMMAND_STAFF = 6;
/** The clock is no longer known (a dead battery, a test). */
export const COMMAND_CLOCK_LOST = 7;

export const LINK_OK = 0;
export const LINK_UNKNOWN_COMMAND = -1;
export const LINK_OUT_OF_RANGE = -2;
export const LINK_FULL = -3;
/** What would have been the answer was outside of the closed schema, and was dropped: see policy/egress.ts. */
export const LINK_DROPPED = -4;

/** Fields of the answer to COMMAND_STATUS, after the leading LINK_OK. The same facts as the "what I know" page. */
export const STATUS_FIELDS = [
  "offer", // offer that is shown, 65535 = neutral card
  "reason1", // REASON_ kind, 255 = none
  "reason2",
  "screen", // SCREEN_ that is shown; -1 = the offer's card
  "slot",
  "play", // number of plays since start, modulo 65536
  "presence",
  "dwell",
  "busy",
  "confidence", // 0 to 100
  "mood",
  "language",
  "minuteOfWeek",
  "day",
  "dismissed",
  "pauseSeconds",
  "episodeSeconds",
  "forgetSeconds",
  "sensorFault", // 0 to 255, two bits a sensor: see presence/health.ts
  "deployment", // DEPLOYMENT_ status
  "pin",
  "scanning", // 1 while the radio listens
  "dropped", // records that did not leave since the start, because something in them was outside of policy/egress.ts
] as const;

export type StatusField = (typeof STATUS_FIELDS)[number];

/** The answer to COMMAND_STATUS of a board whose content is not whole. */
export function faultStatus(deployment: number): Told {
  // Constants and one NEUTRAL_ number of .boot0: it has no room for the schema, and senses nothing.
  return `0,65535,255,255,-1,0,0,0,0,0,0,0,0,-1,0,0,0,0,0,0,${deployment},65535,0,0` as Told;
}
