// What a board needs to know to count: the hours that the shop is open, and the group of each offer.
import { weekdayOf } from "../shop/date.ts";
import { findException, listExceptional } from "../shop/exception.ts";
import type { Board, DayWindow, Offer, Shop } from "../shop/model.ts";
import { joinBytes, u32Bytes } from "./encode.ts";

const HOUR_MINUTES = 60;
const DAY_HOURS = 24;
const WEEK_DAYS = 7;
/** Later than any day: whoever looks for one stops here. */
const NO_DAY = 0x7fffffff;

/** Hours from the begin of a day on in which the shop is open at any time, up to the end of the next one. */
function listHours(windows: readonly DayWindow[]): Set<number> {
  const hours = new Set<number>();
  for (const window of windows) {
    const end = window.end <= window.start ? window.end + DAY_HOURS * HOUR_MINUTES : window.end;
    for (let hour = Math.floor(window.start / HOUR_MINUTES); hour * HOUR_MINUTES < end; hour++)
      hours.add(hour);
  }
  return hours;
}

/** Hours of a day, bit h = hour h: its own, and what is left of the day before. */
function maskOf(own: readonly DayWindow[], before: readonly DayWindow[]): number {
  const [hours, late] = [listHours(own), listHours(before)];
  let mask = 0;
  for (let hour = 0; hour < DAY_HOURS; hour++)
    if (hours.has(hour) || late.has(hour + DAY_HOURS)) mask |= 1 << hour;
  return mask;
}

function windowsOf({ hours }: Pick<Shop, "hours">, weekday: number): DayWindow[] {
  return hours.filter(({ days }) => ((days >> weekday) & 1) === 1).map(({ window }) => window);
}

/**
 * Hours of each day of the week, Monday first, in which the shop is open at any time; bit h = hour h. What is open over
 * midnight belongs to both days.
 */
export function listOpenHours(shop: Pick<Shop, "hours">): number[] {
  return Array.from({ length: WEEK_DAYS }, (_, day) =>
    maskOf(windowsOf(shop, day), windowsOf(shop, (day + WEEK_DAYS - 1) % WEEK_DAYS)),
  );
}

/** The days, in order, that have other hours than their day of the week, and these; `day` in days since 1970. */
export function listOtherHours(
  shop: Pick<Shop, "hours" | "exceptions">,
): { readonly day: number; readonly hours: number }[] {
  const { exceptions = [] } = shop;
  const week = listOpenHours(shop);
  const windowsOn = (day: number): readonly DayWindow[] =>
    findException(exceptions, day)?.hours ?? windowsOf(shop, weekdayOf(day));
  // The day after one with other hours too: what is open over midnight is another then.
  const days = new Set(listExceptional(exceptions).flatMap((day) => [day, day + 1]));
  return [...days]
    .sort((a, b) => a - b)
    .map((day) => ({ day, hours: maskOf(windowsOn(day), windowsOn(day - 1)) }))
    .filter(({ day, hours }) => hours !== week[weekdayOf(day)]);
}

/** SECTION_STATS of a deployment. @param offers in the deployment's order */
export function encodeStatistics(shop: Shop, board: Board, offers: readonly Offer[]): Uint8Array {
  const groups = new Uint8Array((offers.length + 3) & ~3);
  for (const [i, { group }] of offers.entries()) groups[i] = board.groups.indexOf(group);
  const others = listOtherHours(shop).flatMap(({ day, hours }) => [day, hours]);
  return joinBytes([u32Bytes(listOpenHours(shop)), groups, u32Bytes([...others, NO_DAY, 0])]);
}
