import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TIER_CAMPAIGN, TIER_REGULAR, TIER_STAFF } from "../../shared/offers/deployment.ts";
import { dismiss, forgetDismissed, shiftPlays } from "../../shared/offers/pacing.ts";
import { entryOf, readRow } from "../../shared/offers/row.ts";
import { NEUTRAL } from "../../shared/offers/situation.ts";
import type { Turn } from "../../shared/offers/turn.ts";
import { days, type Facts, factsOf, runs, type Step, type World, worlds } from "../arbitraries.ts";
import { chooseOffer, listTurns, type Past, type Play } from "../oracle/choice.ts";
import { isRefuted } from "../oracle/control.ts";
import { choose, FORMS, note, setFacts, startTurn } from "./player.ts";

const TIERS = ["campaign", "regular", "staff"] as const;

function rowOf(turn: Turn, facts: Facts): number[][] {
  setFacts(turn, facts, 0);
  return [TIER_CAMPAIGN, TIER_REGULAR, TIER_STAFF].map((tier) => {
    readRow(turn, turn.period, tier);
    return Array.from({ length: turn.row.count }, (_, i) => entryOf(turn, turn.row.at + i));
  });
}

type Oracle = typeof chooseOffer;

/** Plays a day on both forms of the compiled rules and compares every choice with the oracle's. */
function playDay(world: World, start: number, steps: readonly Step[], oracle: Oracle): number {
  const turns = FORMS.map((form) => startTurn(world, form));
  let slot = start;
  let plays: Play[] = [];
  let dismissed: number[] = [];
  let shown = 0;
  for (const step of steps) {
    slot += step.slots;
    if (step.shift !== 0) {
      slot += step.shift;
      plays = plays.map((play) => ({ ...play, slot: play.slot + step.shift }));
      for (const turn of turns) shiftPlays(turn.pacing, step.shift);
    }
    const past: Past = { plays, dismissed };
    const expected = oracle(world, step.facts, slot, past);
    for (const turn of turns) {
      setFacts(turn, step.facts, slot);
      expect(choose(turn)).toEqual(expected);
      note(turn);
    }
    const { offer } = expected;
    if (offer !== undefined) {
      shown++;
      plays.push({ offer, slot });
    }
    if (step.tap === "forget") {
      dismissed = [];
      for (const turn of turns) forgetDismissed(turn.pacing);
    } else if (step.tap === "dismiss" && offer !== undefined) {
      // Room for eight; a further one pushes out the first.
      dismissed = [...dismissed, offer].slice(-8);
      for (const turn of turns) dismiss(turn.pacing, offer);
    }
  }
  return shown;
}

describe("P2: what the written rules allow", () => {
  const situations = worlds(24).chain((world) =>
    fc.record({ world: fc.constant(world), facts: fc.array(factsOf(world), { minLength: 4, maxLength: 8 }) }),
  );

  it("is in rows and in bit rows what a plain loop over the offers finds, in playing order", () => {
    let allowed = 0;
    fc.assert(
      fc.property(situations, ({ world, facts }) => {
        const turns = FORMS.map((form) => startTurn(world, form));
        for (const fact of facts) {
          const expected = TIERS.map((tier) => listTurns(world, tier, fact));
          allowed += expected.flat().length;
          for (const turn of turns) expect(rowOf(turn, fact)).toEqual(expected);
        }
      }),
      runs(250),
    );
    expect(allowed).toBeGreaterThan(1000);
  });

  it("is told apart from an oracle that forgets one condition (control)", () => {
    const wrong = fc.property(situations, ({ world, facts }) => {
      const blind = {
        ...world,
        shop: {
          ...world.shop,
          offers: world.shop.offers.map((offer) => {
            const { presence: _, ...when } = offer.when;
            return { ...offer, when };
          }),
        },
      };
      const turn = startTurn(world, "rows");
      for (const fact of facts)
        expect(rowOf(turn, fact)).toEqual(TIERS.map((tier) => listTurns(blind, tier, fact)));
    });
    expect(isRefuted(wrong, 250)).toBe(true);
  });
});

