// One mistake each, made in an offer of a sound shop, with the code that must be found; and changes that are none.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import type { Random } from "../../host/random.ts";

export const FILE = fileURLToPath(new URL("../../host/templates/bookshop/shop.yaml", import.meta.url));
const KEPT =
  "noir-evening crime-new crime-first travel-winter travel-tales gift-card gift-lamp children-picture staff-novel cafe-evening".split(
    " ",
  );

type Text = Record<string, string>;
interface Offer {
  id: string;
  group: string;
  tier?: string;
  title: Text;
  text: Text;
  article?: string;
  price?: { now: number; was?: number; log?: string; total?: number };
  when?: Record<string, unknown>;
  plays?: Record<string, unknown>;
  approved: { by: string; review: string };
}
interface Shop {
  boards: Record<string, { board: string; sensors: string[]; offers: string[] }>;
  offers: Offer[];
}

/** A part of the sample shop, for one board. */
export function makeShop(): Shop {
  const shop: Shop & { shop: object; question: object } = parse(readFileSync(FILE, "utf8"));
  const offers = shop.offers.filter(({ id }) => KEPT.includes(id));
  const groups = [...new Set(offers.map(({ group }) => group))];
  return {
    ...shop,
    boards: { till: { board: "esp32-cyd", sensors: ["touch", "pir", "scan"], offers: groups } },
    offers,
  };
}

/** A mistake: changes the offer (or the shop around it) and names the code that must be found; undefined = not here. */
type Mistake = (offer: Offer, shop: Shop, random: Random) => string | undefined;

export const pick = <T>(random: Random, list: readonly T[]): T =>
  list[random.between(0, list.length - 1)] as T;

/** Two letters of a word change places, or one is lost or doubled. */
function slip(word: string, random: Random): string {
  const at = random.between(0, word.length - 2);
  const kinds = [
    word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2),
    word.slice(0, at) + word.slice(at + 1),
    word.slice(0, at) + word[at] + word.slice(at),
  ];
  return pick(random, kinds);
}

function renameKey(holder: object, random: Random): boolean {
  const key = pick(random, Object.keys(holder));
  const wrong = slip(key, random);
  if (Object.hasOwn(holder, wrong)) return false;
  Reflect.set(holder, wrong, Reflect.get(holder, key));
  return Reflect.deleteProperty(holder, key);
}

function say(offer: Offer, random: Random, pl: string, en: string): void {
  const part = pick(random, ["title", "text"] as const);
  if (random.chance(500)) offer[part].pl = pl;
  else offer[part].en = en;
}

