// What is found when a board is compiled: fixtures in a folder for each code of a card, and for each other code, as for the
// rules of the shop; each finding is at the field that is too long or cannot be drawn, not at the offer, or at its board.
import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { compileBoard } from "../../../host/compile/board.ts";
import { standInMark } from "../../../host/label/fact.ts";
import { parseDate } from "../../../host/shop/date.ts";
import { checkShopText } from "../../../host/shop/parse.ts";
import { folderOf, readFixtures } from "../../shop/rules/fixture.ts";

const TODAY = parseDate("2026-11-27");
const CODES = readdirSync(new URL(".", import.meta.url)).filter((name) => !name.includes("."));

function check(code: string, text: string) {
  const folder = folderOf(`../../compile/rules/${code}`);
  const { shop, findings } = checkShopText(text, `${folder}/shop.yaml`, folder, TODAY);
  return [
    ...findings,
    ...(shop?.boards.flatMap((board) => compileBoard(shop, board, standInMark(shop)).findings) ?? []),
  ];
}

test("there are fixtures", () => expect(CODES.length).toBeGreaterThanOrEqual(9));

describe.each(CODES)("%s", (rule) => {
  const folder = `../../compile/rules/${rule}`;
  test.each(readFixtures(folder, "good"))("good: $name has no finding", ({ text }) => {
    expect(check(rule, text)).toEqual([]);
  });
  test.each(readFixtures(folder, "bad"))("bad: $name, at its mark", ({ text, code, line, column }) => {
    const findings = check(rule, text);
    const found = findings.filter((finding) => finding.code === code);
    expect(
      found.map(({ place }) => [place.line, place.column]),
      JSON.stringify(findings),
    ).toContainEqual([line, column]);
    // Nothing else is wrong with the file, or the card would not have been drawn.
    expect(findings.filter((finding) => !/^(?:card|board|pacing)-/.test(finding.code))).toEqual([]);
  });
});
