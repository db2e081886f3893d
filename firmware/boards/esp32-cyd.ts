// ESP32-2432S028 ("cheap yellow display"): 2.8" 320x240 colour panel and resistive touch, both driven by the
// firmware build ESP32_CYD. PIR on the free pin 22, the radar's OUT on 35 (input only), both on connector P3.
// GPIO numbers; -1 = the board has none. Nothing is imported here: the bundler then folds the numbers, and what
// a board has not is not in its program.
export const width = 320;
export const height = 240;
/** The firmware drives the panel itself; else it is an SSD1306. */
export const hasBuiltinPanel = true;
/** Electronic paper: an SSD1680 on SPI. */
export const hasPaper = false;
/** A colour panel that is an ST7789 on SPI, drawn in bands. */
export const hasTft = false;
export const backlightPin = 21;
export const sclPin = -1;
export const sdaPin = -1;
export const sckPin = -1;
export const mosiPin = -1;
export const csPin = -1;
export const dcPin = -1;
export const resetPin = -1;
export const busyPin = -1;
export const pirPin = 22;
export const radarPin = 35;
/** A radar's UART: its TX to 35, its RX to 27 of CN1. A distance sensor takes 22 and 27, so it goes without PIR and UART. */
export const radarRxPin = 35;
export const radarTxPin = 27;
export const distanceSclPin = 22;
export const distanceSdaPin = 27;
export const buttonPin = 0;
/** The build turns the button's pin round: it reads high when it is pressed. */
export const isButtonInverted = true;
export const hasTouch = true;
/** The cable's console: USB, or else the first serial port. Forcing the wrong one locks the board out. */
export const isUsbConsole = false;
/** Ticks between two drawings of a page whose numbers tick. */
export const pageTicks = 2;
