import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { orderUnits } from "../../host/compile/sets.ts";
import { runs, type World } from "../arbitraries.ts";
import { firstSlot, PLAIN, worldOf } from "./pace.ts";
import { choose, FORMS, note, setFacts, startTurn } from "./player.ts";

/** Who plays in each of some slots from `start` on. */
function playSlots(
  world: World,
  form: (typeof FORMS)[number],
  start: number,
  count: number,
): (number | undefined)[] {
  const turn = startTurn(world, form);
  return Array.from({ length: count }, (_, i) => {
    setFacts(turn, PLAIN, start + i);
    const { offer } = choose(turn);
    note(turn);
    return offer;
  });
}

/** How often each offer plays. */
function tally(plays: readonly (number | undefined)[], offers: number): number[] {
  return Array.from({ length: offers }, (_, offer) => plays.filter((play) => play === offer).length);
}

const shares = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 12 });

describe("P2: shares", () => {
  it("are exact in any window of as many of the tier's own slots, in every tier, with a staff floor and without", () => {
    fc.assert(
      fc.property(
        shares,
        shares,
        fc.constantFrom(0, 2, 3, 5),
        fc.constantFrom("campaign" as const, "regular" as const),
        fc.constantFrom(...FORMS),
        firstSlot,
        fc.nat({ max: 19 }),
        (own, staff, staffEvery, tier, form, first, skip) => {
          const world = worldOf(
            [
              ...own.map((share) => ({ share, tier })),
              ...staff.map((share) => ({ share, tier: "staff" as const })),
            ],
            staffEvery,
          );
          const round = (list: readonly number[]) => list.reduce((sum, share) => sum + share, 0);
          const every = staffEvery === 0 ? 1 : staffEvery;
          const needed = 2 * (20 + round(own)) + every * (1 + round(staff));
          const plays = playSlots(world, form, first, needed);
          const isStaffs = (i: number) => staffEvery > 0 && (first + i) % staffEvery === staffEvery - 1;
          const ownPlays = plays.filter((_, i) => !isStaffs(i)).slice(skip);
          expect(tally(ownPlays.slice(0, round(own)), own.length)).toEqual(own);
          if (staffEvery === 0) return;
          const staffPlays = plays.filter((_, i) => isStaffs(i)).map((play) => (play ?? 0) - own.length);
          expect(tally(staffPlays.slice(0, round(staff)), staff.length)).toEqual(staff);
        },
      ),
      runs(80),
    );
  });

  it("are not exact in a window that is one slot too long (control)", () => {
    const plays = playSlots(worldOf([{ share: 2 }, { share: 1 }]), "rows", 0, 4);
    expect(tally(plays, 2)).not.toEqual([2, 1]);
    expect(tally(plays.slice(1), 2)).toEqual([2, 1]);
  });

  it("are spread: between two turns of one offer, another gets its proportion, rounded down or up", () => {
    fc.assert(
      fc.property(shares, (own) => {
        const { offers } = orderUnits(own.map((share) => ({ tier: 1, share })));
        own.forEach((share, offer) => {
          const turns = offers.flatMap((unit, i) => (unit === offer ? [i] : []));
          turns.forEach((turn, k) => {
            const next = turns[k + 1] ?? turns[0] + offers.length;
            const between = [...offers, ...offers].slice(turn + 1, next);
            own.forEach((otherShare, other) => {
              if (other === offer) return;
              const count = between.filter((unit) => unit === other).length;
              expect(count).toBeGreaterThanOrEqual(Math.floor(otherShare / share));
              expect(count).toBeLessThanOrEqual(Math.ceil(otherShare / share));
            });
          });
        });
      }),
      runs(60),
    );
  });

  it("of one that rests go round the others: nobody gets all of its slots", () => {
    // Offer 0 may play once an hour of 360 slots; its other turns fall to the four neighbours.
    const world = worldOf([{ perHour: 1 }, {}, {}, {}, {}]);
    for (const form of FORMS) {
      const plays = playSlots(world, form, 0, 300);
      const counts = tally(plays, 5);
      expect(counts[0]).toBe(1);
      expect(counts[1] + counts[2] + counts[3] + counts[4]).toBe(299);
      for (const count of counts.slice(1)) expect(Math.abs(count - 299 / 4)).toBeLessThan(2);
    }
  });

  it("leave the neutral card where everybody rests", () => {
    expect(playSlots(worldOf([{ restSeconds: 30 }]), "rows", 7, 9)).toEqual([
      0,
      ...[undefined, undefined, undefined, 0],
      ...[undefined, undefined, undefined, 0],
    ]);
  });
});
