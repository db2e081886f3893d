// The panel as the host sees it: pixels from stripes, or from the bytes that went over I2C.
import type { Frame, Hardware } from "../../host/simulator/board.ts";
import { createSsd1306 } from "../../host/simulator/ssd1306.ts";

/** I2C address of the panel (SA0 low). */
const PANEL_ADDRESS = 0x3c;

/** The stock build switches the backlight on before the program runs. */
const LIGHT_AT_START = 255;

export interface Screen {
  /** The next stripe is the first of a frame. */
  rewind(): void;
  /** Little-endian RGB565 of one stripe. */
  stripe(bytes: Uint8Array): void;
  /** Backlight, 0 to 255. */
  light(level: number): void;
  /** One I2C message. */
  wire(address: number, bytes: Uint8Array): void;
  frame(): Frame;
}

/** A panel as after power on, before anything is drawn. */
export function createScreen(hardware: Hardware): Screen {
  const { width, height, bitsPerPixel, driver } = hardware.panel;
  const pixels = new Uint16Array(width * height);
  const chip = createSsd1306(() => {});
  let at = 0;
  let level = LIGHT_AT_START;
  return {
    rewind() {
      at = 0;
    },
    stripe(bytes) {
      const values = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      for (let i = 0; i + 1 < bytes.byteLength && at < pixels.length; i += 2)
        pixels[at++] = values.getUint16(i, true);
    },
    light(value) {
      level = value;
    },
    wire(address, bytes) {
      if (address === PANEL_ADDRESS) chip.receive(bytes);
    },
    frame() {
      const size = { width, height, bitsPerPixel };
      if (driver === "ssd1306")
        return { ...size, pixels: chip.look(), isOn: chip.isOn, light: chip.isOn ? chip.contrast : 0 };
      return { ...size, pixels: pixels.slice(), isOn: level > 0, light: level };
    },
  };
}
