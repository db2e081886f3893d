import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fitsPacing, measurePacing } from "../../host/compile/pacing.ts";
import { isResting, notePlay, shiftPlays } from "../../shared/offers/pacing.ts";
import { runs } from "../arbitraries.ts";
import { firstSlot, PLAIN, worldOf } from "./pace.ts";
import { choose, FORMS, note, readRules, setFacts, startTurn } from "./player.ts";

const paces = fc.array(
  fc.record({
    share: fc.integer({ min: 1, max: 3 }),
    restSeconds: fc.constantFrom(0, 0, 15, 60, 600),
    perHour: fc.constantFrom(0, 0, 1, 3, 6, 20),
    tier: fc.constantFrom("campaign" as const, "regular" as const, "staff" as const),
    when: fc.constantFrom({}, {}, { presence: 2 }, { moods: ["crime"] }),
  }),
  { minLength: 1, maxLength: 10 },
);

describe("P2: rests and hourly bounds", () => {
  it("hold over thousands of slots with a second play after an arrival, in no more memory than measured", () => {
    let most = 0;
    fc.assert(
      fc.property(
        paces,
        fc.integer({ min: 8, max: 20 }),
        firstSlot,
        fc.constantFrom(...FORMS),
        fc.infiniteStream(fc.nat({ max: 5 })),
        (offers, slotSeconds, first, form, dice) => {
          const world = worldOf(offers, 4, slotSeconds);
          const need = measurePacing(readRules(world), slotSeconds);
          fc.pre(fitsPacing(need));
          const turn = startTurn(world, form);
          const hour = Math.ceil(3600 / slotSeconds);
          const slots = offers.map((): number[] => []);
          for (let i = 0; i < 1500; i++) {
            const die = dice.next().value ?? 0;
            for (const facts of [PLAIN, { ...PLAIN, presence: 2, mood: die % 3 }].slice(0, 1 + (die & 1))) {
              setFacts(turn, facts, first + i);
              const { offer } = choose(turn);
              note(turn);
              if (offer !== undefined && slots[offer].at(-1) !== i) slots[offer].push(i);
            }
            const p = turn.pacing;
            const bound = p.ringSlots.slice(0, p.ringCount).filter((slot) => slot > first + i - hour).length;
            expect(p.restingCount).toBeLessThanOrEqual(need.resting);
            expect(bound).toBeLessThanOrEqual(need.plays);
            most = Math.max(most, p.restingCount);
          }
          offers.forEach(({ restSeconds, perHour }, offer) => {
            const own = slots[offer];
            own.forEach((slot, k) => {
              // A rest begins when the slot of the play has ended.
              if (k > 0) expect((slot - own[k - 1] - 1) * slotSeconds).toBeGreaterThanOrEqual(restSeconds);
              if (perHour > 0 && k >= perHour)
                expect((slot - own[k - perHour]) * slotSeconds).toBeGreaterThanOrEqual(3600);
            });
          });
        },
      ),
      runs(25),
    );
    expect(most).toBeGreaterThan(3);
  });

  it("are the same, to the slot, after the clock was set: what is left of a rest is kept", () => {
    const play = fc.record({
      offer: fc.nat({ max: 5 }),
      slot: fc.nat({ max: 60 }),
      rest: fc.nat({ max: 40 }),
      perHour: fc.nat({ max: 3 }),
    });
    fc.assert(
      fc.property(fc.array(play, { maxLength: 20 }), fc.integer({ min: -60, max: 2e8 }), (made, shift) => {
        const plays = made.toSorted((a, b) => a.slot - b.slot);
        const world = worldOf([{}]);
        const still = startTurn(world, "rows").pacing;
        const moved = startTurn(world, "rows").pacing;
        for (const { offer, slot, rest, perHour } of plays) {
          notePlay(still, offer, slot, rest, perHour, 50);
          notePlay(moved, offer, slot, rest, perHour, 50);
        }
        shiftPlays(moved, shift);
        for (let slot = 60; slot < 130; slot++)
          for (let offer = 0; offer < 6; offer++)
            expect(isResting(moved, offer, slot + shift)).toBe(isResting(still, offer, slot));
        // And a play after the change counts together with those before it.
        notePlay(still, 0, 61, 0, 2, 50);
        notePlay(moved, 0, 61 + shift, 0, 2, 50);
        for (let slot = 61; slot < 130; slot++)
          expect(isResting(moved, 0, slot + shift)).toBe(isResting(still, 0, slot));
      }),
      runs(150),
    );
  });

  it("count a play once a slot, so that tapping to and fro does not wipe out what others played", () => {
    const turn = startTurn(worldOf([{}]), "rows");
    const p = turn.pacing;
    notePlay(p, 9, 99, 0, 2, 360);
    for (let i = 0; i < 400; i++) notePlay(p, i & 1, 100, 0, 3, 360);
    expect(p.ringCount).toBe(3);
    notePlay(p, 9, 101, 0, 2, 360);
    expect(isResting(p, 9, 102)).toBe(true);
  });
});
