// Times and bounds of the presence filter that are not calibrated on site.

/** An episode ends after so much absence. */
export const ABSENCE_MS = 20000;
/** Near adverts of a second that count; more of them say no more. */
export const ADVERTS_PER_SECOND = 40;
/** So many audible adverts within a second are a fault or somebody's joke, not a crowd. */
export const FLOOD_ADVERTS = 250;
export const FLOOD_WINDOW_MS = 10000;
/** A line that never moved for a whole day is taken for broken, until it moves. */
export const SILENT_MS = 86400000;
/** Somewhere in any town something advertises: ten minutes without an advert is a fault. */
export const SILENT_RADIO_MS = 600000;
/** Dwell buckets begin at these times of presence. */
export const DWELL_EDGES_MS = [10000, 30000, 90000];
