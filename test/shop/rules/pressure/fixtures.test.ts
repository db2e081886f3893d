import { describe, expect, test } from "vitest";
import { judge, RULES, readFixtures } from "./text.ts";

const parts = [
  ...readFixtures(new URL("fixtures.txt", import.meta.url)),
  ...readFixtures(new URL("../tone/fixtures.txt", import.meta.url)),
];

describe.each(parts)("$rule", ({ rule, bad, good }) => {
  const own = RULES[rule];
  if (own === undefined) throw new Error(`no rule ${rule}`);

  test("there are at least ten bad and five good fixtures", () => {
    expect(bad.length).toBeGreaterThanOrEqual(10);
    expect(good.length).toBeGreaterThanOrEqual(5);
  });
  test.each(bad)("refuses: %s", (text) => {
    const [claim] = judge(text, [own]);
    expect(claim).toMatchObject({ severity: "error" });
    expect(claim?.hits.length).toBeGreaterThan(0);
    for (const { words, start } of claim?.hits ?? []) expect(text.slice(start)).toContain(words.slice(0, 1));
    expect(claim?.why).not.toBe("");
    expect(claim?.fix).not.toBe("");
  });
  test.each(good)("lets pass: %s", (text) => {
    expect(judge(text)).toEqual([]);
  });
});

test("control: without its own rule most bad fixtures of a kind are missed", () => {
  for (const { rule, bad } of parts) {
    const others = Object.entries(RULES).flatMap(([name, find]) => (name === rule ? [] : [find]));
    const missed = bad.filter((text) => judge(text, others).length === 0);
    expect(missed.length, rule).toBeGreaterThan(bad.length / 4);
  }
});
