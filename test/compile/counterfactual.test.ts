import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Asked, readSituation } from "../../host/cli/question.ts";
import { compileBoard } from "../../host/compile/board.ts";
import { listVariants } from "../../host/compile/change.ts";
import { listInstead, listWays } from "../../host/compile/counterfactual.ts";
import { explainAt } from "../../host/compile/explain.ts";
import { readShop } from "../../host/shop/parse.ts";
import { DWELL_EDGES_MS } from "../../shared/presence/limits.ts";
import { ROOT } from "../build/fixture.ts";

const shop = readShop(join(ROOT, "host/templates/bookshop/shop.yaml"));
const boards = shop.boards.map((board) => compileBoard(shop, board));
const [crime] = boards;

/** A situation as `passerby why` reads it from its options. */
function ask(at: string, options = "") {
  const words = options.split(" ").filter((word) => word !== "");
  const asked: Record<string, string> = {};
  for (let i = 0; i < words.length; i += 2) asked[words[i].slice(2)] = words[i + 1];
  return readSituation({ ...asked, at } satisfies Asked, shop, DWELL_EDGES_MS);
}

/** An hour of the winter in which all campaigns of the sample begin or end. */
const time = fc
  .integer({ min: Date.UTC(2026, 10, 16) / 3_600_000, max: Date.UTC(2027, 1, 7) / 3_600_000 })
  .map((hour) => new Date(hour * 3_600_000).toISOString().slice(0, 16));
const board = fc.constantFrom(...boards);
const options = fc.constantFrom(
  "",
  "--presence near",
  "--presence lingering --dwell 30s",
  "--presence interacting --mood crime",
);

describe("what would show instead", () => {
  it("does show when it is asked for, and is never what shows now", () => {
    fc.assert(
      fc.property(board, time, options, (compiled, at, words) => {
        const now = explainAt(compiled, shop, ask(at, words)).offer;
        for (const instead of listInstead(compiled, shop, ask(at, words))) {
          expect(explainAt(compiled, shop, ask(instead.at ?? at, instead.options)).offer).toBe(instead.offer);
          expect(instead.changes).toHaveLength(1);
          expect(instead.offer).not.toBe(now);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("leaves the situation as it was", () => {
    const situation = ask("2026-11-27T17:00", "--presence lingering --mood crime");
    const before = [...situation.axes];
    listInstead(crime, shop, situation);
    listWays(crime, shop, situation, 0);
    expect([...situation.axes]).toEqual(before);
  });

  it("names lingering and the answer where they decide", () => {
    const facts = listInstead(crime, shop, ask("2026-11-27T17:00", "--presence lingering --mood crime"))
      .filter(({ offer }) => offer === "advent-stories")
      .flatMap(({ changes }) => changes.map(({ fact }) => fact));
    expect([...new Set(facts)].sort()).toEqual(["mood", "presence", "time"]);
  });

  it("says nothing twice, where an answer early in a stay and a late one bring the same", () => {
    // Control: there are as many situations of that answer as there are lengths of a stay.
    const situation = ask("2026-11-27T17:00", "--presence lingering --mood crime --dwell 30s");
    const travel = listVariants(shop, crime.board, situation).filter(
      ({ changes }) => changes.length === 1 && changes[0]?.text === "somebody answered “Travel”",
    );
    expect(travel.length).toBeGreaterThan(1);
    const said = listInstead(crime, shop, situation).map(
      ({ offer, changes }) => `${offer} ${changes[0]?.text}`,
    );
    expect(said.filter((text) => text.endsWith("“Travel”")).length).toBe(1);
    expect(new Set(said).size).toBe(said.length);
  });
});

describe("ways for an offer to show", () => {
  const offer = fc.nat(100);

  it("hold: asked for its situation the offer shows at once, or the rules let it wait for its turn", () => {
    fc.assert(
      fc.property(board, time, options, offer, (compiled, at, words, index) => {
        const number = index % compiled.offers.length;
        const { id } = compiled.offers[number];
        for (const way of listWays(compiled, shop, ask(at, words), number)) {
          const answer = explainAt(compiled, shop, ask(way.at ?? at, way.options));
          if (way.afterSeconds === 0) expect(answer.offer).toBe(id);
          else {
            const condition = answer.whyNot.find((other) => other.offer === id)?.condition;
            expect(["it is not its turn", "a campaign goes first"]).toContain(condition);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it("have as few changes as can be: no variant with fewer shows the offer now", () => {
    fc.assert(
      fc.property(board, time, offer, (compiled, at, index) => {
        const number = index % compiled.offers.length;
        const situation = ask(at);
        const ways = listWays(compiled, shop, situation, number);
        const fewest = Math.min(...ways.map(({ changes }) => changes.length));
        for (const { changes, options: words } of listVariants(shop, compiled.board, situation))
          if (changes.length < fewest)
            expect(explainAt(compiled, shop, ask(at, words)).offer).not.toBe(compiled.offers[number].id);
        expect(new Set(ways.map(({ changes }) => changes.length)).size).toBeLessThanOrEqual(1);
      }),
      { numRuns: 60 },
    );
  });

  const waysOf = (id: string, at: string, words = "", compiled = crime) =>
    listWays(
      compiled,
      shop,
      ask(at, words),
      compiled.offers.findIndex((one) => one.id === id),
    );

  it("say who has to do what, and when", () => {
    const facts = (ways: ReturnType<typeof waysOf>) =>
      ways.map(({ changes }) => changes.map(({ fact }) => fact));
    expect(facts(waysOf("noir-evening", "2026-11-27T17:00"))).toEqual([["mood"]]);
    expect(facts(waysOf("crime-first", "2026-11-27T17:00"))).toEqual([["dwell"]]);
    expect(facts(waysOf("cafe-armchairs", "2026-11-27T17:00"))).toEqual([["busy"]]);
    expect(waysOf("christmas-wrap", "2026-11-27T17:00")).toMatchObject([
      { changes: [{ fact: "time" }], at: "2026-12-01T00:00" },
    ]);
    expect(waysOf("crime-club", "2026-11-27T17:00")).toMatchObject([
      {
        changes: [{ fact: "presence" }, { fact: "time" }],
        at: "2026-11-30T10:00",
        options: "--presence near",
      },
    ]);
  });

  it("need no change where only the turn is another's", () => {
    expect(waysOf("staff-poems", "2026-11-27T17:00")).toMatchObject([{ changes: [] }]);
  });

  it("are none for what the board cannot sense, and for what is over", () => {
    const window = boards[1];
    expect(waysOf("cafe-armchairs", "2026-11-27T17:00", "", window)).toEqual([]);
    expect(waysOf("noir-evening", "2027-01-10T17:00")).toEqual([]);
  });
});
