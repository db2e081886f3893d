// P2 Same inputs, same offer, same price, for everybody.
import { crc32 } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makeTurn } from "../../host/compile/explain.ts";
import { checkShopText } from "../../host/shop/parse.ts";
import { OP_IF, OP_VALUE, SCREEN_KNOW } from "../../shared/cards/list.ts";
import { SECTION_CARD_INDEX, SECTION_SCREEN_INDEX, sectionOffset } from "../../shared/offers/deployment.ts";
import { explain } from "../../shared/offers/explain.ts";
import { prepareHeld } from "../../shared/offers/hold.ts";
import { dismiss, notePlay } from "../../shared/offers/pacing.ts";
import { createPeriod, findPeriod } from "../../shared/offers/period.ts";
import { select } from "../../shared/offers/select.ts";
import { AXES, createSituation, NEUTRAL, type Situation } from "../../shared/offers/situation.ts";
import type { Turn } from "../../shared/offers/turn.ts";
import { change } from "../shop/sample.ts";
import { listOperations } from "./list.ts";
import {
  BOARDS,
  breakProgram,
  cutDay,
  openBookshop,
  openSubject,
  playDay,
  readDay,
  type Subject,
  start,
  withTexts,
} from "./stand.ts";

const HOUR_MS = 3_600_000;
/** Highest value of each axis. */
const MOST = [4, 3, 3, 2, 3, 3];
/** Rows above the controls: title, text and price. */
const CARD_ROWS = 160;

const input = fc.record({
  minute: fc.nat({ max: 1439 }),
  day: fc.integer({ min: 20770, max: 20830 }),
  axes: fc.tuple(...MOST.map((max) => fc.nat({ max }))),
  language: fc.nat({ max: 1 }),
  slot: fc.integer({ min: 1000, max: 1200 }),
  plays: fc.array(fc.tuple(fc.nat({ max: 18 }), fc.integer({ min: 900, max: 1000 })), { maxLength: 20 }),
  dismissed: fc.array(fc.nat({ max: 18 }), { maxLength: 3 }),
});
type Input = typeof input extends fc.Arbitrary<infer T> ? T : never;

function makeSituation({ minute, day, axes, language }: Input): Situation {
  const s = createSituation();
  s.day = day;
  s.minuteOfWeek = ((day + 3) % 7) * 1440 + minute;
  s.axes.set(axes);
  s.language = language;
  return s;
}

/** Decides with a turn that may have been used before: whatever it still holds must not matter. */
function decide(turn: Turn, { plays, dismissed, ...rest }: Input): number[] {
  const { s, pacing } = turn;
  const situation = makeSituation({ plays, dismissed, ...rest });
  s.minuteOfWeek = situation.minuteOfWeek;
  s.day = situation.day;
  s.language = situation.language;
  for (let axis = 0; axis < AXES; axis++) s.axes[axis] = situation.axes[axis];
  findPeriod(turn.d, rest.day * 1440 + rest.minute, turn.period);
  pacing.restingCount = 0;
  pacing.ringCount = 0;
  pacing.dismissedCount = 0;
  for (const [offer, slot] of [...plays].sort((a, b) => a[1] - b[1]))
    notePlay(pacing, offer, slot, 6, 8, 450);
  for (const offer of dismissed) dismiss(pacing, offer);
  turn.slot = rest.slot;
  prepareHeld(turn);
  select(turn);
  explain(turn, createPeriod());
  return [turn.offer, turn.tier, turn.first, turn.second];
}

async function createTurns(id: string): Promise<() => Turn> {
  const { compiled, shop } = await openSubject(id);
  return () => makeTurn(compiled, shop, createSituation());
}

describe("the decision", () => {
  it.each(BOARDS)("P2: on board %s one input gives one offer and reason, a thousand times", async (id) => {
    const create = await createTurns(id);
    for (const sample of fc.sample(input, { numRuns: 3, seed: 2 })) {
      const first = decide(create(), sample);
      const turn = create();
      const seen = new Set<string>();
      for (let i = 0; i < 1000; i++) seen.add(decide(turn, sample).join());
      expect([...seen]).toEqual([first.join()]);
    }
  });

  it.each(BOARDS)("P2: on board %s does not depend on what was decided before", async (id) => {
    const create = await createTurns(id);
    const used = create();
    const offers = new Set<number>();
    fc.assert(
      fc.property(input, (sample) => {
        const decided = decide(used, sample);
        offers.add(decided[0]);
        expect(decided).toEqual(decide(create(), sample));
      }),
      { numRuns: 500, seed: 2 },
    );
    expect(offers.size).toBeGreaterThan(8);
  });

  it("P2: a decision that remembers the one before is noticed (control)", async () => {
    const create = await createTurns("till");
    const used = create();
    let before = NEUTRAL;
    const remembers = (turn: Turn, sample: Input): number[] => {
      const decided = decide(turn, sample);
      const isRepeated = turn === used && decided[0] === before;
      before = turn === used ? decided[0] : before;
      return isRepeated ? [NEUTRAL, ...decided.slice(1)] : decided;
    };
    expect(() =>
      fc.assert(
        fc.property(input, (sample) => {
          expect(remembers(used, sample)).toEqual(remembers(create(), sample));
        }),
        { numRuns: 500, seed: 2 },
      ),
    ).toThrow();
  });

  it("P2: a program that throws dice does not build (control)", async () => {
    const built = breakProgram(
      "esp32-cyd",
      "shared/offers/select.ts",
      "let i = start + (number % count);",
      "let i = start + ((Math.random() * count) | 0);",
    );
    await expect(built).rejects.toMatchObject({ code: "device-language" });
  });
});

