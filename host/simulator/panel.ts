// The board's glass: the built-in colour panel with its backlight, an SSD1306 on I2C, electronic paper or a colour panel on SPI.
import type { Frame, Hardware } from "./board.ts";
import { createSpiLines, type SpiLines } from "./spi.ts";
import { createSsd1306 } from "./ssd1306.ts";
import { createSsd1680, type Refresh } from "./ssd1680.ts";
import { createSt7789 } from "./st7789.ts";
import { createPanelSurface, type Surface } from "./surface.ts";

const SSD1306_ADDRESS = 0x3c;

export interface Panel {
  /** What `g` draws on; undefined on boards without a built-in panel. */
  readonly surface: Surface | undefined;
  /** The backlight. @param level 0 to 1 */
  setLight(level: number): void;
  /** @returns false where nothing answers at this address */
  receive(address: number, bytes: ArrayLike<number>): boolean;
  /** Its lines, where it is on SPI. */
  readonly lines: SpiLines | undefined;
  /** Changes of electronic paper. */
  readonly refreshes: readonly Refresh[];
  look(): Frame;
}

/** What surrounds a panel. */
interface Surroundings {
  report(text: string): void;
  /** Gives the bytes that a memory without a reset holds. */
  noise(): number;
  nowMs(): number;
  /** What electronic paper shows, power or not. */
  readonly glass: Uint16Array;
}

/** What electronic paper shows when it is new, and what of any other panel stays without power: nothing. */
export function createGlass({ panel }: Hardware): Uint16Array {
  return new Uint16Array(panel.width * panel.height).fill(panel.driver === "ssd1680" ? 1 : 0);
}

/** A panel that just got power. */
export function createPanel(hardware: Hardware, around: Surroundings): Panel {
  const { driver, width, height, bitsPerPixel } = hardware.panel;
  const pins = hardware.pins.panel;
  if (driver === "ssd1680" && pins !== undefined) {
    const chip = createSsd1680({ width, height, ...around });
    return {
      surface: undefined,
      setLight() {},
      receive: () => false,
      lines: createSpiLines(chip, pins),
      refreshes: chip.refreshes,
      look: () => ({ width, height, bitsPerPixel, pixels: chip.look(), isOn: true, light: 255 }),
    };
  }
  if (driver === "st7789" && pins !== undefined) {
    const chip = createSt7789({ width, height, ...around });
    // Modules pull their backlight's pin up.
    let light = 255;
    return {
      surface: undefined,
      setLight(level) {
        light = toLight(level);
      },
      receive: () => false,
      lines: createSpiLines(chip, pins),
      refreshes: [],
      look: () => ({ width, height, bitsPerPixel, pixels: chip.look(), isOn: chip.isOn && light > 0, light }),
    };
  }
  if (driver === "ssd1306") {
    const chip = createSsd1306(around.report, around.noise);
    return {
      surface: undefined,
      lines: undefined,
      refreshes: [],
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
    lines: undefined,
    refreshes: [],
    setLight(level) {
      light = toLight(level);
    },
    receive: () => false,
    look: () => ({ width, height, bitsPerPixel, pixels: pixels.slice(), isOn: light > 0, light }),
  };
}

/** @param level 0 to 1, or nonsense @returns 0 to 255 */
function toLight(level: number): number {
  return Math.round(Math.min(Math.max(level, 0), 1) * 255) || 0;
}

/** What a board without power shows: only electronic paper keeps anything. */
export function lookDark(hardware: Hardware, glass: Uint16Array): Frame {
  const { width, height, bitsPerPixel, driver } = hardware.panel;
  const isPaper = driver === "ssd1680";
  return { width, height, bitsPerPixel, pixels: glass.slice(), isOn: isPaper, light: isPaper ? 255 : 0 };
}
