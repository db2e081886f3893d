import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseDays, parseHours, parseWindow } from "../../host/shop/window.ts";

const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const clock = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;

/** Walks the clock minute by minute from start until end is met. */
function minutesOf(start: number, end: number): Set<number> {
  const minutes = new Set<number>();
  for (let minute = start; minute !== end % 1440 || minutes.size === 0; minute = (minute + 1) % 1440)
    minutes.add(minute);
  return minutes;
}

test("a window holds exactly the minutes that a clock passes between its ends", () => {
  fc.assert(
    fc.property(fc.nat(1439), fc.integer({ min: 0, max: 1440 }), (start, end) => {
      fc.pre(start !== end % 1440 || end === 1440);
      const window = parseWindow(`${clock(start)}-${clock(end)}`);
      const held = new Set<number>();
      if (window !== undefined)
        for (let minute = 0; minute < 1440; minute++) {
          const isOvernight = window.end <= window.start;
          const isIn = isOvernight
            ? minute >= window.start || minute < window.end
            : minute >= window.start && minute < window.end;
          if (isIn) held.add(minute);
        }
      expect([...held].sort()).toEqual([...minutesOf(start, end)].sort());
    }),
  );
});

test("a range of days holds the days that one counts from the first to the last", () => {
  fc.assert(
    fc.property(fc.nat(6), fc.nat(6), fc.constantFrom("-", " - ", "–"), (first, last, dash) => {
      const counted: number[] = [];
      for (let day = first; ; day = (day + 1) % 7) {
        counted.push(day);
        if (day === last) break;
      }
      const mask = parseDays(`${DAYS[first]}${dash}${DAYS[last]?.toUpperCase()}`) ?? 0;
      expect(DAYS.map((_, day) => (mask >> day) & 1)).toEqual(
        DAYS.map((_, day) => Number(counted.includes(day))),
      );
    }),
  );
});

test("no text at all makes the readers throw or leave their range", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const window = parseWindow(text);
      const days = parseDays(text) ?? 1;
      parseHours(text);
      expect(days >= 1 && days <= 127).toBe(true);
      if (window !== undefined) expect(window.start < 1440 && window.end <= 1440).toBe(true);
    }),
  );
});

describe("times that no clock has, and windows of no length", () => {
  for (const text of [
    "24:00-01:00",
    "10:60-11:00",
    "10:00-24:01",
    "10:00-10:00",
    "10-11",
    "",
    "10:00",
    "00:00-00:60",
  ])
    test(`"${text}" is refused`, () => expect(parseWindow(text)).toBeUndefined());
});

test("all day is written in three ways", () => {
  for (const text of ["24 h", "24h", "00:00-24:00", "00:00-00:00"])
    expect(parseWindow(text)).toEqual({ start: 0, end: 1440 });
});

describe("opening hours", () => {
  const cases: readonly (readonly [string, unknown])[] = [
    ["Mon-Sat 10:00-19:00", [[63, 600, 1140]]],
    [
      "Mon-Sat 10:00-19:00, Sun 11:00-16:00",
      [
        [63, 600, 1140],
        [64, 660, 960],
      ],
    ],
    [
      "Mon-Fri 9:00-13:00, 14:00-18:00",
      [
        [31, 540, 780],
        [31, 840, 1080],
      ],
    ],
    ["Sat–Mon 22:00 – 02:00", [[97, 1320, 120]]],
    ["Mon Wed Fri 10:00-12:00", [[21, 600, 720]]],
    ["10:00-12:00", [[127, 600, 720]]],
    ["daily 24 h", [[127, 0, 1440]]],
    ["Mon-Fri 24h", [[31, 0, 1440]]],
  ];
  for (const [text, expected] of cases)
    test(text, () => {
      const hours = parseHours(text);
      const flat =
        typeof hours === "string" ? hours : hours.map(({ days, window }) => [days, window.start, window.end]);
      expect(flat).toEqual(expected);
    });
  for (const [text, word] of [
    ["Mon-Sat 10-19", "10-19"],
    ["Mon", ""],
    ["", ""],
    ["Mon 10:00-12:00 Tue", ""],
    ["Mox 1:00-2:00", "Mox"],
  ])
    test(`"${text}" fails at "${word}"`, () => expect(parseHours(text ?? "")).toBe(word));
});
