// The same price for everybody, also where no `article` says that two offers are one thing: under one title, on one day, a
// card that asks for a presence or an answer would show another price to another person. A warning, for two things may
// bear one name; `article` says which it is, and then articles.ts is exact.
import { calendarOf, findMeeting, listSpans } from "../calendar.ts";
import type { Draft, DraftOffer } from "../draft.ts";
import { formatPrice } from "../money.ts";
import { quote, type Report } from "../report.ts";
import { DAY_NAMES } from "../window.ts";

const DAY_MINUTES = 1440;
/** So many offers of one title are compared with each other. */
const MOST_OFFERS = 200;

/** Offers of one title, at least in one language, at two prices on one day, of which neither names an article. */
export function checkTitles({ offers, digits }: Draft, report: Report): void {
  const byTitle = new Map<string, DraftOffer[]>();
  for (const entry of offers) {
    const { article, price, title } = entry.offer;
    if (article !== undefined || price === undefined || report.isFull()) continue;
    let twin: DraftOffer | undefined;
    for (const [language, text] of Object.entries(title)) {
      const key = `${language} ${text.toLowerCase()}`;
      const others = byTitle.get(key) ?? [];
      byTitle.set(key, others);
      twin ??= others.find((other) => differ(other, entry) && doMeet(other, entry) !== undefined);
      if (others.length < MOST_OFFERS) others.push(entry);
    }
    if (twin === undefined) continue;
    const [before, here] = [priceOf(twin), priceOf(entry)].map((minor) => formatPrice(minor, digits ?? 2));
    const shared = Object.entries(title).find(
      ([language, text]) => twin.offer.title[language]?.toLowerCase() === text.toLowerCase(),
    );
    report.warning(
      "shop-title-prices",
      [...entry.path, "price", "now"],
      `${quote(shared?.[1])} costs ${before} in ${twin.offer.id} and ${here} here, both on a ${DAY_NAMES[doMeet(twin, entry) ?? 0]}.`,
      "Write `article` into both: the same name if they are one thing, two names if they are not.",
    );
  }
}

function priceOf({ offer }: DraftOffer): number {
  return offer.price?.now ?? 0;
}

/** Another price of what may be one thing; packages of which each says what is in it, and another amount, are two. */
function differ(a: DraftOffer, b: DraftOffer): boolean {
  const [one, other] = [a.parts.contents, b.parts.contents];
  const isTwo =
    one !== undefined &&
    other !== undefined &&
    (one.kind !== other.kind || one.thousandths !== other.thousandths);
  return priceOf(a) !== priceOf(b) && !isTwo;
}

/** A day of the week, 0 = Monday, on which both are shown at some time; undefined where there is none. */
function doMeet(a: DraftOffer, b: DraftOffer): number | undefined {
  const minute = findMeeting(daysOf(a), daysOf(b));
  return minute === undefined ? undefined : Math.floor(minute / DAY_MINUTES);
}

/** The calendar of an offer with whole days for hours. */
function daysOf({ offer, except }: DraftOffer): ReturnType<typeof calendarOf> {
  const { stretches, spans } = calendarOf(offer, except);
  let days = 0;
  for (const { start, end } of spans)
    for (let day = Math.floor(start / DAY_MINUTES); day * DAY_MINUTES < end; day++) days |= 1 << day;
  return { stretches, spans: listSpans(days, undefined) };
}
