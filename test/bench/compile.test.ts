// The benches on time run through: what the sample shop gains must not leave them without a row.
import { expect, test } from "vitest";
import { CHECK_BENCHES } from "./check.ts";
import { COMPILE_BENCHES } from "./compile.ts";
import { checkText, makeShopText } from "./shop.ts";

test.each([...COMPILE_BENCHES, ...CHECK_BENCHES])("$id has a row", async ({ id, run }) => {
  const row = await run(false);
  expect(row?.id).toBe(id);
  expect(row?.value).toBeGreaterThan(0);
});

test("control: a shop with a mistake has none", () => {
  const text = makeShopText(20, 1).replace("tier: campaign", "tier: campain");
  expect(checkText(text, undefined).shop).toBeUndefined();
});
