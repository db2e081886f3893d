import fc from "fast-check";
import { PNG } from "pngjs";
import { describe, expect, test } from "vitest";
import { compileCards } from "../../host/compile/layout.ts";
import { ONE_BIT, PAPER } from "../../host/compile/palette.ts";
import { HostError } from "../../host/error.ts";
import { framePng } from "../../host/preview/png.ts";
import type { Offer } from "../../host/shop/model.ts";
import { HARDWARE } from "../../host/simulator/hardware.ts";
import {
  REASON_HOURS,
  REASON_TURN,
  SCREEN_CONTROLS,
  SCREEN_KNOW,
  SCREEN_PAUSED,
  SCREEN_STAFF,
  VALUE_CLOCK_KNOWN,
  VALUE_DISMISSED,
  VALUE_EPISODE_SECONDS,
  VALUE_FORGET_SECONDS,
  VALUE_HOUR,
  VALUE_MINUTE,
  VALUE_MOOD,
  VALUE_PAUSE_SECONDS,
  VALUE_PIN_MINUTES,
  VALUE_PRESENCE,
} from "../../shared/cards/list.ts";
import { BUTTON_BOARD, makeOffer, makeShop, PANEL_BOARD } from "./cards-shop.ts";
import { drawLists } from "./draw.ts";

describe("PNG", () => {
  test("has each pixel as a square of its colour", () => {
    const pixel = fc.integer({ min: 0, max: 0xffff });
    fc.assert(
      fc.property(
        fc.array(pixel, { minLength: 6, maxLength: 6 }),
        fc.integer({ min: 1, max: 4 }),
        (list, scale) => {
          const frame = { width: 3, height: 2, bitsPerPixel: 16, isOn: true, light: 255 } as const;
          const png = PNG.sync.read(
            Buffer.from(framePng({ ...frame, pixels: Uint16Array.from(list) }, scale)),
          );
          expect([png.width, png.height]).toEqual([3 * scale, 2 * scale]);
          for (let y = 0; y < png.height; y++)
            for (let x = 0; x < png.width; x++) {
              const at = (y * png.width + x) * 4;
              const [red, green, blue] = png.data.subarray(at, at + 3);
              const value = ((red >> 3) << 11) | ((green >> 2) << 5) | (blue >> 3);
              expect(value).toBe(list[Math.floor(y / scale) * 3 + Math.floor(x / scale)]);
            }
        },
      ),
    );
  });

  test("of a panel that is off is black", () => {
    const pixels = Uint16Array.of(0xffff);
    const frame = { width: 1, height: 1, bitsPerPixel: 16, pixels, light: 0 } as const;
    const first = (isOn: boolean): number =>
      PNG.sync.read(Buffer.from(framePng({ ...frame, isOn }, 1))).data[0];
    expect([first(true), first(false)]).toEqual([255, 0]);
  });
});

