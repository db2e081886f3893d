// What a board would have counted of a day, beside what happened.
import type { Board, Shop } from "../shop/model.ts";
import { summariseStatistics } from "./statistics.ts";
import type { Counted } from "./truth.ts";

function sayValue(value: number | undefined): string {
  return value === undefined ? "-" : String(value);
}

/** Lines for people: each number as the board would keep it, and the true one, which it never has. */
export function compareTruth({ records, truth }: Counted, shop: Shop, board: Board): string[] {
  const kinds = board.statistics ?? [];
  const lines = [
    "",
    "Statistics of this day: as the board would keep them, and the truth, which it never has",
    "  One day says little: each number is noisy, a footfall mostly by up to 11, plays by up to 23.",
    ...(kinds.includes("answers")
      ? [
          "  Answers are mixed with chance too: `passerby stats` reckons the shares back, once there are enough.",
        ]
      : []),
  ];
  if (records.length === 0)
    return [...lines, "  nothing: no opening hour had a clock that was known for ten minutes"];
  for (const record of records) {
    if (kinds.includes("footfall"))
      record.footfall.forEach((value, hour) => {
        if (value !== undefined || (record.spentHours >> hour) & 1)
          lines.push(
            `  footfall ${String(hour).padStart(2, "0")}:00  ${sayValue(value)}  ${truth.footfall[hour]}`,
          );
      });
    if (kinds.includes("answers"))
      (shop.question?.answers ?? []).forEach(({ id }, i) => {
        lines.push(`  answer ${id}  ${sayValue(record.answers[i])}  ${truth.answers[i]}`);
      });
    if (kinds.includes("plays"))
      board.groups.forEach((group, i) => {
        lines.push(`  group ${group}  ${sayValue(record.plays[i])}  ${truth.plays[i]}`);
      });
  }
  const { days } = summariseStatistics(records, 0, 0);
  const open = truth.footfall.filter((_, hour) => (records[0].spentHours >> hour) & 1);
  for (const { shown } of kinds.includes("footfall") ? days : [])
    lines.push(
      `  the day: ${shown.value === undefined ? "not shown" : `${Math.round(shown.value)} ± ${Math.ceil(shown.plusMinus)}`}, ` +
        `in truth ${open.reduce((sum, count) => sum + count, 0)}`,
    );
  return lines;
}
