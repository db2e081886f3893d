import { describe, expect, test } from "vitest";
import type { CompiledCards, Region } from "../../host/compile/cards.ts";
import { capitalPx, compileCards, compileWith } from "../../host/compile/layout.ts";
import { contrastOf, LEAST_CONTRAST, ONE_BIT, PAPER } from "../../host/compile/palette.ts";
import type { Board } from "../../host/shop/model.ts";
import { readShop } from "../../host/shop/parse.ts";
import { HARDWARE } from "../../host/simulator/hardware.ts";
import {
  ACTION_ANSWER,
  ACTION_DISMISS,
  ACTION_FORGET,
  ACTION_KNOW,
  ACTION_LANGUAGE,
  ACTION_PAUSE,
  ACTION_QUESTION,
  ACTION_WHY,
  OP_END,
  OP_FILL,
  OP_REASON,
  OP_TEXT,
  OP_VALUE,
  SCREEN_CONTROLS,
  SCREEN_KNOW,
  SCREEN_MENU,
  SCREEN_PAUSED,
  SCREEN_QUESTION,
  SCREEN_TAPPED,
  SCREEN_WHY,
} from "../../shared/cards/list.ts";
import { BUTTON_BOARD, makeOffer, makeShop, PANEL_BOARD, walkList } from "./cards-shop.ts";

const BOARDS: readonly Board[] = [PANEL_BOARD, BUTTON_BOARD];
const PRICED = makeOffer({ price: { now: 3990, was: 4490 } });

function compile(board: Board, offers = [PRICED], shop = makeShop()): CompiledCards {
  return compileCards(shop, board, offers, HARDWARE[board.kind]);
}

function codesOf(compiled: CompiledCards): string[] {
  return compiled.findings.map((finding) => finding.code);
}

describe("the sample shop", () => {
  const shop = readShop(new URL("../../host/templates/bookshop/shop.yaml", import.meta.url).pathname);
  test.each(shop.boards.map((board) => [board.id, board] as const))(
    "on board %s has no findings, and fonts of at most 24 kB",
    (_, board) => {
      const offers = shop.offers.filter((offer) => board.groups.includes(offer.group));
      const compiled = compile(board, offers, shop);
      expect(compiled.findings).toEqual([]);
      const bytes = compiled.fonts.reduce((sum, font) => sum + font.bitmap.length + font.widths.length, 0);
      expect(bytes).toBeLessThanOrEqual(24_000);
      expect(compiled.fonts.length).toBeLessThanOrEqual(5);
    },
  );
});

