// ESP32-2432S028 ("cheap yellow display"): 2.8" 320x240 colour panel and resistive touch, both driven by the
// firmware build ESP32_CYD. PIR on the free pin 22, the radar's OUT on 35 (input only), both on connector P3.
import { createBuiltin } from "../drivers/builtin.ts";
import type { Board } from "./board.ts";

export const board: Board = {
  openPanel: () => createBuiltin(21),
  width: 320,
  height: 240,
  pirPin: 22,
  radarPin: 35,
  buttonPin: 0,
  hasTouch: true,
  isUsbConsole: false,
};
