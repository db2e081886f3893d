// Sums of money on a card are those of its price: whoever reads one sum does not pay another.
import { listTexts, replaceFigure } from "../card.ts";
import type { Draft, DraftOffer } from "../draft.ts";
import { type Amount, findAmounts } from "../figure.ts";
import { formatPrice } from "../money.ts";
import type { Report } from "../report.ts";

/** Before a sum: it is a bound or a thing of its own, not the price of what the card offers. */
const BOUND =
  /(?<!\p{L})(?:over|above|from|under|below|up to|at least|minimum|min\.?|more than|od|do|ponad|powyżej|poniżej|co najmniej|minimum|za każde|ab|über|unter|bis|bis zu|mindestens|mehr als|wart\p{L}*|worth|wert|value|voucher\p{L}*|bon\p{L}*|gutschein\p{L}*)[  ]?$/iu;
/** Before or after a sum: that much less than before. */
const SAVING =
  /(?<!\p{L})(?:save|saves|saving|off|cheaper|less|taniej|mniej|oszczęd\p{L}+|rabat\p{L}*|zniż\p{L}+|spar\p{L}+|gespart|günstiger|billiger|weniger)(?!\p{L})/iu;
/** Right before a sum, or right after it: the sum itself is what is saved, so it may not be the price. */
const SAVED_BEFORE =
  /(?<!\p{L})(?:save|saves|saving|saved|cheaper by|less by|taniej o|mniej o|oszczęd\p{L}+|rabat\p{L}*|zniż\p{L}+|obniż\p{L}+ o|spar\p{L}*|gespart|(?:günstiger|billiger) um)(?: (?:you|of|now|even|a|sie|du|teraz|aż|nawet))*[: ]*$/iu;
const SAVED_AFTER =
  /^[ ]?(?:off|cheaper|less|saved|discount|taniej|mniej|rabat\p{L}*|zniż\p{L}+|gespart|günstiger|billiger|weniger|nachlass)(?!\p{L}| ?\d)/iu;
/** A text that is nothing but a price, so that another sum in it can only be that. */
const PLAIN_BEFORE =
  /^(?:now|only|just|price|costs|for|teraz|tylko|cena|kosztuje|za|jetzt|nur|preis|kostet|für)?[: ]*$/iu;
const PLAIN_AFTER = /^[.!]?$/;
/** VAT is in every price that people see (Directive 98/6/EC, article 2). */
const NET =
  /(?<!\p{L})(?:plus (?:vat|mwst|ust)|zzgl\.? ?(?:vat|mwst|ust)\p{L}*|(?:excl|excluding|ohne|bez|without)\.? ?(?:vat|mwst|ust|mehrwertsteuer)\p{L}*|\+ ?(?:vat|mwst|ust)|netto|plus mehrwertsteuer|zzgl\.? mehrwertsteuer|net price)(?!\p{L})/iu;

export function checkAmounts({ offers, currency, digits }: Draft, report: Report): void {
  if (currency === undefined || digits === undefined) return;
  for (const entry of offers)
    for (const { text, path } of listTexts(entry, report)) {
      if (report.isFull()) return;
      const { price } = entry.offer;
      if (NET.test(text)) {
        const hint = "Write the price with everything in it.";
        report.error("shop-price-net", path, "A price without tax is not what people pay.", hint);
      }
      for (const amount of findAmounts(text)) {
        if (!amount.currencies.includes(currency)) {
          const hint = `Write it in ${currency}, as the till does.`;
          report.error("shop-text-currency", path, `“${amount.text}” is not in ${currency}.`, hint);
        } else if (price !== undefined && !isExplained(amount, text, entry, digits)) {
          const now = formatPrice(price.now, digits);
          const message = `“${amount.text}” is none of the sums of ${entry.offer.id}, which costs ${now}.`;
          const number = /\d[\d.,]*\d|\d/.exec(amount.text)?.[0] ?? "";
          const isComma = number.includes(",");
          const right = isComma ? now.replace(".", ",") : now;
          // Among other words a sum may be a saving, a deposit or what others take: that is for a person to say.
          const isPlain =
            price.was === undefined &&
            PLAIN_BEFORE.test(text.slice(0, amount.start)) &&
            PLAIN_AFTER.test(text.slice(amount.end));
          const fix = isPlain ? replaceFigure(path, number, right, report) : undefined;
          report.error("shop-text-price", path, message, `Write ${now}, or leave the sum out.`, fix);
        } else if (price === undefined && !BOUND.test(text.slice(0, amount.start))) {
          const hint = "Add `article` and `price`, so that all cards say the same.";
          report.warning("shop-text-undeclared", path, `No \`price\` says “${amount.text}”.`, hint);
        }
      }
    }
}

function isExplained(amount: Amount, text: string, { offer, parts }: DraftOffer, digits: number): boolean {
  const before = text.slice(0, amount.start);
  if (BOUND.test(before) || offer.price === undefined) return true;
  const { now, was } = offer.price;
  const isSum = (sum: number | undefined) =>
    sum !== undefined && sum * 100 === amount.hundredths * 10 ** digits;
  if (SAVED_BEFORE.test(before) || SAVED_AFTER.test(text.slice(amount.end)))
    return was !== undefined && isSum(was - now);
  const sums = [now, was, parts.unit?.price, parts.deposit, parts.fees, parts.total];
  if (was !== undefined && SAVING.test(text)) sums.push(was - now);
  return sums.some(isSum);
}
