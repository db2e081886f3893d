// The board's glass: the built-in colour panel with its backlight, or an SSD1306 on I2C.
import type { Frame, Hardware } from "./board.ts";
import { createSsd1306 } from "./ssd1306.ts";
import { createPanelSurface, type Surface } from "./surface.ts";

const SSD1306_ADDRESS = 0x3c;

export interface Panel {
  /** What `g` draws on; undefined on boards without a built-in panel. */
  readonly surface: Surface | undefined;
  /** The backlight. @param level 0 to 1 */
  setLight(level: number): void;
  /** @returns false where nothing answers at this address */
  receive(address: number, bytes: ArrayLike<number>): boolean;
  look(): Frame;
}

/** A panel that just got power. @param noise gives the bytes that a memory without a reset holds */
export function createPanel(hardware: Hardware, report: (text: string) => void, noise: () => number): Panel {
  const { driver, width, height, bitsPerPixel } = hardware.panel;
  if (driver === "ssd1306") {
    const chip = createSsd1306(report, noise);
    return {
      surface: undefined,
      setLight() {},
      receive(address, bytes) {
        if (address !== SSD1306_ADDRESS) return false;
        chip.receive(bytes);
        return true;
      },
      look: () => ({
        width,
        height,
        bitsPerPixel,
        pixels: chip.look(),
        isOn: chip.isOn,
        light: chip.isOn ? chip.contrast : 0,
      }),
    };
  }
  const pixels = new Uint16Array(width * height);
  // The stock build drives the backlight's pin high before the program runs.
  let light = 255;
  return {
    surface: createPanelSurface(width, height, pixels),
    setLight(level) {
      light = Math.round(Math.min(Math.max(level, 0), 1) * 255) || 0;
    },
    receive: () => false,
    look: () => ({ width, height, bitsPerPixel, pixels: pixels.slice(), isOn: light > 0, light }),
  };
}

/** What a board without power shows. */
export function lookDark(hardware: Hardware): Frame {
  const { width, height, bitsPerPixel } = hardware.panel;
  return {
    width,
    height,
    bitsPerPixel,
    pixels: new Uint16Array(width * height),
    isOn: false,
    light: 0,
  };
}
