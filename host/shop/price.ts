// The part `price:` of an offer.
import type { Path } from "./document.ts";
import type { PriceParts } from "./draft.ts";
import type { Header } from "./header.ts";
import { type Measure, parseMeasure } from "./measure.ts";
import type { Price } from "./model.ts";
import { formatPrice, parsePrice } from "./money.ts";
import { quote, type Report } from "./report.ts";
import type { RawPrice } from "./schema.ts";

/** @returns undefined if a number could not be read; the report says which */
export function readPrice(
  raw: RawPrice,
  path: Path,
  header: Header,
  report: Report,
): { price: Price; parts: PriceParts } | undefined {
  const { digits, currency } = header;
  if (digits === undefined || currency === undefined) return undefined;
  let isGood = true;
  const read = (value: RawPrice["now"] | undefined, at: Path): number | undefined => {
    const minor = value === undefined ? undefined : parsePrice(value, digits);
    if (value !== undefined && minor === undefined) {
      const hint = `Write it as ${formatPrice(399 * 10 ** Math.max(0, digits - 1), digits)}.`;
      report.error("shop-price", at, `${quote(value)} is not a price in ${currency}.`, hint);
      isGood = false;
    }
    return minor;
  };
  const measure = (text: string | undefined, at: Path): Measure | undefined => {
    const amount = text === undefined ? undefined : parseMeasure(text);
    if (text !== undefined && amount === undefined) {
      report.error("shop-measure", at, `${quote(text)} is nothing.`, "Write an amount such as 250 g.");
      isGood = false;
    }
    return amount;
  };
  const now = read(raw.now, [...path, "now"]);
  const was = read(raw.was, [...path, "was"]);
  const [deposit, fees, total] = (["deposit", "fees", "total"] as const).map((key) =>
    read(raw[key], [...path, key]),
  );
  const contents = measure(raw.contents, [...path, "contents"]);
  const unitPrice = read(raw.unit?.price, [...path, "unit", "price"]);
  const per = measure(raw.unit?.per, [...path, "unit", "per"]);
  if (now === undefined || !isGood) return undefined;
  if (was !== undefined && was <= now) {
    const hint = "Leave `was` out, or correct one of the two.";
    report.error("shop-price-was", [...path, "was"], "The old price is not above the new one.", hint);
  }
  return {
    price: {
      now,
      ...(was === undefined ? {} : { was }),
      ...(raw.log === undefined ? {} : { log: raw.log }),
    },
    parts: {
      ...(contents === undefined ? {} : { contents }),
      ...(unitPrice === undefined || per === undefined ? {} : { unit: { price: unitPrice, per } }),
      ...(deposit === undefined ? {} : { deposit }),
      ...(fees === undefined ? {} : { fees }),
      ...(total === undefined ? {} : { total }),
    },
  };
}
