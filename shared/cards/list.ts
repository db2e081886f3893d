// Display lists: what a card or a screen is on a board. The host lays text out; the board only draws.
// A list is a run of operations, one byte of opcode each; numbers little-endian, coordinates in pixels
// from the top left, texts in the codes of the font that was chosen last (see SECTION_FONTS).

/** End of the list. */
export const OP_END = 0;
/** u16 foreground. RGB565 on colour panels, 0 or 1 on one-bit panels (1 = lit). */
export const OP_COLOUR = 1;
/** u16 background, for the blending of 2 and 4 bit fonts and for OP_CLEAR. */
export const OP_BACK = 2;
/** i16 x, i16 y, u16 w, u16 h: a rectangle filled with the foreground. */
export const OP_FILL = 3;
/** u8 font. */
export const OP_FONT = 4;
/** i16 x, i16 y, u8 length, bytes: text, its top left corner at x, y; code 10 begins a new line. */
export const OP_TEXT = 5;
/** i16 x, i16 y, u16 length, bytes: an Espruino image string (width, height, bits per pixel, pixels). */
export const OP_IMAGE = 6;
/** Fills the whole panel with the background. */
export const OP_CLEAR = 7;
/** i16 x, i16 y, u16 edge, u8 separate: the reason of the offer that is shown, in the font chosen last.
 *  separate 0: both clauses on one line, the second only if it ends before the right edge;
 *  separate 1: each clause from a line of its own, the second only if it ends above the lower edge. */
export const OP_REASON = 8;
/** i16 x, i16 y, u8 value (VALUE_ constants): a number or time that the board knows. */
export const OP_VALUE = 9;
/** u8 value, u8 test (TEST_ constants), u8 operand, u16 bytes to skip when it does not hold. */
export const OP_IF = 10;

export const TEST_EQUAL = 0;
export const TEST_NOT_EQUAL = 1;
export const TEST_ABOVE = 2;

/** What a board can say of itself, on its "what I know" page and in `status`. */
export const VALUE_PRESENCE = 0;
export const VALUE_EPISODE_SECONDS = 1;
export const VALUE_BUSY = 2;
export const VALUE_MOOD = 3;
/** Seconds until what was tapped is forgotten if nobody taps again. */
export const VALUE_FORGET_SECONDS = 4;
export const VALUE_DISMISSED = 5;
/** Minutes and seconds of the pause that are left. */
export const VALUE_PAUSE_SECONDS = 6;
export const VALUE_CLOCK_KNOWN = 7;
export const VALUE_SENSOR_FAULT = 8;
export const VALUE_HOUR = 9;
export const VALUE_MINUTE = 10;
export const VALUE_LANGUAGE = 11;
export const VALUE_PIN_MINUTES = 12;
/** Which sensors are ill, whatever ails them: bits 0, 2, 4 and 6 for PIR, radar, scan and touch. */
export const VALUE_SENSORS_ILL = 13;

/** Screens, one display list each and language. On touch boards an offer's card or SCREEN_NEUTRAL is drawn
 *  first, then over it SCREEN_CONTROLS (nothing tapped is held) or SCREEN_TAPPED (something is). */
export const SCREEN_NEUTRAL = 0;
export const SCREEN_CONTROLS = 1;
export const SCREEN_WHY = 2;
export const SCREEN_KNOW = 3;
export const SCREEN_QUESTION = 4;
export const SCREEN_PAUSED = 5;
export const SCREEN_STAFF = 6;
export const SCREEN_TAPPED = 7;
/** On one-button boards the menu's pages follow: SCREEN_MENU + n for entry n of SCREEN_CONTROLS' regions,
 *  which then are a list of actions and no places. A short press shows the next page, a long one chooses. */
export const SCREEN_MENU = 8;
/** On touch boards, which have no menu: the code of the label. */
export const SCREEN_LABEL = 8;

/** What a region, or an entry of the one-button menu, does. */
export const ACTION_NONE = 0;
export const ACTION_WHY = 1;
export const ACTION_KNOW = 2;
export const ACTION_QUESTION = 3;
export const ACTION_DISMISS = 4;
export const ACTION_PAUSE = 5;
export const ACTION_FORGET = 6;
export const ACTION_LANGUAGE = 7;
export const ACTION_BACK = 8;
/** On touch boards: SCREEN_LABEL. */
export const ACTION_LABEL = 9;
/** ACTION_ANSWER + n: answer n, from 1. */
export const ACTION_ANSWER = 16;

/** Kinds of facts, in the order in which reasons are given. Also the order of SECTION_REASONS. */
export const REASON_PIN = 0;
export const REASON_STAFF = 1;
export const REASON_MOOD = 2;
export const REASON_PRESENCE = 3;
export const REASON_DWELL = 4;
export const REASON_HOURS = 5;
export const REASON_DATE = 6;
export const REASON_BUSY = 7;
export const REASON_LIGHT = 8;
export const REASON_TEMPERATURE = 9;
export const REASON_STOCK = 10;
export const REASON_LANGUAGE = 11;
export const REASON_TURN = 12;
export const REASON_KINDS = 13;

/** The first clauses are shared by all reasons: [language x 3 + CLAUSE_]. A sentence is drawn as prefix,
 *  first clause, then joiner and second clause if there is one, then end. */
export const CLAUSE_PREFIX = 0;
export const CLAUSE_JOINER = 1;
export const CLAUSE_END = 2;
