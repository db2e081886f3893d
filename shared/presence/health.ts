// Which sensors are silent, stuck or flooding: they count for nothing. Where none is left the board plays by schedule only.

/** Bits of the fault set, one a sensor. */
export const FAULT_PIR = 1;
export const FAULT_RADAR = 2;
export const FAULT_SCAN = 4;
/** The touch panel, or the button. */
export const FAULT_TOUCH = 8;
