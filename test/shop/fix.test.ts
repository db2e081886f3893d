import { describe, expect, test } from "vitest";
import { parseDocument } from "yaml";
import { listMendable, mendText } from "../../host/shop/fix.ts";
import { checkShop, checkShopText } from "../../host/shop/parse.ts";
import { change, GOOD, writeFiles } from "./sample.ts";

/** Mends as often as there is something to mend. */
function mend(text: string, rounds = 5): string {
  let better = text;
  for (let round = 0; round < rounds; round++) {
    const { findings } = checkShopText(better, "shop.yaml", ".");
    better = mendText(better, "shop.yaml", findings).text;
  }
  return better;
}

describe("what is beyond doubt is mended, and nothing else changes", () => {
  const cases: readonly (readonly [string, string])[] = [
    ["    group: crime\n", "    gruop: crime\n"],
    ["timezone: Europe/Warsaw", "time_zone: Europe/Warsaw"],
    ["esp32-cyd", "esp32-cid"],
    ["esp32-cyd", "ESP32-CYD"],
    ["now: 39.90", "now: 39,90"],
    ["share: 2", "shares: 2"],
    ["perHour: 12", "per_hour: 12"],
    ["approved: { by: MK, review: 2026-12-31 }", "aproved: { by: MK, reveiw: 2026-12-31 }"],
  ];
  test.each(cases)("%j was %j", (right, wrong) => {
    expect(mend(change(right, wrong))).toBe(GOOD);
  });
  test("languages by their usual slips", () => {
    const czech = GOOD.replaceAll("pl: ", "cs: ").replace("[en, pl]", "[en, cs]");
    expect(mend(czech.replace("[en, cs]", "[en, cz]"))).toBe(czech);
  });
});

test("comments, blank lines, quotes and order stay", () => {
  const text = `# first\n${GOOD.replace("    group: crime\n", "\n    gruop:   'crime' # which shelf\n")}\n# last\n`;
  expect(mend(text)).toBe(text.replace("gruop", "group"));
});

test("windows line ends and wide letters do not move what is mended", () => {
  const text = GOOD.replace("Two books", "Zażółć 📚")
    .replace("esp32-cyd", "esp32-cid")
    .replaceAll("\n", "\r\n");
  expect(mend(text)).toBe(text.replace("esp32-cid", "esp32-cyd"));
});

describe("what may be meant otherwise is left to a person", () => {
  test.each([
    ["a key that is there already", "group: crime", "group: crime\n    gruop: cafe"],
    ["a word like nothing", "esp32-cyd", "raspberry"],
    ["a group", "[crime, cafe]", "[crmie, cafe]"],
    ["an answer", "mood: crime", "mood: crmie"],
    ["a day", "fri-sat", "fri-sta"],
    ["a price that is written nowhere", "now: 39.90", "now: cheap"],
  ])("%s", (_, right, wrong) => {
    const text = change(right, wrong);
    expect(mend(text)).toBe(text);
  });
  test("a value that stands elsewhere, under an alias", () => {
    const text = change("esp32-cyd", "*kind")
      .replace("boards:", "# x\nboards:")
      .replace("name: Corner Books", "name: &kind esp32-cid");
    expect(mend(text)).toBe(text);
  });
});

describe("figures that are computed", () => {
  const files = (price: string, text: string) =>
    writeFiles({
      "shop.yaml": change("price: { now: 39.90 }", `price: ${price}`).replace(
        "{ en: Two books, pl: Dwie książki }",
        text,
      ),
      "noir.csv": "2026-06-01,44.90\n2026-10-20,39.90\n",
    });
  const mendFile = (path: string) => {
    const { findings } = checkShop(path);
    expect(listMendable(findings)).toEqual([path]);
    return findings.flatMap(({ fix }) => (fix === undefined ? [] : [[fix.raw, fix.text]]));
  };
  const PLAIN = "{ en: Two books, pl: Dwie książki }";
  test("an old price, from the log", () =>
    expect(mendFile(files("{ now: 39.90, was: 49.90, log: noir.csv }", PLAIN))).toEqual([
      ["49.90", "44.90"],
    ]));
  test("a percentage, from the two prices", () =>
    expect(
      mendFile(files("{ now: 39.90, was: 44.90, log: noir.csv }", '{ en: "Save 15%", pl: "Taniej o 11%" }')),
    ).toEqual([['"Save 15%"', '"Save 11%"']]));
  test("a sum in a text, from the price", () =>
    expect(mendFile(files("{ now: 39.90 }", '{ en: "Now 37.90 zł", pl: "Teraz 37,90 zł" }'))).toEqual([
      ['"Now 37.90 zł"', '"Now 39.90 zł"'],
      ['"Teraz 37,90 zł"', '"Teraz 39,90 zł"'],
    ]));
  test.each([
    "You save 37.90 zł",
    "With a deposit of 5 zł",
    "Elsewhere 42.90 zł",
    "1 kg is 18 zł",
    "Two for 37.90 zł with a card",
  ])("but not where it may be no price: %s", (text) => {
    const { findings } = checkShop(files("{ now: 39.90 }", `{ en: "${text}", pl: Dwie książki }`));
    const found = findings.filter(({ code }) => code === "shop-text-price");
    expect(found.map(({ fix }) => fix)).toEqual([undefined]);
  });
  test("a unit price", () =>
    expect(
      mendFile(
        files(
          "{ now: 39.90, contents: 250 g, unit: { price: 15.95, per: 100 g } }",
          '{ en: "15.95 zł / 100 g", pl: "15,95 zł / 100 g" }',
        ),
      ),
    ).toEqual([["15.95", "15.96"]]));
});

test("a text that changed since it was read is left alone", () => {
  const { findings } = checkShopText(change("esp32-cyd", "esp32-cid"), "shop.yaml", ".");
  const moved = `# one line more\n${change("esp32-cyd", "esp32-cid")}`;
  expect(mendText(moved, "shop.yaml", findings)).toEqual({ text: moved, fixes: 0 });
});

test("what was mended is YAML as before", () => {
  const mended = mend(change("    group: crime\n", "    gruop: crime\n").replace("esp32-cyd", "esp32-cid"));
  expect(parseDocument(mended).errors).toEqual([]);
});
