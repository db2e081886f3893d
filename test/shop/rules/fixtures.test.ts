import { readdirSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { parseDate } from "../../../host/shop/date.ts";
import { checkShopText } from "../../../host/shop/parse.ts";
import { folderOf, readFixtures } from "./fixture.ts";

const TODAY = parseDate("2026-11-27");
const RULES = readdirSync(dirname(fileURLToPath(import.meta.url)), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && readdirSync(folderOf(entry.name)).includes("good.txt"))
  .map(({ name }) => name);

function check(rule: string, text: string) {
  const folder = folderOf(rule);
  return checkShopText(text, `${folder}/shop.yaml`, folder, TODAY).findings;
}

test("there are fixtures", () => expect(RULES.length).toBeGreaterThanOrEqual(25));

describe.each(RULES)("rule %s", (rule) => {
  const good = readFixtures(rule, "good");
  const bad = readFixtures(rule, "bad");
  test("has at least 5 good and 10 bad fixtures, each of its own", () => {
    expect(good.length).toBeGreaterThanOrEqual(5);
    expect(bad.length).toBeGreaterThanOrEqual(10);
    expect(new Set([...good, ...bad].map(({ text }) => text)).size).toBe(good.length + bad.length);
  });
  test.each(good)("good: $name has no finding", ({ text }) => {
    expect(check(rule, text)).toEqual([]);
  });
  test.each(bad)("bad: $name is $code, at its mark", ({ text, code, also, line, column }) => {
    const findings = check(rule, text);
    const found = findings.filter((finding) => finding.code === code);
    expect(
      found.map(({ place }) => [place.line, place.column]),
      JSON.stringify(findings),
    ).toContainEqual([line, column]);
    // No other errors than what is wrong, and what follows from it; rules on words have texts of their own.
    const isFoul = (finding: { severity: string; code: string }) =>
      finding.severity === "error" &&
      finding.code.startsWith("shop-") &&
      ![code, ...also].includes(finding.code);
    expect(findings.filter(isFoul)).toEqual([]);
    for (const { message, hint } of found)
      expect([message, hint].every((words) => words.length > 10)).toBe(true);
  });
});
