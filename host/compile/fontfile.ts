// The fonts file: widths and bitmaps of all fonts, one after the other; its table is a section of the deployment.
import type { Font } from "./cards.ts";
import { align, joinBytes, u32Bytes } from "./encode.ts";

/** @returns the file, never empty (Storage refuses empty files), and the bytes of SECTION_FONTS */
export function encodeFonts(fonts: readonly Font[]): { bytes: Uint8Array; table: Uint8Array } {
  const parts: Uint8Array[] = [];
  const table: Uint8Array[] = [];
  let at = 0;
  for (const font of fonts) {
    table.push(
      Uint8Array.of(font.bitsPerPixel, font.height, font.firstCode, font.widths.length),
      u32Bytes([at, at + font.widths.length, font.bitmap.length]),
    );
    parts.push(font.widths, font.bitmap);
    at += font.widths.length + font.bitmap.length;
  }
  return { bytes: align(at === 0 ? new Uint8Array(4) : joinBytes(parts)), table: joinBytes(table) };
}
