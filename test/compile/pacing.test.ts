import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fitsPacing, measurePacing } from "../../host/compile/pacing.ts";
import { readRule } from "../../host/compile/rules.ts";
import { RESTING, RING_PLAYS } from "../../shared/offers/pacing.ts";
import { runs, worlds } from "../arbitraries.ts";
import { readRules } from "../offers/player.ts";

const [world] = fc.sample(worlds(1), { numRuns: 1, seed: 1 });
const [offer] = world.shop.offers;

function rulesOf(count: number, plays: { restSeconds?: number; perHour?: number }, slotSeconds = 10) {
  const rule = readRule(
    world.shop,
    { ...offer, plays: { share: 1, restSeconds: 0, perHour: 0, ...plays } },
    slotSeconds,
  );
  return Array.from({ length: count }, () => rule);
}

describe("the memory that pacing needs", () => {
  it("is none without rests and bounds", () => {
    expect(measurePacing(rulesOf(500, {}), 10)).toEqual({ resting: 0, plays: 0 });
  });

  it("is a place for each offer that rests, or as many as can play in the longest rest", () => {
    expect(measurePacing(rulesOf(5, { restSeconds: 7200 }), 10).resting).toBe(5);
    // 60 slots of rest and the one of the play, with a play at its edge and one after an arrival each.
    expect(measurePacing(rulesOf(500, { restSeconds: 600 }), 10).resting).toBe(122);
  });

  it("counts plays by the bounds, which rests may make redundant", () => {
    expect(measurePacing(rulesOf(3, { perHour: 12 }), 10).plays).toBe(36);
    expect(measurePacing(rulesOf(3, { perHour: 12, restSeconds: 300 }), 10).plays).toBe(0);
    expect(measurePacing(rulesOf(3, { perHour: 255 }, 20), 20).plays).toBe(0);
  });

  it("drops a bound only where the rest alone keeps it, or where no hour has more slots", () => {
    let dropped = 0;
    fc.assert(
      fc.property(
        fc.integer({ min: 8, max: 20 }),
        fc.integer({ min: 0, max: 1200 }),
        fc.integer({ min: 1, max: 255 }),
        (slotSeconds, restSeconds, perHour) => {
          const [rule] = rulesOf(1, { restSeconds, perHour }, slotSeconds);
          if (rule.perHour !== 0) {
            expect(rule.perHour).toBe(perHour);
            return;
          }
          dropped++;
          // As often as its rest lets it, from the begin of an hour.
          let plays = 0;
          for (let slot = 0; slot * slotSeconds < 3600; slot += rule.restSlots + 1) plays++;
          expect(plays).toBeLessThanOrEqual(perHour);
        },
      ),
      runs(500),
    );
    expect(dropped).toBeGreaterThan(50);
  });

  it("fits up to what the board has, and not beyond", () => {
    expect(fitsPacing({ resting: RESTING, plays: RING_PLAYS })).toBe(true);
    expect(fitsPacing({ resting: RESTING + 1, plays: 0 })).toBe(false);
    expect(fitsPacing({ resting: 0, plays: RING_PLAYS + 1 })).toBe(false);
  });

  it("never shrinks when an offer is added", () => {
    fc.assert(
      fc.property(worlds(12), (made) => {
        const rules = readRules(made);
        const before = measurePacing(rules.slice(0, -1), made.slotSeconds);
        const after = measurePacing(rules, made.slotSeconds);
        expect(after.resting).toBeGreaterThanOrEqual(before.resting);
        expect(after.plays).toBeGreaterThanOrEqual(before.plays);
      }),
      runs(150),
    );
  });
});