describe("drawing", () => {
  const hardware = HARDWARE["esp32-cyd"];
  const offer = makeOffer({ price: { now: 3990, was: 4490 }, when: { hours: [{ start: 600, end: 660 }] } });
  const compiled = compileCards(makeShop(), PANEL_BOARD, [offer], hardware);
  const card = compiled.cards[0];

  test("a card is paper and ink, and its margins stay empty", () => {
    const { pixels } = drawLists(compiled, hardware, [card], {
      language: 0,
      offer: 0,
      reasons: [REASON_TURN],
    });
    expect(pixels.filter((pixel) => pixel === PAPER.ink).length).toBeGreaterThan(1000);
    for (let y = 0; y < 240; y++)
      for (const x of [0, 1, 2, 3, 4, 315, 316, 317, 318, 319]) expect(pixels[y * 320 + x]).toBe(PAPER.paper);
  });

  test("controls replace each other without a trace of the first", () => {
    const moment = { language: 0, offer: 0, reasons: [REASON_TURN] };
    const [controls, tapped] = [SCREEN_CONTROLS, 7].map((screen) => compiled.screens[screen]);
    const once = drawLists(compiled, hardware, [card, tapped], moment);
    const twice = drawLists(compiled, hardware, [card, controls, tapped], moment);
    expect(twice.pixels).toEqual(once.pixels);
    expect(drawLists(compiled, hardware, [card, controls], moment).pixels).not.toEqual(once.pixels);
  });

  test("the reason line changes with the reason and nothing else does", () => {
    const draw = (kind: number): Uint16Array =>
      drawLists(compiled, hardware, [card], { language: 0, offer: 0, reasons: [kind] }).pixels;
    const [turn, hours] = [draw(REASON_TURN), draw(REASON_HOURS)];
    expect(hours.subarray(0, 320 * 210)).toEqual(turn.subarray(0, 320 * 210));
    expect(hours).not.toEqual(turn);
  });

  test("seconds of any length keep their unit clear of the digits", () => {
    const screen = compiled.screens[3];
    const inkOf = (seconds: number): number => {
      const values = { 0: 1, [VALUE_EPISODE_SECONDS]: seconds };
      const { pixels } = drawLists(compiled, hardware, [screen], { language: 0, values });
      return pixels.filter((pixel) => pixel !== PAPER.paper).length;
    };
    // Every further 1 adds one digit's ink, and nothing is lost under the unit.
    expect(inkOf(11) - inkOf(1)).toBe(inkOf(111) - inkOf(11));
    expect(inkOf(1111) - inkOf(111)).toBe(inkOf(111) - inkOf(11));
  });

  const SCREENS = [SCREEN_KNOW, SCREEN_PAUSED, SCREEN_STAFF];
  const still = fc.record({
    [VALUE_PRESENCE]: fc.nat(3),
    [VALUE_MOOD]: fc.nat(2),
    [VALUE_DISMISSED]: fc.nat(8),
    [VALUE_CLOCK_KNOWN]: fc.nat(1),
  });
  const ticking = fc.record({
    [VALUE_EPISODE_SECONDS]: fc.oneof(fc.nat(12), fc.nat(120), fc.nat(9_999)),
    [VALUE_FORGET_SECONDS]: fc.oneof(fc.nat(12), fc.nat(90)),
    [VALUE_PAUSE_SECONDS]: fc.oneof(fc.nat(12), fc.nat(90)),
    [VALUE_HOUR]: fc.nat(23),
    [VALUE_MINUTE]: fc.nat(59),
    [VALUE_PIN_MINUTES]: fc.oneof(fc.nat(12), fc.nat(1_440)),
  });

  test("numbers that tick leave nothing of the ones before", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...SCREENS),
        fc.nat(1),
        still,
        ticking,
        ticking,
        (screen, language, same, first, second) => {
          const list = [compiled.screens[language * compiled.screensPerLanguage + screen]];
          const before = { language, values: { ...same, ...first } };
          const after = { language, values: { ...same, ...second } };
          const fresh = drawLists(compiled, hardware, list, after);
          const { pixels } = drawLists(compiled, hardware, list, after, before);
          const places = [...pixels.keys()].filter((at) => pixels[at] !== fresh.pixels[at]);
          expect(places.map((at) => [at % 320, Math.floor(at / 320)])).toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
  });

  test("control: what does not tick is not wiped by drawing it in place", () => {
    const list = [compiled.screens[SCREEN_KNOW]];
    const [before, after] = [0, 3].map((level) => ({ language: 0, values: { [VALUE_PRESENCE]: level } }));
    const fresh = drawLists(compiled, hardware, list, after);
    expect(drawLists(compiled, hardware, list, after, before).pixels).not.toEqual(fresh.pixels);
  });

  test("whatever is held is on the page of what the board knows", () => {
    const draw = (values: Record<number, number>): Uint16Array =>
      drawLists(compiled, hardware, [compiled.screens[SCREEN_KNOW]], { language: 0, values }).pixels;
    const pages = [
      {},
      { [VALUE_FORGET_SECONDS]: 61 },
      { [VALUE_FORGET_SECONDS]: 61, [VALUE_DISMISSED]: 1 },
      { [VALUE_FORGET_SECONDS]: 61, [VALUE_MOOD]: 1 },
      { [VALUE_FORGET_SECONDS]: 61, [VALUE_MOOD]: 1, [VALUE_DISMISSED]: 1 },
    ].map((values) => draw(values).join());
    expect(new Set(pages).size).toBe(pages.length);
  });

  test("a price keeps six pixels from the text", () => {
    const text = "Dwie książki, trzecia jest za pół ceny, a czwarta za jeszcze mniej";
    for (const title of ["Książki", "Wieczór z kryminałem"]) {
      const price = { now: 3990, was: 4490 };
      const draw = (changes: Partial<Offer>): Uint16Array => {
        const made = compileCards(
          makeShop(),
          PANEL_BOARD,
          [makeOffer({ title: { pl: title }, ...changes })],
          hardware,
        );
        return drawLists(made, hardware, [made.cards[0]], { language: 0 }).pixels;
      };
      const bare = draw({ text: { pl: "" }, price });
      const empty = draw({ text: { pl: "" } });
      const full = draw({ text: { pl: text }, price });
      const isPrice = (at: number): boolean => bare[at] !== empty[at];
      let texts = 0;
      for (let at = 0; at < full.length; at++) {
        if (full[at] === bare[at]) continue;
        texts++;
        for (let y = -6; y <= 6; y++)
          for (let x = -6; x <= 6; x++) expect(isPrice(at + y * 320 + x)).toBe(false);
      }
      expect(texts).toBeGreaterThan(300);
    }
  });

  test("a one-bit panel has both its values and no others", () => {
    const small = HARDWARE["esp32c3-oled"];
    const cards = compileCards(makeShop(), BUTTON_BOARD, [offer], small);
    const { pixels } = drawLists(cards, small, [cards.cards[0]], { language: 0 });
    expect(new Set(pixels)).toEqual(new Set([ONE_BIT.paper, ONE_BIT.ink]));
  });

  test("bytes that are no list are refused", () => {
    const draw = (): unknown => drawLists(compiled, hardware, [Uint8Array.of(99)], { language: 0 });
    expect(draw).toThrow(HostError);
    expect(draw).toThrow(expect.objectContaining({ code: "preview-list" }));
  });
});
