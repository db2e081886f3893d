// False urgency (UCPD, Annex I no. 7): no "hurry", and "only today" only where the calendar of the offer says so.
import { findDeadlines } from "../../lexicon/deadline.ts";
import { findWords } from "../../lexicon/reading.ts";
import { isTrue } from "./deadline.ts";
import type { Claim, WordRule } from "./rule.ts";

const WEEK_DAYS = 7;

/** Words for one day or one week are true of offers that are shown on that day, or in that week, only. */
export const findTime: WordRule = (reading, { when, part }) => {
  const days = when.from === undefined || when.until === undefined ? Infinity : when.until - when.from + 1;
  const isDated = part === "offer";
  const found = [
    ...findWords(reading, "time"),
    ...(isDated && days === 1 ? [] : findWords(reading, "day")),
    ...(isDated && days <= WEEK_DAYS ? [] : findWords(reading, "week")),
  ];
  // "The sale ends on Saturday" is plain speech where it does.
  const told = isDated && found.length > 0 ? findDeadlines(reading).filter((last) => isTrue(last, when)) : [];
  const hits = found.filter(({ start, end }) => !told.some(({ hit }) => hit.start < end && start < hit.end));
  const claim: Claim = {
    code: "pressure-time",
    severity: "error",
    hits,
    why: "presses for time",
    fix: "Leave it out, or say the last day plainly (until 24 December) and set `until` to it.",
  };
  return hits.length === 0 ? undefined : claim;
};
