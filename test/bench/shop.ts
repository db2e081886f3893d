// A shop of any size: the sample bookshop's offers again and again, each time under other names and with other texts.
import { readFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { parse, stringify } from "yaml";
import type { Shop } from "../../host/shop/model.ts";
import { type Checked, checkShopText } from "../../host/shop/parse.ts";

const FILE = fileURLToPath(new URL("../../host/templates/bookshop/shop.yaml", import.meta.url));

interface RawOffer {
  id: string;
  article?: string;
  text: Record<string, string>;
  picture?: string;
  plays?: { rest?: string; perHour?: number };
}

interface RawShop {
  boards: Record<string, { offers: string[] }>;
  offers: (RawOffer & { group: string })[];
}

/** A shop file with `count` offers, all of which every board plays; `boards`: only the first so many. */
export function makeShopText(count: number, boards?: number): string {
  const shop: RawShop = parse(readFileSync(FILE, "utf8"));
  shop.boards = Object.fromEntries(Object.entries(shop.boards).slice(0, boards));
  const groups = [...new Set(shop.offers.map((offer) => offer.group))];
  for (const board of Object.values(shop.boards)) board.offers = groups;
  const offers = Array.from({ length: count }, (_, i) =>
    copyOffer(shop.offers[i % shop.offers.length], Math.floor(i / shop.offers.length)),
  );
  return stringify({ ...shop, offers });
}

/**
 * No hourly bounds, and short rests: so many longer ones are more than a board's fixed memory of plays holds. Pictures once
 * each: so many are more than its flash holds.
 */
function copyOffer<T extends RawOffer>(offer: T, round: number): T {
  const copy = structuredClone(offer);
  delete copy.plays?.perHour;
  if (copy.plays?.rest !== undefined) copy.plays.rest = "5 min";
  if (round === 0) return copy;
  delete copy.picture;
  const text = Object.entries(copy.text).map(([language, words]) => [language, `${words} ${round}`]);
  return {
    ...copy,
    id: `${copy.id}-${round}`,
    text: Object.fromEntries(text),
    ...(copy.article === undefined ? {} : { article: `${copy.article}-${round}` }),
  };
}

/** Everything that is wrong with such a text on a day. */
export function checkText(text: string, today: number | undefined): Checked {
  return checkShopText(text, FILE, dirname(FILE), today);
}

/** Reads such a text. @throws Error where it has mistakes */
export function readShopText(text: string): Shop {
  const { shop, findings } = checkText(text, undefined);
  if (shop !== undefined) return shop;
  const first = findings.find((finding) => finding.severity === "error");
  throw new Error(`the bench's shop has mistakes: ${first?.code} ${first?.message}`);
}
