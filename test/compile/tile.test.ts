// Cards of the square colour panel: letters that are large enough, nothing cut, nothing on top of something else.
import { describe, expect, it } from "vitest";
import { capitalPx, compileCards } from "../../host/compile/layout.ts";
import { PAPER } from "../../host/compile/palette.ts";
import type { Board, Offer, Shop } from "../../host/shop/model.ts";
import { HARDWARE } from "../../host/simulator/hardware.ts";
import {
  REASON_DWELL,
  REASON_HOURS,
  REASON_PRESENCE,
  REASON_TURN,
  SCREEN_KNOW,
  SCREEN_NEUTRAL,
  SCREEN_WHY,
  VALUE_CLOCK_KNOWN,
  VALUE_DISMISSED,
  VALUE_EPISODE_SECONDS,
  VALUE_FORGET_SECONDS,
  VALUE_MOOD,
  VALUE_PRESENCE,
} from "../../shared/cards/list.ts";
import { openBookshop } from "../promises/stand.ts";
import { BUTTON_BOARD, makeOffer, makeShop } from "./cards-shop.ts";
import { drawLists } from "./draw.ts";

const PANEL = HARDWARE["esp32s3-tft154"];
const { width, height, pixelsPerMm } = PANEL.panel;
const PRICED: Partial<Offer> = { price: { now: 3990, was: 4490 } };
const MARK = { code: "WWWW-WWWW", qr: "https://pod-lipa.example/etykieta/#WWWW-WWWW" };

const boardOf = (changes: Partial<Board> = {}): Board => ({
  ...BUTTON_BOARD,
  kind: "esp32s3-tft154",
  readAtMetres: 0.5,
  ...changes,
});

function compile(offers: readonly Offer[], changes?: Partial<Board>, shop: Shop = makeShop()) {
  return compileCards(shop, boardOf(changes), offers, PANEL, MARK);
}

function draw(offer: Offer, reason = REASON_TURN, changes?: Partial<Board>): Uint16Array {
  const cards = compile([offer], changes);
  return drawLists(cards, PANEL, [cards.cards[0]], { language: 0, offer: 0, reasons: [reason] }).pixels;
}

function drawScreen(screen: number, values: Record<number, number>, shop: Shop, language = 0): Uint16Array {
  const cards = compile(shop.offers, { sensors: ["button", "pir", "scan"] }, shop);
  const list = cards.screens[language * cards.screensPerLanguage + screen];
  return drawLists(cards, PANEL, [list], { language, offer: 0, reasons: [REASON_PRESENCE], values }).pixels;
}

/** Rows that have ink, from a row on. */
function inkedRows(pixels: Uint16Array, from = 0): number[] {
  const rows = new Set<number>();
  pixels.forEach((pixel, at) => {
    if (pixel !== PAPER.paper && at >= from * width) rows.add(Math.floor(at / width));
  });
  return [...rows];
}

/** Row of the rule that parts the card from its reason. */
function findRule(pixels: Uint16Array): number {
  const rows = Array.from({ length: height }, (_, y) => y);
  const isRule = (y: number): boolean =>
    pixels.subarray(y * width + 6, (y + 1) * width - 6).every((pixel) => pixel === PAPER.quiet);
  return rows.find(isRule) ?? -1;
}

