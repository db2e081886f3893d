// P3 Told, used, forgotten. What statistics make of an answer is P5's: test/policy/counter.test.ts.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  ACTION_ANSWER,
  ACTION_BACK,
  ACTION_DISMISS,
  ACTION_FORGET,
  ACTION_KNOW,
  ACTION_LANGUAGE,
  ACTION_QUESTION,
  ACTION_WHY,
} from "../../shared/cards/list.ts";
import { breakProgram, openSubject, withTexts } from "./stand.ts";
import { type Deed, watchVisit } from "./visit.ts";

const deed: fc.Arbitrary<Deed> = fc.record({
  afterMs: fc.oneof(
    { weight: 4, arbitrary: fc.integer({ min: 600, max: 6_000 }) },
    { weight: 2, arbitrary: fc.integer({ min: 10_000, max: 45_000 }) },
    { weight: 1, arbitrary: fc.integer({ min: 80_000, max: 95_000 }) },
  ),
  kind: fc.constantFrom("tap", "tap", "tap", "come", "go"),
  choice: fc.nat({ max: 40 }),
});
const visit = fc.array(deed, { minLength: 1, maxLength: 14 });

/** Taps on these, one after the other. */
function tapAll(...actions: number[]): Deed[] {
  return actions.map((action) => ({ afterMs: 1_300, kind: "tap", choice: 0, action }));
}

const ANSWER = tapAll(ACTION_QUESTION, ACTION_ANSWER + 1);
const STAY: Deed[] = [{ afterMs: 700, kind: "come", choice: 0 }, ...ANSWER];
const FORGET = tapAll(ACTION_DISMISS, ACTION_FORGET);
const LANGUAGE = tapAll(ACTION_WHY, ACTION_KNOW, ACTION_LANGUAGE);

describe("what was tapped", () => {
  it.each([
    ["touch", "crime-shelf", 30],
    ["touch", "till", 20],
    ["button", "window", 30],
  ])(
    "P3: on a %s board (%s) ends 20 s after the last that was sensed, 90 s after the last tap, or at forget; never late",
    async (_input, id, numRuns) => {
      const subject = await openSubject(id);
      fc.assert(
        fc.property(visit, (deeds) => {
          expect(watchVisit(subject, deeds)).toBeUndefined();
        }),
        { numRuns, seed: 3 },
      );
    },
  );

  it("P3: ends in each of the three ways in these visits, too", async () => {
    const subject = await openSubject("crime-shelf");
    for (const deeds of [ANSWER, STAY, FORGET, LANGUAGE]) expect(watchVisit(subject, deeds)).toBeUndefined();
  });

  it.each([
    ["half a second late after a visit", "shared/policy/forget.ts", "20000", "20500", ANSWER, "held after"],
    // Its count of seconds is then outside of what a status may tell, and the whole answer is dropped.
    ["half a second late after a tap", "shared/policy/forget.ts", "90000", "90500", STAY, "no answer"],
    ["too early", "shared/policy/forget.ts", "20000", "15000", ANSWER, "gone before"],
    [
      "without the dismissals",
      "firmware/app.ts",
      "  forgetDismissed(app.turn.pacing);\n",
      "",
      FORGET,
      "left something",
    ],
    [
      "without the language",
      "firmware/app.ts",
      "app.isLanguageTapped = false;\n  app.isPaused = false;",
      "app.isPaused = false;",
      LANGUAGE,
      "held after",
    ],
  ])("P3: a program that forgets %s is caught (control)", async (_how, file, part, by, deeds, wrong) => {
    const broken = await breakProgram("esp32-cyd", file, part, by);
    expect(watchVisit(withTexts(await openSubject("crime-shelf"), broken), deeds)).toContain(wrong);
  });
});

describe("the card, when something is forgotten", () => {
  /** A language tapped, back to the card, then nobody: at some time within a card's 8 s it is forgotten. */
  const leave = (afterMs: number): Deed[] => [
    { afterMs, kind: "come", choice: 0 },
    ...LANGUAGE,
    ...tapAll(ACTION_BACK),
    { afterMs: 2_000, kind: "go", choice: 0 },
  ];
  const TIMES_MS = [500, 1_700, 2_900, 4_100, 5_300, 6_500, 7_700];

  it("stays its 8 s all the same; only a tap changes it at once", async () => {
    const subject = await openSubject("crime-shelf");
    for (const afterMs of TIMES_MS) expect(watchVisit(subject, leave(afterMs))).toBeUndefined();
  });

  it.each([
    [
      "at once when nobody is there any more",
      "app.isForced = isAsked || app.screen !== CARD;",
      "app.isForced = true;",
      TIMES_MS.map(leave),
    ],
    [
      "as soon as a slot begins",
      "app.mayChange = false;",
      "app.mayChange = true;",
      TIMES_MS.map((afterMs): Deed[] => [{ afterMs, kind: "come", choice: 0 }, ...tapAll(ACTION_DISMISS)]),
    ],
  ])("that a program changes %s is caught (control)", async (_when, part, by, visits) => {
    const subject = await openSubject("crime-shelf");
    for (const deeds of visits) expect(watchVisit(subject, deeds)).toBeUndefined();
    const broken = withTexts(subject, await breakProgram("esp32-cyd", "firmware/app.ts", part, by));
    const found = visits.map((deeds) => watchVisit(broken, deeds) ?? "nothing");
    expect(found.join("; ")).toContain("card changed after");
  });
});
