import fc from "fast-check";
import { expect, test } from "vitest";
import { fromLocal, toLocal } from "../../host/shop/localtime.ts";
import { formatLocal, formatMinuteOfWeek, formatSeconds } from "../../host/studio/clock.ts";

const ZONES = ["Europe/Warsaw", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe", "UTC"];

test("a local time read back is the same local time, in any zone, on any day", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...ZONES),
      fc.integer({ min: Date.UTC(2024, 0, 1) / 60_000, max: Date.UTC(2036, 0, 1) / 60_000 }),
      (zone, minute) => {
        const local = toLocal(minute * 60_000, zone)
          .toISOString()
          .slice(0, 16);
        const epoch = fromLocal(local, zone);
        expect(epoch).toBeDefined();
        expect(
          toLocal(epoch ?? 0, zone)
            .toISOString()
            .slice(0, 16),
        ).toBe(local);
      },
    ),
  );
});

test("Warsaw is one hour ahead in winter and two in summer", () => {
  expect(fromLocal("2026-11-27T17:04", "Europe/Warsaw")).toBe(Date.parse("2026-11-27T17:04:00+01:00"));
  expect(fromLocal("2026-07-01T17:04:09", "Europe/Warsaw")).toBe(Date.parse("2026-07-01T17:04:09+02:00"));
});

test("the hour that comes twice is taken the first time, the hour that is left out an hour later", () => {
  expect(fromLocal("2026-10-25T02:30", "Europe/Warsaw")).toBe(Date.parse("2026-10-25T02:30:00+02:00"));
  expect(fromLocal("2026-03-29T02:30", "Europe/Warsaw")).toBe(Date.parse("2026-03-29T03:30:00+02:00"));
});

test.each(["", "today", "2026-02-30T10:00", "2026-11-27T24:00", "2026-11-27 10:00", "2026-11-27T10:00Z"])(
  "%j is no local time",
  (text) => {
    expect(fromLocal(text, "Europe/Warsaw")).toBeUndefined();
  },
);

test("times are written as a shop's clock would", () => {
  expect(formatLocal(toLocal(Date.parse("2026-11-27T16:04:10Z"), "Europe/Warsaw"))).toBe(
    "Fri 27 Nov 2026, 17:04:10",
  );
  expect(formatMinuteOfWeek(4 * 1440 + 17 * 60 + 4)).toBe("Fri 17:04");
  expect([0, 14, 72, 180].map((seconds) => formatSeconds(seconds).replaceAll("\u00a0", " "))).toEqual([
    "0 s",
    "14 s",
    "1 min 12 s",
    "3 min",
  ]);
});
