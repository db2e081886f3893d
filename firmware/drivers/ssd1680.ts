// SSD1680, the controller of most small electronic paper (up to 176 x 296), over SPI. Commands, their order and the bits
// of the update sequence are those of its datasheet (Solomon Systech, chapters 6 to 9); the waveforms are the two that
// the maker of the panel has stored in it: mode 1, which flashes, and mode 2, which drives only pixels that change.
import { busyPin, csPin, dcPin, height, mosiPin, resetPin, sckPin, width } from "../boards/current.ts";
import { createBuffer } from "../ports/display.ts";
import { isLineHigh, openSpi, setLine, writeSpi } from "../ports/spi.ts";
import { crc32 } from "../ports/storage.ts";
import { FLASH_BEFORE, FLASH_DUE, FLASH_NOW, MOST_CHANGES } from "./flash.ts";
import type { Panel } from "./panel.ts";

/** Bytes across the panel's short side. */
const PAGES = (height + 7) >> 3;
/** Memory of the image that is to come, and of the one that is there. */
const NEW = 0x24;
const OLD = 0x26;
/** Writes of one line that take 10 ms together on a board: the chip's reset wants as long. */
const RESET_WRITES = 200;

/** The chip works, and takes neither command nor data. */
export function isPaperBusy(): boolean {
  return isLineHigh(busyPin);
}

export function createSsd1680(): Panel {
  const canvas = createBuffer(width, PAGES * 8, true);
  const bytes = new Uint8Array(canvas.buffer);
  /** Changes since the glass was last cleaned; -1 = what is on it is not known. */
  let changes = -1;
  let shown = 0;
  const send = (command: number, data: Uint8Array | number[]): void => {
    setLine(dcPin, 0);
    writeSpi(csPin, [command]);
    setLine(dcPin, 1);
    writeSpi(csPin, data);
  };
  openSpi(sckPin, mosiPin);
  setLine(csPin, 1);
  for (let i = 0; i < 2 * RESET_WRITES; i++) setLine(resetPin, i < RESET_WRITES ? 0 : 1);
  return {
    canvas: canvas,
    show: (flash) => {
      if (changes < 0 && flash === FLASH_BEFORE) {
        // The module is held with its connector at the right: columns of the canvas are gates, from the last one on.
        send(0x01, [(width - 1) & 255, (width - 1) >> 8, 0]); // gates
        send(0x11, [0x05]); // gates first, downwards; then sources, upwards
        send(0x44, [0, PAGES - 1]);
        send(0x45, [(width - 1) & 255, (width - 1) >> 8, 0, 0]);
        send(0x3c, [0x05]); // the border is as white as the paper
        send(0x18, [0x80]); // its own thermometer
        return;
      }
      if (flash !== FLASH_BEFORE) {
        const sum = crc32(bytes);
        if (changes >= 0 && sum === shown) return;
        shown = sum;
      }
      send(0x4e, [0]);
      send(0x4f, [(width - 1) & 255, (width - 1) >> 8]);
      // What is drawn over in a moment is what the glass shows: mode 2 compares.
      send(flash === FLASH_BEFORE ? OLD : NEW, bytes);
      if (flash === FLASH_BEFORE) return;
      // The address is at its start again.
      if (changes < 0) send(OLD, bytes);
      const isFull = flash === FLASH_NOW || (flash === FLASH_DUE && (changes < 0 || changes >= MOST_CHANGES));
      // What was there before: of no interest in mode 1; where it is not known, the reverse, so that all pixels are driven.
      send(0x21, [isFull ? 0x40 : changes < 0 ? 0x80 : 0, 0x80]);
      send(0x22, [isFull ? 0xf7 : 0xff]);
      send(0x20, []);
      changes = isFull ? 0 : changes < 0 ? MOST_CHANGES : changes + 1;
    },
  };
}
