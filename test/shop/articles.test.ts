import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { weekdayOf } from "../../host/shop/date.ts";
import type { Conditions } from "../../host/shop/model.ts";
import { checkShopText } from "../../host/shop/parse.ts";
import { mayMeet } from "../../host/shop/rules/articles.ts";
import { GOOD } from "./sample.ts";

const FIRST = 20_700;
const SPAN = 24;

/** Minutes of a stretch of days at which a calendar holds, one by one, in steps of an hour. */
function hoursOf(when: Conditions): Set<number> {
  const hours = new Set<number>();
  for (let day = FIRST - 2; day < FIRST + SPAN + 2; day++) {
    if (when.from !== undefined && day < when.from) continue;
    if (when.until !== undefined && day > when.until) continue;
    if (when.days !== undefined && ((when.days >> weekdayOf(day)) & 1) === 0) continue;
    for (const { start, end } of when.hours ?? [{ start: 0, end: 1440 }])
      for (let minute = start; minute < (end <= start ? end + 1440 : end); minute += 60)
        hours.add(day * 24 + minute / 60);
  }
  return hours;
}

const conditions = fc
  .record({
    days: fc.option(fc.integer({ min: 1, max: 127 }), { nil: undefined }),
    hours: fc.option(
      fc.array(
        fc.tuple(fc.nat(23), fc.integer({ min: 1, max: 24 })).filter(([start, end]) => start !== end % 24),
        { minLength: 1, maxLength: 2 },
      ),
      { nil: undefined },
    ),
    from: fc.integer({ min: FIRST, max: FIRST + SPAN }),
    days2: fc.nat(20),
  })
  .map(
    ({ days, hours, from, days2 }): Conditions => ({
      ...(days === undefined ? {} : { days }),
      ...(hours === undefined
        ? {}
        : { hours: hours.map(([start, end]) => ({ start: start * 60, end: end * 60 })) }),
      from,
      until: Math.min(from + days2, FIRST + SPAN),
    }),
  );

test("two calendars meet exactly when they share an hour", () => {
  fc.assert(
    fc.property(conditions, conditions, (a, b) => {
      const hours = hoursOf(b);
      expect(mayMeet(a, b)).toBe([...hoursOf(a)].some((hour) => hours.has(hour)));
    }),
    { numRuns: 1000 },
  );
});

test("an overnight window meets the morning after, and only that", () => {
  const night = { days: 1 << 4, hours: [{ start: 1320, end: 120 }] };
  expect(mayMeet(night, { days: 1 << 5, hours: [{ start: 60, end: 180 }] })).toBe(true);
  expect(mayMeet(night, { days: 1 << 4, hours: [{ start: 60, end: 180 }] })).toBe(false);
});

describe("P2: one article has one price at any time", () => {
  const second = (when: string) =>
    `${GOOD}  - id: noir-two
    group: crime
    title: { en: Noir, pl: Noir }
    text: { en: Two books, pl: Dwie książki }
    article: noir-set
    price: { now: 29.90 }
    when: { ${when} }
    approved: { by: MK, review: 2027-06-30 }
`;
  const codes = (when: string) =>
    checkShopText(second(when), "shop.yaml", ".").findings.map(({ code }) => code);
  test("what is sensed does not part two prices", () => {
    expect(codes("presence: near")).toEqual(["shop-two-prices"]);
    expect(codes("mood: tea")).toEqual(["shop-two-prices"]);
    expect(codes("busy: few, days: sat, hours: 18:00-20:00")).toEqual(["shop-two-prices"]);
  });
  test("the calendar does", () => {
    expect(codes("days: mon-thu")).toEqual([]);
    expect(codes("hours: 10:00-16:00")).toEqual([]);
    expect(codes("from: 2026-12-25")).toEqual([]);
  });
});
