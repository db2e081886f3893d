import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { explain, whyNot } from "../../shared/offers/explain.ts";
import { dismiss } from "../../shared/offers/pacing.ts";
import { createPeriod } from "../../shared/offers/period.ts";
import { NO_REASON } from "../../shared/offers/tier.ts";
import { days, runs, type Step, type World } from "../arbitraries.ts";
import { chooseOffer, type Past, type Play } from "../oracle/choice.ts";
import { isRefuted } from "../oracle/control.ts";
import { findFailure, findReasons } from "../oracle/reasons.ts";
import { choose, FORMS, note, setFacts, startTurn } from "./player.ts";

interface Found {
  readonly reasons: Map<number, number>;
  readonly failures: Map<number, number>;
}

function count(map: Map<number, number>, key: number): void {
  map.set(key, (map.get(key) ?? 0) + 1);
}

/** Explains every choice of a day in both forms; compares with the oracle; counts the kinds that came up. */
function explainDay(
  world: World,
  start: number,
  steps: readonly Step[],
  found: Found,
  oracle = findReasons,
): void {
  const turns = FORMS.map((form) => startTurn(world, form));
  const plays: Play[] = [];
  const dismissed: number[] = [];
  let slot = start;
  for (const { facts, slots, tap } of steps) {
    slot += slots;
    const past: Past = { plays: [...plays], dismissed: [...dismissed] };
    const choice = chooseOffer(world, facts, slot, past);
    const reasons = oracle(world, facts, slot, past, choice);
    for (const kind of reasons) count(found.reasons, kind);
    for (const turn of turns) {
      setFacts(turn, facts, slot);
      expect(choose(turn)).toEqual(choice);
      const before = structuredClone({ s: turn.s, pacing: turn.pacing, held: turn.held, offer: turn.offer });
      explain(turn, createPeriod());
      expect([turn.first, turn.second].filter((kind) => kind !== NO_REASON)).toEqual(reasons);
      world.shop.offers.forEach((_, number) => {
        if (number === choice.offer) return;
        const failure = findFailure(world, facts, slot, past, choice, number);
        expect(whyNot(turn, number)).toBe(failure);
        count(found.failures, failure);
      });
      // The situation was changed to look; now it is as it was, and the same choice follows.
      expect({ s: turn.s, pacing: turn.pacing, held: turn.held, offer: turn.offer }).toEqual(before);
      expect(choose(turn)).toEqual(choice);
      note(turn);
    }
    if (choice.offer === undefined) continue;
    plays.push({ offer: choice.offer, slot });
    if (tap !== "dismiss" || dismissed.length === 8) continue;
    dismissed.push(choice.offer);
    for (const turn of turns) dismiss(turn.pacing, choice.offer);
  }
}

describe("P6: why, and why not", () => {
  it("names the decisive facts by their definition, at most two, and the first failing condition of all others", () => {
    const found: Found = { reasons: new Map(), failures: new Map() };
    fc.assert(
      fc.property(days(9, 6), ({ world, start, steps }) => explainDay(world, start, steps, found)),
      runs(250),
    );
    // Every kind of reason and of failure has come up, or the test would say little.
    expect([...found.reasons.keys()].sort((a, b) => a - b)).toEqual(Array.from({ length: 13 }, (_, i) => i));
    expect([...found.failures.keys()].sort((a, b) => a - b)).toEqual([
      1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12, 13, 16, 17, 18, 19, 20, 21,
    ]);
  });

  it("is told apart from an oracle to which being beaten is no reason (control)", () => {
    const found: Found = { reasons: new Map(), failures: new Map() };
    const onlyOwn: typeof findReasons = (world, facts, slot, past, choice) => {
      const offers = world.shop.offers.map((offer) => ({
        ...offer,
        tier: offer.tier === "campaign" ? ("regular" as const) : offer.tier,
      }));
      return findReasons({ ...world, shop: { ...world.shop, offers } }, facts, slot, past, choice);
    };
    const wrong = fc.property(days(9, 6), ({ world, start, steps }) =>
      explainDay(world, start, steps, found, onlyOwn),
    );
    expect(isRefuted(wrong, 250)).toBe(true);
  });
});
