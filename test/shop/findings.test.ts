import { describe, expect, test } from "vitest";
import { checkShopText } from "../../host/shop/parse.ts";
import { change, findMark, GOOD } from "./sample.ts";

/** code, what is replaced in the sample, by what; the finding is expected at the mark. */
const CASES: readonly (readonly [string, string, string])[] = [
  ["shop-yaml", "name: Corner Books", "name: §Corner: Books"],
  ["shop-duplicate-key", "  currency: PLN", "  currency: PLN\n  §currency: EUR"],
  ["shop-unknown-key", "currency: PLN", "currency: PLN\n  §colour: red"],
  ["shop-unknown-key", "group: crime", "group: crime\n    §mood: crime"],
  ["shop-missing-key", "name: Corner Books\n", "§nome: Corner Books\n"],
  ["shop-missing-key", "    approved: { by: MK, review: 2027-01-31 }", "    approved: §{ by: MK }"],
  ["shop-missing-key", "plays: { share: 2, rest: 10 min, perHour: 12 }", "§plays:"],
  ["shop-name", "shelf: {", "§Shelf One: {"],
  ["shop-word", "esp32-cyd", "§esp32-cid"],
  ["shop-value", "title: { en: Noir, pl: Noir }", "title: §1984"],
  ["shop-value", "{ en: Noir, pl: Noir }", "{ en: §1984, pl: Noir }"],
  ["shop-value", "share: 2", "share: §99"],
  ["shop-value", "rest: 10 min", "rest: §10 weeks"],
  ["shop-value", "review: 2026-12-31", "review: §soon"],
  ["shop-value", "by: MK, review: 2027", "by: §7, review: 2027"],
  ["shop-decimal-comma", "now: 39.90", "now: 39,§90"],
  ["shop-language", "[en, pl]", "[en, pl, §xx]"],
  ["shop-duplicate", "[en, pl]", "[en, pl, §en]"],
  ["shop-timezone", "Europe/Warsaw", "§Europe/Warsav"],
  ["shop-timezone", "Europe/Warsaw", '§"+01:00"'],
  ["shop-currency", "currency: PLN", "currency: §PLM"],
  ["shop-hours", "Mon-Sat 10:00-19:00", "§Mon-Sta 10:00-19:00"],
  ["shop-hours", "Mon-Sat 10:00-19:00", "§Mon-Sat"],
  ["shop-sensor", "esp32-cyd, sensors: [touch,", "esp32c3-oled, sensors: [button, §touch,"],
  ["shop-sensor", "sensors: [touch, scan]", "sensors: [radar, touch, §radar-uart]"],
  ["shop-sensor", "sensors: [touch, scan]", "sensors: [radar-uart, §distance]"],
  ["shop-sensor", "sensors: [touch, scan]", "sensors: [pir, §distance]"],
  ["shop-distance", "sensors: [touch, scan]", "readAt: §90 m, sensors: [touch, scan]"],
  ["shop-duplicate", "[crime, cafe]", "[crime, cafe, §crime]"],
  ["shop-group", "[crime, cafe]", "[crime, cafe, §cofe]"],
  ["shop-board-empty", "[crime, cafe]", "§[tea]"],
  ["shop-group-unplayed", "group: cafe", "group: §coffee"],
  ["shop-no-board", "  shelf: { board: esp32-cyd, sensors: [touch, scan], offers: [crime, cafe] }", "  §{}"],
  ["shop-question-input", "question:", "§question:"],
  [
    "shop-answers",
    "{ crime: { en: Crime, pl: Kryminał }, tea: { en: Tea, pl: Herbata } }",
    "§{ crime: { en: A, pl: B } }",
  ],
  ["shop-chip", "languages: [en, pl]", "languages: [en, pl, sq]"],
  ["shop-translation", "title: { en: Noir, pl: Noir }", "title: §{ en: Noir }"],
  ["shop-translation", "title: { en: Noir, pl: Noir }", "title: §Noir"],
  ["shop-text-language", "{ en: Noir, pl: Noir }", "{ en: Noir, §de: Noir, pl: Noir }"],
  ["shop-text-empty", "{ en: Noir, pl: Noir }", '{ en: §" ", pl: Noir }'],
  ["shop-text-unseen", "{ en: Noir, pl: Noir }", '{ en: §"\\u202eNoir", pl: Noir }'],
  ["shop-duplicate-id", "id: tea", "id: §noir"],
  ["shop-price", "now: 39.90", "now: §39.905"],
  ["shop-price", "now: 39.90", "now: §-1"],
  ["shop-price-was", "now: 39.90", "now: 39.90, was: §39.90"],
  ["shop-log-missing", "now: 39.90", "now: 39.90, was: §44.90"],
  ["shop-log-outside", "now: 39.90", "now: 39.90, log: §../secret.csv"],
  ["shop-log-outside", "now: 39.90", "now: 39.90, log: §/etc/passwd"],
  ["shop-log-file", "now: 39.90", "now: 39.90, log: §nowhere.csv"],
  ["shop-days", "days: fri-sat", "days: §fri-sta"],
  ["shop-days", "days: fri-sat", "days: [fri, §sta]"],
  ["shop-window", "hours: 16:00-19:00", "hours: §25:00-26:00"],
  ["shop-window", "hours: 16:00-19:00", "hours: [10:00-11:00, §16:00-16:00]"],
  ["shop-mood", "mood: crime", "mood: §crmie"],
  ["shop-mood", "mood: crime", "mood: [crime, §coffee]"],
  ["shop-date", "from: 2026-11-01", "from: §2026-02-30"],
  ["shop-date", "review: 2026-12-31", "review: §2026-13-01"],
  ["shop-date-order", "until: 2026-12-24", "until: §2026-10-24"],
  ["shop-rest", "rest: 10 min", "rest: §3 h"],
  ["shop-review-before-start", "review: 2026-12-31", "review: §2026-10-31"],
  ["shop-review-before-end", "review: 2026-12-31", "review: §2026-12-01"],
  ["shop-condition-sensor", "mood: crime,", "mood: crime, light: §dark,"],
];

