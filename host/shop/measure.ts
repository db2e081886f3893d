// Amounts of goods, as they stand on a package: 250 g, 0,75 l, 6 pcs.

/** Text that `parseMeasure` reads. */
export const MEASURE = /^\d{1,6}([.,]\d{1,3})? ?(g|kg|ml|cl|l|cm|m|pcs)$/;

/** Kind of measure and thousandths of its base unit (g, ml, cm, piece). */
export interface Measure {
  readonly kind: "g" | "ml" | "cm" | "pcs";
  readonly thousandths: number;
}

const UNITS: Readonly<Record<string, readonly [Measure["kind"], number]>> = {
  g: ["g", 1],
  kg: ["g", 1000],
  ml: ["ml", 1],
  cl: ["ml", 10],
  l: ["ml", 1000],
  cm: ["cm", 1],
  m: ["cm", 100],
  pcs: ["pcs", 1],
};

/** @returns undefined for text of another shape and for nothing at all (0 g) */
export function parseMeasure(text: string): Measure | undefined {
  const match = MEASURE.exec(text.trim());
  const unit = /[a-z]+$/.exec(text.trim())?.[0] ?? "";
  if (match === null || !Object.hasOwn(UNITS, unit)) return undefined;
  const [whole, fraction = ""] = text.trim().slice(0, -unit.length).trim().split(/[.,]/);
  const [kind, factor] = UNITS[unit];
  const thousandths = Number(whole + fraction.padEnd(3, "0")) * factor;
  return thousandths > 0 ? { kind, thousandths } : undefined;
}

/**
 * Price of an amount, to the nearest minor unit, half of one upwards (PAngV and its like round so).
 * @param price minor units for `contents`
 */
export function priceOf(price: number, contents: Measure, per: Measure): number {
  return Math.floor((2 * price * per.thousandths + contents.thousandths) / (2 * contents.thousandths));
}