/** The same at another price, for those who are sensed. @returns what must be found */
function addTwin(offer: Offer, offers: Offer[], random: Random): string | undefined {
  if (offer.price === undefined) return undefined;
  const twin = { ...structuredClone(offer), id: `${offer.id}-twin`, price: { now: offer.price.now + 1 } };
  twin.when = { ...twin.when, presence: pick(random, ["near", "lingering", "interacting"]) };
  offers.splice(offers.indexOf(offer), 1, twin, offer);
  return offer.article === undefined ? "shop-title-prices" : "shop-two-prices";
}
export const MISTAKES: Readonly<Record<string, Mistake>> = {
  key: (offer, _, random) => (renameKey(offer, random) ? "shop-unknown-key" : undefined),
  "condition's key": (offer, _, random) =>
    offer.when !== undefined && renameKey(offer.when, random) ? "shop-unknown-key" : undefined,
  "missing key": (offer, _, random) => {
    delete (offer as Partial<Offer>)[pick(random, ["id", "group", "title", "text", "approved"] as const)];
    return "shop-missing-key";
  },
  id: (offer, { offers }) => {
    if (offer === offers[0]) return undefined;
    offer.id = offers[0]?.id ?? "";
    return "shop-duplicate-id";
  },
  group: (offer, _, random) => {
    const wrong = slip(offer.group, random);
    if (wrong === offer.group) return undefined;
    offer.group = wrong;
    return "shop-group-unplayed";
  },
  language: (offer, _, random) => {
    delete offer[pick(random, ["title", "text"] as const)][pick(random, ["pl", "en"])];
    return "shop-translation";
  },
  "other language": (offer) => {
    offer.title.de = "Ein Titel";
    return "shop-text-language";
  },
  blank: (offer) => {
    offer.text.en = "  ";
    return "shop-text-empty";
  },
  unseen: (offer, _, random) => {
    offer.text.en = `${offer.text.en?.slice(0, 3)}${pick(random, ["\u200b", "\u202e", "\u2066"])}`;
    return "shop-text-unseen";
  },
  tier: (offer, _, random) => {
    offer.tier = pick(random, ["campain", "urgent", "Staff"]);
    return "shop-word";
  },
  "two prices": (offer, { offers }, random) =>
    offer.article === undefined ? undefined : addTwin(offer, offers, random),
  "two prices of one title": (offer, { offers }, random) => {
    delete offer.article;
    return addTwin(offer, offers, random);
  },
  price: (offer, _, random) => {
    if (offer.price === undefined) return undefined;
    offer.price.now = pick(random, [39.905, -1, 1e12]);
    return "shop-price";
  },
  "no log": (offer) => {
    if (offer.price === undefined || offer.price.log !== undefined) return undefined;
    offer.price.was = offer.price.now + 10;
    return "shop-log-missing";
  },
  "old price too high": (offer, _, random) => {
    if (offer.price?.was === undefined) return undefined;
    offer.price.was += pick(random, [0.01, 1, 50]);
    offer.price.was = Math.round(offer.price.was * 100) / 100;
    return "shop-was-too-high";
  },
  "price not in the log": (offer, _, random) => {
    if (offer.price?.log === undefined) return undefined;
    offer.price.now = Math.round((offer.price.now - pick(random, [0.01, 1, 20])) * 100) / 100;
    return "shop-log-price";
  },
  "log outside": (offer, _, random) => {
    if (offer.price?.log === undefined) return undefined;
    offer.price.log = pick(random, ["../noir.csv", "/etc/passwd", "prices/../../x.csv", "a\\b.csv"]);
    return "shop-log-outside";
  },
  "before its price holds": (offer) => {
    if (offer.price?.log === undefined) return undefined;
    offer.when = { ...offer.when, from: "2026-08-31" };
    return "shop-price-early";
  },
  percent: (offer, _, random) => {
    if (offer.price?.was === undefined) return undefined;
    const right = Math.floor((100 * (offer.price.was - offer.price.now)) / offer.price.was);
    const wrong = right + pick(random, [1, 5, 30]);
    say(offer, random, `Taniej o ${wrong}%`, `Now ${wrong} % off`);
    return "shop-percent";
  },
  "percent of nothing": (offer, _, random) => {
    if (offer.price === undefined || offer.price.was !== undefined) return undefined;
    say(offer, random, "Zniżka 20%", "-20 %");
    return "shop-percent-unproven";
  },
  "another sum": (offer, _, random) => {
    if (offer.price === undefined) return undefined;
    const wrong = (offer.price.now - pick(random, [1, 3, 0.11])).toFixed(2);
    say(offer, random, `Za ${wrong.replace(".", ",")} zł`, `For ${wrong} zł`);
    return "shop-text-price";
  },
  "another currency": (offer, _, random) => {
    say(offer, random, pick(random, ["Wstęp 5 €", "5 EUR"]), pick(random, ["Entry £5", "$ 9.99"]));
    return "shop-text-currency";
  },
  "before tax": (offer, _, random) => {
    say(offer, random, "Cena netto", "Price plus VAT");
    return "shop-price-net";
  },
  total: (offer, _, random) => {
    if (offer.price === undefined) return undefined;
    offer.price.total = offer.price.now + pick(random, [1, 0.5]);
    return "shop-total";
  },
  "no such day": (offer, _, random) => {
    offer.when = { ...offer.when, until: pick(random, ["2027-02-29", "2026-11-31", "2027-04-31"]) };
    return "shop-date";
  },
  "no such hours": (offer, _, random) => {
    offer.when = { ...offer.when, hours: pick(random, ["25:00-26:00", "10:00-10:00", "10:61-12:00"]) };
    return "shop-window";
  },
  "no such weekday": (offer, _, random) => {
    offer.when = {
      ...offer.when,
      days: pick(random, ["fri-sta", "mno", "monday-friday-sunday"].slice(0, 2)),
    };
    return "shop-days";
  },
  "no such answer": (offer, _, random) => {
    offer.when = { ...offer.when, mood: pick(random, ["childern", "kids", "suprise"]) };
    return "shop-mood";
  },
  "end before begin": (offer) => {
    offer.when = { ...offer.when, from: "2026-12-05", until: "2026-12-04" };
    return "shop-date-order";
  },
  "no sensor": (offer, _, random) => {
    offer.when = { ...offer.when, [pick(random, ["light", "temperature"])]: undefined };
    offer.when = random.chance(500)
      ? { ...offer.when, light: "dark" }
      : { ...offer.when, temperature: "warm" };
    return "shop-condition-sensor";
  },
  rest: (offer, _, random) => {
    offer.plays = { ...offer.plays, rest: pick(random, ["121 min", "3 h", "9999 s"]) };
    return "shop-rest";
  },
  share: (offer, _, random) => {
    offer.plays = { ...offer.plays, share: pick(random, [0, 21, 1.5, "two"]) };
    return "shop-value";
  },
  "review too early": (offer) => {
    offer.when = { ...offer.when, from: "2026-12-05", until: "2026-12-24" };
    offer.approved.review = "2026-12-04";
    return "shop-review-before-start";
  },
  "review past due": (offer, _, random) => {
    offer.when = { ...offer.when, from: undefined };
    delete offer.when.from;
    delete offer.when.until;
    offer.approved.review = pick(random, ["2026-11-26", "2025-12-31", "2024-02-29"]);
    return offer.price?.log === undefined ? "shop-review-due" : undefined;
  },
  "days that never come": (offer, _, random) => {
    if (offer.price?.log !== undefined) return undefined;
    const [days, from, until] = pick(random, [
      ["mon", "2026-12-01", "2026-12-06"],
      ["sat-sun", "2026-12-07", "2026-12-11"],
      ["wed", "2027-01-01", "2027-01-05"],
    ]);
    offer.when = { ...offer.when, days, from, until };
    return offer.tier === "staff" ? undefined : "shop-unreachable";
  },
  "a campaign that never rests": (offer, { offers }) => {
    if (offer.tier !== undefined) return undefined;
    const { when, price: _, article: __, ...rest } = structuredClone(offer);
    const bully = { ...rest, id: "bully", tier: "campaign", plays: {}, when: { ...when, stock: undefined } };
    Reflect.deleteProperty(bully.when, "stock");
    offers.push(bully);
    return "shop-shadowed";
  },
  "left out altogether": (offer) => {
    if (offer.price?.log !== undefined) return undefined;
    offer.when = { ...offer.when, from: "2026-12-01", until: "2026-12-03", except: "2026-12-01..2026-12-03" };
    return "shop-except";
  },
};