/** Cases that need a second change for the finding to come about. */
const ALSO: Readonly<Record<string, readonly [string, string]>> = {
  "shop-question-input": ["sensors: [touch, scan]", "sensors: [scan]"],
  "shop-chip": ["question:", "§question:"],
};

describe("each finding has its code and its place", () => {
  for (const [code, part, by] of CASES) {
    test(`${code}: ${by.replace("§", "").trim().slice(0, 50)}`, () => {
      const [alsoPart, alsoBy] = ALSO[code] ?? ["", ""];
      // A place in the file, not a place in the question: replaced text may move it.
      const changed = alsoPart === "" ? change(part, by) : change(part, by).replace(alsoPart, alsoBy);
      const { text, line, column } = findMark(changed);
      const { findings } = checkShopText(text, "shop.yaml", "/nonexistent-folder");
      const found = findings.filter((finding) => finding.code === code);
      const places = found.map(({ place }) => [place.file, place.line, place.column]);
      expect(places, JSON.stringify(findings)).toContainEqual(["shop.yaml", line, column]);
      for (const finding of found) {
        expect(finding.message).not.toBe("");
        expect(finding.hint).not.toBe("");
      }
    });
  }
});

test("control: the sample that the cases change has no findings", () => {
  const { shop, findings } = checkShopText(GOOD, "shop.yaml", ".");
  expect(findings).toEqual([]);
  expect(shop?.offers.map(({ id }) => id)).toEqual(["noir", "tea"]);
});

test("several mistakes are reported together, in the order of the file", () => {
  const text = change("currency: PLN", "currency: PLM")
    .replace("fri-sat", "fri-sta")
    .replace("title: { en: Tea, pl: Herbata }", "title: { en: Tea }");
  const { shop, findings } = checkShopText(text, "shop.yaml", ".");
  expect(shop).toBeUndefined();
  expect(findings.map(({ code }) => code)).toEqual(["shop-currency", "shop-days", "shop-translation"]);
});

test("an unknown key does not hide what else is wrong beside it", () => {
  const text = change("currency: PLN", "currency: PLM\n  colour: red");
  const codes = checkShopText(text, "shop.yaml", ".").findings.map(({ code }) => code);
  expect(codes).toEqual(expect.arrayContaining(["shop-currency", "shop-unknown-key"]));
});

describe("a slip of the pen is recognised", () => {
  const slips: readonly (readonly [string, string, string])[] = [
    ["group: crime", "gruop: crime", "group"],
    ["[crime, cafe]", "[crmie, cafe]", "crime"],
    ["mood: crime", "mood: crim", "crime"],
    ["[en, pl]", "[en, ua]", "uk"],
    ["esp32-cyd", "esp32cyd", "esp32-cyd"],
    ["Europe/Warsaw", "Warsaw", "Europe/Warsaw"],
    ["Mon-Sat 10", "Mon-Sta 10", "sat"],
  ];
  for (const [part, by, meant] of slips)
    test(`${by}: did you mean ${meant}?`, () => {
      const hints = checkShopText(change(part, by), "shop.yaml", ".").findings.map(({ hint }) => hint);
      expect(hints).toContain(`Did you mean \`${meant}\`?`);
    });
});

test("a key of another part is sent where it belongs", () => {
  const text = change("group: crime", "group: crime\n    share: 2");
  const hints = checkShopText(text, "shop.yaml", ".").findings.map(({ hint }) => hint);
  expect(hints).toEqual(["It belongs under `plays`."]);
});

test("a warning alone leaves a shop that can be used", () => {
  const { shop, findings } = checkShopText(change("review: 2026-12-31", "review: 2026-12-01"), "s.yaml", ".");
  expect(findings.map(({ severity }) => severity)).toEqual(["warning"]);
  expect(shop?.offers).toHaveLength(2);
});

test("a bracket that is never closed has a place in the file, past empty lines too", () => {
  const text = change("text: { en: Two books", "text: { en: T{wo books").replace(
    "\n  - id: tea",
    "\n\n  # Tea\n\n  - id: tea",
  );
  const lines = text.split("\n");
  const { findings } = checkShopText(text, "shop.yaml", ".");
  expect(findings.length).toBeGreaterThan(0);
  for (const { place } of findings)
    expect(lines[(place.line ?? 0) - 1]?.length).toBeGreaterThanOrEqual(place.column ?? 0);
});
