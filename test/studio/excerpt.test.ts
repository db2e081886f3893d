import fc from "fast-check";
import { expect, test } from "vitest";
import { cutOffer } from "../../host/studio/excerpt.ts";

const TEXT = `offers:
  - id: noir
    title: Noir   # <b>

    when:
      days: fri

  # the next one
  - id: tea
    title: Tea
other: 1
`;

test("an offer's lines end before the next one, without the blanks behind it", () => {
  expect(cutOffer(TEXT, 2)).toEqual({
    firstLine: 2,
    lines: ["  - id: noir", "    title: Noir   # <b>", "", "    when:", "      days: fri"],
  });
  expect(cutOffer(TEXT, 9)?.lines).toEqual(["  - id: tea", "    title: Tea"]);
});

test("a line that there is not gives nothing", () => {
  for (const line of [0, -1, 99]) expect(cutOffer(TEXT, line)).toBeUndefined();
});

test("whatever the text, few and short lines come out, all of them from it", () => {
  fc.assert(
    fc.property(fc.array(fc.string()), fc.integer({ min: -1, max: 30 }), (lines, line) => {
      const text = lines.join("\n");
      const cut = cutOffer(text, line);
      for (const one of cut?.lines ?? []) expect(text).toContain(one);
    }),
  );
  const large = cutOffer(`- a\n${` ${"x".repeat(500)}\n`.repeat(500)}`, 1);
  expect(large?.lines).toHaveLength(60);
  expect(Math.max(...(large?.lines ?? []).map((line) => line.length))).toBe(200);
});
