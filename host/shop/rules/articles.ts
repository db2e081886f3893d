// One article, one price: whoever comes to the till pays what any card says at that time, shown or not.
// Only the calendar may part two prices. Presence, mood and busy may not: nobody pays by what was sensed.
import { calendarOf, findMeeting } from "../calendar.ts";
import type { Draft, DraftOffer } from "../draft.ts";
import { formatPrice } from "../money.ts";
import type { Report } from "../report.ts";
import { DAY_NAMES, formatMinute } from "../window.ts";

/** Offers of one article at one price hold together for as long as any of them: this many are looked at. */
const MOST_OFFERS = 500;

export function checkArticles({ offers, digits }: Draft, report: Report): void {
  const byArticle = new Map<string, DraftOffer[]>();
  for (const entry of offers) {
    const { article, price } = entry.offer;
    if (article === undefined || price === undefined || report.isFull()) continue;
    const others = byArticle.get(article) ?? [];
    byArticle.set(article, others);
    if (others.length === MOST_OFFERS) {
      const hint = `At most ${MOST_OFFERS} offers of one article are compared.`;
      report.error("shop-many-offers", [...entry.path, "article"], `\`${article}\` is in too many.`, hint);
      continue;
    }
    const sum = sumOf(entry);
    for (const other of others) {
      if (sumOf(other) === sum) continue;
      const minute = findMeeting(
        calendarOf(other.offer, other.except),
        calendarOf(entry.offer, entry.except),
      );
      if (minute === undefined) continue;
      const [before, here] = [sumOf(other), sum].map((minor) => formatPrice(minor, digits ?? 2));
      const at = `${DAY_NAMES[Math.floor(minute / 1440)]} ${formatMinute(minute % 1440)}`;
      report.error(
        "shop-two-prices",
        [...entry.path, "price", "now"],
        `\`${article}\` costs ${before} in ${other.offer.id} and ${here} here, both on ${at}.`,
        "Use one price, or dates, days and hours that do not overlap.",
      );
      break;
    }
    others.push(entry);
  }
}

/** What is paid at the till: the price with all that comes on top. */
function sumOf({ offer, parts }: DraftOffer): number {
  return (offer.price?.now ?? 0) + (parts.fees ?? 0) + (parts.deposit ?? 0);
}
