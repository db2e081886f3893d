// ESP32-C3 with 2.13" electronic paper of 250 x 122 (SSD1680) on SPI, a PIR, and its BOOT button.
// GPIO numbers; -1 = the board has none. Nothing is imported here: the bundler then folds the numbers, and what
// a board has not is not in its program.
export const width = 250;
export const height = 122;
/** The firmware drives the panel itself; else it is one of those below, or an SSD1306. */
export const hasBuiltinPanel = false;
/** Electronic paper: an SSD1680 on SPI. */
export const hasPaper = true;
/** A colour panel that is an ST7789 on SPI, drawn in bands. */
export const hasTft = false;
export const backlightPin = -1;
export const sclPin = -1;
export const sdaPin = -1;
export const sckPin = 6;
export const mosiPin = 7;
export const csPin = 10;
export const dcPin = 5;
export const resetPin = 4;
export const busyPin = 1;
export const pirPin = 3;
export const radarPin = -1;
export const radarRxPin = -1;
export const radarTxPin = -1;
export const distanceSclPin = -1;
export const distanceSdaPin = -1;
export const buttonPin = 9;
/** The build turns the button's pin round: it reads high when it is pressed. */
export const isButtonInverted = false;
export const hasTouch = false;
/** The cable's console: USB, or else the first serial port. Forcing the wrong one locks the board out. */
export const isUsbConsole = true;
/** Ticks between two drawings of a page whose numbers tick: paper is not made for seconds. */
export const pageTicks = 10;
