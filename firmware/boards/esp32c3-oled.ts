// ESP32-C3 with an SSD1306 on I2C (SCL 6, SDA 5), a PIR on 3, and its BOOT button on 9.
import { createSsd1306 } from "../drivers/ssd1306.ts";
import type { Board } from "./board.ts";

export const board: Board = {
  openPanel: () => createSsd1306(6, 5),
  width: 128,
  height: 64,
  pirPin: 3,
  radarPin: -1,
  buttonPin: 9,
  hasTouch: false,
  isUsbConsole: true,
};
