// Colours of a panel, as the panel takes them: RGB565 or one bit.

/** Least contrast of a text and what is behind it: WCAG 2.2, success criterion 1.4.3. */
export const LEAST_CONTRAST = 4.5;

export interface Palette {
  readonly paper: number;
  readonly ink: number;
  /** Text that keeps quiet: reasons, old prices, explanations. */
  readonly quiet: number;
  /** Only for what can be touched: its letters and edge, and the paper inside. */
  readonly accent: number;
  readonly chip: number;
}

/** The nearest RGB565 value. @param rgb red, green and blue, 0 to 255 */
export function toRgb565([red, green, blue]: readonly number[]): number {
  const scale = (part: number, most: number): number => Math.round((part * most) / 255);
  return (scale(red, 31) << 11) | (scale(green, 63) << 5) | scale(blue, 31);
}

/** Red, green and blue of an RGB565 value, 0 to 255. */
export function fromRgb565(value: number): readonly number[] {
  return [((value >> 11) * 255) / 31, (((value >> 5) & 63) * 255) / 63, ((value & 31) * 255) / 31];
}

/** #rrggbb to the nearest RGB565 value. */
function readHex(hex: string): number {
  const rgb = Number.parseInt(hex.slice(1), 16);
  return toRgb565([rgb >> 16, (rgb >> 8) & 255, rgb & 255]);
}

/** Warm paper, dark ink, the red of a bookbinder's cloth. */
export const PAPER: Palette = {
  paper: readHex("#f7f0e1"),
  ink: readHex("#2a211a"),
  quiet: readHex("#63564a"),
  accent: readHex("#8a2a2b"),
  chip: readHex("#efe3cc"),
};

/** One bit: lit letters on a dark panel. */
export const ONE_BIT: Palette = { paper: 0, ink: 1, quiet: 1, accent: 1, chip: 0 };

/** One bit, of which 1 is white: black letters on electronic paper. */
export const WHITE_PAPER: Palette = { paper: 1, ink: 0, quiet: 0, accent: 0, chip: 1 };

/**
 * Contrast of two colours, 1 to 21, by the formula of WCAG 2.2 ("relative luminance", "contrast ratio").
 * @param bitsPerPixel 16: RGB565 values; 1: 0 or 1
 */
export function contrastOf(a: number, b: number, bitsPerPixel: 1 | 16): number {
  const first = luminance(a, bitsPerPixel);
  const second = luminance(b, bitsPerPixel);
  return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
}

function luminance(colour: number, bitsPerPixel: 1 | 16): number {
  if (bitsPerPixel === 1) return colour === 0 ? 0 : 1;
  const linear = (part: number): number => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
  return (
    0.2126 * linear((colour >> 11) / 31) +
    0.7152 * linear(((colour >> 5) & 63) / 63) +
    0.0722 * linear((colour & 31) / 31)
  );
}
