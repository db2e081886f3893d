import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { calendarOf, findMeeting, holdsAt } from "../../host/shop/calendar.ts";
import { weekdayOf } from "../../host/shop/date.ts";
import type { Conditions } from "../../host/shop/model.ts";
import { checkShopText } from "../../host/shop/parse.ts";
import { GOOD } from "./sample.ts";

const FIRST = 20_700;
const SPAN = 24;

/** Hours of a stretch of days in which a calendar holds, one by one. */
function hoursOf(when: Conditions, except: readonly number[]): Set<number> {
  const hours = new Set<number>();
  for (let hour = (FIRST - 2) * 24; hour < (FIRST + SPAN + 2) * 24; hour++) {
    const day = Math.floor(hour / 24);
    if (when.from !== undefined && day < when.from) continue;
    if ((when.until !== undefined && day > when.until) || except.includes(day)) continue;
    // A window over midnight belongs to the day it starts on: the early hours to the day before.
    const isIn = (when.hours ?? [{ start: 0, end: 1440 }]).some(({ start, end }) => {
      const minute = (hour % 24) * 60;
      const isOn = (weekday: number) => (((when.days ?? 127) >> weekday) & 1) === 1;
      if (end > start) return isOn(weekdayOf(day)) && minute >= start && minute < end;
      return (isOn(weekdayOf(day)) && minute >= start) || (isOn(weekdayOf(day - 1)) && minute < end);
    });
    if (isIn) hours.add(hour);
  }
  return hours;
}

const calendar = (when: Conditions, except: readonly number[]) =>
  calendarOf(
    { when, approved: { by: "TK", review: 60_000 } },
    except.map((day) => ({ first: day, last: day })),
  );
const except = fc.array(fc.integer({ min: FIRST, max: FIRST + SPAN }), { maxLength: 3 });
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

test("two calendars meet exactly when they share an hour, and say in which", () => {
  fc.assert(
    fc.property(conditions, except, conditions, except, (a, withoutA, b, withoutB) => {
      const hours = hoursOf(b, withoutB);
      const shared = [...hoursOf(a, withoutA)].filter((hour) => hours.has(hour));
      const minute = findMeeting(calendar(a, withoutA), calendar(b, withoutB));
      expect(minute !== undefined).toBe(shared.length > 0);
      const minutes = shared.map((hour) => weekdayOf(Math.floor(hour / 24)) * 1440 + (hour % 24) * 60);
      if (minute !== undefined) expect(minutes).toContain(minute);
    }),
    { numRuns: 1000 },
  );
});

test("a calendar holds in exactly the hours that it names", () => {
  fc.assert(
    fc.property(conditions, except, (when, without) => {
      const own = calendar(when, without);
      const hours = hoursOf(when, without);
      for (let hour = (FIRST - 2) * 24; hour < (FIRST + SPAN + 2) * 24; hour++)
        expect(holdsAt(own, hour * 60)).toBe(hours.has(hour));
    }),
    { numRuns: 300 },
  );
});

test("an overnight window meets the morning after, and only that", () => {
  const night = calendar({ days: 1 << 4, hours: [{ start: 1320, end: 120 }] }, []);
  const morning = (days: number) => calendar({ days, hours: [{ start: 60, end: 180 }] }, []);
  expect(findMeeting(night, morning(1 << 5))).toBe(5 * 1440 + 60);
  expect(findMeeting(night, morning(1 << 4))).toBeUndefined();
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
