// What an offer's written conditions mean, one after the other, without anything clever.
import type { Offer } from "../../host/shop/model.ts";
import { type Facts, GRID_MINUTES, type World } from "../arbitraries.ts";

const WEEK_MINUTES = 10080;

/** Does a minute of the week lie in the days and hours that the offer names? */
export function isInHours(offer: Offer, minute: number): boolean {
  for (let day = 0; day < 7; day++) {
    if (offer.when.days !== undefined && ((offer.when.days >> day) & 1) === 0) continue;
    for (const window of offer.when.hours ?? [{ start: 0, end: 1440 }]) {
      const begin = day * 1440 + window.start;
      const end = day * 1440 + window.end + (window.end <= window.start ? 1440 : 0);
      if (minute >= begin && minute < end) return true;
      // What begins on Sunday goes on into Monday.
      if (minute + WEEK_MINUTES >= begin && minute + WEEK_MINUTES < end) return true;
    }
  }
  return false;
}

/** Is there any minute of the week at which its days and hours keep the offer out? */
export function asksHours(offer: Offer): boolean {
  if (offer.when.days === undefined && offer.when.hours === undefined) return false;
  for (let minute = 0; minute < WEEK_MINUTES; minute += GRID_MINUTES)
    if (!isInHours(offer, minute)) return true;
  return false;
}

/** Last day on which it may be shown. */
export function lastDayOf(offer: Offer): number {
  return Math.min(offer.when.until ?? 0xffff, offer.approved.review);
}

/** Which of the situation's facts, apart from the calendar, keeps the offer out? In the order of their kinds. */
export function failingAxes(world: World, offer: Offer, facts: Facts): string[] {
  const when = offer.when;
  const failing: string[] = [];
  const answer = world.shop.question?.answers[facts.mood - 1]?.id;
  if (when.moods !== undefined && (answer === undefined || !when.moods.includes(answer)))
    failing.push("mood");
  if (when.presence !== undefined && facts.presence < when.presence) failing.push("presence");
  if (when.dwell !== undefined && facts.dwell < when.dwell) failing.push("dwell");
  if (when.busy === 0 && facts.busy !== 0) failing.push("busy");
  if (when.busy !== undefined && facts.busy < when.busy) failing.push("busy");
  if (when.light !== undefined && !when.light.includes(facts.light)) failing.push("light");
  if (when.temperature !== undefined && !when.temperature.includes(facts.temperature))
    failing.push("temperature");
  return failing;
}

/** Do the written conditions allow the offer now? Offers with time conditions wait for a clock. */
export function obeysRules(world: World, offer: Offer, facts: Facts): boolean {
  if (facts.day > lastDayOf(offer)) return false;
  if (facts.minute === undefined) {
    if (offer.when.from !== undefined || asksHours(offer)) return false;
  } else {
    if (offer.when.from !== undefined && facts.day < offer.when.from) return false;
    if (!isInHours(offer, facts.minute)) return false;
  }
  return failingAxes(world, offer, facts).length === 0;
}

/** Are there texts in the language that is shown? */
export function isWritten(world: World, offer: Offer, facts: Facts): boolean {
  const language = world.shop.languages[facts.language];
  return offer.title[language] !== undefined && offer.text[language] !== undefined;
}

/** Sold out counts only for an offer that waits for stock. */
export function isSoldOut(offer: Offer, number: number, facts: Facts): boolean {
  return offer.when.stock === true && facts.soldOut.includes(number);
}
