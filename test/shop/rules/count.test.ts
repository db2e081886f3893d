// Every rule has fixtures: rules are listed from the sources, one a file, so that a new one cannot be forgotten.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readFixtures as readShops } from "./fixture.ts";
import { readFixtures as readTexts } from "./pressure/text.ts";

const LEAST_GOOD = 5;
const LEAST_BAD = 10;
const RULES = new URL("../../../host/shop/rules/", import.meta.url);
const CARDS = new URL("../../../host/compile/", import.meta.url);

/** Files of a folder in which a finding is made: its code stands there as a literal. */
function listRules(folder: URL, code: RegExp): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".ts") && code.test(readFileSync(new URL(name, folder), "utf8")))
    .map((name) => name.slice(0, -3));
}

const texts = ["pressure/fixtures.txt", "tone/fixtures.txt", "tone/answers.txt"].flatMap((name) =>
  readTexts(new URL(name, import.meta.url)),
);

function count(rule: string): { good: number; bad: number } {
  if (existsSync(new URL(`${rule}/good.txt`, import.meta.url)))
    return { good: readShops(rule, "good").length, bad: readShops(rule, "bad").length };
  const own = texts.find((part) => part.rule === rule);
  return { good: new Set(own?.good).size, bad: new Set(own?.bad).size };
}

const isCounted = (rule: string) => count(rule).good >= LEAST_GOOD && count(rule).bad >= LEAST_BAD;

test("every rule on words has 5 good and 10 bad fixtures at least", () => {
  const rules = ["pressure/", "tone/"].flatMap((folder) =>
    listRules(new URL(folder, RULES), /"(?:pressure|tone)-[a-z]+"/),
  );
  expect(rules.length).toBeGreaterThanOrEqual(14);
  expect(rules.filter((rule) => !isCounted(rule))).toEqual([]);
});

test("every rule on the shop has 5 good and 10 bad fixtures at least", () => {
  const rules = listRules(RULES, /"shop-[a-z-]+"/);
  expect(rules.length).toBeGreaterThanOrEqual(15);
  // Which offers are looked at for how long; what is found is told by the three rules beside it.
  expect(rules.filter((rule) => rule !== "reach" && !isCounted(rule))).toEqual([]);
});

test("every code of a card has 5 good and 10 bad fixtures at least", () => {
  const codes = new Set(
    readdirSync(CARDS)
      .filter((name) => name.endsWith(".ts"))
      .flatMap((name) => readFileSync(new URL(name, CARDS), "utf8").match(/"card-[a-z-]+"/g) ?? [])
      .map((code) => code.slice(6, -1)),
  );
  expect(codes.size).toBeGreaterThanOrEqual(8);
  // Colours are the tool's own and no shop's: test/compile/contrast.test.ts gives it others.
  codes.delete("contrast");
  expect([...codes].filter((code) => !isCounted(`../../compile/rules/${code}`))).toEqual([]);
});

test("control: a rule without fixtures is found", () => {
  expect(isCounted("rule-that-nobody-wrote")).toBe(false);
});
