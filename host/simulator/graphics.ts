// Espruino's Graphics, as far as firmware/ports/espruino.d.ts lists it, pixel for pixel as the interpreter 2v29
// draws: clipping, fonts of 1, 2 and 4 bits, blending in RGB565, images inside of texts.
import { byteAt, type CustomFont, createGlyphs } from "./glyph.ts";
import { drawPixels, type Image, parseImage } from "./image.ts";
import type { Surface } from "./surface.ts";

/** Where text stands to its point: 0 centre, 1 right or bottom, 3 left or top (what -1 is kept as). */
const ALIGN_START = 3;
const NEWLINE = 10;

interface Font {
  /** Undefined: the built-in one, which this simulator measures and does not draw. */
  readonly bitmap: string | undefined;
  readonly firstCode: number;
  readonly widths: string | number;
  readonly height: number;
  readonly scale: number;
  readonly bitsPerPixel: number;
}

const BUILTIN_FONT: Font = {
  bitmap: undefined,
  firstCode: 0,
  widths: 4,
  height: 6,
  scale: 1,
  bitsPerPixel: 1,
};

/** The methods of EspruinoGraphics, for plain values. */
export interface Graphics {
  readonly surface: Surface;
  setColor(colour: number): void;
  setBgColor(colour: number): void;
  fillRect(x1: number, y1: number, x2: number, y2: number): void;
  clear(isReset: boolean): void;
  setFontCustom(bitmap: unknown, firstCode: number, widths: unknown, heightAndFormat: number): void;
  setFontAlign(x: number, y: number): void;
  drawString(text: string, x: number, y: number): void;
  stringWidth(text: string): number;
  drawImage(image: unknown, x: number, y: number): void;
}

