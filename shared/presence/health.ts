// Which sensors are silent, stuck or flooding: they count for nothing. Where none is left the board plays by schedule only.
// Nothing is imported here: the bundler then writes the numbers into the program.

/** What is wrong with a sensor: 0 is nothing. */
export const ILL_SILENT = 1;
export const ILL_STUCK = 2;
export const ILL_FLOODING = 3;

/** Faults are one number from 0 to 255: two bits a sensor, an ILL_ constant or 0, from this bit on; and masks of them. */
export const FAULT_PIR = 3;
export const SHIFT_RADAR = 2;
export const FAULT_RADAR = 12;
export const SHIFT_SCAN = 4;
export const FAULT_SCAN = 48;
/** The touch panel, or the button. */
export const SHIFT_TOUCH = 6;
export const FAULT_TOUCH = 192;
