// Findings about reasons stand where the words are written that the reason says.
import { describe, expect, test } from "vitest";
import { compileBoard } from "../../host/compile/board.ts";
import { locateReason } from "../../host/compile/locate.ts";
import { standInMark } from "../../host/label/fact.ts";
import { checkShopText } from "../../host/shop/parse.ts";
import {
  REASON_DATE,
  REASON_HOURS,
  REASON_KINDS,
  REASON_MOOD,
  REASON_TURN,
} from "../../shared/cards/list.ts";
import { findMark, GOOD } from "../shop/sample.ts";

/** The sample with a mark at one part of it, read without the mark. */
function read(part: string, by: string) {
  const { text, line, column } = findMark(GOOD.replace(part, by));
  const { shop } = checkShopText(text, "shop.yaml", ".");
  if (shop === undefined) throw new Error("the sample has mistakes");
  return { shop, at: [line, column] };
}

const placeOf = (kind: number, part: string, by: string, letter?: string) => {
  const { shop, at } = read(part, by);
  const place = locateReason(shop, shop.offers[0], kind, "en", letter);
  return { found: [place?.line, place?.column], at };
};

describe("a reason", () => {
  test.each([
    ["an answer", REASON_MOOD, "{ en: Crime, pl: Kryminał }", "{ en: §Crime, pl: Kryminał }"],
    ["hours", REASON_HOURS, "hours: 16:00-19:00", "hours: §16:00-19:00"],
    ["a last day", REASON_DATE, "until: 2026-12-24", "until: §2026-12-24"],
  ])("that speaks of %s stands there", (_, kind, part, by) => {
    const { found, at } = placeOf(kind, part, by);
    expect(found).toEqual(at);
  });

  test("of two answers the one with the letter, else the longer one", () => {
    const part = "mood: crime, from";
    const both = GOOD.replace(part, "mood: [crime, tea], from").replace(
      "en: Tea, pl: Herbata } }",
      "en: §Tée, pl: Herbata } }",
    );
    const { text, line, column } = findMark(both);
    const { shop } = checkShopText(text, "shop.yaml", ".");
    if (shop === undefined) throw new Error("the sample has mistakes");
    const place = locateReason(shop, shop.offers[0], REASON_MOOD, "en", "é");
    expect([place?.line, place?.column]).toEqual([line, column]);
    expect(locateReason(shop, shop.offers[0], REASON_MOOD, "en")?.column).toBeLessThan(column);
  });

  test("in the board's own words stands nowhere in the file", () => {
    const { shop } = read("Two books", "§Two books");
    expect(locateReason(shop, shop.offers[0], REASON_TURN, "en")).toBeUndefined();
    for (let kind = 0; kind < REASON_KINDS; kind++)
      expect(locateReason(shop, shop.offers[1], kind, "en")).toBeUndefined();
  });

  test("with a letter that no face has is found at the answer, and never at the offer", () => {
    const { shop, at } = read("crime: { en: Crime,", "crime: { en: §Crime ☕,");
    const [board] = shop.boards;
    const { findings } = compileBoard(shop, board, standInMark(shop));
    const missing = findings.filter(({ code }) => code === "card-missing-glyph");
    expect(missing.some(({ message }) => message.includes('card "noir"'))).toBe(true);
    expect(missing.map(({ place }) => [place.line, place.column])).toEqual(missing.map(() => at));
  });
});
