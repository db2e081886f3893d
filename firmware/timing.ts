// Times of the program. In a file without imports: the bundler then writes the numbers themselves.

/** Milliseconds between two looks at the time. */
export const TICK_MS = 500;
/** Milliseconds between two ranges of a distance sensor. */
export const RANGE_MS = 200;
/** A card stays at least so long, unless somebody taps. */
export const MIN_SHOW_MS = 8000;
/** Whoever taps a card so soon after it came meant the one before it. */
export const GLANCE_MS = 300;
/** A page that nobody taps gives way to the card. */
export const PAGE_MS = 30000;
/** No page: the offer's card, or the neutral one, is shown. */
export const CARD = -1;

/** A press is long from here on. */
export const LONG_PRESS_MS = 600;
/** Ticks between two assertions that the radio is silent. */
export const RADIO_TICKS = 120;
/** Ticks between two looks whether a new day has to be written: ten minutes. */
export const DAY_TICKS = 1200;
/** Electronic paper does not flash for so long after somebody came. */
export const CALM_MS = 20000;
