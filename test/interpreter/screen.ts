// The panel as the host sees it: pixels from stripes, or from the bytes that went over I2C or SPI.
import type { Frame, Hardware } from "../../host/simulator/board.ts";
import { createSsd1306 } from "../../host/simulator/ssd1306.ts";
import { createSsd1680 } from "../../host/simulator/ssd1680.ts";
import { createSt7789 } from "../../host/simulator/st7789.ts";

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
  /**
   * One SPI message, or only the time.
   * @param time milliseconds; of a chip that counts writes to its lines, so many writes
   * @param level "1" data, "0" a command, "r" the reset line changed, "" nothing
   */
  spi(time: number, level: string, bytes: Uint8Array): void;
  frame(): Frame;
}

/** A panel as after power on, before anything is drawn. @param glass what electronic paper shows */
export function createScreen(hardware: Hardware, glass: Uint16Array): Screen {
  const { width, height, bitsPerPixel, driver } = hardware.panel;
  const pixels = new Uint16Array(width * height);
  const chip = createSsd1306(() => {});
  const errors: string[] = [];
  let nowMs = 0;
  const paper = createSsd1680({
    width,
    height,
    glass,
    nowMs: () => nowMs,
    report: (text) => void errors.push(text),
  });
  const tft = createSt7789({ width, height, report: (text) => void errors.push(text) });
  let passed = 0;
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
    spi(time, level, bytes) {
      nowMs = time;
      const isTft = driver === "st7789";
      for (; isTft && passed < time; passed++) tft.pass(false);
      const spiChip = isTft ? tft : paper;
      if (level === "r") spiChip.reset();
      else if (level !== "") spiChip.receive(bytes, level === "1");
      if (errors.length > 0) throw new Error(errors.join("; "));
    },
    frame() {
      const size = { width, height, bitsPerPixel };
      if (driver === "ssd1680") return { ...size, pixels: paper.look(), isOn: true, light: 255 };
      if (driver === "st7789")
        return { ...size, pixels: tft.look(), isOn: tft.isOn && level > 0, light: level };
      if (driver === "ssd1306")
        return { ...size, pixels: chip.look(), isOn: chip.isOn, light: chip.isOn ? chip.contrast : 0 };
      return { ...size, pixels: pixels.slice(), isOn: level > 0, light: level };
    },
  };
}
