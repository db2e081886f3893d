// The peers of the bench must do what ours does, else they are no peers.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isEligible, makeScene, objectsText, type Scene } from "../bench/scene.ts";
import { readPeer } from "../bench/script.ts";
import { runScript } from "../bench/stand.ts";

const OFFERS = 200;

const PEERS = [
  ["select-filter", "chooseByFilter", 0],
  ["select-loop", "chooseByLoop", 0],
  ["select-filter", "chooseRestedByFilter", 5],
  ["select-loop", "chooseRestedByLoop", 5],
  ["select-filter", "chooseRestedByFilter", 8],
  ["select-loop", "chooseRestedByLoop", 8],
] as const;

async function choose(file: string, name: string, scene: Scene): Promise<unknown> {
  return runScript(`${await readPeer(file)}\n${objectsText(scene)}`, `${name}(offers,t).id`);
}

describe("peers of the selection", () => {
  it.each(PEERS)(
    "%s: %s chooses an eligible offer of the highest tier with %i resting",
    async (file, name, rest) => {
      await fc.assert(
        fc.asyncProperty(fc.integer(), async (seed) => {
          const scene = makeScene(OFFERS, rest, seed);
          expect(scene.allowed).toContain(await choose(file, name, scene));
        }),
        { numRuns: 20 },
      );
    },
  );

  it("is caught when it forgets the rests", async () => {
    const scene = makeScene(OFFERS, 8);
    expect(scene.allowed).not.toContain(await choose("select-loop", "chooseByLoop", scene));
  });

  it("is caught when it forgets all conditions but one", () => {
    const forgetful = `function choose(offers, s) {
      var best;
      for (var o of offers)
        if (o.m == s.mood && s.slot - o.l > o.r && (!best || o.t < best.t || (o.t == best.t && o.l < best.l)))
          best = o;
      return best;
    }`;
    const scene = makeScene(OFFERS, 8);
    expect(scene.allowed).not.toContain(
      runScript(`${forgetful}\n${objectsText(scene)}`, "choose(offers,t).id"),
    );
  });
});

describe("seeded offers", () => {
  it("are eligible to one in twenty, whatever the seed", () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const { rules } = makeScene(OFFERS, 0, seed);
        expect(rules.filter(isEligible)).toHaveLength(OFFERS / 20);
      }),
      { numRuns: 20 },
    );
  });
});

describe("table of adverts", () => {
  it("counts by address, and never holds more than 64", async () => {
    const script = `${await readPeer("advert-table")}
      for (var i = 0; i < 1000; i++) countAdvert({ id: "a" + i });
      countAdvert({ id: "a999" });`;
    const seen = runScript(script, "seen") as Record<string, number>;
    expect(Object.keys(seen)).toEqual(Array.from({ length: 64 }, (_, i) => `a${i + 936}`));
    expect(seen.a999).toBe(2);
  });
});
