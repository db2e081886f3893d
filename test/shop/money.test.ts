import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatDate, parseDate, weekdayOf } from "../../host/shop/date.ts";
import { currencyDigits, formatPrice, parsePrice } from "../../host/shop/money.ts";
import { parseDuration, parseMetres } from "../../host/shop/span.ts";

test("a price survives being written and read, in currencies of 0 to 4 decimals", () => {
  fc.assert(
    fc.property(fc.nat(1_000_000_000), fc.nat(4), (minor, digits) => {
      expect(parsePrice(formatPrice(minor, digits), digits)).toBe(minor);
    }),
  );
});

test("a price that YAML made a number of is exact to the last grosz", () => {
  fc.assert(
    fc.property(fc.nat(999_999_999), (minor) => {
      const number = Number(`${Math.floor(minor / 100)}.${String(minor % 100).padStart(2, "0")}`);
      expect(parsePrice(number, 2)).toBe(minor);
    }),
  );
});

describe("what is no price", () => {
  for (const text of ["-1", "1.999", "1e3", "", " ", "abc", "1.2.3", "0x10", "10000000.01", "NaN"])
    test(`"${text}"`, () => expect(parsePrice(text, 2)).toBeUndefined());
  for (const number of [Number.NaN, Number.POSITIVE_INFINITY, -0.5, 1e21, 0.001])
    test(String(number), () => expect(parsePrice(number, 2)).toBeUndefined());
});

test("prices may be written with a comma, without decimals, with zeros more than needed", () => {
  expect([parsePrice("39,90", 2), parsePrice(40, 2), parsePrice("5.500", 2), parsePrice("120", 0)]).toEqual([
    3990, 4000, 550, 120,
  ]);
});

test("currencies have the decimals of ISO 4217, and unknown ones none at all", () => {
  expect(["PLN", "JPY", "KWD", "PLM"].map(currencyDigits)).toEqual([2, 0, 3, undefined]);
});

test("a day survives being written and read", () => {
  fc.assert(
    fc.property(fc.nat(65_534), (day) => {
      expect(parseDate(formatDate(day))).toBe(day);
    }),
  );
});

test("days follow the calendar", () => {
  expect(parseDate("1970-01-01")).toBe(0);
  expect(parseDate("2028-02-29")).toBe((parseDate("2028-03-01") ?? 0) - 1);
  expect(weekdayOf(parseDate("2026-11-27") ?? 0)).toBe(4);
  for (const text of [
    "2026-02-29",
    "2026-02-30",
    "2026-13-01",
    "2026-00-10",
    "2026-04-31",
    "1969-12-31",
    "2999-01-01",
    "26-1-1",
  ])
    expect(parseDate(text)).toBeUndefined();
});

test("times and distances are read in their units", () => {
  expect(["90 s", "10min", "1h", "90 sec"].map(parseDuration)).toEqual([90, 600, 3600, 90]);
  expect(["10", "ten s", "1.5 h", "-1 s", "1 day"].map(parseDuration)).toEqual(Array(5).fill(undefined));
  expect(["1 m", "50 cm", "0.5 m", "0,5m"].map(parseMetres)).toEqual([1, 0.5, 0.5, 0.5]);
  expect(["1", "1 km", "m", "-1 m"].map(parseMetres)).toEqual(Array(4).fill(undefined));
});
