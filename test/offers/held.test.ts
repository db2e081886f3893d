import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isFree, prepareHeld } from "../../shared/offers/hold.ts";
import { dismiss, notePlay, setMark } from "../../shared/offers/pacing.ts";
import { HELD_SEVERAL } from "../../shared/offers/tier.ts";
import { type Facts, MIDDLE_DAY, makeShop, runs, type World } from "../arbitraries.ts";
import { chooseOffer, isHeldBack, type Past } from "../oracle/choice.ts";
import { PLAIN, worldOf } from "./pace.ts";
import { choose, FORMS, setFacts, startTurn } from "./player.ts";

const OFFERS = 600;

/** Many offers, so that several have the same low byte; every third waits for stock, some lack a language. */
function makeWorld(isPartial: boolean): World {
  const offers = Array.from({ length: OFFERS }, (_, i) => ({
    group: "all",
    tier: i % 5 === 0 ? ("campaign" as const) : ("regular" as const),
    title: isPartial && i % 7 === 3 ? { pl: "T" } : { pl: "T", en: "T" },
    text: { pl: "T", en: "T" },
    when: i % 3 === 0 ? { stock: true } : {},
    plays: { share: 1, restSeconds: 60, perHour: 0 },
    approved: { by: "T", review: 30000 },
    place: { file: "shop.yaml" },
  }));
  return { shop: makeShop(offers, 2, 0), slotSeconds: 10, answers: 0 };
}

const worlds = [makeWorld(false), makeWorld(true)];
/** Numbers with few different low bytes. */
const crowded = fc
  .record({ low: fc.nat({ max: 4 }), high: fc.nat({ max: 2 }) })
  .map(({ low, high }) => (low + high * 256 >= OFFERS ? low : low + high * 256));
const marks = fc.uniqueArray(crowded, { maxLength: 8 });

describe("P2: what is held back", () => {
  it("is exactly what an oracle holds back, even under one low byte of several offers", () => {
    let collisions = 0;
    const turns = worlds.map((world) => FORMS.map((form) => startTurn(world, form)));
    fc.assert(
      fc.property(
        fc.nat({ max: 1 }),
        marks,
        marks,
        marks,
        marks,
        fc.nat({ max: 1 }),
        fc.nat({ max: 1000 }),
        (which, banned, soldOut, dismissed, played, language, ahead) => {
          const world = worlds[which];
          const slot = 1000 + ahead;
          const facts: Facts = {
            minute: undefined,
            day: MIDDLE_DAY,
            mood: 0,
            presence: 0,
            dwell: 0,
            busy: 0,
            light: 0,
            temperature: 0,
            language,
            pin: undefined,
            banned,
            soldOut,
          };
          const past: Past = { plays: played.map((offer, i) => ({ offer, slot: slot - i })), dismissed };
          const expected = world.shop.offers.map((_, i) => !isHeldBack(world, i, facts, slot, past));
          const choice = chooseOffer(world, facts, slot, past);
          for (const turn of turns[which]) {
            const p = turn.pacing;
            p.restingCount = 0;
            p.dismissedCount = 0;
            for (const play of past.plays) notePlay(p, play.offer, play.slot, 6, 0, 360);
            for (const offer of dismissed) dismiss(p, offer);
            setFacts(turn, facts, slot);
            prepareHeld(turn);
            expect(world.shop.offers.map((_, i) => isFree(turn, i))).toEqual(expected);
            expect(choose(turn)).toEqual(choice);
            collisions += turn.held.filter((mark) => mark === HELD_SEVERAL).length;
          }
        },
      ),
      runs(120),
    );
    expect(collisions).toBeGreaterThan(50);
  });

  it("is found wrong by an oracle that tells offers apart by their low byte alone (control)", () => {
    const turn = startTurn(worlds[0], "rows");
    turn.s.bannedCount = 2;
    turn.s.banned.set([1, 257]);
    prepareHeld(turn);
    const byLowByte = Array.from({ length: OFFERS }, (_, i) => i % 256 !== 1);
    expect(Array.from({ length: OFFERS }, (_, i) => isFree(turn, i))).not.toEqual(byLowByte);
    expect([1, 257, 513].map((offer) => isFree(turn, offer))).toEqual([false, false, true]);
  });
});

describe("P2: the stand-in of an offer that is held back", () => {
  it("is the one that the order names, however many of its neighbours are held back too", () => {
    const offers = fc.array(
      fc.record({
        share: fc.integer({ min: 1, max: 3 }),
        tier: fc.constantFrom("campaign" as const, "regular" as const, "staff" as const),
      }),
      { minLength: 2, maxLength: 9 },
    );
    fc.assert(
      fc.property(offers, fc.nat({ max: 511 }), fc.nat({ max: 400 }), (paces, mask, first) => {
        const world = worldOf(paces, 3);
        const banned = paces.flatMap((_, offer) => ((mask >> offer) & 1 ? [offer] : []));
        const facts = { ...PLAIN, banned };
        for (const form of FORMS) {
          const turn = startTurn(world, form);
          for (let slot = first; slot < first + 20; slot++) {
            setFacts(turn, facts, slot);
            expect(choose(turn)).toEqual(chooseOffer(world, facts, slot, { plays: [], dismissed: [] }));
          }
        }
      }),
      runs(80),
    );
  });
});

describe("staff marks", () => {
  it("are a set of bounded size: a further mark is refused and changes nothing", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat({ max: 30 }), fc.boolean()), { maxLength: 80 }), (changes) => {
        const list = new Uint16Array(16);
        const model = new Set<number>();
        let count = 0;
        for (const [offer, isOn] of changes) {
          const next = setMark(list, count, offer, isOn);
          if (isOn && !model.has(offer) && model.size === 16) expect(next).toBe(-1);
          else {
            if (isOn) model.add(offer);
            else model.delete(offer);
            count = next;
          }
          expect([...list.slice(0, count)].sort((a, b) => a - b)).toEqual([...model].sort((a, b) => a - b));
        }
      }),
      runs(200),
    );
  });

  it("of dismissals push out the oldest where eight are reached", () => {
    const p = startTurn(worlds[0], "rows").pacing;
    for (let offer = 0; offer < 10; offer++) dismiss(p, offer);
    expect([...p.dismissed.slice(0, p.dismissedCount)]).toEqual([2, 3, 4, 5, 6, 7, 8, 9]);
  });
});
