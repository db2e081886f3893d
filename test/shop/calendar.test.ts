// Dates, exceptions and the clock of the shop's time zone: what README.md in host/shop puts into a table.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readRule, holdsAt as ruleHolds } from "../../host/compile/rules.ts";
import { listZoneOffsets } from "../../host/compile/zone.ts";
import { calendarOf, cutOut, holdsAt } from "../../host/shop/calendar.ts";
import { formatDate, listDays, parseDate, parseDayRange, weekdayOf } from "../../host/shop/date.ts";
import { findException, listClosed, readExceptions } from "../../host/shop/exception.ts";
import { fromLocal, toLocal } from "../../host/shop/localtime.ts";
import type { Conditions } from "../../host/shop/model.ts";
import { checkShopText } from "../../host/shop/parse.ts";
import { createReport } from "../../host/shop/report.ts";
import { makeShop, runs } from "../arbitraries.ts";
import { isInHours } from "../oracle/rules.ts";
import { change } from "./sample.ts";

const day = (text: string) => parseDate(text) ?? Number.NaN;
const MINUTE_MS = 60_000;
const REVIEW = day("2030-12-31");

const when: fc.Arbitrary<Conditions> = fc
  .record({
    days: fc.integer({ min: 1, max: 127 }),
    hours: fc.array(
      fc
        .record({ start: fc.integer({ min: 0, max: 1439 }), end: fc.integer({ min: 1, max: 1440 }) })
        .filter(({ start, end }) => start !== end),
      { minLength: 1, maxLength: 2 },
    ),
    from: fc.integer({ min: day("2026-10-20"), max: day("2026-10-28") }),
    until: fc.integer({ min: day("2026-10-24"), max: day("2026-11-02") }),
  })
  .filter(({ from, until }) => from <= until);

function makeOffer(conditions: Conditions) {
  return {
    group: "g",
    tier: "regular" as const,
    title: {},
    text: {},
    when: conditions,
    plays: { share: 1, restSeconds: 0, perHour: 0 },
    approved: { by: "TK", review: REVIEW },
    place: { file: "shop.yaml" },
  };
}

/** Instants around which something is odd: midnights, changes of the clock, leap days, the turn of the year. */
const ODD: readonly (readonly [string, string])[] = [
  ["Europe/Warsaw", "2026-10-25T02:30"],
  ["Europe/Warsaw", "2027-03-28T02:30"],
  ["America/New_York", "2026-11-01T01:30"],
  ["America/New_York", "2027-03-14T02:30"],
  ["Australia/Lord_Howe", "2026-10-04T02:15"],
  ["Asia/Kathmandu", "2028-02-29T00:00"],
  ["Pacific/Auckland", "2026-12-31T23:59"],
  ["America/Sao_Paulo", "2028-02-28T23:59"],
];

test("the calendar, the compiler and the words of the product agree minute by minute", () => {
  fc.assert(
    fc.property(
      when,
      fc.integer({ min: day("2026-10-18"), max: day("2026-11-04") }),
      fc.nat(1439),
      (w, d, m) => {
        const offer = makeOffer(w);
        const shop = makeShop([offer], 1, 0);
        const rule = readRule(shop, shop.offers[0], 8);
        const inWeek = weekdayOf(d) * 1440 + m;
        const expected = d >= (w.from ?? 0) && d <= (w.until ?? REVIEW) && isInHours(shop.offers[0], inWeek);
        expect(holdsAt(calendarOf(offer, []), d * 1440 + m)).toBe(expected);
        expect(ruleHolds(rule, inWeek) && d >= rule.firstDay && d <= rule.lastDay).toBe(expected);
      },
    ),
    runs(3000),
  );
});

