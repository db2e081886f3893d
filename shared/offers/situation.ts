// What may be known when an offer is chosen. Closed and of fixed size: a new field is a change of
// POLICY.md, label, tests and documents in the same commit.

/** Most offers that staff may ban, and most that may be marked sold out, at one time. */
export const STAFF_MARKS = 16;

/** Axes of a class. */
export const AXIS_MOOD = 0;
export const AXIS_PRESENCE = 1;
export const AXIS_DWELL = 2;
export const AXIS_BUSY = 3;
export const AXIS_LIGHT = 4;
export const AXIS_TEMPERATURE = 5;
export const AXES = 6;
/** Values of an axis, at most. */
export const AXIS_VALUES = 16;

/** Presence levels. */
export const NOBODY = 0;
export const NEAR = 1;
export const LINGERING = 2;
export const INTERACTING = 3;

/** Busy levels: classes, never a head count. */
export const BUSY_NONE = 0;
export const BUSY_FEW = 1;
export const BUSY_MANY = 2;

/** No minute of the week is known (no clock). */
export const UNKNOWN_MINUTE = -1;

/** "No offer": the neutral card. Offer numbers are below this. */
export const NEUTRAL = 0xffff;

export interface Situation {
  /** Local minute of the week, 0 = Monday 00:00, up to 10,079; UNKNOWN_MINUTE without a clock. */
  minuteOfWeek: number;
  /** Local days since 1970-01-01. Without a clock: the last date known, so that it can only expire. */
  day: number;
  /**
   * What classes are made of, by AXIS_ constant: mood (the answer just given, 1 to 8, 0 = none), presence level,
   * dwell bucket (0 to 3), busy level, light (0 unknown, 1 dark, 2 dim, 3 bright), temperature (0 unknown, 1 cold,
   * 2 mild, 3 warm).
   */
  readonly axes: Uint8Array;
  /** Index of the language that is shown, 0 to 7. */
  language: number;
  /** Offer that staff pinned, or NEUTRAL. */
  pin: number;
  /** Offers that staff banned: the first `bannedCount` entries. */
  readonly banned: Uint16Array;
  bannedCount: number;
  /** Offers whose article staff marked sold out: the first `soldOutCount` entries. */
  readonly soldOut: Uint16Array;
  soldOutCount: number;
}

/** A situation in which nothing is known: no clock, nobody, no answer, first language. */
export function createSituation(): Situation {
  return {
    minuteOfWeek: UNKNOWN_MINUTE,
    day: 0,
    axes: new Uint8Array(AXES),
    language: 0,
    pin: NEUTRAL,
    banned: new Uint16Array(STAFF_MARKS),
    bannedCount: 0,
    soldOut: new Uint16Array(STAFF_MARKS),
    soldOutCount: 0,
  };
}
