// A week as a map: one row an offer, one column an open hour, the darker the more of that hour's slots are its own.

import { escapeText } from "./text.ts";
import type { Case, Week } from "./week.ts";

const WIDTH = 900;
const LEFT = 220;
const ROW = 20;
const HEIGHT = 14;
const TOP = 22;
const DAY_GAP = 8;
const DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const SHORT = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const DAY_HOURS = 24;
/** Longest title, in letters, that fits left of the rows. */
const TITLE_LETTERS = 30;
/** Ink of a share: the eye tells small shares apart better than large ones. */
const shade = (share: number): number => Math.round(Math.sqrt(share) * 20) / 20;

/**
 * An SVG image; undefined where nothing plays at all.
 * @param titles of the offers, in the order of the deployment
 */
export function drawMap(
  week: Week,
  { situation, offers }: Case,
  titles: readonly string[],
): string | undefined {
  const open = week.hours.flatMap((slots, hour) => (slots > 0 ? [hour] : []));
  const played = offers.flatMap(({ plays }, i) => (plays > 0 ? [i] : []));
  if (open.length === 0 || played.length === 0) return undefined;
  const days = [...new Set(open.map((hour) => Math.floor(hour / DAY_HOURS)))];
  const column = (WIDTH - LEFT - (days.length - 1) * DAY_GAP) / open.length;
  const x = (i: number): number =>
    LEFT + i * column + days.indexOf(Math.floor(open[i] / DAY_HOURS)) * DAY_GAP;
  const parts = days.map((day) => {
    const first = open.findIndex((hour) => Math.floor(hour / DAY_HOURS) === day);
    return `<text x="${x(first).toFixed(1)}" y="12">${(column * open.length) / days.length > 70 ? DAYS[day] : SHORT[day]}</text>`;
  });
  played.forEach((offer, row) => {
    const y = TOP + row * ROW;
    const title = titles[offer];
    const short = title.length > TITLE_LETTERS ? `${title.slice(0, TITLE_LETTERS - 1)}…` : title;
    parts.push(`<text x="0" y="${y + HEIGHT - 3}">${escapeText(short)}</text>`);
    // Hours beside each other that look the same are one piece.
    for (let i = 0; i < open.length; ) {
      const shares = (at: number): number => shade(offers[offer].hours[open[at]] / week.hours[open[at]]);
      let end = i + 1;
      const isSame = (at: number): boolean => shares(at) === shares(i) && open[at] === open[at - 1] + 1;
      while (end < open.length && isSame(end) && open[end] % DAY_HOURS > 0) end++;
      const width = x(end - 1) + column - x(i);
      if (shares(i) > 0)
        parts.push(
          `<rect class="play" x="${x(i).toFixed(1)}" y="${y}" width="${width.toFixed(1)}" height="${HEIGHT}" fill-opacity="${shares(i)}"/>`,
        );
      i = end;
    }
    parts.push(
      `<line class="rule" x1="${LEFT}" y1="${y + HEIGHT + 2.5}" x2="${WIDTH}" y2="${y + HEIGHT + 2.5}"/>`,
    );
  });
  const height = TOP + played.length * ROW + 2;
  const label = escapeText(`What plays in the hours of the week, ${situation}`);
  return `<svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${label}">\n${parts.join("\n")}\n</svg>`;
}