describe("P2: select", () => {
  it("shows what an oracle of the whole order shows, through rests, dismissals, marks and clock changes", () => {
    let shown = 0;
    fc.assert(
      fc.property(days(14, 25), ({ world, start, steps }) => {
        shown += playDay(world, start, steps, chooseOffer);
      }),
      runs(400),
    );
    expect(shown).toBeGreaterThan(1000);
  });

  it.each<[string, Oracle]>([
    ["forgets rests", (world, facts, slot, past) => chooseOffer(world, facts, slot, { ...past, plays: [] })],
    [
      "forgets dismissals",
      (world, facts, slot, past) => chooseOffer(world, facts, slot, { ...past, dismissed: [] }),
    ],
    [
      "forgets pins",
      (world, facts, slot, past) => chooseOffer(world, { ...facts, pin: undefined }, slot, past),
    ],
    ["forgets bans", (world, facts, slot, past) => chooseOffer(world, { ...facts, banned: [] }, slot, past)],
    [
      "forgets stock",
      (world, facts, slot, past) => chooseOffer(world, { ...facts, soldOut: [] }, slot, past),
    ],
    [
      "has no staff floor",
      (world, facts, slot, past) =>
        chooseOffer({ ...world, shop: { ...world.shop, staffEvery: 0 } }, facts, slot, past),
    ],
    ["is a slot late", (world, facts, slot, past) => chooseOffer(world, facts, slot + 1, past)],
  ])("is told apart from an oracle that %s (control)", (_, oracle) => {
    const wrong = fc.property(days(14, 25), ({ world, start, steps }) => {
      playDay(world, start, steps, oracle);
    });
    expect(isRefuted(wrong, 400)).toBe(true);
  });

  it("gives the same answer a thousand times, changes nothing but its answer, and keeps its memory", () => {
    fc.assert(
      fc.property(days(14, 6), ({ world, start, steps }) => {
        const turn = startTurn(world, "rows");
        for (const [i, step] of steps.entries()) {
          setFacts(turn, step.facts, start + i);
          choose(turn);
          note(turn);
        }
        const first = choose(turn);
        const before = structuredClone({ s: turn.s, pacing: turn.pacing, held: turn.held });
        const bytes = turn.d.u8.slice();
        const arrays = [turn.held, turn.row.words, turn.s.axes, turn.pacing.resting];
        let same = 0;
        for (let i = 0; i < 1000; i++) {
          const { offer, by } = choose(turn);
          if (offer === first.offer && by === first.by) same++;
        }
        expect(same).toBe(1000);
        expect({ s: turn.s, pacing: turn.pacing, held: turn.held }).toEqual(before);
        expect(turn.d.u8).toEqual(bytes);
        expect(
          [turn.held, turn.row.words, turn.s.axes, turn.pacing.resting].every((a, i) => a === arrays[i]),
        ).toBe(true);
      }),
      runs(20),
    );
  });

  it("lets a dismissed pin give way, and the pin come back when what was tapped is forgotten", () => {
    const [world] = fc.sample(
      worlds(3).filter((made) => made.shop.offers.length === 3),
      { numRuns: 1, seed: 1 },
    );
    const turn = startTurn(world, "rows");
    const [facts] = fc.sample(factsOf(world), { numRuns: 1, seed: 1 });
    setFacts(turn, { ...facts, pin: 2 }, 5);
    expect(choose(turn)).toEqual({ offer: 2, by: "pin" });
    dismiss(turn.pacing, 2);
    expect(choose(turn).by).not.toBe("pin");
    expect(turn.offer === NEUTRAL || turn.offer < 2).toBe(true);
    forgetDismissed(turn.pacing);
    expect(choose(turn)).toEqual({ offer: 2, by: "pin" });
  });
});
