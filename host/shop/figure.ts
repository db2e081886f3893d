// Figures in a text: sums of money and percents, as people write them in Polish, English and German.

/** What stands for a currency, and which currencies it can stand for. */
const SIGNS: readonly (readonly [sign: string, currencies: readonly string[]])[] = [
  ["zł", ["PLN"]],
  ["zl", ["PLN"]],
  ["złot\\p{L}+", ["PLN"]],
  ["€", ["EUR"]],
  ["euro", ["EUR"]],
  ["eur", ["EUR"]],
  ["£", ["GBP"]],
  ["kč", ["CZK"]],
  ["ft", ["HUF"]],
  ["us\\$", ["USD"]],
  ["\\$", ["USD", "CAD", "AUD", "NZD", "SGD", "MXN"]],
  ["kr", ["SEK", "NOK", "DKK", "ISK"]],
  ["sfr", ["CHF"]],
  ["fr\\.", ["CHF"]],
  ["¥", ["JPY", "CNY"]],
  ["lei", ["RON"]],
  ["₴", ["UAH"]],
];
const CODES = "PLN|EUR|GBP|USD|CZK|HUF|CHF|SEK|NOK|DKK|RON|UAH|JPY|CAD|AUD";
const SIGN = `${SIGNS.map(([sign]) => sign).join("|")}|${CODES.toLowerCase()}`;
const NUMBER = "(\\d{1,3}(?:[ .,\\u00a0\\u202f\\u2009]\\d{3})+|\\d{1,9})(?:[.,](\\d{1,2}|[-–—]{1,2}))?";
const GAP = "[ \\u00a0\\u202f\\u2009]?";
const AMOUNT = new RegExp(
  `(?<![\\d.,])(?:${NUMBER}${GAP}(${SIGN})(?![\\p{L}\\d])|(?<![\\p{L}\\d])(${SIGN})${GAP}${NUMBER}(?![\\d]))`,
  "giu",
);

export interface Amount {
  /** Hundredths, whatever the currency has. */
  readonly hundredths: number;
  /** Currencies that its sign can stand for. */
  readonly currencies: readonly string[];
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Sums of money in a text. */
export function findAmounts(text: string): Amount[] {
  return [...text.matchAll(AMOUNT)].map((match) => {
    const [whole, wholeA, fractionA, signA, signB, wholeB, fractionB] = match;
    const sign = (signA ?? signB ?? "").toLowerCase();
    const known = SIGNS.find(([pattern]) => new RegExp(`^(?:${pattern})$`, "u").test(sign));
    const fraction = (fractionA ?? fractionB ?? "").replace(/\D/g, "").padEnd(2, "0");
    return {
      hundredths: Number((wholeA ?? wholeB ?? "").replace(/\D/g, "")) * 100 + Number(fraction),
      currencies: known?.[1] ?? [sign.toUpperCase()],
      start: match.index,
      end: match.index + whole.length,
      text: whole,
    };
  });
}

const PERCENT =
  /(?<![\d.,])(?<minus>(?<![^\s(])[-−–])?(?<number>\d{1,3}(?:[.,]\d{1,2})?) ?(?:%|percent\b|per cent\b|prozent\b|procent\p{L}*|proc\.)/giu;

export interface Percent {
  /** Hundredths of a percent. */
  readonly hundredths: number;
  /** Written with a minus sign. */
  readonly isMinus: boolean;
  readonly start: number;
  readonly end: number;
  /** The number alone, as written. */
  readonly number: string;
}

/** Percents in a text. */
export function findPercents(text: string): Percent[] {
  return [...text.replace(/[\u00a0\u202f\u2009]/g, " ").matchAll(PERCENT)].map((match) => {
    const number = match.groups?.number ?? "";
    const [whole, fraction = ""] = number.split(/[.,]/);
    return {
      hundredths: Number(whole) * 100 + Number(fraction.padEnd(2, "0")),
      isMinus: match.groups?.minus !== undefined,
      start: match.index,
      end: match.index + match[0].length,
      number,
    };
  });
}
