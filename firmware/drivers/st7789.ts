// ST7789, a colour panel of 240 x 240 with memory for 240 x 320, over SPI. Commands, their order and the waits after a reset
// are those of its datasheet (Sitronix ST7789V, system function commands and reset timing).
import { backlightPin, csPin, dcPin, height, mosiPin, resetPin, sckPin, width } from "../boards/current.ts";
import { createColours } from "../ports/display.ts";
import { setLevel } from "../ports/pins.ts";
import { openSpi, setLine, writeSpi } from "../ports/spi.ts";
import { BAND_ROWS } from "./band.ts";
import type { Panel } from "./panel.ts";

/** Writes of one line that take 10, 120 and 5 ms together on a board: a reset, and what it and waking up want afterwards. */
const RESET_WRITES = 200;
const SLEEP_WRITES = 2400;
const WAKE_WRITES = 100;

export function createSt7789(): Panel {
  const canvas = createColours(width, BAND_ROWS);
  const bytes = new Uint8Array(canvas.buffer);
  const send = (command: number, data: Uint8Array | number[]): void => {
    setLine(dcPin, 0);
    writeSpi(csPin, [command]);
    setLine(dcPin, 1);
    writeSpi(csPin, data);
  };
  const wait = (level: number, writes: number): void => {
    for (let i = 0; i < writes; i++) setLine(resetPin, level);
  };
  openSpi(sckPin, mosiPin);
  setLine(csPin, 1);
  wait(0, RESET_WRITES);
  wait(1, SLEEP_WRITES);
  send(0x11, []); // out of sleep
  wait(1, WAKE_WRITES);
  send(0x3a, [0x55]); // 16 bits a pixel
  send(0x36, [0]); // rows from the top, red first
  send(0x21, []); // the glass is dark where nothing drives it: its colours are turned round
  send(0x2a, [0, 0, 0, width - 1]);
  send(0x2b, [0, 0, 0, height - 1]);
  const panel: Panel = {
    canvas: canvas,
    show: () => {
      // The first band begins at the window's corner, each other one where the one before it ended.
      send(panel.top === 0 ? 0x2c : 0x3c, bytes);
      panel.top = (panel.top! + BAND_ROWS) % height;
      // Only now is nothing left of what the memory held without power.
      if (panel.top === 0) send(0x29, []);
    },
    setPower: (isOn) => setLevel(backlightPin, isOn ? 1 : 0),
    top: 0,
  };
  return panel;
}
