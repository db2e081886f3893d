// Unreachable, shadowed, empty: against all situations one by one, in the order of play as the product states it.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readSituation } from "../../host/cli/question.ts";
import { compileBoard } from "../../host/compile/board.ts";
import { explainAt } from "../../host/compile/explain.ts";
import { checkShopText } from "../../host/shop/parse.ts";
import { DWELL_EDGES_MS } from "../../shared/presence/limits.ts";
import { runs } from "../arbitraries.ts";
import { judge, LAST, type Plan, plans, TODAY, type Wish, writeShop } from "./situation.ts";

function check(plan: Plan) {
  const { shop, findings } = checkShopText(writeShop(plan), "shop.yaml", "/nowhere", TODAY);
  const named = (code: string) =>
    new Set(
      findings
        .filter((finding) => finding.code === code)
        .map(({ message }) => /^\w+/.exec(message)?.[0] ?? ""),
    );
  return { shop, findings, named };
}

/** Offers of which one condition alone can be sensed nowhere have a finding of their own. */
function listUnsensed(findings: readonly { code: string; message: string }[]): Set<string> {
  return new Set(
    findings.flatMap(({ code, message }) =>
      code === "shop-condition-sensor" ? [/so (\w+) is/.exec(message)?.[1] ?? ""] : [],
    ),
  );
}

test("unreachable, shadowed and empty are what all situations, one by one, say, for 200 shops", () => {
  const seen = { unreachable: 0, shadowed: 0, clockless: 0, empty: 0, shown: 0, filled: 0 };
  fc.assert(
    fc.property(plans, (plan) => {
      const { shop, findings, named } = check(plan);
      fc.pre(shop !== undefined);
      if (shop === undefined) return;
      const verdict = judge(plan, shop);
      for (const id of listUnsensed(findings)) verdict.unreachable.delete(id);
      expect(named("shop-unreachable")).toEqual(verdict.unreachable);
      expect(named("shop-shadowed")).toEqual(verdict.shadowed);
      expect(named("shop-clockless")).toEqual(verdict.clockless);
      const empty = findings
        .filter(({ code }) => code === "shop-neutral-hours")
        .map(({ message }) => /, (\w+) has nothing/.exec(message)?.[1]);
      expect(new Set(empty)).toEqual(verdict.empty);
      seen.unreachable += verdict.unreachable.size;
      seen.shadowed += verdict.shadowed.size;
      seen.clockless += verdict.clockless.size;
      seen.empty += verdict.empty.size;
      seen.shown += plan.wishes.length - [...Object.values(verdict)].reduce((sum, set) => sum + set.size, 0);
      seen.filled += Number(verdict.empty.size === 0);
    }),
    runs(200),
  );
  // Control: each kind of finding, and shops without any, did come about.
  for (const [kind, count] of Object.entries(seen)) expect(count, kind).toBeGreaterThan(3);
});

describe("the situation that shows it", () => {
  const plan = (campaign: Partial<Wish>, regular: Partial<Wish>): Plan => ({
    wishes: [
      { group: "g", tier: "campaign", review: LAST, ...campaign },
      { group: "g", tier: "regular", review: LAST, ...regular },
    ],
    sensors: [["touch", "pir", "scan"], []],
    staffEvery: 0,
  });
  const cases: readonly (readonly [string, Partial<Wish>, Partial<Wish>])[] = [
    ["at any time", {}, {}],
    ["in hours", { hours: [[10, 19]] }, { hours: [[12, 13]], days: 0b1000 }],
    ["over midnight", { hours: [[20, 4]] }, { hours: [[2, 3]] }],
    ["for presence", { presence: 1 }, { presence: 2, dwell: 2 }],
    ["for an answer", { mood: ["tea", "jam"] }, { mood: ["jam"], busy: 1 }],
  ];
  test.each(cases)("%s: `why` gives the place to the one that goes first", (_, campaign, regular) => {
    const { shop, findings } = check(plan(campaign, regular));
    const hint =
      findings.find(({ code }) => code === "shop-shadowed" || code === "shop-clockless")?.hint ?? "";
    const [, board, at] = /--board (\S+) --at ([^\s`]+)/.exec(hint) ?? [];
    const options = [...hint.matchAll(/--(presence|dwell|mood|busy) ([^\s`]+)/g)].map(([, key, word]) => [
      key,
      word,
    ]);
    const chosen = shop?.boards.find(({ id }) => id === board);
    if (shop === undefined || chosen === undefined) throw new Error(JSON.stringify(findings));
    const asked = { at: at ?? "", ...Object.fromEntries(options) };
    const situation = readSituation(asked, shop, DWELL_EDGES_MS);
    const answer = explainAt(compileBoard(shop, chosen), shop, situation);
    expect(answer.offer).toBe("o0");
    expect(answer.whyNot).toContainEqual({ offer: "o1", condition: "a campaign goes first" });
  });
});
