// When electronic paper may refresh in full, which it does with some seconds of black and white. In a file without
// imports: the bundler then writes the numbers themselves.

/** Nothing is drawn yet: what the canvas holds is what the glass shows. */
export const FLASH_BEFORE = -1;
/** Not now: somebody has just come. */
export const FLASH_NEVER = 0;
/** If it is time for it. */
export const FLASH_DUE = 1;
/** In any case. */
export const FLASH_NOW = 2;

/** So many changes without flashing leave traces that a full refresh has to take away. */
export const MOST_CHANGES = 30;
