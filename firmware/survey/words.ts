// What the panel says while the board is calibrated: lines of dots, made by the host from the shop's languages. The bundler
// writes them in place of this file.

/**
 * Lines from top to bottom; of each the columns from left to right, two characters a column: the six upper dots and the six lower
 * ones, the lowest bit on top, above 40.
 */
export const LINES: readonly string[] = [];
/** Side of a dot, and from line to line, in pixels. */
export const DOT = 1;
export const PITCH = 12;
