import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readingSeconds, SLOT_SECONDS, slotSecondsOf } from "../../host/compile/reading.ts";
import { makeShop, runs } from "../arbitraries.ts";

const words = (least: number, most: number) =>
  fc
    .array(fc.constantFrom("book", "Księgarnia", "2+1", "—"), { minLength: least, maxLength: most })
    .map((list) => list.join(" "));

function offersOf(texts: readonly Record<string, string>[]) {
  return makeShop(
    texts.map((text) => ({
      group: "all",
      tier: "regular",
      title: text,
      text: {},
      when: {},
      plays: { share: 1, restSeconds: 0, perHour: 0 },
      approved: { by: "T", review: 30000 },
      place: { file: "shop.yaml" },
    })),
    2,
    0,
  ).offers;
}

describe("a slot", () => {
  it("lasts whole seconds from 8 to 20, and long enough for every card wherever 20 s are", () => {
    fc.assert(
      fc.property(fc.array(fc.record({ pl: words(0, 90), en: words(0, 90) }), { maxLength: 8 }), (texts) => {
        const seconds = slotSecondsOf(offersOf(texts), ["pl", "en"]);
        expect(Number.isInteger(seconds)).toBe(true);
        expect(seconds).toBeGreaterThanOrEqual(SLOT_SECONDS.least);
        expect(seconds).toBeLessThanOrEqual(SLOT_SECONDS.most);
        for (const text of texts.flatMap((text) => [text.pl, text.en]))
          if (seconds < SLOT_SECONDS.most) expect(readingSeconds(text)).toBeLessThanOrEqual(seconds);
      }),
      runs(200),
    );
  });

  it.each([
    ["no offers", [], 8],
    ["a short card", ["two words"], 8],
    // 3 s to find it, then 200 words a minute.
    ["forty words", [Array(40).fill("word").join(" ")], 15],
    ["a hundred words", [Array(100).fill("word").join(" ")], 20],
  ])("of %s lasts what the formula says", (_, texts, seconds) => {
    expect(slotSecondsOf(offersOf(texts.map((pl) => ({ pl }))), ["pl"])).toBe(seconds);
  });

  it("heeds only languages of the shop, and the longest of them", () => {
    const long = Array(40).fill("word").join(" ");
    expect(slotSecondsOf(offersOf([{ pl: "short", en: long }]), ["pl"])).toBe(8);
    expect(slotSecondsOf(offersOf([{ pl: "short", en: long }]), ["pl", "en"])).toBe(15);
  });
});
