// Texts as shops write them. In the first lists each second line was kept back while the words were chosen: read for
// the first time, 625 of 640 bad ones were found there and 514 of 518 good ones passed. `…-more.txt` was written later
// and in other words: at first 224 of 277 and 278 of 299, and of its oblique last part 73 of 96. `…-held.txt` came
// between the two parts: at first 128 of 135 and 89 of 90. What was missed then has been mended since, so the numbers
// printed here say that nothing was lost, and those above how strange texts fare. `…-strange.txt` has four
// rounds. 50 texts a language were written before the lists had been looked at: 113 of 150 were found at first, and 146
// of 150 good ones passed. Then 20 three times, by somebody who knew the lists by then and looked for what they might not
// have, each read after they had learned from the round before: 27, 33 and 34 of 60, with 59, 60 and 60 of 60 good ones.
import { expect, test } from "vitest";
import { judge, LANGUAGES, RULES, readLines } from "./text.ts";

interface Score {
  readonly set: string;
  readonly bad: string[];
  readonly good: string[];
}

const bad = (language: string) => readLines(`corpus/${language}-bad.txt`);
const good = (language: string) => readLines(`corpus/${language}-good.txt`);
const half = (lines: readonly string[], rest: number) => lines.filter((_, i) => i % 2 === rest);
const marked = (name: string, mark: string) =>
  readLines(`corpus/${name}.txt`).flatMap((line) => (line.startsWith(mark) ? [line.slice(2)] : []));

const SETS: readonly Score[] = LANGUAGES.flatMap((language) => [
  { set: `${language}, tuned`, bad: half(bad(language), 0), good: half(good(language), 0) },
  { set: `${language}, kept back`, bad: half(bad(language), 1), good: half(good(language), 1) },
  {
    set: `${language}, more`,
    bad: readLines(`corpus/${language}-bad-more.txt`),
    good: readLines(`corpus/${language}-good-more.txt`),
  },
  { set: `${language}, held`, bad: marked(`${language}-held`, "- "), good: marked(`${language}-held`, "+ ") },
  {
    set: `${language}, strange`,
    bad: marked(`${language}-strange`, "- "),
    good: marked(`${language}-strange`, "+ "),
  },
]);

const isFound = (text: string) => judge(text).length > 0;

test("there are at least 300 good and 300 bad texts a language", () => {
  for (const language of LANGUAGES) {
    expect(bad(language).length).toBeGreaterThanOrEqual(300);
    expect(good(language).length).toBeGreaterThanOrEqual(300);
  }
});

test.each(SETS)("recall and precision: $set", ({ set, bad, good }) => {
  const missed = bad.filter((text) => !isFound(text));
  const alarms = good.filter(isFound);
  const found = bad.length - missed.length;
  const recall = found / bad.length;
  const precision = found / (found + alarms.length);
  console.log(
    `${set.padEnd(15)} recall ${found}/${bad.length} = ${(recall * 100).toFixed(1)} %, ` +
      `false alarms ${alarms.length}/${good.length}, precision ${(precision * 100).toFixed(1)} %`,
  );
  expect(alarms).toEqual([]);
  expect(missed.length, missed.join("; ")).toBeLessThanOrEqual(bad.length * 0.02);
});

test("control: without one rule bad texts are missed", () => {
  const { time: _, ...others } = RULES;
  const missed = bad("en").filter((text) => judge(text, Object.values(others)).length === 0);
  expect(missed.length).toBeGreaterThan(40);
});
