// P3 Told, used, forgotten. The second half of the promise, statistics of answers, has nothing to be tested on yet:
// none are kept.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
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

/** Chip 3 of a fresh card opens the question; chip 0 of that is the first answer. */
const ANSWER: Deed[] = [
  { afterMs: 1_000, kind: "tap", choice: 3 },
  { afterMs: 1_300, kind: "tap", choice: 0 },
];
const STAY: Deed[] = [{ afterMs: 700, kind: "come", choice: 0 }, ...ANSWER];
const FORGET: Deed[] = [
  { afterMs: 1_000, kind: "tap", choice: 0 },
  { afterMs: 1_300, kind: "tap", choice: 3 },
];

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
    for (const deeds of [ANSWER, STAY, FORGET]) expect(watchVisit(subject, deeds)).toBeUndefined();
  });

  it.each([
    ["half a second late after a visit", "shared/policy/forget.ts", "20000", "20500", ANSWER, "held after"],
    ["half a second late after a tap", "shared/policy/forget.ts", "90000", "90500", STAY, "held after"],
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
      [
        { afterMs: 1_000, kind: "tap", choice: 1 },
        { afterMs: 1_000, kind: "tap", choice: 0 },
        { afterMs: 1_000, kind: "tap", choice: 2 },
      ] satisfies Deed[],
      "held after",
    ],
  ])("P3: a program that forgets %s is caught (control)", async (_how, file, part, by, deeds, wrong) => {
    const broken = await breakProgram("esp32-cyd", file, part, by);
    expect(watchVisit(withTexts(await openSubject("crime-shelf"), broken), deeds)).toContain(wrong);
  });
});
