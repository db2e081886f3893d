// Unit price and total: recomputed, and on the card itself, not behind it.
import { listTexts } from "../card.ts";
import type { Path } from "../document.ts";
import type { Draft, DraftOffer } from "../draft.ts";
import { findAmounts } from "../figure.ts";
import { priceOf } from "../measure.ts";
import { formatPrice } from "../money.ts";
import type { Report } from "../report.ts";

/** What comes on top of a price, by the key that says how much. */
const EXTRAS = [
  ["deposit", /(?<!\p{L})(?:deposit|pfand|kaucj\p{L}+)(?!\p{L})/iu],
  [
    "fees",
    /(?<!\p{L})(?:service (?:charge|fee)|(?:plus|\+) ?(?:fees?|shipping|delivery)|servicegebühr|zzgl\.? (?:versand|gebühr\p{L}*)|opłat[aąęy] (?:serwisow|manipulacyjn)\p{L}+|plus (?:dostawa|przesyłka))(?!\p{L})/iu,
  ],
] as const;

export function checkParts({ offers, digits }: Draft, report: Report): void {
  if (digits === undefined) return;
  for (const entry of offers) {
    const { price } = entry.offer;
    if (price === undefined || report.isFull()) continue;
    const path = [...entry.path, "price"];
    checkUnit(entry, path, digits, report);
    checkTotal(entry, path, digits, report);
    for (const { text, path: place } of listTexts(entry, report))
      for (const [key, words] of EXTRAS)
        if (
          words.test(text) &&
          entry.parts[key] === undefined &&
          !/(?<!\p{L})(?:no|ohne|bez)(?!\p{L})/iu.test(text)
        )
          report.error(
            "shop-extra",
            place,
            "The text names something that is paid on top, the price does not.",
            `Write how much under \`price\`, as \`${key}\`.`,
          );
  }
}

function checkUnit({ offer, parts }: DraftOffer, path: Path, digits: number, report: Report): void {
  const { contents, unit } = parts;
  if (unit === undefined || offer.price === undefined) return;
  const at = [...path, "unit", "price"];
  if (contents === undefined || contents.kind !== unit.per.kind) {
    const hint = "Write `contents`, in grams, litres, metres or pieces as the unit price.";
    report.error("shop-unit-contents", [...path, "unit"], "How much is sold for the price?", hint);
    return;
  }
  const right = priceOf(offer.price.now, contents, unit.per);
  if (unit.price !== right) {
    const text = formatPrice(right, digits);
    report.error("shop-unit-price", at, `The unit price is ${text}.`, `Write ${text}.`, text);
  }
}

function checkTotal(entry: DraftOffer, path: Path, digits: number, report: Report): void {
  const { offer, parts } = entry;
  const { deposit, fees, total } = parts;
  const sum = (offer.price?.now ?? 0) + (deposit ?? 0) + (fees ?? 0);
  const text = formatPrice(sum, digits);
  if (total === undefined && deposit === undefined && fees === undefined && parts.unit === undefined) return;
  if (total === undefined && (deposit ?? fees) !== undefined)
    report.error("shop-total", path, "Something is paid on top, and no total.", `Write \`total: ${text}\`.`);
  else if (total !== undefined && total !== sum)
    report.error("shop-total", [...path, "total"], `The total is ${text}.`, `Write ${text}.`, text);
  checkShown(entry, path, digits, [deposit, fees, parts.unit?.price], report);
}

/** In every language the card itself names what is declared: it has no other place for it. */
function checkShown(
  entry: DraftOffer,
  path: Path,
  digits: number,
  sums: readonly (number | undefined)[],
  report: Report,
): void {
  for (const language of Object.keys(entry.offer.text)) {
    const texts = [entry.offer.title[language] ?? "", entry.offer.text[language] ?? ""];
    const shown = texts.flatMap(findAmounts).map(({ hundredths }) => hundredths * 10 ** digits);
    const hidden = sums.find((sum) => sum !== undefined && !shown.includes(sum * 100));
    if (hidden === undefined) continue;
    const message = `The card in \`${language}\` does not say ${formatPrice(hidden, digits)}.`;
    const hint = "Write deposit, fees and unit price into the text, with the currency.";
    report.error("shop-hidden-sum", path, message, hint);
  }
}
