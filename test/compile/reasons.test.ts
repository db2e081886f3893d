import { describe, expect, test } from "vitest";
import { wordReason } from "../../host/compile/clause.ts";
import { compileCards } from "../../host/compile/layout.ts";
import { chooseWords } from "../../host/compile/texts.ts";
import type { Conditions } from "../../host/shop/model.ts";
import { HARDWARE } from "../../host/simulator/hardware.ts";
import {
  CLAUSE_END,
  CLAUSE_JOINER,
  CLAUSE_PREFIX,
  REASON_BUSY,
  REASON_DATE,
  REASON_HOURS,
  REASON_KINDS,
  REASON_MOOD,
  REASON_PRESENCE,
  REASON_TURN,
} from "../../shared/cards/list.ts";
import { BUTTON_BOARD, makeOffer, makeShop, PANEL_BOARD } from "./cards-shop.ts";

const FULL: Conditions = {
  days: 0b0110000,
  hours: [{ start: 960, end: 1140 }],
  from: 20_763,
  until: 20_811,
  presence: 2,
  dwell: 1,
  moods: ["crime"],
  busy: 1,
  light: [1],
  temperature: [3],
  stock: true,
};

function word(when: Conditions, kind: number, language = "en"): readonly string[] {
  return wordReason(makeShop(), makeOffer({ when }), kind, language, chooseWords(language).reasons);
}

describe("wordings", () => {
  test("name days and hours, fullest first, shortest last", () => {
    expect(word(FULL, REASON_HOURS)).toEqual([
      "it is Friday or Saturday, 16:00–19:00",
      "it is Fri–Sat, 16:00–19:00",
      "it is Fri–Sat, 16–19",
      "it is Fri–Sat",
      "it suits the time",
    ]);
    expect(word({ days: 0b1000001 }, REASON_HOURS)[0]).toBe("it is Monday or Sunday");
    expect(word({ days: 0b1010011 }, REASON_HOURS, "pl")[1]).toBe("jest pt., niedz.–wt.");
    expect(word({ hours: [{ start: 1290, end: 120 }] }, REASON_HOURS, "pl")[0]).toBe("jest 21:30–2:00");
  });

  test("name the answer, the last day, and nothing more than was sensed", () => {
    expect(word(FULL, REASON_MOOD, "pl")[0]).toBe("wybrano: Kryminał");
    expect(word({ moods: ["crime", "travel"] }, REASON_MOOD)[0]).toBe("you chose Crime or Travel");
    expect(word(FULL, REASON_DATE)[0]).toBe("it is on until 24 December");
    expect(word(FULL, REASON_DATE, "pl")[1]).toBe("trwa to do 24.12");
    expect(word({ from: 20_763 }, REASON_DATE)[0]).toBe("it is on since 6 November");
    expect(word(FULL, REASON_PRESENCE)[0]).toBe("somebody lingers here");
    expect(word({ busy: 0 }, REASON_BUSY)[0]).toBe("it is quiet here");
  });

  test("without a condition say something true of any offer", () => {
    for (let kind = 0; kind < REASON_KINDS; kind++)
      for (const language of ["pl", "en", "de"]) expect(word({}, kind, language).at(-1)).not.toBe("");
    expect(word({}, REASON_HOURS)).toEqual(["no special runs now"]);
    // The same words: a board that has two such facts says them once.
    expect(word({}, REASON_DATE)).toEqual(word({}, REASON_HOURS));
    expect(word({}, REASON_PRESENCE, "pl")).toEqual(word({}, REASON_DATE, "pl"));
  });
});

describe.each([
  ["a touch panel", PANEL_BOARD],
  ["a panel of three lines", BUTTON_BOARD],
] as const)("reasons on %s", (_, board) => {
  const asked = makeShop().question;
  if (asked === undefined) throw new Error("the test shop asks");
  const shop = makeShop({
    languages: ["pl", "en", "de"],
    hoursText: { pl: "pn–sob 10–19", en: "Mon–Sat 10–19", de: "Mo–Sa 10–19" },
    question: {
      ...asked,
      text: { ...asked.text, de: "Worauf haben Sie Lust?" },
      chip: { ...asked.chip, de: "Wählen" },
      answers: [{ id: "crime", text: { pl: "Kryminał", en: "Crime", de: "Krimi" } }],
    },
  });
  const text = { pl: "Dwie książki", en: "Two books", de: "Zwei Bücher" };
  const offers = [makeOffer({ title: text, text, when: FULL }), makeOffer({ title: text, text })];
  const compiled = compileCards(shop, board, offers, HARDWARE[board.kind]);
  const font = compiled.fonts[compiled.fonts.length - 1];

  test("the board's own words fit in each language that has been translated", () => {
    expect(compiled.findings).toEqual([]);
  });

  test("each kind has a clause in each language, and alike ones are kept once", () => {
    for (const clause of compiled.reasons) expect(clause + 2).toBeLessThan(compiled.clauses.length);
    const turn = (offer: number): number => compiled.reasons[offer * REASON_KINDS + REASON_TURN];
    const hours = (offer: number): number => compiled.reasons[offer * REASON_KINDS + REASON_HOURS];
    expect(turn(0)).toBe(turn(1));
    expect(hours(0)).not.toBe(hours(1));
    const date = (offer: number): number => compiled.reasons[offer * REASON_KINDS + REASON_DATE];
    expect(date(1)).toBe(hours(1));
    expect(date(0)).not.toBe(hours(0));
  });

  test("a clause is as wide as the board measures its widest line", () => {
    for (const clause of compiled.clauses) {
      let line = 0;
      let widest = 0;
      for (const code of clause.bytes) {
        line = code === 10 ? 0 : line + font.widths[code - font.firstCode];
        widest = Math.max(widest, line);
      }
      expect(clause.width).toBe(widest);
      expect(clause.lines).toBe([...clause.bytes].filter((code) => code === 10).length + 1);
    }
  });

  test("any sentence of one reason fits its line, or its lines", () => {
    const { width } = HARDWARE[board.kind].panel;
    for (const first of compiled.reasons)
      for (let language = 0; language < 3; language++) {
        const clause = compiled.clauses[first + language];
        const [prefix, joiner, end] = [CLAUSE_PREFIX, CLAUSE_JOINER, CLAUSE_END].map(
          (which) => compiled.clauses[language * 3 + which],
        );
        expect(joiner.lines).toBe(1);
        if (board === PANEL_BOARD) {
          expect(clause.lines).toBe(1);
          expect(prefix.width + clause.width + end.width).toBeLessThanOrEqual(width - 16);
        } else {
          expect(clause.lines).toBeLessThanOrEqual(2);
          expect(clause.width).toBeLessThanOrEqual(width - 4);
        }
      }
  });
});

test("a shop that asks nothing has no reason of an answer", () => {
  const { question: _, ...silent } = makeShop();
  const { reasons } = compileCards(silent, PANEL_BOARD, [makeOffer()], HARDWARE["esp32-cyd"]);
  expect(reasons[REASON_MOOD]).toBe(0xffff);
  expect(reasons[REASON_TURN]).not.toBe(0xffff);
});
