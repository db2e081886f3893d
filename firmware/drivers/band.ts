// How a colour panel without a canvas of its own is drawn. In a file without imports: the bundler then writes the number itself.

/**
 * Rows that are drawn and sent at a time. A whole frame of 240 x 240 would take 8,229 of an ESP32-S3's variables, and twice as
 * many where a program throws and the other slot's follows it: more than there are. A quarter takes 2,058.
 */
export const BAND_ROWS = 60;
