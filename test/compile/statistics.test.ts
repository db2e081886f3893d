// Hours that a board counts in: those of the week, and of days that have others.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodeStatistics, listOpenHours, listOtherHours } from "../../host/compile/statistics.ts";
import { parseDate, parseDayRange, weekdayOf } from "../../host/shop/date.ts";
import { findException } from "../../host/shop/exception.ts";
import type { Board, Exception, Hours, Offer, Shop } from "../../host/shop/model.ts";

const MON_TO_SAT: Hours = { days: 0b0111111, window: { start: 600, end: 1140 } };
const TEN_TO_SEVEN = 0b1111111110000000000;

function day(text: string): number {
  const found = parseDate(text);
  if (found === undefined) throw new Error(text);
  return found;
}

function exception(days: string, ...hours: [start: number, end: number][]): Exception {
  const range = parseDayRange(days);
  if (range === undefined) throw new Error(days);
  return { range, hours: hours.map(([start, end]) => ({ start, end })) };
}

describe("hours that are counted", () => {
  it("are those of the week, over midnight on both days", () => {
    expect(listOpenHours({ hours: [MON_TO_SAT] })).toEqual([...new Array(6).fill(TEN_TO_SEVEN), 0]);
    const late: Hours = { days: 1 << 6, window: { start: 1350, end: 90 } };
    const week = listOpenHours({ hours: [late] });
    expect([week[6], week[0], week[1]]).toEqual([(1 << 22) | (1 << 23), 0b11, 0]);
  });

  it("are others on a day with an exception, in order, and only where they are others", () => {
    const others = listOtherHours({
      hours: [MON_TO_SAT],
      exceptions: [
        // A Sunday before Christmas, the eve, a day as always, and a closed Sunday.
        exception("2026-12-24", [600, 840]),
        exception("2026-12-20", [600, 720]),
        exception("2026-12-22", [600, 1140]),
        exception("2026-12-27"),
      ],
    });
    expect(others).toEqual([
      { day: day("2026-12-20"), hours: 0b110000000000 },
      { day: day("2026-12-24"), hours: 0b11110000000000 },
    ]);
  });

  it("of a closed day are none, each year where that is meant, and a night before it still ends on it", () => {
    const late: Hours = { days: 127, window: { start: 1200, end: 120 } };
    const others = listOtherHours({ hours: [late], exceptions: [exception("12-25")] });
    // The night from the 24th on goes on; that from the 25th does not begin.
    expect(others.slice(0, 2)).toEqual([
      { day: day("2020-12-25"), hours: 0b11 },
      { day: day("2020-12-26"), hours: 0b1111 << 20 },
    ]);
    expect(others).toHaveLength(160);
  });

  it("are those that somebody with a watch sees, on any day", () => {
    const window = fc.record({
      start: fc.integer({ min: 0, max: 1439 }),
      end: fc.integer({ min: 1, max: 1440 }),
    });
    const first = day("2026-01-01");
    const exceptions = fc.array(
      fc.record({
        range: fc.tuple(fc.nat(40), fc.nat(3)).map(([at, length]) => ({
          first: first + at,
          last: first + at + length,
          isYearly: false,
        })),
        hours: fc.array(window, { maxLength: 2 }),
      }),
      { maxLength: 4 },
    );
    const hours = fc.array(fc.record({ days: fc.nat(127), window }), { maxLength: 3 });
    fc.assert(
      fc.property(hours, exceptions, fc.nat(45), fc.nat(23), (hours, exceptions, at, hour) => {
        const shop = { hours, exceptions };
        const seen = first + at;
        const mask =
          listOtherHours(shop).find(({ day }) => day === seen)?.hours ?? listOpenHours(shop)[weekdayOf(seen)];
        /** Minutes of the day in which what begins on that day or the one before is open. */
        const isOpen = (minute: number): boolean =>
          [0, 1].some((ago) => {
            const begun = seen - ago;
            const windows =
              findException(exceptions, begun)?.hours ??
              hours.filter(({ days }) => (days >> weekdayOf(begun)) & 1).map(({ window }) => window);
            const since = minute + ago * 1440;
            return windows.some(
              ({ start, end }) => since >= start && since < (end <= start ? end + 1440 : end),
            );
          });
        const minutes = Array.from({ length: 60 }, (_, i) => hour * 60 + i);
        expect(((mask >> hour) & 1) === 1).toBe(minutes.some(isOpen));
      }),
    );
  });

  it("stand behind the groups, which fill up whole words, and end with a day that never comes", () => {
    const shop = { hours: [MON_TO_SAT], exceptions: [exception("2026-12-25")] } as unknown as Shop;
    const board = { groups: ["a", "b"] } as unknown as Board;
    const offers = ["b", "a", "b", "a", "b"].map((group) => ({ group })) as unknown as Offer[];
    const bytes = encodeStatistics(shop, board, offers);
    expect([...bytes.subarray(28, 36)]).toEqual([1, 0, 1, 0, 1, 0, 0, 0]);
    const words = new Uint32Array(bytes.slice(36).buffer);
    expect([...words]).toEqual([day("2026-12-25"), 0, 0x7fffffff, 0]);
  });
});
