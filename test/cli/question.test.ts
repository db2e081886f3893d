import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readSituation, readTime } from "../../host/cli/question.ts";
import type { Shop } from "../../host/shop/model.ts";
import { UNKNOWN_MINUTE } from "../../shared/offers/situation.ts";

const SHOP: Shop = {
  name: "Test",
  languages: ["pl", "en"],
  timezone: "Europe/Warsaw",
  currency: "PLN",
  hours: [],
  hoursText: {},
  staffEvery: 0,
  question: {
    text: {},
    chip: {},
    answers: [
      { id: "crime", text: {} },
      { id: "travel", text: {} },
    ],
  },
  boards: [],
  offers: [],
  file: "shop.yaml",
};
const EDGES = [10_000, 30_000, 90_000];

const FIRST_MINUTE = Date.UTC(2020, 0, 1) / 60_000;
const LAST_MINUTE = Date.UTC(2100, 0, 1) / 60_000 - 1;

describe("times", () => {
  it("Friday, 27 November 2026, 17:00 is minute 6780 of the week and day 20784", () => {
    expect(readTime("2026-11-27T17:00")).toEqual({ minuteOfWeek: 4 * 1440 + 17 * 60, day: 20784 });
  });

  it("agree with the calendar of JavaScript at every minute", () => {
    fc.assert(
      fc.property(fc.integer({ min: FIRST_MINUTE, max: LAST_MINUTE }), (minutes) => {
        const date = new Date(minutes * 60_000);
        const time = readTime(date.toISOString().slice(0, 16));
        const weekday = (date.getUTCDay() + 6) % 7;
        expect(time?.day).toBe(Math.floor(minutes / 1440));
        expect(time?.minuteOfWeek).toBe(weekday * 1440 + date.getUTCHours() * 60 + date.getUTCMinutes());
      }),
    );
  });

  it.each([
    "2026-02-30T10:00",
    "2026-11-27",
    "2026-11-27T24:00",
    "2026-11-27T17:60",
    "now",
    "",
    "2026-11-27T17:00Z",
    "2019-12-31T23:59",
    "2100-01-01T00:00",
    "0001-01-01T00:00",
  ])("%j is none", (text) => {
    expect(() => readTime(text)).toThrowError(expect.objectContaining({ code: "usage-at" }));
  });
});

describe("questions", () => {
  it("about an hour that the change to summer time leaves out are refused, those beside it answered", () => {
    const ask = (at: string) => readSituation({ at }, SHOP, EDGES).minuteOfWeek;
    expect(() => ask("2027-03-28T02:30")).toThrowError(expect.objectContaining({ code: "usage-at" }));
    expect(ask("2027-03-28T01:59")).toBe(6 * 1440 + 119);
    expect(ask("2027-03-28T03:00")).toBe(6 * 1440 + 180);
    // The hour that comes twice exists.
    expect(ask("2026-10-25T02:30")).toBe(6 * 1440 + 150);
  });

  it("name the situation in the words of the shop's file", () => {
    const asked = { presence: "lingering", mood: "travel", busy: "few", dwell: "30s", language: "en" };
    const situation = readSituation({ at: "unknown", ...asked }, SHOP, EDGES);
    expect(situation).toMatchObject({ minuteOfWeek: UNKNOWN_MINUTE, language: 1 });
    expect([...situation.axes]).toEqual([2, 2, 2, 1, 0, 0]);
  });

  it("that say nothing else know nothing else", () => {
    const situation = readSituation({ at: "2026-11-27T17:00" }, SHOP, EDGES);
    expect([...situation.axes, situation.language]).toEqual([0, 0, 0, 0, 0, 0, 0]);
  });

  it.each([
    ["presence", "close"],
    ["mood", "horror"],
    ["busy", "1"],
    ["language", "de"],
    ["dwell", "-3s"],
    ["light", "toString"],
  ])("with --%s %s are refused", (name, word) => {
    expect(() => readSituation({ at: "unknown", [name]: word }, SHOP, EDGES)).toThrowError(
      expect.objectContaining({ code: `usage-${name}` }),
    );
  });
});
