// Canvases: the built-in panel of boards that have one, or a buffer that a driver sends to its panel.

/** What the program draws on. Colours are RGB565, or 0 and 1 in a buffer of one bit. */
export interface Canvas {
  setColor(colour: number): void;
  setBgColor(colour: number): void;
  /** Both corners are filled. */
  fillRect(x1: number, y1: number, x2: number, y2: number): void;
  clear(): void;
  setFontCustom(bitmap: string, firstCode: number, widths: string, heightAndFormat: number): void;
  drawString(text: string, x: number, y: number): void;
  stringWidth(text: string): number;
  drawImage(image: string, x: number, y: number): void;
  readonly buffer: ArrayBuffer;
}

/** The panel that the firmware drives itself. */
export function openBuiltin(): Canvas {
  return g as EspruinoGraphics;
}

/**
 * One bit a pixel, eight rows a byte.
 * @param height a multiple of 8
 * @param isTopHigh the top row is in bit 7, as an SSD1680 has its memory; else in bit 0, as an SSD1306 has it
 */
export function createBuffer(width: number, height: number, isTopHigh: boolean): Canvas {
  return Graphics.createArrayBuffer(width, height, 1, { vertical_byte: true, msb: isTopHigh });
}

/** 16 bits a pixel, the high byte first. */
export function createColours(width: number, height: number): Canvas {
  return Graphics.createArrayBuffer(width, height, 16);
}
