// One moment out of many at which something is so, for somebody who wants to see it.
import { type Calendar, holdsAt } from "../calendar.ts";
import { formatDate, weekdayOf } from "../date.ts";
import { DAY_NAMES, formatMinute } from "../window.ts";

const DAY_MINUTES = 1440;

/** The first minute at which a calendar holds, in local minutes since 1970; undefined where it never does. */
export function findFirst(calendar: Calendar): number | undefined {
  const starts = [0, ...calendar.spans.map(({ start }) => start % DAY_MINUTES)].sort((a, b) => a - b);
  // What does not hold within a week never does.
  for (const { first, last } of calendar.stretches)
    for (let day = first; day <= Math.min(last, first + 6); day++)
      for (const start of starts)
        if (holdsAt(calendar, day * DAY_MINUTES + start)) return day * DAY_MINUTES + start;
  return undefined;
}

/** A local minute as `passerby why --at` takes it: 2026-11-27T16:00. */
export function writeAt(localMinute: number): string {
  const day = Math.floor(localMinute / DAY_MINUTES);
  return `${formatDate(day)}T${formatMinute(localMinute - day * DAY_MINUTES)}`;
}

/** A local minute for people: Fri 2026-11-27 16:00. */
export function nameMoment(localMinute: number): string {
  const name = DAY_NAMES[weekdayOf(Math.floor(localMinute / DAY_MINUTES))];
  return `${name.slice(0, 1).toUpperCase()}${name.slice(1)} ${writeAt(localMinute).replace("T", " ")}`;
}
