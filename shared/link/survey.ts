// What the host may ask of a board that is being calibrated: firmware/survey.ts runs from RAM then, in place of the program, and
// its one global answers as the program's does. Nothing is imported here: the bundler then writes the numbers themselves.

/** a = seconds, SURVEY_LEAST_S to SURVEY_MOST_S: begins a span; what was counted before is gone. */
export const SURVEY_BEGIN = 32;
/** Answers with the seconds that are left of the span. */
export const SURVEY_LEFT = 33;
/** a = TABLE_ constant: its counts, once the span is over; LINK_OUT_OF_RANGE before. */
export const SURVEY_TELL = 34;

/** A shorter span would be of somebody, not of a place. */
export const SURVEY_LEAST_S = 20;
export const SURVEY_MOST_S = 300;
/** Nobody asked for so long: the board restarts into what it showed before. */
export const SURVEY_PATIENCE_S = 90;

/** Ticks (SURVEY_TICK_MS) by the whole seconds since the PIR's line was last high, 0 to AGES - 2; the last is "longer, or not yet in this span"; then how often it rose. */
export const TABLE_PIR = 0;
/** The same of the line of a radar's OUT pin. */
export const TABLE_LINE = 1;
/** Highest energies that a radar told: of movement in nine gates, then of stillness. */
export const TABLE_ENERGY = 2;
/** A radar's frames by the distance of the nearest target, in steps of 25 cm; the last is "none". */
export const TABLE_TARGET = 3;
/** Ranges in steps of 50 mm; the last is "nothing within 2 m". */
export const TABLE_RANGE = 4;
/** Adverts by strength in steps of 2 dB, from -100 dBm or less to -30 or more. */
export const TABLE_STRENGTH = 5;
/** Highest average of adverts a second, in sixteenths, that were at least so strong; by the same steps. */
export const TABLE_AVERAGE = 6;

export const AGES = 41;
export const ENERGIES = 18;
export const TARGETS = 31;
export const TARGET_CM = 25;
export const RANGES = 41;
export const RANGE_MM = 50;
export const STRENGTHS = 36;
export const WEAKEST_DBM = -100;
export const STRENGTH_DB = 2;

/** Where each table begins; the last number is the length of all. */
export const TABLE_STARTS = [0, 42, 84, 102, 133, 174, 210, 246];
