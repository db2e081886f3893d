import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { printPrice } from "../../host/compile/price.ts";
import { chooseWords } from "../../host/compile/texts.ts";
import { glueText, wrapText } from "../../host/compile/wrap.ts";

const measure = (text: string): number => text.length;

/** All ways to part words into exactly so many lines. */
function partitions(words: readonly string[], lines: number): string[][] {
  if (lines === 1) return words.length === 0 ? [] : [[words.join(" ")]];
  return words.flatMap((_, i) =>
    i === 0
      ? []
      : partitions(words.slice(i), lines - 1).map((rest) => [words.slice(0, i).join(" "), ...rest]),
  );
}

function costOf(lines: readonly string[], widths: readonly number[]): number {
  return lines.reduce((sum, line, i) => sum + ((widths[i] - line.length) / widths[i]) ** 2, 0);
}

describe("wrapping", () => {
  test("takes the fewest lines, and of those ways the most even one, as trying all ways does", () => {
    const word = fc.string({ minLength: 1, maxLength: 7, unit: fc.constantFrom("a", "b") });
    const widths = fc.array(fc.integer({ min: 3, max: 20 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 7 }), widths, (words, room) => {
        const wrapped = wrapText(words.join(" "), measure, room);
        const ways = room.map((_, i) =>
          partitions(words, i + 1).filter((lines) => lines.every((line, k) => line.length <= room[k])),
        );
        const best = ways.find((list) => list.length > 0);
        expect(wrapped.fits).toBe(best !== undefined);
        if (best === undefined) return;
        expect(wrapped.lines.length).toBe(best[0].length);
        expect(wrapped.lines.join(" ")).toBe(words.join(" "));
        const least = Math.min(...best.map((lines) => costOf(lines, room)));
        expect(costOf(wrapped.lines, room)).toBeCloseTo(least, 9);
      }),
    );
  });

  test("a word wider than the line does not fit, and is kept", () => {
    expect(wrapText("abcdef gh", measure, [4, 4])).toEqual({ lines: ["abcdef", "gh"], fits: false });
  });

  test("a price never breaks", () => {
    const price = printPrice(3990, "PLN", chooseWords("pl"));
    expect(price).toBe("39,90\u2009zł");
    expect(wrapText(`za ${price}`, measure, [6, 8]).lines).toEqual(["za", price]);
    expect(printPrice(500, "JPY", chooseWords("en"))).toBe("500\u2009JPY");
  });

  test("a Polish word of one letter stays with the next; an English one may end a line", () => {
    expect(glueText("Wieczór z kryminałem i w deszczu", "pl")).toBe(
      "Wieczór z\u00a0kryminałem i\u00a0w\u00a0deszczu",
    );
    expect(glueText("such a night", "en")).toBe("such a night");
    expect(glueText("od 39 zł", "en")).toBe("od 39\u00a0zł");
  });
});