describe.each(BOARDS.map((board) => [board.kind, board] as const))("lists of %s", (_, board) => {
  const { panel } = HARDWARE[board.kind];
  const compiled = compile(board);
  const lists = [...compiled.cards, ...compiled.screens];

  test("the same shop compiled twice gives the same bytes", () => {
    expect(compile(board)).toEqual(compiled);
  });

  test("every text stays on the panel and every letter has a glyph", () => {
    let texts = 0;
    for (const list of lists)
      for (const step of walkList(list)) {
        if (step.op === OP_FILL) {
          expect(step.x).toBeGreaterThanOrEqual(0);
          expect(step.y).toBeGreaterThanOrEqual(0);
          expect(step.x + step.width).toBeLessThanOrEqual(panel.width);
          expect(step.y + step.height).toBeLessThanOrEqual(panel.height);
        }
        if (step.op !== OP_TEXT) continue;
        texts++;
        const font = compiled.fonts[step.font];
        let x = step.x;
        for (const code of step.codes) {
          const width = font.widths[code - font.firstCode];
          expect(width).toBeGreaterThan(0);
          x += width;
        }
        expect(step.x).toBeGreaterThanOrEqual(0);
        expect(x).toBeLessThanOrEqual(panel.width);
        // Rows without ink (room for accents) may lie above the panel, letters never below it.
        expect(step.y + font.height).toBeLessThanOrEqual(panel.height + 4);
      }
    expect(texts).toBeGreaterThan(40);
  });

  test("every text has a font and a contrast of at least 4.5 to 1", () => {
    for (const list of lists)
      for (const step of walkList(list)) {
        if (step.op !== OP_TEXT && step.op !== OP_VALUE && step.op !== OP_REASON) continue;
        expect(step.font).toBeGreaterThanOrEqual(0);
        expect(contrastOf(step.colour, step.back, panel.bitsPerPixel)).toBeGreaterThanOrEqual(LEAST_CONTRAST);
      }
  });

  test("the fonts have what a value is written with", () => {
    const used = new Set(
      lists.flatMap((list) =>
        walkList(list)
          .filter((s) => s.op === OP_VALUE)
          .map((s) => s.font),
      ),
    );
    expect(used.size).toBeGreaterThan(0);
    for (const number of used)
      for (const char of "0123456789: ") {
        const font = compiled.fonts[number];
        expect(font.widths[char.charCodeAt(0) - font.firstCode]).toBeGreaterThan(0);
      }
  });

  test("an offer without a title in a language has an empty card there", () => {
    const { cards } = compile(board, [
      makeOffer({ title: { en: "Crime night" }, text: { en: "Two books" } }),
    ]);
    expect([...cards[0]]).toEqual([OP_END]);
    expect(cards[1].length).toBeGreaterThan(20);
  });

  test("a title that is too long is an error at its offer", () => {
    const { findings } = compile(board, [makeOffer({ title: { pl: "Krótki", en: "words ".repeat(20) } })]);
    expect(findings.map((f) => [f.code, f.severity, f.place.line])).toEqual([["card-overflow", "error", 9]]);
  });

  test("a letter that no face has is an error at its offer", () => {
    const { findings } = compile(board, [makeOffer({ title: { pl: "Książki", en: "日 books" } })]);
    expect(findings.map((f) => [f.code, f.severity, f.place.line])).toEqual([
      ["card-missing-glyph", "error", 9],
    ]);
  });

  test("a language without words falls back to English and says so", () => {
    const shop = makeShop({ languages: ["en", "cs"] });
    const offer = makeOffer({ title: { en: "Books", cs: "Knihy" }, text: { en: "New", cs: "Nové" } });
    expect(codesOf(compile(board, [offer], shop))).toEqual(["card-no-words"]);
  });

  test("letters too small for the reading distance are an error", () => {
    expect(codesOf(compile({ ...board, readAtMetres: 2 }))).toEqual(["card-small-letters"]);
  });

  test("a board without input asks nothing", () => {
    const { regions } = compile({ ...board, sensors: ["pir"] });
    const asked = regions.flat().filter((r) => r.action > ACTION_ANSWER || r.action === ACTION_QUESTION);
    expect(asked).toEqual([]);
  });
});

describe("contrast", () => {
  test("black on white is 21, a colour on itself 1", () => {
    expect(contrastOf(0, 0xffff, 16)).toBeCloseTo(21, 5);
    expect(contrastOf(0x1234, 0x1234, 16)).toBe(1);
  });

  test("pale ink is an error; the palettes that ship have none", () => {
    const pale = { ...PAPER, ink: PAPER.chip };
    const hardware = HARDWARE["esp32-cyd"];
    const compiled = compileWith(makeShop(), PANEL_BOARD, [PRICED], hardware, pale);
    expect(new Set(codesOf(compiled))).toEqual(new Set(["card-contrast"]));
    expect(codesOf(compileWith(makeShop(), PANEL_BOARD, [PRICED], hardware, PAPER))).toEqual([]);
    expect(contrastOf(ONE_BIT.ink, ONE_BIT.paper, 1)).toBeCloseTo(21, 5);
  });
});

test("sixteen minutes of arc are 26 px at 1 m on 5.6 px/mm and 14 px at 0.5 m on 5.9 px/mm", () => {
  expect(capitalPx(1, 5.6)).toBe(26);
  expect(capitalPx(0.5, 5.6)).toBe(13);
  expect(capitalPx(0.5, 5.9)).toBe(14);
});

