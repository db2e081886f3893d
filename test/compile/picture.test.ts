// Pictures, sponsors and "valid at the till" on every kind of panel: they are there, nothing lies on them, and what a panel
// has no room for is found.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CompiledCards } from "../../host/compile/cards.ts";
import { chooseColours, ditherPixels } from "../../host/compile/colours.ts";
import { compileCards } from "../../host/compile/layout.ts";
import { fromRgb565, PAPER, toRgb565 } from "../../host/compile/palette.ts";
import { checkSpace } from "../../host/compile/space.ts";
import { findWords } from "../../host/compile/texts.ts";
import type { Board, BoardKind, Offer, Picture } from "../../host/shop/model.ts";
import { HARDWARE } from "../../host/simulator/hardware.ts";
import { OP_IMAGE } from "../../shared/cards/list.ts";
import { BUTTON_BOARD, makeOffer, makeShop, walkList } from "./cards-shop.ts";
import { drawLists } from "./draw.ts";

const KINDS: readonly (readonly [BoardKind, number])[] = [
  ["esp32-cyd", 1],
  ["esp32s3-tft154", 0.5],
  ["esp32c3-epaper213", 1],
  ["esp32c3-epaper290", 1],
  ["esp32c3-oled", 0.5],
];
const shop = makeShop({ languages: ["en"] });
const boardOf = (kind: BoardKind, readAtMetres: number): Board => ({ ...BUTTON_BOARD, kind, readAtMetres });

/** Grey from the left to the right, blue from the top to the bottom. */
const SLOPES: Picture = {
  width: 120,
  height: 90,
  rgba: Uint8Array.from({ length: 120 * 90 * 4 }, (_, i) => {
    const [x, y] = [(i >> 2) % 120, Math.floor(i / 480)];
    return [x * 2, x * 2, Math.round(y * 2.8), 255][i % 4] ?? 0;
  }),
};
/** Most pixels that two letters are moved together. */
const KERNED = 5;
const BARE: Partial<Offer> = { title: { en: "Tea" }, text: { en: "" } };

function compile(kind: BoardKind, metres: number, changes: Partial<Offer>): CompiledCards {
  return compileCards(shop, boardOf(kind, metres), [makeOffer({ ...BARE, ...changes })], HARDWARE[kind]);
}

function draw(kind: BoardKind, metres: number, changes: Partial<Offer>): Uint16Array {
  const cards = compile(kind, metres, changes);
  return drawLists(cards, HARDWARE[kind], [cards.cards[0]], { language: 0 }).pixels;
}

/** Where two frames differ. */
const differ = (a: Uint16Array, b: Uint16Array): number[] => [...a.keys()].filter((at) => a[at] !== b[at]);