/** What an hour of the recorded day looks like, once a second, on a board whose surroundings have a seed. */
function watchDay(subject: Subject, id: string, seed: number): unknown[] {
  const board = start(subject, { seed });
  const seen: unknown[] = [];
  playDay(board, cutDay(readDay(id), 3 * HOUR_MS, 4 * HOUR_MS), () => {
    const { pixels } = board.frame();
    seen.push([board.status(), crc32(new Uint8Array(pixels.buffer, pixels.byteOffset, pixels.byteLength))]);
  });
  return seen;
}

describe("two boards that the same things happen to", () => {
  it.each(BOARDS)("P2: show the same as board %s", async (id) => {
    const subject = await openSubject(id);
    const seen = watchDay(subject, id, 1);
    expect(seen.length).toBeGreaterThan(3000);
    expect(watchDay(subject, id, 2)).toEqual(seen);
  });

  it("P2: do not when the program reads a source of chance (control)", async () => {
    const broken = await breakProgram(
      "esp32-cyd",
      "firmware/ports/clock.ts",
      "return getTime() | 0;",
      "return (getTime() | 0) + (peek32(0x3ff75144) & 8);",
    );
    const subject = withTexts(await openSubject("till"), broken);
    expect(watchDay(subject, "till", 2)).not.toEqual(watchDay(subject, "till", 1));
  });
});

/** Operations in a list that ask the board for something at the time of drawing. */
function listAsking(subject: Subject, section: number, index: number): number[] {
  const { d } = subject;
  const at = d.u32[(sectionOffset(d.u32, section) >> 2) + index];
  return listOperations(d.u8, at).filter((operation) => operation === OP_IF || operation === OP_VALUE);
}

/** Titles, texts and prices as they were seen in three hours of the day, by offer and language. */
function watchCards(subject: Subject, id: string) {
  const board = start(subject);
  const cards = new Map<string, Set<number>>();
  const situations = new Map<string, Set<number>>();
  playDay(board, cutDay(readDay(id), 3 * HOUR_MS, 6 * HOUR_MS), () => {
    const status = board.status();
    if (status === undefined || status.screen >= 0 || status.offer === NEUTRAL) return;
    const key = `${subject.compiled.offers[status.offer].id} ${status.language}`;
    const { pixels, width } = board.frame();
    const card = crc32(new Uint8Array(pixels.buffer, 0, width * CARD_ROWS * 2));
    cards.set(key, (cards.get(key) ?? new Set()).add(card));
    const situation = status.presence + 4 * status.mood + 64 * status.busy;
    situations.set(key, (situations.get(key) ?? new Set()).add(situation));
  });
  return { cards, situations };
}

const TWO_OFFERS = (now: string): string =>
  change(
    "  - id: tea",
    `  - id: noir-again
    group: crime
    title: { en: Noir again, pl: Noir raz jeszcze }
    text: { en: The same two books, pl: Te same książki }
    article: noir-set
    price: { now: ${now} }
    when: { presence: lingering }
    approved: { by: MK, review: 2026-12-31 }
  - id: tea`,
  );

describe("a price", () => {
  it.each(BOARDS)("P2: on board %s is in the card's bytes, which ask the board for nothing", async (id) => {
    const subject = await openSubject(id);
    const { offers, languages } = subject.d;
    for (let card = 0; card < offers * languages; card++)
      expect(listAsking(subject, SECTION_CARD_INDEX, card)).toEqual([]);
  });

  it("P2: lists that do ask are told from those that do not (control)", async () => {
    expect(listAsking(await openSubject("till"), SECTION_SCREEN_INDEX, SCREEN_KNOW)).not.toEqual([]);
  });

  it("P2: looks the same in every situation of a day, pixel by pixel, with title and text", async () => {
    const { cards, situations } = watchCards(await openSubject("crime-shelf"), "crime-shelf");
    expect(cards.size).toBeGreaterThan(10);
    for (const [key, seen] of cards) expect([key, seen.size]).toEqual([key, 1]);
    const compared = [...situations.values()].filter((seen) => seen.size > 1);
    expect(compared.length).toBeGreaterThan(5);
  });

  it("P2: a program that draws by what is sensed is caught (control)", async () => {
    const broken = await breakProgram(
      "esp32-cyd",
      "firmware/draw.ts",
      "canvas.drawString(content.text.substr(at + 6, length), x, y);",
      "canvas.drawString(content.text.substr(at + 6, length - (app.presence.level > 0 ? 1 : 0)), x, y);",
    );
    const { cards } = watchCards(withTexts(await openSubject("crime-shelf"), broken), "crime-shelf");
    expect(Math.max(...[...cards.values()].map((seen) => seen.size))).toBeGreaterThan(1);
  });

  it("P2: is one per article over all offers that may be shown at one time", () => {
    const prices = new Map<string, Set<number>>();
    for (const { article, price } of openBookshop().offers)
      if (article !== undefined && price !== undefined)
        prices.set(article, (prices.get(article) ?? new Set()).add(price.now));
    expect(prices.size).toBeGreaterThan(15);
    for (const [article, seen] of prices) expect([article, seen.size]).toEqual([article, 1]);
    expect(checkShopText(TWO_OFFERS("39.90"), "shop.yaml", "nowhere").shop).toBeDefined();
  });

  it("P2: a second price for whoever lingers does not compile (control)", () => {
    const { shop, findings } = checkShopText(TWO_OFFERS("41.90"), "shop.yaml", "nowhere");
    expect(shop).toBeUndefined();
    expect(findings.map(({ code }) => code)).toContain("shop-two-prices");
  });
});