describe("a card of 240 x 240", () => {
  it("holds every card, page and reason of the sample shop, in letters of 16 minutes of arc", () => {
    const shop = openBookshop();
    const { findings } = compileCards(
      shop,
      boardOf({ sensors: ["button", "pir", "scan"] }),
      shop.offers,
      PANEL,
      MARK,
    );
    expect(findings.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(new Set(findings.map(({ code }) => code))).toEqual(new Set(["card-text-left-out"]));
    expect(findings.length).toBeLessThan((shop.offers.length * shop.languages.length) / 3);
    expect(capitalPx(0.5, pixelsPerMm)).toBe(20);
  });

  it("finds letters that are too small for the distance, and only those", () => {
    const codes = (readAtMetres: number): string[] =>
      compile([makeOffer({ title: { pl: "Mapy", en: "" } })], { readAtMetres }).findings.map(
        ({ code }) => code,
      );
    expect(codes(0.5)).toEqual([]);
    expect(codes(0.6)).toEqual([]);
    expect(codes(0.7)).toContain("card-small-letters");
  });

  it("has the reason under a rule, and another reason changes nothing above it", () => {
    const offer = makeOffer({ ...PRICED, when: { hours: [{ start: 600, end: 660 }] } });
    const [turn, hours] = [draw(offer), draw(offer, REASON_HOURS)];
    const rule = findRule(turn);
    expect(rule).toBeGreaterThan(height / 2);
    expect(hours.subarray(0, rule * width)).toEqual(turn.subarray(0, rule * width));
    expect(hours).not.toEqual(turn);
  });

  it("says a reason as a sentence where two lines hold it, and nothing of it is cut", () => {
    for (const reason of [REASON_TURN, REASON_HOURS, REASON_DWELL, REASON_PRESENCE]) {
      const when = { hours: [{ start: 600, end: 660 }], days: 0x1f, presence: 2, dwell: 2 };
      const pixels = draw(makeOffer({ when }), reason);
      const rows = inkedRows(pixels, findRule(pixels) + 1);
      // Two lines at most, with paper above and below.
      expect(Math.min(...rows)).toBeGreaterThan(findRule(pixels) + 1);
      expect(Math.max(...rows)).toBeLessThan(height - 1);
    }
    const text = compile([makeOffer()]).clauses.map(({ lines }) => lines);
    expect(Math.max(...text)).toBe(2);
    // What stands around a reason is in the sentence: the board adds nothing.
    expect(text.slice(0, 3)).toEqual([0, 0, 0]);
  });

  it("leaves out a text that has no room whole, and says so; a short one is there", () => {
    const text = (pl: string): Offer => makeOffer({ ...PRICED, text: { pl, en: "" } });
    const long = text("Dwie książki, trzecia za pół ceny, a czwarta za jeszcze mniej niż trzecia");
    const codes = (offer: Offer): string[] => compile([offer]).findings.map(({ code }) => code);
    expect(codes(long)).toEqual(["card-text-left-out"]);
    const short = text("Trzy w cenie dwóch");
    expect(codes(short)).toEqual([]);
    expect(draw(short)).not.toEqual(draw(text("")));
  });

  it("sets a title smaller where it or its text needs the room, but only as small as can be read", () => {
    const codes = (offer: Offer, readAtMetres: number): string[] =>
      compile([offer], { readAtMetres }).findings.map(({ code }) => code);
    const wide = makeOffer({ title: { pl: "Wieczór z kryminałem", en: "" }, text: { pl: "", en: "" } });
    expect(codes(wide, 0.6)).toEqual(["card-overflow"]);
    expect(codes(wide, 0.5)).toEqual([]);
    const title = { pl: "Crime evening", en: "" };
    const text = { pl: "Three pocket crime novels in one parcel", en: "" };
    const full = makeOffer({ ...PRICED, title, text });
    expect(codes(full, 0.6)).toEqual(["card-text-left-out"]);
    expect(codes(full, 0.5)).toEqual([]);
    // Where both fit it stays as large as it is: one line of 24 px and one of 20 begin on the same baseline.
    const short = makeOffer({ title, text: { pl: "", en: "" } });
    expect(draw(short)).toEqual(draw(short, REASON_TURN, { readAtMetres: 0.6 }));
  });

  it("keeps a pixel between text and prices, wherever the old one stands", () => {
    for (const [was, text] of [
      [4490, "Do końca roku w miękkiej oprawie"],
      [104_490, "Do końca roku w miękkiej"],
    ] as const) {
      const only = (pl: string, price?: Offer["price"]): Uint16Array =>
        draw(makeOffer({ title: { pl: "Mapy", en: "" }, text: { pl, en: "" }, ...(price ? { price } : {}) }));
      const price = { now: 3990, was };
      const [bare, priced] = [only(""), only("", price)];
      const full = only(text, price);
      const texts = [...full.keys()].filter((at) => full[at] !== priced[at]);
      expect(texts.length).toBeGreaterThan(500);
      for (const at of texts)
        for (let y = -1; y <= 1; y++)
          for (let x = -1; x <= 1; x++) expect(priced[at + y * width + x]).toBe(bare[at + y * width + x]);
    }
  });
});

describe("a page of 240 x 240", () => {
  const shop = openBookshop();
  const values = {
    [VALUE_PRESENCE]: 3,
    [VALUE_EPISODE_SECONDS]: 8888,
    [VALUE_MOOD]: 4,
    [VALUE_FORGET_SECONDS]: 88,
    [VALUE_DISMISSED]: 8,
    [VALUE_CLOCK_KNOWN]: 1,
  };

  it.each([
    ["what I know", SCREEN_KNOW],
    ["why", SCREEN_WHY],
    ["neutral", SCREEN_NEUTRAL],
  ])("%s keeps its lines on the panel and apart, in every language", (_name, screen) => {
    for (const language of shop.languages.keys()) {
      const rows = inkedRows(drawScreen(screen, values, shop, language)).sort((a, b) => a - b);
      expect(rows[0]).toBeGreaterThanOrEqual(0);
      expect(rows[rows.length - 1]).toBeLessThan(height - 1);
    }
  });

  it("neutral shows the label's code only while the clock is known, and asks staff for it else", () => {
    const known = drawScreen(SCREEN_NEUTRAL, { [VALUE_CLOCK_KNOWN]: 1 }, shop);
    const unknown = drawScreen(SCREEN_NEUTRAL, { [VALUE_CLOCK_KNOWN]: 0 }, shop);
    const differing = [...known.keys()].filter((at) => known[at] !== unknown[at]);
    expect(differing.length).toBeGreaterThan(200);
    expect(Math.min(...differing)).toBeGreaterThan((height - 30) * width);
  });
});