describe.each(KINDS)("on %s", (kind, metres) => {
  const { width, bitsPerPixel } = HARDWARE[kind].panel;

  test("a picture is there, in one image, in more colours than one", () => {
    const cards = compile(kind, metres, { picture: SLOPES });
    expect(cards.findings.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(walkList(cards.cards[0]).filter(({ op }) => op === OP_IMAGE).length).toBe(1);
    const pixels = draw(kind, metres, { picture: SLOPES });
    const places = differ(pixels, draw(kind, metres, {}));
    const [xs, ys] = [places.map((at) => at % width), places.map((at) => Math.floor(at / width))];
    const box = [Math.max(...xs) - Math.min(...xs) + 1, Math.max(...ys) - Math.min(...ys) + 1];
    expect(Math.min(...box)).toBeGreaterThan(20);
    const seen = new Set<number>();
    for (let y = Math.min(...ys); y <= Math.max(...ys); y++)
      for (let x = Math.min(...xs); x <= Math.max(...xs); x++) seen.add(pixels[y * width + x] ?? 0);
    expect(seen.size).toBe(bitsPerPixel === 1 ? 2 : 16);
  });

  test("the same picture gives the same bytes, another gives others", () => {
    const [first, second] = [1, 2].map(() => compile(kind, metres, { picture: SLOPES }).cards[0]);
    expect(second).toEqual(first);
    const rgba = SLOPES.rgba.map((value, i) => (i % 4 === 3 ? value : 255 - value));
    expect(compile(kind, metres, { picture: { ...SLOPES, rgba } }).cards[0]).not.toEqual(first);
  });

  test("what lets all through is paper", () => {
    const clear: Picture = { width: 40, height: 40, rgba: new Uint8Array(6400) };
    expect(differ(draw(kind, metres, { picture: clear }), draw(kind, metres, {}))).toEqual([]);
  });

  const PRICE: Partial<Offer> = { price: { now: 990 } };
  const PARTS: Readonly<Record<string, Partial<Offer>>> = {
    sponsor: { sponsor: { en: "Yo" } },
    till: { isValidAtTill: true },
  };

  test.each(Object.entries(PARTS))("%s is there, and lies on nothing", (_, part) => {
    const empty = draw(kind, metres, { title: { en: " " } });
    const bare = draw(kind, metres, PRICE);
    const whole = draw(kind, metres, { ...PRICE, ...part });
    expect(compile(kind, metres, { ...PRICE, ...part }).findings).toEqual([]);
    const added = differ(whole, bare);
    expect(added.length).toBeGreaterThan(60);
    // Nothing that was there has changed, and nothing of it is so near that it could be taken for one.
    const before = new Set(differ(bare, empty));
    for (const at of added)
      for (const near of [at, at - 1, at + 1, at - width, at + width]) expect(before.has(near)).toBe(false);
  });

  test("all of it at once lies on nothing, or is found", () => {
    const title = fc.constantFrom("Tea", "Fresh oranges", "An evening of crime", "Second one free of charge");
    const name = fc.constantFrom("Yo", "Kalina", "Kalina Press and Company");
    const maybe = fc.boolean();
    let good = 0;
    let bad = 0;
    fc.assert(
      fc.property(
        title,
        name,
        maybe,
        maybe,
        maybe,
        maybe,
        (words, sponsor, isPaid, isTill, hasPicture, isOld) => {
          const parts: Partial<Offer>[] = [
            { price: isOld ? { now: 990, was: 1290 } : { now: 990 } },
            ...(isPaid ? [{ sponsor: { en: sponsor } }] : []),
            ...(isTill ? [{ isValidAtTill: true }] : []),
            ...(hasPicture ? [{ picture: SLOPES }] : []),
          ];
          const offer: Partial<Offer> = Object.assign({ title: { en: words } }, ...parts);
          const { cards, findings } = compile(kind, metres, offer);
          if (findings.some(({ code }) => code === "card-overflow")) bad++;
          else {
            good++;
            expect(findOverlap(cards[0], kind, metres, offer)).toEqual([]);
          }
        },
      ),
      { numRuns: 40 },
    );
    expect([good > 0, bad > 0]).toEqual([true, true]);
  });

  test("a name for which there is no room is found", () => {
    const sponsor = { en: "W".repeat(40) };
    const found = compile(kind, metres, { sponsor }).findings.map(
      ({ code, message }) => `${code}: ${message}`,
    );
    expect(found).toContain(
      `card-overflow: The sponsor of card "noir" in en on board "window" does not fit.`,
    );
    // Control: that it lies on the price is seen as well.
    const offer = { ...PRICE, sponsor };
    expect(findOverlap(compile(kind, metres, offer).cards[0], kind, metres, offer)).not.toEqual([]);
  });
});

/** Rows and columns of the texts of a list, by its frame drawn with and without each of them: what two of them share. */
function findOverlap(list: Uint8Array, kind: BoardKind, metres: number, offer: Partial<Offer>): string[] {
  const { width, height } = HARDWARE[kind].panel;
  const cards = compile(kind, metres, offer);
  const texts = walkList(list).filter(({ codes }) => codes.length > 0);
  const boxes = texts.map(({ x, y, codes, font }) => {
    const { widths, firstCode, height: tall } = cards.fonts[font] ?? { widths: [], firstCode: 0, height: 0 };
    const wide = codes.reduce((sum, code) => sum + (widths[code - firstCode] ?? 0), 0);
    // Fonts have room above capitals and below baselines that letters seldom use.
    return {
      left: x,
      right: x + wide,
      top: y + Math.round(tall / 3),
      bottom: y + Math.round((tall * 3) / 4),
    };
  });
  const images = walkList(list)
    .filter(({ op }) => op === OP_IMAGE)
    .map(({ x, y }) => ({ left: x, right: width, top: y, bottom: height - 1 }));
  const all = [...boxes, ...images.map((box) => ({ ...box, bottom: box.top + 12 }))];
  const found: string[] = [];
  all.forEach((a, i) => {
    if (a.left < 0 || a.right > width) found.push(`${JSON.stringify(a)} leaves the panel`);
    // Kerning parts a line into runs, of which one may begin a little before the end of another.
    for (const b of all.slice(i + 1))
      if (a.left + KERNED < b.right && b.left + KERNED < a.right && a.top < b.bottom && b.top < a.bottom)
        found.push(`${JSON.stringify(a)} and ${JSON.stringify(b)}`);
  });
  return found;
}

test("each language has words of its own for both", () => {
  const words = ["pl", "en", "de"].map((language) => findWords(language));
  expect(new Set(words.map((own) => own?.sponsor)).size).toBe(3);
  expect(words.map((own) => own?.till)).toEqual([
    "ważne przy kasie",
    "valid at the till",
    "gilt an der Kasse",
  ]);
});

describe("colours", () => {
  const colour = fc
    .tuple(fc.nat(31), fc.nat(63), fc.nat(31))
    .map(([r, g, b]) => fromRgb565((r << 11) | (g << 5) | b));
  const pixels = fc.array(colour, { minLength: 1, maxLength: 60 });

  test("a picture of few colours keeps each of them", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(colour, { minLength: 1, maxLength: 6, selector: toRgb565 }),
        fc.array(fc.nat(5)),
        (few, more) => {
          const picture = [...few, ...more.map((i) => few[i % few.length] ?? [])];
          const chosen = chooseColours(picture, 16).map(toRgb565);
          expect(new Set(chosen)).toEqual(new Set(few.map(toRgb565)));
          const drawn = ditherPixels(picture, picture.length, chosen.map(fromRgb565));
          expect([...drawn].map((i) => chosen[i])).toEqual(picture.map(toRgb565));
        },
      ),
    );
  });

  test("are at most as many as are asked for, and inside of what there is", () => {
    fc.assert(
      fc.property(pixels, fc.integer({ min: 1, max: 16 }), (picture, most) => {
        const chosen = chooseColours(picture, most);
        expect(chosen.length).toBeLessThanOrEqual(most);
        for (const parts of chosen)
          parts.forEach((part, i) => {
            const values = picture.map((pixel) => pixel[i] ?? 0);
            expect(part).toBeGreaterThanOrEqual(Math.min(...values) - 1e-6);
            expect(part).toBeLessThanOrEqual(Math.max(...values) + 1e-6);
          });
      }),
    );
  });

  test("an even grey has its share of white pixels", () => {
    for (const light of [0, 0.1, 0.25, 0.5, 0.8, 1]) {
      const drawn = ditherPixels(new Array(64 * 64).fill([light]), 64, [[0], [1]]);
      expect(Math.abs(drawn.reduce((sum, value) => sum + value, 0) / 4096 - light)).toBeLessThan(0.02);
    }
  });

  test("RGB565 goes there and back", () => {
    fc.assert(fc.property(fc.nat(0xffff), (value) => toRgb565(fromRgb565(value)) === value));
    expect(fromRgb565(PAPER.paper).every((part) => part > 200)).toBe(true);
  });
});

