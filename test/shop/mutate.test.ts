// 500 offers with one mistake each: every one is found, in the offer that has it; and harmless changes are no mistakes.
import { dirname } from "node:path";
import { expect, test } from "vitest";
import { isSeq, LineCounter, parseDocument, stringify } from "yaml";
import { createRandom } from "../../host/random.ts";
import { parseDate } from "../../host/shop/date.ts";
import { checkShopText } from "../../host/shop/parse.ts";
import { FILE, HARMLESS, MISTAKES, makeShop, pick } from "./mistake.ts";

const TODAY = parseDate("2026-11-27");
const MUTATIONS = 500 * Number(process.env.PASSERBY_RUNS ?? 1);
const SEED = Number(process.env.PASSERBY_SEED ?? 20261127);
/** First and last line of an offer in a text. */
function linesOf(text: string, index: number): { first: number; last: number } {
  const lines = new LineCounter();
  const offers = parseDocument(text, { lineCounter: lines }).get("offers");
  const node = isSeq(offers) ? offers.items[index] : undefined;
  const range = (node as { range?: [number, number, number] } | undefined)?.range ?? [0, 0, 0];
  return { first: lines.linePos(range[0]).line, last: lines.linePos(range[2]).line };
}

const check = (text: string) => checkShopText(text, FILE, dirname(FILE), TODAY).findings;

test("the shop that is changed has no findings", () => {
  expect(check(stringify(makeShop()))).toEqual([]);
});

test(`${MUTATIONS} offers with one mistake: none is missed`, () => {
  const random = createRandom(SEED);
  const names = Object.keys(MISTAKES);
  const missed: string[] = [];
  const seen = new Map<string, number>();
  for (let n = 0, tries = 0; n < MUTATIONS; tries++) {
    const name = names[tries % names.length] ?? "";
    const shop = makeShop();
    const offer = pick(random, shop.offers);
    const code = MISTAKES[name]?.(offer, shop, random);
    if (code === undefined) continue;
    n++;
    seen.set(name, (seen.get(name) ?? 0) + 1);
    const text = stringify(shop);
    const { first, last } = linesOf(text, shop.offers.indexOf(offer));
    const found = check(text).filter((finding) => finding.code === code);
    const isThere = found.some(({ place }) => (place.line ?? 0) >= first && (place.line ?? 0) <= last);
    if (!isThere) missed.push(`${name}: ${code} in ${offer.id}, found: ${check(text).map((f) => f.code)}`);
  }
  expect(missed).toEqual([]);
  expect([...seen.keys()].sort()).toEqual([...names].sort());
});

test("200 offers with a harmless change: no false alarm", () => {
  const random = createRandom(SEED + 1);
  const names = Object.keys(HARMLESS);
  for (let n = 0; n < 200; n++) {
    const name = names[n % names.length] ?? "";
    const shop = makeShop();
    const offer = pick(random, shop.offers);
    HARMLESS[name]?.(offer, random);
    expect(check(stringify(shop)), `${name} in ${offer.id}`).toEqual([]);
  }
});
