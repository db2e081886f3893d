// Prices: decimal text to whole minor units and back, without ever passing through a fraction.

/** Most minor units a price may have: fits 32 bits. */
const MOST_MINOR = 1_000_000_000;

/** Asked for each price of each card; the list of all currencies is long. */
const known = new Map<string, number | undefined>();

/**
 * Decimals of a currency after ISO 4217, such as 2 for PLN, 0 for JPY; undefined if there is no such currency.
 * @param currency three capital letters
 */
export function currencyDigits(currency: string): number | undefined {
  if (!known.has(currency)) known.set(currency, askDigits(currency));
  return known.get(currency);
}

function askDigits(currency: string): number | undefined {
  if (!Intl.supportedValuesOf("currency").includes(currency)) return undefined;
  const format = new Intl.NumberFormat("en", { style: "currency", currency });
  return format.resolvedOptions().maximumFractionDigits;
}

/**
 * `39.90` (or `39,90`) as minor units.
 * @param text as written, or the number that YAML made of it: its shortest decimal text is what was written
 * @param digits decimals of the currency
 * @returns 0 to 1,000,000,000, or undefined: not a price, more decimals than the currency has, or too large
 */
export function parsePrice(text: string | number, digits: number): number | undefined {
  const match = /^(\d{1,10})(?:[.,](\d{1,6}))?$/.exec(String(text).trim());
  if (match === null) return undefined;
  const fraction = (match[2] ?? "").replace(/0+$/, "");
  if (fraction.length > digits) return undefined;
  const minor = Number(match[1] + fraction.padEnd(digits, "0"));
  return minor <= MOST_MINOR ? minor : undefined;
}

/** Minor units as decimal text with a point, such as `39.90`. */
export function formatPrice(minor: number, digits: number): string {
  const text = String(minor).padStart(digits + 1, "0");
  return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
}
