// What a board needs to know to count: the hours that the shop is open, and the group of each offer.
import type { Board, Hours, Offer, Shop } from "../shop/model.ts";
import { joinBytes, u32Bytes } from "./encode.ts";

const HOUR_MINUTES = 60;
const DAY_HOURS = 24;

/**
 * Hours of each day of the week, Monday first, in which the shop is open at any time; bit h = hour h. What is open over
 * midnight belongs to both days.
 */
export function listOpenHours(hours: readonly Hours[]): number[] {
  const masks = new Array<number>(7).fill(0);
  for (const { days, window } of hours) {
    const end = window.end <= window.start ? window.end + DAY_HOURS * HOUR_MINUTES : window.end;
    for (let day = 0; day < 7; day++) {
      if (((days >> day) & 1) === 0) continue;
      for (let hour = Math.floor(window.start / HOUR_MINUTES); hour * HOUR_MINUTES < end; hour++)
        masks[(day + Math.floor(hour / DAY_HOURS)) % 7] |= 1 << (hour % DAY_HOURS);
    }
  }
  return masks;
}

/** SECTION_STATS of a deployment. @param offers in the deployment's order */
export function encodeStatistics(shop: Shop, board: Board, offers: readonly Offer[]): Uint8Array {
  const groups = offers.map(({ group }) => board.groups.indexOf(group));
  return joinBytes([u32Bytes(listOpenHours(shop.hours)), Uint8Array.from(groups)]);
}
