// The lists as data: how phrases are read, how texts are folded, and that looking phrases up by keys loses none.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { foldText } from "../../../../host/shop/lexicon/fold.ts";
import { findMatchers, listMatchers } from "../../../../host/shop/lexicon/lexicon.ts";
import { compilePhrase } from "../../../../host/shop/lexicon/pattern.ts";
import { judge, LANGUAGES, readLines } from "./text.ts";

const plain = (text: string) => foldText(text)[0]?.letters;
const matches = (phrase: string, text: string) =>
  new RegExp(`^(?:${compilePhrase(phrase, ["trzy"]).write()})$`).test(plain(text) ?? "");

describe("phrases", () => {
  test.each([
    ["ostatni* sztuk*", "Ostatnie sztuki", true],
    ["ostatni* sztuk*", "ostatnia książka", false],
    ["*angebot", "Sommerangebot", true],
    ["nur [noch] heute", "nur heute", true],
    ["nur [noch] heute", "nur noch heute", true],
    ["nur _ heute", "nur für uns heute", true],
    ["nur _ heute", "nur für dich und mich heute", false],
    ["(last|final) chance", "final chance", true],
    ["# left", "1,200 left", true],
    ["# sztuki", "trzy sztuki", true],
    ["od ¤", "od 9,90", true],
    ["od ¤", "od 9 lat", false],
    ["für kurze", "fuer kurze", true],
    ["für kurze", "fur kurze", true],
    ["don't miss", "dont miss", true],
    ["last chance", "lastchance", true],
    ["spaß", "spass", true],
  ])("%s / %s: %s", (phrase, text, isFound) => expect(matches(phrase, text)).toBe(isFound));
  test.each(["(open", "[open", "a & b", "close)"])("%s is refused", (phrase) => {
    expect(() => compilePhrase(phrase, [])).toThrow();
  });
});

describe("folded texts", () => {
  test.each([
    ["Żółć", "zolc"],
    ["1.234 Menschen", "1234 menschen"],
    ["ab 9,90 €", "ab 9.90 eur"],
    ["10:30 Uhr", "10:30 uhr"],
    ["Tylko сhleb", "tylko chleb"],
    ["Ｓａｌｅ", "sale"],
    ["🅂🄰🄻🄴", "sale"],
    ["h u r r y", "hury"],
    ["Nur bei uns. Heute Suppe", "nur bei uns | heute supe"],
    ["#LastChance", "last chance"],
  ])("%s: %s", (text, letters) => expect(plain(text)).toBe(letters));
  test.each([
    ["l4st", "last"],
    ["hur-ry", "hury"],
    ["$ale", "sale"],
    ["s.a.l.e", "sale"],
  ])("%s may be %s", (text, letters) => {
    expect(foldText(text).map((fold) => fold.letters)).toContain(letters);
  });
  test("each letter stands where its place says", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), (text) => {
        for (const { letters, places } of foldText(text)) {
          expect(places).toHaveLength(letters.length);
          expect(letters).toMatch(/^[a-z0-9%.:| ]*$/);
          for (const place of places) expect(place).toBeLessThan(text.length);
        }
      }),
      { numRuns: 500 },
    );
  });
  test("any text is judged, and what is quoted lies in it", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
        for (const { hits } of judge(text))
          for (const { start, end } of hits) {
            expect(start).toBeGreaterThanOrEqual(0);
            expect(end).toBeLessThanOrEqual(text.length);
            expect(end).toBeGreaterThan(start);
          }
      }),
      { numRuns: 500 },
    );
  });
  test.each([
    "a ".repeat(100),
    "1 ".repeat(100),
    "only ".repeat(40),
    "nur noch ".repeat(22),
    "lil1".repeat(50),
  ])("a text that repeats itself comes to an end: %s", (text) =>
    expect(Array.isArray(judge(text))).toBe(true),
  );
});

test("keys lose no phrase: every phrase that matches is among those that are tried", () => {
  const texts = LANGUAGES.flatMap((language) => readLines(`corpus/${language}-bad.txt`)).filter(
    (_, i) => i % 9 === 0,
  );
  let found = 0;
  for (const fold of texts.flatMap(foldText)) {
    if (fold.isSpelled) continue;
    const tried = new Set(findMatchers(fold.letters));
    for (const matcher of listMatchers()) {
      if (fold.letters.match(matcher.bounded()) === null) continue;
      found++;
      expect(tried.has(matcher), `${matcher.kind}: ${matcher.bounded().source} in ${fold.letters}`).toBe(
        true,
      );
    }
  }
  expect(found).toBeGreaterThan(texts.length / 2);
});