test("a board that would be full is found, one that is not is not", () => {
  const board = boardOf("esp32-cyd", 1);
  expect(checkSpace(board, 100_000)).toEqual([]);
  expect(checkSpace(board, 500_000)).toEqual([
    expect.objectContaining({ code: "board-full", place: board.place }),
  ]);
});

/** First row of ink in the right half of a card that says less than another one. */
function findTop(kind: BoardKind, metres: number, less: Partial<Offer>, more: Partial<Offer>): number {
  const { width } = HARDWARE[kind].panel;
  return Math.min(
    ...differ(draw(kind, metres, less), draw(kind, metres, more)).map((at) => Math.floor(at / width)),
  );
}

describe("an old price", () => {
  const price = { now: 990, was: 1290 };
  const wide = { now: 109_990, was: 129_990 };

  test.each([
    ["esp32-cyd", 1],
    ["esp32c3-epaper290", 1],
  ] as const)("on %s that has no room beside the new one stands above it", (kind, metres) => {
    const top = (shown: NonNullable<Offer["price"]>, was: NonNullable<Offer["price"]>) =>
      findTop(kind, metres, { picture: SLOPES, price: shown }, { picture: SLOPES, price: was });
    expect(compile(kind, metres, { picture: SLOPES, price: wide }).findings).toEqual([]);
    const above = top({ now: wide.now }, wide);
    // Control: one with room stands beside it, on the same line.
    expect(top({ now: price.now }, { ...price, now: price.now })).toBeGreaterThan(above + 20);
  });

  test("on colour and on paper is as far from a picture as words are", () => {
    for (const [kind, metres] of KINDS.filter(([kind]) => kind !== "esp32c3-oled")) {
      const { width } = HARDWARE[kind].panel;
      const bare = draw(kind, metres, {});
      const columns = (offer: Partial<Offer>) =>
        differ(draw(kind, metres, offer), bare).map((at) => at % width);
      const left = Math.min(...columns({ picture: SLOPES }));
      const drawn = columns({ picture: SLOPES, price: { now: 990 } }).filter((x) => x < left);
      expect(left - Math.max(...drawn)).toBeGreaterThan(6);
    }
  });
});
