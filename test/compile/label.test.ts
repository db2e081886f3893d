// Cards of electronic paper: letters that are large enough, nothing cut, nothing on top of something else.
import { describe, expect, it } from "vitest";
import { compileCards } from "../../host/compile/layout.ts";
import type { Board, BoardKind, Offer } from "../../host/shop/model.ts";
import { HARDWARE } from "../../host/simulator/hardware.ts";
import { REASON_HOURS, REASON_TURN, SCREEN_MENU } from "../../shared/cards/list.ts";
import { openBookshop } from "../promises/stand.ts";
import { BUTTON_BOARD, makeOffer, makeShop } from "./cards-shop.ts";
import { drawLists } from "./draw.ts";

const KINDS: readonly BoardKind[] = ["esp32c3-epaper213", "esp32c3-epaper290"];

const boardOf = (kind: BoardKind, changes: Partial<Board> = {}): Board => ({
  ...BUTTON_BOARD,
  kind,
  readAtMetres: 1,
  ...changes,
});

function compile(kind: BoardKind, offers: readonly Offer[], changes?: Partial<Board>) {
  return compileCards(makeShop(), boardOf(kind, changes), offers, HARDWARE[kind]);
}

function draw(kind: BoardKind, offer: Offer, reason = REASON_TURN): Uint16Array {
  const cards = compile(kind, [offer]);
  return drawLists(cards, HARDWARE[kind], [cards.cards[0]], { language: 0, offer: 0, reasons: [reason] })
    .pixels;
}

/** Rows and columns that have ink. */
function findInk(pixels: Uint16Array, width: number): { rows: Set<number>; columns: Set<number> } {
  const rows = new Set<number>();
  const columns = new Set<number>();
  pixels.forEach((pixel, at) => {
    if (pixel !== 0) return;
    rows.add(Math.floor(at / width));
    columns.add(at % width);
  });
  return { rows, columns };
}

const PRICED: Partial<Offer> = { price: { now: 3990, was: 4490 } };

describe.each(KINDS)("a label of %s", (kind) => {
  const { width, height } = HARDWARE[kind].panel;

  it("holds every card, screen and reason of the sample shop", () => {
    const shop = openBookshop();
    const board = boardOf(kind, { groups: [...new Set(shop.offers.map(({ group }) => group))] });
    const { findings } = compileCards(shop, board, shop.offers, HARDWARE[kind]);
    expect(findings.filter(({ code }) => code !== "card-text-left-out")).toEqual([]);
    // On the larger one nothing is left out.
    expect(findings.length > 0).toBe(kind === "esp32c3-epaper213");
  });

  it("is black on white and keeps its margins", () => {
    const pixels = draw(kind, makeOffer(PRICED));
    const { rows, columns } = findInk(pixels, width);
    expect(new Set(pixels)).toEqual(new Set([0, 1]));
    expect([Math.min(...columns), width - 1 - Math.max(...columns)].every((edge) => edge >= 2)).toBe(true);
    expect([Math.min(...rows), height - 1 - Math.max(...rows)].every((edge) => edge >= 0)).toBe(true);
  });

  it("has the reason under a rule, and another reason changes nothing above it", () => {
    const offer = makeOffer({ ...PRICED, when: { hours: [{ start: 600, end: 660 }] } });
    const [turn, hours] = [draw(kind, offer), draw(kind, offer, REASON_HOURS)];
    const isRule = (y: number): boolean =>
      turn.subarray(y * width + 4, (y + 1) * width - 4).every((p) => p === 0);
    const rule = Array.from({ length: height }, (_, y) => y).find(isRule) ?? -1;
    expect(rule).toBeGreaterThan(height / 2);
    expect(hours.subarray(0, rule * width)).toEqual(turn.subarray(0, rule * width));
    expect(hours).not.toEqual(turn);
  });

  it("leaves out a text that has no room whole, and says so; a short one is there", () => {
    const text = (pl: string): Offer => makeOffer({ ...PRICED, text: { pl, en: "" } });
    const long = text(
      "Dwie książki, trzecia za pół ceny, a czwarta za jeszcze mniej niż trzecia, o ile jest",
    );
    const codes = (offer: Offer): string[] => compile(kind, [offer]).findings.map(({ code }) => code);
    expect(codes(long)).toEqual(["card-text-left-out"]);
    expect(draw(kind, long)).toEqual(draw(kind, text("")));
    const short: Offer = { ...text("Trzy w cenie dwóch"), title: { pl: "Książki", en: "Books" } };
    expect(codes(short)).toEqual([]);
    expect(draw(kind, short)).not.toEqual(draw(kind, { ...short, text: { pl: "", en: "" } }));
  });

  it("keeps two pixels between text and price", () => {
    for (const title of ["Książki", "Wieczór z kryminałem"]) {
      const only = (changes: Partial<Offer>): Uint16Array =>
        draw(kind, makeOffer({ title: { pl: title }, text: { pl: "" }, ...changes }));
      const [bare, priced] = [only({}), only(PRICED)];
      const full = only({ ...PRICED, text: { pl: "Do końca roku w miękkiej oprawie" } });
      const texts = [...full.keys()].filter((at) => full[at] !== priced[at]);
      if (title === "Książki") expect(texts.length).toBeGreaterThan(200);
      for (const at of texts)
        for (let y = -2; y <= 2; y++)
          for (let x = -2; x <= 2; x++) {
            const near = at + y * width + x;
            expect(priced[near]).toBe(bare[near]);
          }
    }
  });

  it("finds a title that is too long, and letters that are too small for the distance", () => {
    const codes = (offer: Offer, changes?: Partial<Board>): string[] =>
      compile(kind, [offer], changes).findings.map(({ code }) => code);
    const title = { pl: "Konstantynopolitańczykowianeczka", en: "Books" };
    expect(codes(makeOffer({ title }))).toContain("card-overflow");
    expect(codes(makeOffer(), { readAtMetres: 2 })).toContain("card-small-letters");
    expect(codes(makeOffer())).not.toContain("card-small-letters");
  });

  it("has a menu of one button: ways out before answers", () => {
    const { regions, screensPerLanguage } = compile(kind, [makeOffer()]);
    const actions = regions[1].map(({ action }) => action);
    expect(actions.slice(0, 5)).toEqual([1, 2, 4, 5, 6]);
    expect(screensPerLanguage).toBe(SCREEN_MENU + actions.length);
  });
});