/** Changes after which the offer is as sound as before. */
export const HARMLESS: Readonly<Record<string, (offer: Offer, random: Random) => void>> = {
  words: (offer) => {
    offer.text = { pl: "Pyłki, żółć i gęśle", en: "Ways to read in winter" };
  },
  share: (offer, random) => {
    offer.plays = { ...offer.plays, share: random.between(1, 4) };
  },
  rest: (offer, random) => {
    offer.plays = { ...offer.plays, rest: `${random.between(1, 20)} min` };
  },
  "an exact percentage": (offer) => {
    if (offer.price?.was === undefined) return;
    const right = Math.floor((100 * (offer.price.was - offer.price.now)) / offer.price.was);
    offer.text = { pl: `Taniej o ${right}%`, en: `${right} % off` };
  },
  "its own price": (offer) => {
    if (offer.price === undefined) return;
    const price = offer.price.now.toFixed(2);
    offer.text = { pl: `Razem ${price.replace(".", ",")} zł`, en: `${price} zł in all` };
  },
  hours: (offer) => {
    offer.when = { ...offer.when, hours: ["09:00-12:00", "12:00-20:00"] };
  },
  "a later review": (offer) => {
    offer.approved.review = "2027-12-31";
  },
  "a holiday": (offer) => {
    if (offer.price?.log === undefined) offer.when = { ...offer.when, except: "2026-12-10" };
  },
  "an overnight window": (offer) => {
    offer.when = { ...offer.when, days: "mon-sun", hours: "08:00-02:00" };
  },
  approver: (offer) => {
    offer.approved.by = "Zofia Ż.";
  },
};
