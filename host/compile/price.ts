// Prices as they are printed: the shop's currency after a thin space, decimals by the language.
import { currencyDigits, formatPrice } from "../shop/money.ts";
import type { Words } from "./texts.ts";

const THIN_SPACE = "\u2009";

/** Rows from the baseline up to the stroke through an old price in the pixel face: it goes through the upper loops, because
 *  in the middle it would make an 8 of each 0. */
export const PIXEL_STRIKE_PX = 10;

/** What is printed for a currency instead of its code. */
const SIGNS: Readonly<Record<string, string>> = {
  CZK: "Kč",
  EUR: "€",
  GBP: "£",
  HUF: "Ft",
  PLN: "zł",
  USD: "$",
};

/**
 * A price such as `39,90 zł` with a thin space, which never breaks.
 * @param minor minor units of the currency
 */
export function printPrice(minor: number, currency: string, words: Words): string {
  const number = formatPrice(minor, currencyDigits(currency) ?? 2).replace(".", words.decimal);
  return `${number}${THIN_SPACE}${SIGNS[currency] ?? currency}`;
}