describe("the shop's clock", () => {
  test.each(ODD)(
    "in %s around %s the board's table gives the same local minute, each minute",
    (zone, local) => {
      const middle = (fromLocal(local, zone) ?? 0) / MINUTE_MS;
      const offsets = listZoneOffsets(zone, middle - 500_000, middle + 500_000);
      for (let minute = middle - 26 * 60; minute < middle + 26 * 60; minute++) {
        const entry = offsets.findLast(({ utcMinute }) => utcMinute <= minute) ?? offsets[0];
        expect(minute + (entry?.offsetMinutes ?? 0)).toBe(
          toLocal(minute * MINUTE_MS, zone).getTime() / MINUTE_MS,
        );
      }
    },
  );

  test("a window holds while the shop's clocks show its times: an hour that comes twice counts twice", () => {
    const count = (zone: string, date: string) => {
      const own = calendarOf(makeOffer({ hours: [{ start: 120, end: 180 }] }), []);
      const begin = (fromLocal(`${date}T00:00`, zone) ?? 0) / MINUTE_MS;
      let minutes = 0;
      for (let minute = begin; minute < begin + 23 * 60; minute++)
        if (holdsAt(own, toLocal(minute * MINUTE_MS, zone).getTime() / MINUTE_MS)) minutes++;
      return minutes;
    };
    expect(count("Europe/Warsaw", "2026-10-24")).toBe(60);
    expect(count("Europe/Warsaw", "2026-10-25")).toBe(120);
    // From 02:00 the clocks go to 03:00 at once.
    expect(count("Europe/Warsaw", "2027-03-28")).toBe(0);
  });

  test("dates change at the shop's midnight, not at Greenwich's", () => {
    const own = calendarOf(makeOffer({ from: day("2026-12-24"), until: day("2026-12-24") }), []);
    const at = (zone: string, utc: string) =>
      holdsAt(own, toLocal(Date.parse(utc), zone).getTime() / MINUTE_MS);
    expect(at("Europe/Warsaw", "2026-12-23T22:59:00Z")).toBe(false);
    expect(at("Europe/Warsaw", "2026-12-23T23:00:00Z")).toBe(true);
    expect(at("Europe/Warsaw", "2026-12-24T22:59:00Z")).toBe(true);
    expect(at("Europe/Warsaw", "2026-12-24T23:00:00Z")).toBe(false);
    expect(at("Pacific/Auckland", "2026-12-23T10:59:00Z")).toBe(false);
    expect(at("Pacific/Auckland", "2026-12-23T11:00:00Z")).toBe(true);
  });

  test("a night of the last day ends at midnight; the night before the first day goes on into it", () => {
    const own = calendarOf(
      makeOffer({
        hours: [{ start: 1320, end: 120 }],
        from: day("2026-12-24"),
        until: day("2026-12-24"),
      }),
      [],
    );
    const minutes = (date: string) => day(date) * 1440;
    expect(holdsAt(own, minutes("2026-12-24") + 60)).toBe(true);
    expect(holdsAt(own, minutes("2026-12-24") + 1380)).toBe(true);
    expect(holdsAt(own, minutes("2026-12-25") + 60)).toBe(false);
  });
});

describe("days and ranges", () => {
  test.each([
    ["2026-12-24", ["2026-12-24"]],
    ["2026-12-24..2026-12-26", ["2026-12-24", "2026-12-25", "2026-12-26"]],
    ["12-25", ["2026-12-25", "2027-12-25", "2028-12-25"]],
    ["12-31..01-01", ["2026-01-01", "2026-12-31", "2027-01-01", "2027-12-31", "2028-01-01", "2028-12-31"]],
    ["02-29", ["2028-02-29"]],
    ["02-28..02-29", ["2026-02-28", "2027-02-28", "2028-02-28", "2028-02-29"]],
    ["02-29..03-01", ["2026-03-01", "2027-03-01", "2028-02-29", "2028-03-01"]],
  ])("%s are the days that one counts", (text, expected) => {
    const range = parseDayRange(text);
    if (range === undefined) throw new Error("not read");
    const days = listDays(range, day("2026-01-01"), day("2028-12-31")).flatMap(({ first, last }) =>
      Array.from({ length: last - first + 1 }, (_, n) => formatDate(first + n)),
    );
    expect(days).toEqual(expected);
  });

  test.each([
    "2026-02-29",
    "2026-12-26..2026-12-24",
    "02-30",
    "13-01",
    "12-24..2026-12-26",
    "a..b",
    "12-24..",
    "",
  ])("%s is refused", (text) => expect(parseDayRange(text)).toBeUndefined());

  test("yearly days, found by their rule, are those found day by day", () => {
    const code = fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 31 }));
    const text = ([month, date]: readonly [number, number]) =>
      `${String(month).padStart(2, "0")}-${String(date).padStart(2, "0")}`;
    fc.assert(
      fc.property(
        code,
        code,
        fc.integer({ min: day("2026-12-01"), max: day("2028-03-15") }),
        (a, b, from) => {
          const range = parseDayRange(`${text(a)}..${text(b)}`);
          fc.pre(range !== undefined);
          if (range === undefined) return;
          const until = from + 500;
          const found = new Set<number>();
          for (const { first, last } of listDays(range, from, until))
            for (let d = first; d <= last; d++) found.add(d);
          for (let d = from; d <= until; d++) {
            const today = formatDate(d).slice(5);
            const isWrapped = text(a) > text(b);
            const isIn = isWrapped
              ? today >= text(a) || today <= text(b)
              : today >= text(a) && today <= text(b);
            expect(found.has(d), formatDate(d)).toBe(isIn);
          }
        },
      ),
      runs(300),
    );
  });

  test("what is cut out is gone, and nothing else", () => {
    const stretch = fc
      .tuple(fc.nat(40), fc.nat(6))
      .map(([first, length]) => ({ first, last: first + length }));
    fc.assert(
      fc.property(stretch, fc.array(stretch, { maxLength: 5 }), (whole, without) => {
        const left = cutOut(whole, without);
        for (let d = -1; d < 50; d++) {
          const isIn = (list: readonly { first: number; last: number }[]) =>
            list.filter(({ first, last }) => d >= first && d <= last).length;
          expect(isIn(left)).toBe(isIn([whole]) > 0 && isIn(without) === 0 ? 1 : 0);
        }
      }),
      runs(500),
    );
  });
});

