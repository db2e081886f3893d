// QR codes as images for a panel, large enough for a phone that is held before it.
import qrcode from "qrcode-generator";
import { HostError } from "../error.ts";

/** Light modules that a code needs around it: ISO/IEC 18004. */
export const QUIET_MODULES = 4;
/** What an image's width and height have room for. */
const MOST_PX = 255;

export interface QrCode {
  /** Modules along a side, the quiet zone left out. */
  readonly modules: number;
  isDark(row: number, column: number): boolean;
}

/** An address comes again in each language, and on each board. */
const known = new Map<string, QrCode>();
const MOST_KNOWN = 1_000;

/**
 * The smallest code that holds a text.
 * @param text as UTF-8
 * @param level "L" where damage is not to be feared, "M" on paper
 * @throws HostError `qr-too-long`
 */
export function encodeQr(text: string, level: "L" | "M"): QrCode {
  const key = `${level} ${text}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const code = qrcode(0, level);
  // One character a byte is what the encoder takes.
  const bytes = Buffer.from(text, "utf8").toString("latin1");
  // The dense mode has capitals only.
  code.addData(bytes, /^[0-9A-Z $%*+\-./:]+$/.test(bytes) ? "Alphanumeric" : "Byte");
  try {
    code.make();
  } catch (error) {
    const hint = "Write a shorter address.";
    throw new HostError("qr-too-long", "the text is too long for a QR code", hint, undefined, error);
  }
  const made = {
    modules: code.getModuleCount(),
    isDark: (row: number, column: number) => code.isDark(row, column),
  };
  if (known.size === MOST_KNOWN) known.clear();
  known.set(key, made);
  return made;
}

/** A phone's preview is taken for 1,920 pixels over 65 degrees, and three of them for what a module needs. */
const PREVIEW_PX = 1920;
const PREVIEW_RADIANS = (65 * Math.PI) / 180;
const SEEN_PX = 3;
/** Whoever scans steps up to a quarter of the reading distance; a phone is not held nearer than this. */
const NEAREST_SCAN_METRES = 0.15;

/**
 * Least pixels a module: a phone at distance d sees 2 d tan(65° / 2) across its preview.
 * @param readAtMetres distance that the board is read at
 */
export function modulePx(readAtMetres: number, pixelsPerMm: number): number {
  const distanceMm = Math.max(readAtMetres / 4, NEAREST_SCAN_METRES) * 1000;
  const moduleMm = (2 * distanceMm * Math.tan(PREVIEW_RADIANS / 2) * SEEN_PX) / PREVIEW_PX;
  return Math.ceil(moduleMm * pixelsPerMm);
}

/** Modules along a side, the quiet zone included. */
export function sideOf({ modules }: QrCode): number {
  return modules + 2 * QUIET_MODULES;
}

export interface Bitmap {
  readonly width: number;
  readonly height: number;
  /** Rows without a gap, most significant bit first, 1 = dark; the last byte filled up with 0. */
  readonly bits: Uint8Array;
}

/** Draws a code with its quiet zone. @returns undefined where an image has no room for it */
export function drawQr(code: QrCode, scale: number): Bitmap | undefined {
  const side = sideOf(code) * scale;
  if (side > MOST_PX) return undefined;
  const bits = new Uint8Array(Math.ceil((side * side) / 8));
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++) {
      const row = Math.floor(y / scale) - QUIET_MODULES;
      const column = Math.floor(x / scale) - QUIET_MODULES;
      const isInside = row >= 0 && column >= 0 && row < code.modules && column < code.modules;
      const at = y * side + x;
      if (isInside && code.isDark(row, column)) bits[at >> 3] |= 128 >> (at & 7);
    }
  return { width: side, height: side, bits };
}