/** @param warn hears of what is not drawn as the interpreter would */
export function createGraphics(surface: Surface, warn: (text: string) => void): Graphics {
  const { width, height, bitsPerPixel } = surface;
  const right = width - 1;
  const bottom = height - 1;
  const clip = { right, bottom };
  const colourMask = bitsPerPixel === 16 ? 0xffff : 1;
  let foreground = colourMask;
  let background = 0;
  const glyphs = createGlyphs();
  let font = BUILTIN_FONT;
  let alignX = ALIGN_START;
  let alignY = ALIGN_START;
  let failure: Error | undefined;

  function fill(x1: number, y1: number, x2: number, y2: number, colour: number): void {
    const left = Math.max(Math.min(x1, x2), 0);
    const top = Math.max(Math.min(y1, y2), 0);
    const last = Math.min(Math.max(x1, x2), right);
    const low = Math.min(Math.max(y1, y2), bottom);
    if (left <= last && top <= low) surface.fill(left, top, last, low, colour);
  }

  function set(x: number, y: number, colour: number): void {
    surface.set(x, y, colour & colourMask);
  }

  /** Colour of a font's pixel. @param amount 0 background to 256 foreground */
  function blend(amount: number): number {
    if (bitsPerPixel === 1) return amount >= 128 ? foreground : background;
    return blendRgb565(foreground, background, amount);
  }

  /** @param beyond width of a code behind the font's last one: 0 in drawing, but 255 where text is measured */
  function widthOf(code: number, beyond: number): number {
    const { widths, firstCode, scale } = font;
    if (typeof widths === "number") return widths * scale;
    const index = code - firstCode;
    return (index < 0 ? 0 : index < widths.length ? byteAt(widths, index) : beyond) * scale;
  }

  /** An image inside of a text. A bad one is remembered: the interpreter goes on with the text and throws at its end. */
  function readInline(text: string, at: number): Image | undefined {
    try {
      return parseImage(text, at, foreground, background);
    } catch (error) {
      failure ??= error as Error;
      return undefined;
    }
  }

  function throwFailure(): void {
    const error = failure;
    failure = undefined;
    if (error) throw error;
  }

  /** Width of the widest line, or of the one line that starts at `from`; and how many lines there are. */
  function measure(text: string, from: number, isOneLine: boolean): { width: number; lines: number } {
    let line = 0;
    let widest = 0;
    let lines = 1;
    for (let i = from; i < text.length; ) {
      const code = text.charCodeAt(i++) & 255;
      if (code === NEWLINE) {
        widest = Math.max(widest, line);
        line = 0;
        lines++;
        if (isOneLine) break;
      } else if (code === 0) {
        const image = readInline(text, i);
        if (image === undefined) continue;
        i += image.headerBytes + image.pixelBytes;
        line += image.width;
      } else line += widthOf(code, 255);
    }
    return { width: Math.max(widest, line), lines };
  }

  function startX(text: string, from: number, x: number): number {
    if (alignX === ALIGN_START) return x;
    return x - Math.trunc((measure(text, from, true).width * (alignX + 1)) / 2);
  }

  function drawGlyph(code: number, x: number, y: number): void {
    const { bitmap, scale, bitsPerPixel: bits } = font;
    if (bitmap === undefined) {
      warn("text was drawn without setFontCustom");
      return;
    }
    const glyph = glyphs.find(font as CustomFont, code, widthOf(code, 0) / scale);
    const most = (1 << bits) - 1;
    const colours = Array.from({ length: most + 1 }, (_, value) => blend(Math.trunc((256 * value) / most)));
    for (let i = 0; i < glyph.length; i += 3) {
      const colour = colours[glyph[i + 2]];
      const left = x + glyph[i] * scale;
      const top = y + glyph[i + 1] * scale;
      if (scale > 1) fill(left, top, left + scale - 1, top + scale - 1, colour);
      else if (left >= 0 && left <= right && top >= 0 && top <= bottom) surface.set(left, top, colour);
    }
  }

  function drawImageAt(image: Image, text: string, x: number, y: number): number {
    return drawPixels(image, text, x, y, clip, set);
  }

  return {
    surface,
    setColor(colour) {
      foreground = colour & colourMask;
    },
    setBgColor(colour) {
      background = colour & colourMask;
    },
    fillRect: (x1, y1, x2, y2) => fill(x1 | 0, y1 | 0, x2 | 0, y2 | 0, foreground),
    clear(isReset) {
      if (isReset) {
        foreground = colourMask;
        background = 0;
        font = BUILTIN_FONT;
        alignX = ALIGN_START;
        alignY = ALIGN_START;
      }
      surface.fill(0, 0, right, bottom, background);
    },
    setFontCustom(bitmap, firstCode, widths, heightAndFormat) {
      if (typeof bitmap !== "string") throw new Error("Font bitmap must be a String");
      if (firstCode < 0 || firstCode > 255) throw new Error("First character out of range");
      if (typeof widths !== "string" && typeof widths !== "number")
        throw new Error("Font width must be a String or an integer");
      const bits = Math.max(heightAndFormat >> 16, 1);
      if (bits !== 1 && bits !== 2 && bits !== 4) throw new Error("Invalid BPP - 1,2,4 supported");
      const scale = Math.max((heightAndFormat >> 8) & 255, 1);
      font = { bitmap, firstCode, widths, height: heightAndFormat & 255, scale, bitsPerPixel: bits };
    },
    setFontAlign(x, y) {
      alignX = x < 0 ? ALIGN_START : Math.min(x | 0, 1);
      alignY = y < 0 ? ALIGN_START : Math.min(y | 0, 1);
    },
    drawString(text, x, y) {
      const lineHeight = font.height * font.scale;
      const point = x | 0;
      let at = startX(text, 0, point);
      let top = y | 0;
      if (alignY !== ALIGN_START)
        top -= Math.trunc((measure(text, 0, false).lines * lineHeight * (alignY + 1)) / 2);
      for (let i = 0; i < text.length; ) {
        const code = text.charCodeAt(i++) & 255;
        if (code === NEWLINE) {
          at = startX(text, i, point);
          top += lineHeight;
        } else if (code === 0) {
          const image = readInline(text, i);
          if (image === undefined) continue;
          i = drawImageAt(image, text, at, top + Math.trunc((lineHeight - image.height) / 2));
          at += image.width;
        } else {
          const advance = widthOf(code, 0);
          const isInside = at > -advance && at < right && top > -lineHeight && top <= bottom;
          if (code >= font.firstCode && isInside) drawGlyph(code, at, top);
          at += advance;
        }
      }
      throwFailure();
    },
    stringWidth(text) {
      const { width: widest } = measure(text, 0, false);
      throwFailure();
      return widest;
    },
    drawImage(image, x, y) {
      if (typeof image !== "string") throw new Error("First argument must be Object or String");
      drawImageAt(parseImage(image, 0, foreground, background), image, x | 0, y | 0);
    },
  };
}

/** Merges RGB565 colours channel by channel, as the interpreter does. @param amount 0 back to 256 front */
function blendRgb565(front: number, back: number, amount: number): number {
  const rest = 256 - amount;
  const red = ((back >> 11) * rest + (front >> 11) * amount) >> 8;
  const green = (((back >> 5) & 63) * rest + ((front >> 5) & 63) * amount) >> 8;
  const blue = ((back & 31) * rest + (front & 31) * amount) >> 8;
  return (red << 11) | (green << 5) | blue;
}
