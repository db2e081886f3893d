// What is asked of people, and what they may answer: nothing that the law protects specially.
import { describe, expect, test } from "vitest";
import type { Setting } from "../../../../host/shop/rules/pressure/rule.ts";
import { findSensitive } from "../../../../host/shop/rules/tone/sensitive.ts";
import { judge, readFixtures } from "../pressure/text.ts";

const [{ bad = [], good = [] } = {}] = readFixtures(new URL("answers.txt", import.meta.url));
const PARTS: readonly Setting["part"][] = ["question", "answer"];
const find = (text: string, part: Setting["part"]) => judge(text, [findSensitive], { when: {}, part });

describe.each(PARTS)("as a %s", (part) => {
  test.each(bad)("refuses: %s", (text) => {
    expect(find(text, part)).toMatchObject([{ code: "tone-sensitive", severity: "error" }]);
  });
  test.each(good)("lets pass: %s", (text) => {
    expect(find(text, part)).toEqual([]);
    expect(judge(text, undefined, { when: {}, part })).toEqual([]);
  });
});

test("control: the same words on a card ask nobody", () => {
  expect(bad.flatMap((text) => find(text, "offer"))).toEqual([]);
});
