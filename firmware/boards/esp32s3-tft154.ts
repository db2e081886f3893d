// ESP32-S3 with a 1.54" colour panel of 240 x 240 (ST7789) on SPI, a PIR or a radar, and its BOOT button. The module needs a
// select line of its own: one without it wants another mode of the bus. On 11 and 12 the bus goes past the matrix of pins.
// GPIO numbers; -1 = the board has none. Nothing is imported here: the bundler then folds the numbers, and what
// a board has not is not in its program.
export const width = 240;
export const height = 240;
/** The firmware drives the panel itself; else it is one of those below, or an SSD1306. */
export const hasBuiltinPanel = false;
/** Electronic paper: an SSD1680 on SPI. */
export const hasPaper = false;
/** A colour panel that is an ST7789 on SPI, drawn in bands. */
export const hasTft = true;
export const backlightPin = 13;
export const sclPin = -1;
export const sdaPin = -1;
export const sckPin = 12;
export const mosiPin = 11;
export const csPin = 10;
export const dcPin = 9;
export const resetPin = 14;
export const busyPin = -1;
export const pirPin = 4;
export const radarPin = 5;
/** A radar's UART: its TX to 18, its RX to 17. */
export const radarRxPin = 18;
export const radarTxPin = 17;
export const distanceSclPin = 7;
export const distanceSdaPin = 8;
export const buttonPin = 0;
/** The build turns the button's pin round: it reads high when it is pressed. */
export const isButtonInverted = false;
export const hasTouch = false;
/** The cable's console: USB, or else the first serial port. Forcing the wrong one locks the board out. */
export const isUsbConsole = true;
/** Ticks between two drawings of a page whose numbers tick. */
export const pageTicks = 2;
