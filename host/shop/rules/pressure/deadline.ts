// A last day that a card names is the last day of its offer: else somebody hurries for nothing, or comes too late.
import { formatDate } from "../../date.ts";
import { type Deadline, findDeadlines } from "../../lexicon/deadline.ts";
import type { Conditions } from "../../model.ts";
import type { WordRule } from "./rule.ts";

const WEEK_DAYS = 7;

export const findDeadline: WordRule = (reading, { when, part }) => {
  if (part !== "offer") return undefined;
  const wrong = findDeadlines(reading).find((deadline) => !isTrue(deadline, when));
  if (wrong === undefined) return undefined;
  const { hit, monthDay } = wrong;
  const claim = { code: "pressure-deadline", severity: "error", hits: [hit] } as const;
  if (when.until === undefined) {
    const fix =
      monthDay === undefined ? "Name the date, and set `until` to it." : `Set \`until\` to that day.`;
    return { ...claim, why: "names a last day, and the offer has none", fix };
  }
  const until = formatDate(when.until);
  const why =
    monthDay === undefined
      ? `does not say which week, and the offer ends on ${until}`
      : `is not the last day of the offer, which is ${until}`;
  return { ...claim, why, fix: "Make the text and `until` say the same day." };
};

/** A weekday names the last day of an offer that runs for a week at most; dates may leave out the year. */
export function isTrue({ monthDay, year, weekday }: Deadline, { from, until }: Conditions): boolean {
  if (until === undefined) return false;
  const last = formatDate(until);
  if (monthDay !== undefined)
    return (
      Number(last.slice(5, 7)) * 100 + Number(last.slice(8)) === monthDay &&
      (year === undefined || year === Number(last.slice(0, 4)))
    );
  const isThatDay = weekday === new Date(until * 86_400_000).getUTCDay();
  return isThatDay && from !== undefined && until - from < WEEK_DAYS;
}
