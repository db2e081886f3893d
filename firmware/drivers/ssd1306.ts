// SSD1306, 128 x 64, over I2C. Commands and order from the datasheet (Solomon Systech, Rev 1.1, sections 9 and 10,
// and the software initialisation flow of the application note).
import { createBuffer } from "../ports/display.ts";
import { openBus, writeBus } from "../ports/i2c.ts";
import type { Panel } from "./panel.ts";

const ADDRESS = 0x3c;
const PAGES = 8;
const PAGE_BYTES = 128;
/** Control byte: all that follows is commands, or display data. */
const COMMANDS = 0x00;
const DATA = 0x40;

const START = [
  COMMANDS,
  0xae, // display off
  0xd5,
  0x80, // clock: reset value
  0xa8,
  0x3f, // multiplex: 64 rows
  0xd3,
  0x00, // no offset
  0x40, // start line 0
  0x8d,
  0x14, // charge pump on
  0x20,
  0x00, // horizontal addressing
  0xa1, // column 127 is SEG0: the usual modules are mounted so
  0xc8, // rows from COM63 to COM0
  0xda,
  0x12, // COM pins: alternative, no remap
  0x81,
  0x8f, // contrast
  0xd9,
  0xf1, // pre-charge for the internal supply
  0xdb,
  0x20, // VCOMH 0.77 Vcc
  0xa4, // show memory
  0xa6, // not inverted
];
const WINDOW = [COMMANDS, 0x21, 0, 127, 0x22, 0, 7];
const ON = [COMMANDS, 0xaf];
const OFF = [COMMANDS, 0xae];

/** @param scl GPIO of the clock line @param sda GPIO of the data line */
export function createSsd1306(scl: number, sda: number): Panel {
  const canvas = createBuffer(PAGE_BYTES, PAGES * 8, false);
  const pages: Uint8Array[] = [];
  for (let i = 0; i < PAGES; i++) pages.push(new Uint8Array(canvas.buffer, i * PAGE_BYTES, PAGE_BYTES));
  const message = new Uint8Array(1 + PAGE_BYTES);
  const windowBytes = new Uint8Array(WINDOW);
  const onBytes = new Uint8Array(ON);
  const offBytes = new Uint8Array(OFF);
  message[0] = DATA;
  openBus(scl, sda);
  writeBus(ADDRESS, new Uint8Array(START));
  return {
    canvas: canvas,
    show: () => {
      writeBus(ADDRESS, windowBytes);
      for (let i = 0; i < PAGES; i++) {
        message.set(pages[i], 1);
        writeBus(ADDRESS, message);
      }
    },
    setPower: (isOn) => writeBus(ADDRESS, isOn ? onBytes : offBytes),
  };
}
