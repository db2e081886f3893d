import fc from "fast-check";
import { expect, test } from "vitest";
import { editDistance, nearest } from "../../host/shop/spelling.ts";

/** The definition, without any table: all ways to the end. */
function slowDistance(a: string, b: string): number {
  if (a === "" || b === "") return a.length + b.length;
  let best = Math.min(
    slowDistance(a.slice(1), b) + 1,
    slowDistance(a, b.slice(1)) + 1,
    slowDistance(a.slice(1), b.slice(1)) + (a[0] === b[0] ? 0 : 1),
  );
  if (a.length > 1 && b.length > 1 && a[0] === b[1] && a[1] === b[0])
    best = Math.min(best, slowDistance(a.slice(2), b.slice(2)) + 1);
  return best;
}

test("the distance is the one of its definition", () => {
  const word = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 6 });
  fc.assert(
    fc.property(word, word, (a, b) => {
      expect(editDistance(a, b)).toBe(slowDistance(a, b));
    }),
  );
});

test("near names are found and far ones are not", () => {
  expect(nearest("crmie", ["crime", "cafe"])).toBe("crime");
  expect(nearest("Crime", ["crime"])).toBe("crime");
  expect(nearest("x", ["crime", "cafe"])).toBeUndefined();
  expect(nearest("a".repeat(10_000), ["crime"])).toBeUndefined();
});
