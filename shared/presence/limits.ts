// Times, weights and bounds of the presence filter that are not calibrated on site. Nothing is imported here: the bundler
// then writes the numbers into the program.

/** An episode ends after so much absence. */
export const ABSENCE_MS = 20000;
/** So many adverts within a second, near or far, are worked on; more are a fault or somebody's joke, not a crowd. */
export const FLOOD_ADVERTS = 250;
export const FLOOD_WINDOW_MS = 10000;
/** A line that did not move for three days is taken for broken, until it moves; so is a radio that heard something once, and then
 *  nothing for so long: a shop is closed, and empty, over a long weekend. At most 2^31: times are compared in 32 bits. */
export const SILENT_MS = 259200000;
/** Nobody keeps a finger on a panel, or on a button, for a minute. */
export const HELD_MS = 60000;
/** For so long PIR and radar may disagree: a body that is there moves enough for a PIR in that time. */
export const AGREE_MS = 300000;
/** A radar that spoke while nobody had come in is believed alone for so much less of that: a minute and a half is left. */
export const MOST_DOUBT_S = 210;
/** A PIR's line that is high for so long after a radar saw somebody go is stuck: a movement keeps it high for seconds. */
export const LEFT_MS = 120000;
/** A PIR settles for so long after the power came. */
export const WARM_UP_S = 60;
/** Dwell buckets begin at these times of presence. */
export const DWELL_EDGES_MS = [10000, 30000, 90000];

// Evidence is in decibans: ten times the decimal logarithm of the odds that somebody is there.
/** Nobody touches a panel who is not there: 1,000 to 1. */
export const TOUCH_DB = 30;
/** A line that is high: 97 of 100, as of PIRs on recordings; of radars none are public, the same is assumed. */
export const LINE_DB = 15;
/** A PIR that warms up says somebody: rather yes. */
export const WARM_UP_DB = 4;
/** Near adverts where nothing sees bodies: about 1 of 2, as on recordings. */
export const RADIO_DB = 1;
/** A well PIR says nothing: 1 of 30 arrivals passes it by, and 1 of 30 bodies sits still for AGREE_MS. */
export const SILENCE_DB = 15;
/** Only what was this sure once may be told to linger. */
export const SURE_DB = 12;