describe("touch screens", () => {
  const compiled = compile(PANEL_BOARD);
  const screenOf = (screen: number, language = 0): readonly Region[] =>
    compiled.regions[language * compiled.screensPerLanguage + screen];

  test("there are eight screens a language, each with its regions", () => {
    expect(compiled.screensPerLanguage).toBe(8);
    expect(compiled.screens.length).toBe(16);
    expect(compiled.regions.length).toBe(16);
  });

  test("regions are at least 9 mm in each direction, on the panel, and apart from each other", () => {
    for (const regions of compiled.regions) {
      regions.forEach((a, i) => {
        expect(Math.min(a.width, a.height)).toBeGreaterThanOrEqual(50);
        expect(a.x + a.width).toBeLessThanOrEqual(320);
        expect(a.y + a.height).toBeLessThanOrEqual(240);
        for (const b of regions.slice(i + 1)) {
          const isApart =
            a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
          expect(isApart).toBe(true);
        }
      });
    }
  });

  test("P8: not this, pause and forget are as large as any answer", () => {
    for (const language of [0, 1]) {
      const answers = screenOf(SCREEN_QUESTION, language).filter((r) => r.action > ACTION_ANSWER);
      const area = Math.max(...answers.map((r) => r.width * r.height));
      expect(answers.length).toBe(2);
      for (const screen of [SCREEN_CONTROLS, SCREEN_TAPPED])
        for (const region of screenOf(screen, language))
          if ([ACTION_DISMISS, ACTION_PAUSE, ACTION_FORGET].includes(region.action))
            expect(region.width * region.height).toBeGreaterThanOrEqual(area);
      expect(screenOf(SCREEN_TAPPED, language).map((r) => r.action)).toEqual([
        ACTION_DISMISS,
        ACTION_WHY,
        ACTION_PAUSE,
        ACTION_FORGET,
      ]);
    }
  });

  test("P8: forget is on every page that may be open while something is held, as large as any answer", () => {
    for (const language of [0, 1]) {
      const answers = screenOf(SCREEN_QUESTION, language).filter((r) => r.action > ACTION_ANSWER);
      const area = Math.max(...answers.map((r) => r.width * r.height));
      for (const screen of [SCREEN_WHY, SCREEN_KNOW, SCREEN_QUESTION, SCREEN_PAUSED, SCREEN_TAPPED]) {
        const forget = screenOf(screen, language).find((r) => r.action === ACTION_FORGET);
        expect((forget?.width ?? 0) * (forget?.height ?? 0)).toBeGreaterThanOrEqual(area);
      }
    }
  });

  test("an answer that is wider than the ways out is a warning at the board", () => {
    const question = makeShop().question;
    if (question === undefined) throw new Error("the test shop asks");
    const answers = [{ id: "long", text: { pl: "Fantastyka", en: "Crime" } }];
    const { findings } = compile(PANEL_BOARD, [PRICED], makeShop({ question: { ...question, answers } }));
    expect(findings.map((f) => [f.code, f.severity, f.place.line])).toEqual([
      ["card-wide-answer", "warning", 2],
    ]);
  });
});

describe("one-button screens", () => {
  test("the menu lists why, know, the ways out, the answers and the language, each with a page", () => {
    const compiled = compile(BUTTON_BOARD);
    const entries = compiled.regions[SCREEN_CONTROLS].map((region) => region.action);
    expect(entries).toEqual([
      ACTION_WHY,
      ACTION_KNOW,
      ACTION_DISMISS,
      ACTION_PAUSE,
      ACTION_FORGET,
      ACTION_ANSWER + 1,
      ACTION_ANSWER + 2,
      ACTION_LANGUAGE,
    ]);
    expect(compiled.screensPerLanguage).toBe(SCREEN_MENU + entries.length);
    for (let i = 0; i < entries.length; i++)
      expect(walkList(compiled.screens[SCREEN_MENU + i]).length).toBeGreaterThan(3);
    expect(walkList(compiled.screens[SCREEN_MENU]).some((step) => step.op === OP_REASON)).toBe(true);
  });
});

test("what a board of three lines counts and names fits in every language, with radio too", () => {
  const text = { pl: "x", en: "x", de: "x" };
  const question = { text, chip: text, answers: [{ id: "x", text }] };
  const shop = makeShop({ languages: ["pl", "en", "de"], hoursText: text, question });
  expect(codesOf(compile({ ...BUTTON_BOARD, sensors: ["pir", "button", "scan"] }, [], shop))).toEqual([]);
  const long = { ...question, answers: [{ id: "x", text: { ...text, pl: "Zaskocz mnie czymś" } }] };
  expect(codesOf(compile(BUTTON_BOARD, [], makeShop({ question: long })))).toContain("card-overflow");
});

test("an offer's text is on a board of three lines where all of it fits, and left out where it does not", () => {
  const textsOf = (text: string): number => {
    const offer = makeOffer({ title: { en: "Crime night" }, text: { en: text }, price: { now: 3990 } });
    const { cards, findings } = compile(BUTTON_BOARD, [offer], makeShop({ languages: ["en"] }));
    expect(findings).toEqual([]);
    return new Set(walkList(cards[0]).flatMap((step) => (step.op === OP_TEXT ? [step.y] : []))).size;
  };
  // Title and price, and a line between them.
  expect([textsOf("Two books"), textsOf("Two books, and the third of them at half the price")]).toEqual([
    3, 2,
  ]);
});

test("a walk finds a list without an end, and a condition into the middle of an operation", () => {
  expect(() => walkList(Uint8Array.of(OP_FILL, 0, 0, 0, 0, 1, 0, 1, 0))).toThrow();
  expect(() => walkList(Uint8Array.of(10, 0, 0, 0, 1, 0, 4, 0, 0))).toThrow();
});
