// Every code that `passerby check` can print has a fixture that must have it: the codes are read from the sources, so that a
// new one cannot be forgotten. What is wrong with a file as such, or beyond a limit, has one in limits.test.ts.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { folderOf, readFixtures } from "./fixture.ts";
import { LIMITS } from "./limit.ts";
import { readFixtures as readTexts } from "./pressure/text.ts";

const HOST = new URL("../../../host/", import.meta.url);
const CODE = /"((?:board|card|pacing|pressure|shop|tone)-[a-z-]+)"/g;

/** Found elsewhere, and why no fixture has them. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  "card-contrast": "colours are the tool's own and no shop's: test/compile/contrast.test.ts gives it others",
  "board-empty": "`check` has said `shop-board-empty` of it before: test/compile/board.test.ts",
  "board-unknown": "the board is named on the command line, not in a file: test/compile/board.test.ts",
};
/** Folders of fixtures for what the readers of each part find: the rules in host/shop/rules are counted in count.test.ts. */
const CONTENT =
  "boards calendar calibration header keys measure pictures prices question shape translation".split(" ");

/** Codes by the file in which they stand. */
function listCodes(folder: URL): Map<string, string[]> {
  const codes = new Map<string, string[]>();
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.name.endsWith(".ts")) continue;
    const text = readFileSync(`${entry.parentPath}/${entry.name}`, "utf8");
    for (const [, code = ""] of text.matchAll(CODE))
      codes.set(code, [...(codes.get(code) ?? []), entry.name.slice(0, -3)]);
  }
  return codes;
}

const codes = new Map([...listCodes(new URL("shop/", HOST)), ...listCodes(new URL("compile/", HOST))]);

/** Codes that a fixture of a folder expects. */
function listExpected(folder: string): string[] {
  return readdirSync(folderOf(folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(folderOf(`${folder}/${entry.name}/bad.txt`)))
    .flatMap(({ name }) => readFixtures(`${folder}/${name}`, "bad").map(({ code }) => code));
}

const texts = ["pressure/fixtures.txt", "tone/fixtures.txt", "tone/answers.txt"].flatMap((name) =>
  readTexts(new URL(name, import.meta.url)),
);
const expected = new Set([...listExpected("."), ...listExpected("../../compile/rules")]);

function isCovered(code: string): boolean {
  if (/^(?:pressure|tone)-/.test(code))
    return (codes.get(code) ?? []).some((rule) =>
      texts.some((part) => part.rule === rule && part.good.length >= 5 && part.bad.length >= 10),
    );
  return expected.has(code) || LIMITS.some((limit) => limit.code === code) || Object.hasOwn(ELSEWHERE, code);
}

test("every code in the sources has a fixture, or a reason why not", () => {
  expect(codes.size).toBeGreaterThan(110);
  expect([...codes.keys()].filter((code) => !isCovered(code))).toEqual([]);
});

test("no fixture and no reason is about a code that is not there", () => {
  const named = [...expected, ...LIMITS.map(({ code }) => code), ...Object.keys(ELSEWHERE)];
  expect(named.filter((code) => !codes.has(code))).toEqual([]);
});

test("a rule on what a shop writes has 5 good and 10 bad fixtures at least", () => {
  for (const rule of CONTENT) {
    expect(readFixtures(rule, "good").length, rule).toBeGreaterThanOrEqual(5);
    expect(readFixtures(rule, "bad").length, rule).toBeGreaterThanOrEqual(10);
  }
});

test("control: a code without a fixture is found", () => {
  expect(isCovered("shop-that-nobody-wrote")).toBe(false);
  expect(isCovered("pressure-that-nobody-wrote")).toBe(false);
});
