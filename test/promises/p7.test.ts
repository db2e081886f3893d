// P7 No pressure. Rules exist for invented discounts, for two prices at a time, and for approval. Those for the words
// of false urgency, fake scarcity and shaming are not written yet: until then the person who approves stands for them.
import { dirname } from "node:path";
import { describe, expect, it } from "vitest";
import { checkShopText, readShop } from "../../host/shop/parse.ts";
import { GOOD, writeFiles } from "../shop/sample.ts";

const PRICE = "price: { now: 39.90 }";
const APPROVED = "approved: { by: MK, review: 2026-12-31 }";
/** 44.90 was the lowest price of the 30 days before the 20th of October. */
const LOG = "2026-08-01,49.90\n2026-09-15,44.90\n2026-10-20,39.90\n";

function check(price: string, approved = APPROVED, log = LOG): { isCompiled: boolean; codes: string[] } {
  const file = writeFiles({
    "shop.yaml": GOOD.replace(PRICE, price).replace(APPROVED, approved),
    "noir.csv": log,
  });
  const { shop, findings } = checkShopText(
    GOOD.replace(PRICE, price).replace(APPROVED, approved),
    file,
    dirname(file),
  );
  const codes = findings.filter(({ severity }) => severity === "error").map(({ code }) => code);
  if (shop === undefined)
    expect(() => readShop(file)).toThrow(expect.objectContaining({ code: expect.stringMatching(/^shop-/) }));
  return { isCompiled: shop !== undefined, codes };
}

describe("what the rules that exist recognise (words of pressure: a later issue adds them)", () => {
  it.each([
    [
      "was above the lowest price of 30 days",
      "{ now: 39.90, was: 49.90, log: noir.csv }",
      "shop-was-too-high",
    ],
    ["was a grosz above it", "{ now: 39.90, was: 44.91, log: noir.csv }", "shop-was-too-high"],
    ["nothing proves the old price", "{ now: 39.90, was: 44.90 }", "shop-log-missing"],
    ["the old price was not higher", "{ now: 39.90, was: 39.90, log: noir.csv }", "shop-price-was"],
    ["the price is not that of the log", "{ now: 38.90, was: 44.90, log: noir.csv }", "shop-log-price"],
  ])("P7: an invented discount does not compile: %s", (_how, price, code) => {
    expect(check(`price: ${price}`)).toMatchObject({ isCompiled: false, codes: [code] });
  });

  it("P7: an old price does not compile where the log does not reach back 30 days", () => {
    const log = "2026-10-10,44.90\n2026-10-20,39.90\n";
    expect(check("price: { now: 39.90, was: 44.90, log: noir.csv }", APPROVED, log)).toEqual({
      isCompiled: false,
      codes: ["shop-log-short"],
    });
  });

  it.each([
    ["nobody approved it", "", "shop-missing-key"],
    ["nobody signed", "approved: { review: 2026-12-31 }", "shop-missing-key"],
    ["nobody looks at it again", "approved: { by: MK }", "shop-missing-key"],
    ["the signature is empty", "approved: { by: '', review: 2026-12-31 }", "shop-value"],
    ["the day of review is none", "approved: { by: MK, review: 2026-02-30 }", "shop-date"],
    [
      "its approval ends before it begins",
      "approved: { by: MK, review: 2026-10-31 }",
      "shop-review-before-start",
    ],
  ])("P7: a text does not compile when %s", (_how, approved, code) => {
    expect(check(PRICE, approved)).toMatchObject({ isCompiled: false, codes: [code] });
  });

  it("P7: the same offer compiles with a discount that is true and a person who approved it (control)", () => {
    expect(check("price: { now: 39.90, was: 44.90, log: noir.csv }")).toEqual({
      isCompiled: true,
      codes: [],
    });
    expect(check(PRICE)).toEqual({ isCompiled: true, codes: [] });
  });
});
