// The kinds of boards as the simulator and the card layout need them. Pins, console and the size of Storage
// are those of the stock builds of Espruino 2v29 and of the usual wiring.
import type { BoardKind } from "../shop/model.ts";
import type { Hardware, SpiPins } from "./board.ts";

/** 224 pages of 4096 bytes: the `storage` partition of the stock ESP32 builds. */
const STORAGE_BYTES = 224 * 4096;

/** Where it begins in a board's address space, as the module Flash sees it. */
export const STORAGE_BASE = 0x320000;

const PAPER_PINS: SpiPins = { select: 10, data: 5, reset: 4, busy: 1 };
const TFT_PINS: SpiPins = { select: 10, data: 9, reset: 14 };

export const HARDWARE: Record<BoardKind, Hardware> = {
  // 2.8" panel, 57.6 mm wide.
  "esp32-cyd": {
    kind: "esp32-cyd",
    env: "ESP32_CYD",
    panel: { driver: "builtin", width: 320, height: 240, bitsPerPixel: 16, pixelsPerMm: 5.6 },
    pins: { pir: 22, radar: 35, button: 0, backlight: 21 },
    hasTouch: true,
    console: "Serial1",
    storageBytes: STORAGE_BYTES,
  },
  // 0.96" glass, 21.7 mm wide.
  "esp32c3-oled": {
    kind: "esp32c3-oled",
    env: "ESP32C3_IDF4",
    panel: { driver: "ssd1306", width: 128, height: 64, bitsPerPixel: 1, pixelsPerMm: 5.9 },
    pins: { pir: 3, button: 9 },
    hasTouch: false,
    console: "USB",
    storageBytes: STORAGE_BYTES,
  },
  // 2.13" and 2.9" paper: 48.6 mm and 66.9 mm wide.
  "esp32c3-epaper213": {
    kind: "esp32c3-epaper213",
    env: "ESP32C3_IDF4",
    panel: { driver: "ssd1680", width: 250, height: 122, bitsPerPixel: 1, pixelsPerMm: 5.2 },
    pins: { pir: 3, button: 9, panel: PAPER_PINS },
    hasTouch: false,
    console: "USB",
    storageBytes: STORAGE_BYTES,
  },
  "esp32c3-epaper290": {
    kind: "esp32c3-epaper290",
    env: "ESP32C3_IDF4",
    panel: { driver: "ssd1680", width: 296, height: 128, bitsPerPixel: 1, pixelsPerMm: 4.4 },
    pins: { pir: 3, button: 9, panel: PAPER_PINS },
    hasTouch: false,
    console: "USB",
    storageBytes: STORAGE_BYTES,
  },
  // 1.54" panel, 27.7 mm wide.
  "esp32s3-tft154": {
    kind: "esp32s3-tft154",
    env: "ESP32S3_IDF4",
    panel: { driver: "st7789", width: 240, height: 240, bitsPerPixel: 16, pixelsPerMm: 8.7 },
    pins: { pir: 4, radar: 5, button: 0, backlight: 13, panel: TFT_PINS },
    hasTouch: false,
    console: "USB",
    storageBytes: STORAGE_BYTES,
  },
};

/**
 * Pins that a stock build declares as inverted: there `digitalRead` and `setWatch` give the opposite of the
 * voltage. By `process.env.BOARD`.
 */
export const INVERTED_PINS: Readonly<Record<string, readonly number[]>> = { ESP32_CYD: [0, 4, 16, 17] };
