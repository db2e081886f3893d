// One article, one price: whoever comes to the till pays what any card says at that time, shown or not.
// Only the calendar may part two prices. Presence, mood and busy may not: nobody pays by what was sensed.
import { weekdayOf } from "../date.ts";
import type { Draft } from "../draft.ts";
import type { Conditions, Offer } from "../model.ts";
import { formatPrice } from "../money.ts";
import type { Report } from "../report.ts";

const DAY_MINUTES = 1440;
const ALL_DAY = [{ start: 0, end: DAY_MINUTES }];
const LAST_DAY = 0xffff;

export function checkArticles({ offers, digits }: Draft, report: Report): void {
  const byArticle = new Map<string, { offer: Offer; path: readonly (string | number)[] }[]>();
  for (const entry of offers) {
    const { article, price } = entry.offer;
    if (article === undefined || price === undefined || report.isFull()) continue;
    const others = byArticle.get(article) ?? [];
    const clash = others.find(
      ({ offer }) => offer.price?.now !== price.now && mayMeet(offer.when, entry.offer.when),
    );
    if (clash?.offer.price !== undefined) {
      const prices = [clash.offer.price.now, price.now].map((minor) => formatPrice(minor, digits ?? 2));
      report.error(
        "shop-two-prices",
        [...entry.path, "price", "now"],
        `\`${article}\` costs ${prices[0]} in ${clash.offer.id} and ${prices[1]} here, at the same time.`,
        "Use one price, or dates, days and hours that do not overlap.",
      );
    }
    others.push(entry);
    byArticle.set(article, others);
  }
}

/** Whether both calendars hold at some minute. A window that runs over midnight belongs to the day it starts on. */
export function mayMeet(a: Conditions, b: Conditions): boolean {
  const first = Math.max(a.from ?? 0, b.from ?? 0) - 1;
  const last = Math.min(a.until ?? LAST_DAY, b.until ?? LAST_DAY) + 1;
  // Weeks repeat: what does not meet in the first nine days of both never does.
  for (let day = first; day <= Math.min(last, first + 9); day++) {
    const spansA = spansOf(a, day);
    if (spansA.length === 0) continue;
    for (const near of [day - 1, day, day + 1])
      for (const spanB of spansOf(b, near))
        if (spansA.some((spanA) => spanA.start < spanB.end && spanB.start < spanA.end)) return true;
  }
  return false;
}

/** Spans that start on a day, in minutes since 1970. */
function spansOf(when: Conditions, day: number): { start: number; end: number }[] {
  if (day < (when.from ?? 0) || day > (when.until ?? LAST_DAY)) return [];
  if (when.days !== undefined && !(when.days & (1 << weekdayOf(day)))) return [];
  return (when.hours ?? ALL_DAY).map(({ start, end }) => ({
    start: day * DAY_MINUTES + start,
    end: day * DAY_MINUTES + end + (end <= start ? DAY_MINUTES : 0),
  }));
}
