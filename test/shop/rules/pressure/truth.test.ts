// What the calendar and the stock list prove may be said; all through the whole path from the file to the finding.
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseDate } from "../../../../host/shop/date.ts";
import { checkShop, checkShopText } from "../../../../host/shop/parse.ts";
import { change, findMark, GOOD } from "../../sample.ts";

const ruled = /^(pressure|tone)-/;

/** Findings of the rules on words for the sample's first offer with this text and this calendar. */
function check(text: string, when: string): string[] {
  const shop = change(
    "text: { en: Two books, pl: Dwie książki }",
    `text: { en: "${text}", pl: Dwie książki }`,
  );
  const calendar = "{ days: fri-sat, hours: 16:00-19:00, mood: crime, from: 2026-11-01, until: 2026-12-24 }";
  const { findings } = checkShopText(shop.replace(calendar, `{ ${when} }`), "shop.yaml", ".");
  expect(findings.filter(({ code }) => /syntax|yaml|value/.test(code))).toEqual([]);
  return findings.flatMap(({ code }) => (ruled.test(code) ? [code] : []));
}

describe("P7: a last day on a card is the last day of its offer", () => {
  const dated = "from: 2026-11-01, until: 2026-12-24";
  test.each([
    "Until 24 December",
    "only until December 24",
    "till the 24th of December",
    "until 24.12.",
    "until 2026-12-24",
    "until Christmas Eve",
    "Bis 24. Dezember",
    "bis zum 24.12.2026",
    "bis Heiligabend",
    "Do 24 grudnia",
    "tylko do 24.12",
    "do Wigilii",
  ])("true: %s", (text) => {
    expect(check(text, dated)).toEqual([]);
    expect(check(text, "from: 2026-11-01")).toEqual(["pressure-deadline"]);
    expect(check(text, "from: 2026-11-01, until: 2026-12-23")).toEqual(["pressure-deadline"]);
  });
  test("a year that is not the offer's is wrong", () => {
    expect(check("bis 24.12.2025", dated)).toEqual(["pressure-deadline"]);
  });
  test("a weekday names the last day of a week, and of no longer time", () => {
    for (const text of ["Only until Sunday", "Nur bis Sonntag", "Tylko do niedzieli"]) {
      expect(check(text, "from: 2026-11-16, until: 2026-11-22")).toEqual([]);
      expect(check(text, "from: 2026-11-16, until: 2026-11-21")).toEqual(["pressure-deadline"]);
      expect(check(text, "from: 2026-11-01, until: 2026-11-22")).toEqual(["pressure-deadline"]);
    }
  });
  test.each([
    "Open until 19:00",
    "Bis 19.30 Uhr geöffnet",
    "Brot bis 11 Uhr",
    "Pon. do soboty 10-19",
    "Do 12 lat",
  ])("no last day: %s", (text) => expect(check(text, "days: fri-sat")).toEqual([]));
});

describe("P7: words for a day or a week need an offer of a day or a week", () => {
  test.each(["Only today", "Nur heute", "Tylko dziś"])("%s", (text) => {
    expect(check(text, "from: 2026-12-06, until: 2026-12-06")).toEqual([]);
    expect(check(text, "from: 2026-12-06, until: 2026-12-07")).toEqual(["pressure-time"]);
    expect(check(text, "days: fri-sat")).toEqual(["pressure-time"]);
  });
  test.each(["Only this week", "Nur diese Woche", "Tylko w tym tygodniu"])("%s", (text) => {
    expect(check(text, "from: 2026-11-16, until: 2026-11-22")).toEqual([]);
    expect(check(text, "from: 2026-11-16, until: 2026-11-23")).toEqual(["pressure-time"]);
  });
  test("haste stays haste, whatever the calendar says", () => {
    expect(check("Hurry, last chance", "from: 2026-12-06, until: 2026-12-06")).toEqual(["pressure-time"]);
  });
});

