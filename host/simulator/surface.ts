// Where pixels go. Two kinds: 16 bits a pixel, and one bit a pixel with eight rows (or eight columns) in a byte.
// Graphics (graphics.ts) clips before it calls; a surface trusts its coordinates.

export interface Surface {
  readonly width: number;
  readonly height: number;
  readonly bitsPerPixel: 1 | 16;
  /** What a program sees as its buffer; undefined on a panel without one. */
  readonly buffer: ArrayBuffer | undefined;
  /** Fills columns x1 to x2 of rows y1 to y2, all included and inside. */
  fill(x1: number, y1: number, x2: number, y2: number, colour: number): void;
  set(x: number, y: number, colour: number): void;
}

/** A panel without a buffer of its own: RGB565 values in the machine's byte order. */
export function createPanelSurface(width: number, height: number, pixels: Uint16Array): Surface {
  return {
    width,
    height,
    bitsPerPixel: 16,
    buffer: undefined,
    fill(x1, y1, x2, y2, colour) {
      for (let y = y1; y <= y2; y++) pixels.fill(colour, y * width + x1, y * width + x2 + 1);
    },
    set(x, y, colour) {
      pixels[y * width + x] = colour;
    },
  };
}

/**
 * @param bytes of the program's realm, two a pixel
 * @param isMsb the high one first; Espruino's default since 2v25
 */
export function createColourSurface(
  width: number,
  height: number,
  bytes: Uint8Array,
  isMsb: boolean,
): Surface {
  const pixels = new Uint16Array(bytes.buffer, bytes.byteOffset, width * height);
  const inner = createPanelSurface(width, height, pixels);
  const buffer = bytes.buffer as ArrayBuffer;
  if (!isMsb) return { ...inner, buffer };
  return {
    ...inner,
    buffer,
    fill: (x1, y1, x2, y2, colour) => inner.fill(x1, y1, x2, y2, swapBytes(colour)),
    set: (x, y, colour) => inner.set(x, y, swapBytes(colour)),
  };
}

/** Typed arrays have the machine's byte order, which is little-endian wherever Node runs. */
function swapBytes(colour: number): number {
  return ((colour & 255) << 8) | (colour >> 8);
}

/**
 * @param bytes of the program's realm, one for eight pixels
 * @param isVertical a byte holds eight rows; else eight columns, and rows follow each other without a gap
 * @param isMsb the top row or left column is in the highest bit of its byte; Espruino's default since 2v25
 */
export function createBitSurface(
  width: number,
  height: number,
  bytes: Uint8Array,
  isVertical: boolean,
  isMsb: boolean,
): Surface {
  const flip = isMsb ? 7 : 0;

  function set(x: number, y: number, colour: number): void {
    const bit = y * width + x;
    const index = isVertical ? x + (y >> 3) * width : bit >> 3;
    const mask = 1 << (((isVertical ? y : bit) & 7) ^ flip);
    if (colour & 1) bytes[index] |= mask;
    else bytes[index] &= ~mask;
  }

  function fillRows(x1: number, y1: number, x2: number, y2: number, colour: number): void {
    for (let y = y1; y <= y2; y++) for (let x = x1; x <= x2; x++) set(x, y, colour);
  }

  function fillPages(x1: number, y1: number, x2: number, y2: number, colour: number): void {
    for (let page = y1 >> 3; page <= y2 >> 3; page++) {
      const top = Math.max(y1 - page * 8, 0);
      const bottom = Math.min(y2 - page * 8, 7);
      const mask = isMsb ? (255 >> top) & (255 << (7 - bottom)) : (255 << top) & (255 >> (7 - bottom));
      for (let i = page * width + x1; i <= page * width + x2; i++) {
        if (colour & 1) bytes[i] |= mask;
        else bytes[i] &= ~mask;
      }
    }
  }

  return {
    width,
    height,
    bitsPerPixel: 1,
    buffer: bytes.buffer as ArrayBuffer,
    fill: isVertical ? fillPages : fillRows,
    set,
  };
}
