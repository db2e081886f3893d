import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DayWindow } from "../../host/shop/model.ts";
import { dayOf, minuteOfWeek } from "../../shared/offers/clock.ts";
import type { Deployment } from "../../shared/offers/deployment.ts";
import { createPeriod, findPeriod, findUnknownPeriod } from "../../shared/offers/period.ts";
import { entryOf, readRow } from "../../shared/offers/row.ts";
import type { Turn } from "../../shared/offers/turn.ts";
import { DAYS_AROUND, MIDDLE_DAY, runs, type World, worlds } from "../arbitraries.ts";
import { FORMS, startTurn } from "../offers/player.ts";
import { isRefuted } from "../oracle/control.ts";
import { isInHours, lastDayOf } from "../oracle/rules.ts";

/** Worlds whose offers ask for nothing but days, hours and dates, the hours to the minute. */
const calendars = fc
  .tuple(worlds(8), fc.array(fc.integer({ min: -14, max: 14 }), { minLength: 16, maxLength: 16 }))
  .map(([world, jitter]): World => {
    const offers = world.shop.offers.map((offer, i) => {
      const { days, hours, from, until } = offer.when;
      const moved = hours?.map(({ start, end }, k) => ({
        start: Math.max(0, start + jitter[(i + k) % 16]),
        end: Math.min(1440, Math.max(1, end + jitter[(i + k + 5) % 16])),
      }));
      const when = {
        ...(days === undefined ? {} : { days }),
        ...(moved === undefined ? {} : { hours: moved.filter(({ start, end }) => start !== end) }),
        ...(from === undefined ? {} : { from }),
        ...(until === undefined ? {} : { until }),
      };
      return { ...offer, when: when.hours?.length === 0 ? {} : when };
    });
    return { ...world, shop: { ...world.shop, offers } };
  });

/** Which offers the calendar allows at a local minute, without cells and periods. */
function allowedAt(world: World, local: number): number[] {
  return world.shop.offers.flatMap((offer, i) => {
    const day = dayOf(local);
    const isDated = day >= (offer.when.from ?? 0) && day <= lastDayOf(offer);
    return isDated && isInHours(offer, minuteOfWeek(local)) ? [i] : [];
  });
}

/** Which offers the compiled rows of the turn's period hold, all tiers together. */
function allowedNow(turn: Turn): number[] {
  const offers = new Set<number>();
  for (const tier of [0, 1, 2]) {
    readRow(turn, turn.period, tier);
    for (let i = 0; i < turn.row.count; i++) offers.add(entryOf(turn, turn.row.at + i));
  }
  return [...offers].sort((a, b) => a - b);
}

/** Is something cut here that rows may not join over: a week's end, or a day on which an offer begins or has ended? */
function isEdge(world: World, local: number): boolean {
  if (minuteOfWeek(local) === 0) return true;
  const day = local / 1440;
  return world.shop.offers.some((offer) => offer.when.from === day || lastDayOf(offer) + 1 === day);
}

function walk(world: World, turn: Turn, from: number, until: number, allowed: typeof allowedAt): void {
  const d: Deployment = turn.d;
  let local = from;
  while (local < until) {
    findPeriod(d, local, turn.period);
    const { from: first, until: end } = turn.period;
    expect(first).toBeLessThanOrEqual(local);
    expect(end).toBeGreaterThan(local);
    const present = allowedNow(turn).join();
    for (let minute = Math.max(first, from); minute < end; minute++)
      if (allowed(world, minute).join() !== present)
        expect([minute, allowed(world, minute).join()]).toEqual([minute, present]);
    // It is as long as can be: behind its end something else holds.
    if (!isEdge(world, end)) expect(allowed(world, end).join()).not.toBe(present);
    local = end;
  }
}

describe("P2: periods", () => {
  const start = fc.integer({ min: MIDDLE_DAY - DAYS_AROUND - 8, max: MIDDLE_DAY + DAYS_AROUND - 2 });

  it("hold what every single minute of a week holds by itself, and no period ends without need", () => {
    fc.assert(
      fc.property(calendars, start, fc.constantFrom(...FORMS), (world, day, form) => {
        const turn = startTurn(world, form);
        walk(world, turn, day * 1440 + 77, (day + 9) * 1440, allowedAt);
      }),
      runs(30),
    );
  });

  it("are told apart from an oracle whose nights end at midnight (control)", () => {
    const shortNights: typeof allowedAt = (world, local) => {
      const offers = world.shop.offers.map((offer) => ({
        ...offer,
        when: {
          ...offer.when,
          hours: (offer.when.hours ?? [{ start: 0, end: 1440 }]).map(({ start: begin, end }) => ({
            start: begin,
            end: end <= begin ? 1440 : end,
          })),
        },
      }));
      return allowedAt({ ...world, shop: { ...world.shop, offers } }, local);
    };
    const wrong = fc.property(calendars, start, (world, day) => {
      walk(world, startTurn(world, "rows"), day * 1440, (day + 8) * 1440, shortNights);
    });
    expect(isRefuted(wrong, 30)).toBe(true);
  });

  it("without a clock can only expire: a later last date allows no more", () => {
    fc.assert(
      fc.property(calendars, start, fc.nat({ max: 30 }), (world, day, later) => {
        const turn = startTurn(world, "rows");
        findUnknownPeriod(turn.d, day, turn.period);
        const before = allowedNow(turn);
        findUnknownPeriod(turn.d, day + later, turn.period);
        for (const offer of allowedNow(turn)) expect(before).toContain(offer);
        // And nothing that has ended by then is among them, nor anything that waits for a clock.
        for (const offer of before) {
          expect(lastDayOf(world.shop.offers[offer])).toBeGreaterThanOrEqual(day);
          expect(world.shop.offers[offer].when.from).toBeUndefined();
        }
      }),
      runs(150),
    );
  });

  it("are found again from any minute inside them", () => {
    const [world] = fc.sample(calendars, { numRuns: 1, seed: 5 });
    const { d } = startTurn(world, "rows");
    const first = createPeriod();
    const again = createPeriod();
    fc.assert(
      fc.property(
        start,
        fc.nat({ max: 1439 }),
        fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
        (day, minute, part) => {
          findPeriod(d, day * 1440 + minute, first);
          findPeriod(d, first.from + Math.floor(part * (first.until - first.from)), again);
          expect(again).toEqual(first);
        },
      ),
      runs(200),
    );
  });

  it.each([
    ["24 h", [{ start: 0, end: 1440 }]],
    [
      "two windows that leave nothing out",
      [
        { start: 615, end: 150 },
        { start: 150, end: 615 },
      ],
    ],
  ])("take %s for no condition: an offer with them does not wait for a clock", (_, hours) => {
    const [sample] = fc.sample(worlds(1), { numRuns: 1, seed: 2 });
    const [offer] = sample.shop.offers;
    const isAllowed = (windows: readonly DayWindow[], days: number) => {
      const made = { ...offer, when: { hours: windows, days }, approved: { by: "T", review: 30000 } };
      const turn = startTurn({ ...sample, shop: { ...sample.shop, offers: [made] } }, "rows");
      findUnknownPeriod(turn.d, MIDDLE_DAY, turn.period);
      return allowedNow(turn).length === 1;
    };
    expect(isAllowed(hours, 127)).toBe(true);
    expect(isAllowed(hours, 63)).toBe(false);
    expect(isAllowed(hours.slice(1).concat({ start: 0, end: 30 }), 127)).toBe(false);
  });
});