describe("P7: scarcity is what was counted", () => {
  test.each(["While stocks last", "Solange der Vorrat reicht", "Do wyczerpania zapasów"])("%s", (text) => {
    expect(check(text, "stock: true")).toEqual([]);
    expect(check(text, "days: fri-sat")).toEqual(["pressure-scarcity"]);
  });
  const few = (text: string, rows: string, when: string, day: string) => {
    const folder = mkdtempSync(join(tmpdir(), "passerby-words-"));
    const shop = GOOD.replace("Two books", text)
      .replace("mood: crime, from", `${when}mood: crime, from`)
      .replace("boards:", "lists: { stock: stock.csv }\nboards:");
    writeFileSync(join(folder, "shop.yaml"), shop);
    writeFileSync(join(folder, "stock.csv"), `article,count,asof\n${rows}`);
    const { findings } = checkShop(join(folder, "shop.yaml"), parseDate(day));
    expect(findings.filter(({ code }) => /list-|yaml|key/.test(code))).toEqual([]);
    return findings.flatMap(({ code }) => (ruled.test(code) ? [code] : []));
  };
  test("last pieces are said on the day after they were counted, and not later", () => {
    const row = "noir-set,3,2026-11-20\n";
    expect(few("Last pieces", row, "stock: true, ", "2026-11-21")).toEqual([]);
    expect(few("Last pieces", row, "stock: true, ", "2026-11-22")).toEqual(["pressure-scarcity"]);
    expect(few("Last pieces", row, "", "2026-11-21")).toEqual(["pressure-scarcity"]);
    expect(few("Last pieces", "noir-set,40,2026-11-20\n", "stock: true, ", "2026-11-21")).toEqual([
      "pressure-scarcity",
    ]);
  });
  test("a number of pieces is wrong after the next sale", () => {
    expect(few("Only 3 left", "noir-set,3,2026-11-20\n", "stock: true, ", "2026-11-20")).toEqual([
      "pressure-scarcity",
    ]);
  });
});

describe("each text has its place, and the question is read too", () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ["pressure-time", "{ en: Two books, pl: Dwie książki }", "{ en: Two books, pl: §Tylko dziś }"],
    ["pressure-time", "title: { en: Noir, pl: Noir }", "title: { en: §Hurry up, pl: Noir }"],
    [
      "pressure-shame",
      "tea: { en: Tea, pl: Herbata } }",
      'tea: { en: §"No thanks, I prefer to pay more", pl: Herbata } }',
    ],
    ["tone-notice", "text: { en: What now?, pl: Co teraz? }", "text: { en: §Welcome back, pl: Co teraz? }"],
    ["tone-sensitive", "{ crime: { en: Crime, pl: Kryminał }", "{ crime: { en: §Pregnancy, pl: Kryminał }"],
    [
      "tone-sensitive",
      "text: { en: What now?, pl: Co teraz? }",
      "text: { en: What now?, pl: §Jakiej jesteś religii? }",
    ],
  ];
  test.each(cases)("%s: %s", (code, part, by) => {
    const { text, line, column } = findMark(change(part, by));
    const found = checkShopText(text, "shop.yaml", ".").findings.filter(({ code: own }) => ruled.test(own));
    expect(found.map(({ code, place }) => [code, place.line, place.column])).toEqual([[code, line, column]]);
    expect(found[0]?.severity).toBe("error");
    expect(found[0]?.message).toMatch(/^"/);
    expect(found[0]?.hint).not.toBe("");
  });
  test("control: the sample has none of them", () => {
    expect(checkShopText(GOOD, "shop.yaml", ".").findings.filter(({ code }) => ruled.test(code))).toEqual([]);
  });
  test("a shop does not compile while one is there", () => {
    expect(checkShopText(change("Two books", "Last chance"), "shop.yaml", ".").shop).toBeUndefined();
  });
});

describe("names of works are no claims of the shop", () => {
  test.each([
    "“Last Chance Saloon” by Marian Keyes",
    "„Tylko dziś” Anny Berg",
    "„Nur heute“, ein Roman von Anna Berg",
    "Hurry, a picture book about snails",
  ])("%s", (text) => expect(check(text, "days: fri-sat")).toEqual([]));
  test("a title alone, with its author on the other line", () => {
    const shop = change("title: { en: Noir, pl: Noir }", "title: { en: Last Chance Saloon, pl: Noir }");
    const codes = (text: string) =>
      checkShopText(shop.replace("Two books", text), "shop.yaml", ".").findings.map(({ code }) => code);
    expect(codes("A novel by Marian Keyes")).toEqual([]);
    expect(codes("Two books")).toEqual(["pressure-time"]);
  });
  test("quotation marks alone make nothing harmless", () => {
    expect(check("“Last chance” for boots", "days: fri-sat")).toEqual(["pressure-time"]);
    expect(check("“Last chance!”", "days: fri-sat")).toEqual(["pressure-time"]);
  });
});
