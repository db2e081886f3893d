// ESP32-C3 with an SSD1306 on I2C, a PIR, and its BOOT button.
// GPIO numbers; -1 = the board has none. Nothing is imported here: the bundler then folds the numbers, and what
// a board has not is not in its program.
export const width = 128;
export const height = 64;
/** The firmware drives the panel itself; else it is an SSD1306. */
export const hasBuiltinPanel = false;
/** Electronic paper: an SSD1680 on SPI. */
export const hasPaper = false;
/** A colour panel that is an ST7789 on SPI, drawn in bands. */
export const hasTft = false;
export const backlightPin = -1;
export const sclPin = 6;
export const sdaPin = 5;
export const sckPin = -1;
export const mosiPin = -1;
export const csPin = -1;
export const dcPin = -1;
export const resetPin = -1;
export const busyPin = -1;
export const pirPin = 3;
export const radarPin = -1;
/** A radar's UART: not on 20 and 21, where the ROM speaks at start. A distance sensor hangs on the panel's bus. */
export const radarRxPin = 4;
export const radarTxPin = 7;
export const distanceSclPin = 6;
export const distanceSdaPin = 5;
export const buttonPin = 9;
/** The build turns the button's pin round: it reads high when it is pressed. */
export const isButtonInverted = false;
export const hasTouch = false;
/** The cable's console: USB, or else the first serial port. Forcing the wrong one locks the board out. */
export const isUsbConsole = true;
/** Ticks between two drawings of a page whose numbers tick. */
export const pageTicks = 2;
