import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { parseDate } from "../../../host/shop/date.ts";
import { checkShop } from "../../../host/shop/parse.ts";
import { writeFiles } from "../sample.ts";
import { LIMITS, type Limit } from "./limit.ts";

const TODAY = parseDate("2026-11-27");

function check(files: Limit["bad"], open: string) {
  return checkShop(join(dirname(writeFiles(files)), open), TODAY).findings;
}

test.each(LIMITS)("bad: $code, in the file that is meant", ({ code, open = "shop.yaml", bad }) => {
  const findings = check(bad, open);
  const found = findings.filter((finding) => finding.code === code);
  expect(found.length, JSON.stringify(findings.slice(0, 3))).toBeGreaterThan(0);
  for (const { message, hint, place } of found) {
    expect([message, hint].every((words) => words.length > 10)).toBe(true);
    expect(place.file).not.toBe("");
  }
});

test.each(LIMITS)("good: what is just not $code has no finding", ({ open = "shop.yaml", bad, good }) => {
  // What is not there to be opened is there under the usual name.
  expect(check(good, Object.hasOwn(good, open) ? open : "shop.yaml")).toEqual([]);
  expect(bad === good && open === "shop.yaml").toBe(false);
});