describe("exceptions", () => {
  const silent = createReport({ value: {}, locate: () => ({ file: "x" }), range: () => undefined });
  const exceptions = readExceptions(
    { "12-24": "10:00-14:00", "12-25..12-26": "closed", "2027-12-26": "12:00-16:00, 18:00-20:00" },
    silent,
  );
  const hoursOn = (text: string) => findException(exceptions, day(text))?.hours;
  test("hold on their days, a dated one before a yearly one", () => {
    expect(hoursOn("2026-12-24")).toEqual([{ start: 600, end: 840 }]);
    expect(hoursOn("2026-12-26")).toEqual([]);
    expect(hoursOn("2027-12-26")).toEqual([
      { start: 720, end: 960 },
      { start: 1080, end: 1200 },
    ]);
    expect(hoursOn("2026-12-27")).toBeUndefined();
  });
  test("closed days are those without hours", () => {
    const closed = listClosed(exceptions).map(({ first }) => formatDate(first));
    expect(closed).toEqual(expect.arrayContaining(["2026-12-25", "2026-12-26", "2027-12-25"]));
    expect(closed).not.toContain("2027-12-26");
    expect(closed).not.toContain("2026-12-24");
  });

  const shop = (conditions: string) =>
    checkShopText(
      change("from: 2026-11-01, until: 2026-12-24 }", `${conditions} }`).replace(
        "  hours: Mon-Sat 10:00-19:00\n",
        "  hours: Mon-Sat 10:00-19:00\n  exceptions: { 11-11: closed }\n",
      ),
      "shop.yaml",
      ".",
    );
  test("an offer with days left out is several offers, one for each stretch", () => {
    const { shop: read, findings } = shop(
      "from: 2026-11-01, until: 2026-12-24, except: [closed, 2026-12-06]",
    );
    expect(findings).toEqual([]);
    const dates = read?.offers.map(({ id, when: { from, until } }) => [
      id,
      from === undefined ? "" : formatDate(from),
      until === undefined ? "" : formatDate(until),
    ]);
    expect(dates).toEqual([
      ["noir", "2026-11-01", "2026-11-10"],
      ["noir-2", "2026-11-12", "2026-12-05"],
      ["noir-3", "2026-12-07", "2026-12-24"],
      ["tea", "", ""],
    ]);
  });
  test("what is not written stays open at the ends", () => {
    const { shop: read } = shop("except: 2026-12-06");
    expect(read?.offers.slice(0, 2).map(({ when: { from, until } }) => [from, until])).toEqual([
      [undefined, day("2026-12-05")],
      [day("2026-12-07"), undefined],
    ]);
  });
  test.each([
    ["from: 2026-12-24, until: 2026-12-24, except: 2026-12-24", "shop-except"],
    [
      `except: [${Array.from({ length: 20 }, (_, n) => formatDate(day("2026-11-02") + 2 * n)).join(", ")}]`,
      "shop-except",
    ],
    ["except: 2026-02-30", "shop-date"],
    ["except: soon", "shop-value"],
  ])("%s is refused", (conditions, code) =>
    expect(shop(conditions).findings.map((finding) => finding.code)).toEqual([code]),
  );
  test.each([
    ["{ 2026-02-30: closed }", "shop-date"],
    ["{ 2026-12-24: shut }", "shop-hours"],
    ["{ 2026-12-24: 10:00-10:00 }", "shop-hours"],
    ["{ 12-24: closed, 12-24..12-26: closed }", "shop-duplicate"],
    [
      `{ ${Array.from({ length: 101 }, (_, n) => `${formatDate(20_800 + n)}: closed`).join(", ")} }`,
      "shop-exceptions",
    ],
  ])("exceptions %s are refused", (text, code) => {
    const { findings } = checkShopText(
      change("currency: PLN", `currency: PLN\n  exceptions: ${text}`),
      "shop.yaml",
      ".",
    );
    expect(findings.map((finding) => finding.code)).toEqual([code]);
  });
});
