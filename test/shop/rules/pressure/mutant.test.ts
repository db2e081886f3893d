// 500 good offers, each with one dishonest text, composed and disguised with a fixed seed: none may pass. And the same
// offers with honest texts of the same words: none may be stopped. PASSERBY_RUNS multiplies both.
import { dirname } from "node:path";
import { describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { createRandom, type Random } from "../../../../host/random.ts";
import { parseDate } from "../../../../host/shop/date.ts";
import { checkShopText } from "../../../../host/shop/parse.ts";
import { FILE, makeShop, pick } from "../../mistake.ts";
import { compose, DISGUISES, DISHONEST, HONEST, type Language } from "./mutant.ts";
import { judge } from "./text.ts";

const TODAY = parseDate("2026-11-27");
const MUTANTS = 500 * Number(process.env.PASSERBY_RUNS ?? 1);
const SEED = Number(process.env.PASSERBY_SEED ?? 20261122);
const LANGUAGES: readonly Language[] = ["en", "de", "pl"];
/** Nobody writes an honest text so: its words are looked for without regard to blanks. */
const NOT_HONEST = ["capitals", "letters apart", "hyphens", "digits for letters"];

/** A shop whose offer number `index` says a text; which of its languages does not matter, texts are held against all. */
function changeShop(text: string, random: Random): { shop: string; id: string } {
  const shop = structuredClone(SHOP);
  const offer = pick(random, shop.offers);
  shop.offers = [offer];
  const language = random.chance(500) ? "pl" : "en";
  const kept = offer.text[language] ?? "";
  offer.text[language] = pick(random, [text, `${text}. ${kept}`, `${kept}. ${text}`]);
  return { shop: stringify(shop), id: offer.id };
}

const SHOP = makeShop();
const isPressure = ({ code }: { code: string }) => /^(?:pressure|tone)-/.test(code);

test(`${MUTANTS} mutated offers: none is missed`, () => {
  const random = createRandom(SEED);
  const names = Object.keys(DISGUISES);
  const missed: string[] = [];
  for (let n = 0; n < MUTANTS; n++) {
    const language = LANGUAGES[n % LANGUAGES.length] ?? "en";
    const name = names[n % names.length] ?? "none";
    const plain = compose(pick(random, DISHONEST[language]), random);
    const text = DISGUISES[name]?.(plain, random) ?? plain;
    const { shop } = changeShop(text, random);
    const found = checkShopText(shop, FILE, dirname(FILE), TODAY).findings.filter(isPressure);
    // What hides letters is refused as such.
    const isRefused =
      name === "not seen" &&
      checkShopText(shop, FILE, dirname(FILE), TODAY).findings.some(
        ({ code }) => code === "shop-text-unseen",
      );
    // Capitals alone would be found as shouting; so are they, but the words are too.
    if (!isRefused && !found.some(({ code }) => code !== "pressure-shout"))
      missed.push(`${name}: ${plain} → ${text}`);
  }
  expect(missed).toEqual([]);
});

test(`${MUTANTS} honest changes: no false alarm`, () => {
  const random = createRandom(SEED + 1);
  const names = Object.keys(DISGUISES).filter((name) => !NOT_HONEST.includes(name));
  const alarms: string[] = [];
  for (let n = 0; n < MUTANTS; n++) {
    const language = LANGUAGES[n % LANGUAGES.length] ?? "en";
    const name = names[n % names.length] ?? "none";
    const text = DISGUISES[name]?.(compose(pick(random, HONEST[language]), random), random) ?? "";
    const { shop } = changeShop(text, random);
    const found = checkShopText(shop, FILE, dirname(FILE), TODAY).findings.filter(isPressure);
    if (found.length > 0) alarms.push(`${name}: ${text}: ${found.map(({ message }) => message).join(" ")}`);
  }
  expect(alarms).toEqual([]);
});

describe("every text that the frames can make, undisguised", () => {
  const all = (parts: readonly (readonly string[])[]): string[] =>
    parts.reduce<string[]>(
      (texts, part) =>
        texts.flatMap((text) => part.map((words) => `${text} ${words}`.replace(" ~", ",").trim())),
      [""],
    );
  test.each(LANGUAGES)("%s: dishonest ones are found", (language) => {
    const texts = DISHONEST[language].flatMap(all);
    expect(texts.length).toBeGreaterThan(200);
    expect(texts.filter((text) => judge(text).length === 0)).toEqual([]);
  });
  test.each(LANGUAGES)("%s: honest ones pass", (language) => {
    const texts = HONEST[language].flatMap(all);
    expect(texts.length).toBeGreaterThan(60);
    expect(texts.filter((text) => judge(text).length > 0)).toEqual([]);
  });
});

test("control: without the words' rules the mutants pass", () => {
  const random = createRandom(SEED);
  const texts = LANGUAGES.flatMap((language) => DISHONEST[language].map((parts) => compose(parts, random)));
  expect(texts.filter((text) => judge(text, []).length > 0)).toEqual([]);
});
