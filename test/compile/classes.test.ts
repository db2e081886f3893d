import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileClasses } from "../../host/compile/classes.ts";
import { axisSizes, compileRules, ROW_BUDGET_BYTES } from "../../host/compile/selection.ts";
import { hasUnit, orderUnits, unitsWhere } from "../../host/compile/sets.ts";
import { NO_CONDITION } from "../../shared/offers/deployment.ts";
import { AXES, AXIS_LIGHT, AXIS_PRESENCE, AXIS_VALUES } from "../../shared/offers/situation.ts";
import { factsOf, runs, worlds } from "../arbitraries.ts";
import { readRules } from "../offers/player.ts";
import { failingAxes } from "../oracle/rules.ts";

describe("classes", () => {
  it("hold just the offers that a loop over presence, dwell, mood and the others lets through", () => {
    const made = worlds(16).chain((world) =>
      fc.tuple(fc.constant(world), fc.array(factsOf(world), { minLength: 8, maxLength: 8 })),
    );
    fc.assert(
      fc.property(made, ([world, situations]) => {
        const rules = readRules(world);
        const units = orderUnits(rules);
        const classes = compileClasses(rules, units, axisSizes(world.answers));
        const sets = classes.list();
        expect(sets).toHaveLength(classes.count);
        for (const facts of situations) {
          const values = [
            facts.mood,
            facts.presence,
            facts.dwell,
            facts.busy,
            facts.light,
            facts.temperature,
          ];
          const number = values.reduce(
            (sum, value, axis) => sum + classes.weights[axis * AXIS_VALUES + value],
            0,
          );
          units.offers.forEach((offer, unit) => {
            const isLetThrough = failingAxes(world, world.shop.offers[offer], facts).length === 0;
            expect(hasUnit(sets[number], unit)).toBe(isLetThrough);
          });
        }
      }),
      runs(100),
    );
  });

  it("are one where nobody asks, and values that all offers treat alike share one", () => {
    const [world] = fc.sample(
      worlds(1).filter((one) => one.answers === 3),
      { numRuns: 1, seed: 2 },
    );
    const [rule] = readRules(world);
    const plain = { ...rule, masks: Array<number>(AXES).fill(NO_CONDITION) };
    const units = orderUnits([plain]);
    const none = compileClasses([plain], units, axisSizes(3));
    expect([none.count, none.weights.every((weight) => weight === 0)]).toEqual([1, true]);
    const masks = plain.masks.with(AXIS_PRESENCE, 0b1100).with(AXIS_LIGHT, 0b0110);
    const some = compileClasses([{ ...plain, masks }], units, axisSizes(3));
    expect(some.count).toBe(4);
    expect(some.valueClasses[AXIS_PRESENCE]).toEqual([0, 0, 1, 1]);
    expect(some.valueClasses[AXIS_LIGHT]).toEqual([0, 1, 1, 0]);
  });
});

describe("rows", () => {
  it("give way to bit rows just where they outgrow their budget", () => {
    fc.assert(
      fc.property(worlds(12), (world) => {
        const rules = readRules(world);
        const { rows } = compileRules(rules, world.answers, ROW_BUDGET_BYTES);
        expect(rows.isBits).toBe(false);
        expect(compileRules(rules, world.answers, rows.bytes).rows.isBits).toBe(false);
        expect(compileRules(rules, world.answers, rows.bytes - 1).rows.isBits).toBe(true);
      }),
      runs(60),
    );
  });

  it("say how many bytes they take", () => {
    fc.assert(
      fc.property(worlds(12), (world) => {
        const { rows, classes } = compileRules(readRules(world), world.answers, ROW_BUDGET_BYTES);
        const entries = rows.rows.reduce((sum, row) => sum + row.length, 0);
        expect(rows.bytes).toBe(2 * (entries + rows.groups.length * classes.count));
        for (const row of rows.rows) expect(row[0]).toBe(row.length - 1);
      }),
      runs(60),
    );
  });
});

describe("sets of units", () => {
  it("keep the 32nd unit apart from the others", () => {
    const units = orderUnits(Array.from({ length: 70 }, () => ({ tier: 0, share: 1 })));
    for (const unit of [0, 30, 31, 32, 63, 64, 69]) {
      const set = unitsWhere(units, (offer) => offer === unit);
      expect(units.offers.filter((_, i) => hasUnit(set, i))).toEqual([unit]);
    }
  });
});
