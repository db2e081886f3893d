// A fixed number of runs; PASSERBY_RUNS=1000 makes millions of them (with --testTimeout=0).
import fc from "fast-check";
import { expect, test } from "vitest";
import { stringify } from "yaml";
import { checkShop, checkShopText } from "../../host/shop/parse.ts";
import { runs } from "../arbitraries.ts";
import { GOOD, writeFiles } from "./sample.ts";

function expectTidy(text: string): void {
  const { shop, findings } = checkShopText(text, "shop.yaml", "/nonexistent-folder");
  const lines = text.split("\n").length;
  // Either it is a shop or the findings say why not, each somewhere in the file.
  expect(shop === undefined).toBe(findings.some(({ severity }) => severity === "error"));
  for (const { code, message, hint, place } of findings) {
    expect(code).toMatch(/^(shop|pressure|tone)-[a-z-]+$/);
    expect(message.length > 0 && hint.length > 0, `${code}: ${message} ${hint}`).toBe(true);
    expect((place.line ?? 1) >= 1 && (place.line ?? 1) <= lines).toBe(true);
  }
}

test("any bytes are a shop or have findings", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      const { shop, findings } = checkShop(writeFiles({ a: bytes }));
      expect(shop).toBeUndefined();
      expect(findings.length).toBeGreaterThan(0);
    }),
    runs(100),
  );
});

test("any text is a shop or has findings", () => {
  fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 200 }), expectTidy), runs(500));
});

test("any YAML value is a shop or has findings", () => {
  const keys = [
    "shop",
    "boards",
    "offers",
    "question",
    "id",
    "when",
    "price",
    "now",
    "__proto__",
    "constructor",
  ];
  const value = fc.object({ key: fc.constantFrom(...keys), maxDepth: 4, withBigInt: false });
  fc.assert(
    fc.property(value, (object) => expectTidy(stringify(object))),
    runs(300),
  );
});

test("the sample with bytes lost, doubled or swapped is a shop or has findings", () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.tuple(
          fc.nat(GOOD.length - 1),
          fc.nat(12),
          fc.constantFrom("", "x", "\n", ": ", "{", "*a ", "- ", "§", "0"),
        ),
        {
          minLength: 1,
          maxLength: 4,
        },
      ),
      (edits) => {
        let text = GOOD;
        for (const [at, length, by] of edits) text = text.slice(0, at) + by + text.slice(at + length);
        expectTidy(text);
      },
    ),
    runs(1500),
  );
});

test("one value of the sample replaced by another kind of value is a shop or has findings", () => {
  const values = [
    "null",
    "[]",
    "{}",
    "true",
    "-1",
    "1e99",
    ".nan",
    '"\\0"',
    "[[[]]]",
    "{ a: b }",
    "2026-02-30",
    "!!binary AAAA",
    "!x y",
  ];
  const places = [...GOOD.matchAll(/(?<=: |\[|, )[^\s,{}[\]]+/g)].map(
    (match) => [match.index, match[0].length] as const,
  );
  fc.assert(
    fc.property(fc.constantFrom(...places), fc.constantFrom(...values), ([at, length], by) => {
      expectTidy(GOOD.slice(0, at) + by + GOOD.slice(at + length));
    }),
    runs(1000),
  );
});
