// The display goes on when its millisecond counter wraps, 24.8 days after the start, and once more at 49.7 days. The
// days in between are not lived: the device's own time is moved on, as the counter is taken from it.
import { describe, expect, it } from "vitest";
import type { SimulatedBoard } from "../../host/simulator/start.ts";
import { NEUTRAL } from "../../shared/offers/situation.ts";
import {
  BOARDS,
  breakProgram,
  openBookshop,
  openSubject,
  type Subject,
  shipProgram,
  start,
  type Texts,
  withTexts,
} from "./stand.ts";
import { findHalf } from "./whole.ts";

/** The signed 32 bit counter passes from its greatest number to its least. */
const WRAP_MS = 2 ** 31;
const SLOT_MS = 8_000;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** Day on which the boards start, since 1970. */
const TODAY = 20784;

/** Moves the device's time on; what the program counts from it moves too. The board's virtual time stays. */
function leap(board: SimulatedBoard, ms: number): void {
  board.evaluate(`setTime(getTime()+${ms / 1000})`);
}

/** Lets ten minutes pass and looks in each second. */
function watch(
  subject: Subject,
  board: SimulatedBoard,
): { offers: Set<string>; cards: number; half: string[] } {
  const offers = new Set<string>();
  const half: string[] = [];
  let cards = 0;
  let before = board.status()?.play;
  for (const endMs = board.nowMs + 10 * MINUTE_MS; board.nowMs < endMs; ) {
    board.advanceTo(board.nowMs + 1000);
    const status = board.status();
    if (status === undefined) return { offers, cards, half: [...half, "no answer"] };
    if (status.play !== before) cards++;
    before = status.play;
    offers.add(subject.compiled.offers[status.offer]?.id ?? "neutral");
    const wrong = findHalf(subject, board);
    if (wrong !== undefined) half.push(`${board.nowMs}: ${wrong}`);
  }
  return { offers, cards, half };
}

describe("the counter's wrap", () => {
  it.each(BOARDS)(
    "on board %s: cards change before, over and after it, and what was over in between is gone",
    async (id) => {
      const subject = await openSubject(id);
      const board = start(subject);
      const first = watch(subject, board);
      expect(first.offers).toContain("advent-stories");
      // Five minutes before the wrap, so that these ten minutes lie on both sides of it.
      leap(board, WRAP_MS - board.nowMs - 5 * MINUTE_MS);
      const over = watch(subject, board);
      leap(board, WRAP_MS - 10 * MINUTE_MS);
      const again = watch(subject, board);
      for (const { cards, half } of [first, over, again]) {
        expect(cards).toBeGreaterThan((10 * MINUTE_MS) / SLOT_MS / 2);
        expect(half).toEqual([]);
      }
      // 2026-12-22: the one was shown until 6 December, the other still is. 2027-01-16: that one is over as well.
      expect([...over.offers].includes("advent-stories")).toBe(false);
      expect(over.offers).toContain("calendars");
      expect([...again.offers].includes("calendars")).toBe(false);
      expect(board.takeRecords().filter(({ kind }) => kind === "error" || kind === "watchdog")).toEqual([]);
    },
  );

  it("a card that stood for longer than the counter can tell still gives way", async () => {
    expect(await countAfterRest(await shipProgram("esp32-cyd"))).toBeGreaterThan(0);
  });

  it("a program that asks the time in place of the flag is caught: its card stands (control)", async () => {
    const broken = await breakProgram(
      "esp32-cyd",
      "firmware/app.ts",
      "(app.isForced || app.mayChange)",
      "(app.isForced || ((app.nowMs - app.shownMs) | 0) >= MIN_SHOW_MS)",
    );
    expect(await countAfterRest(broken)).toBe(0);
  });
});

/** Cards that come after the neutral one has stood for longer than half of the counter: all offers begin on that day. */
async function countAfterRest(texts: Texts): Promise<number> {
  const shop = openBookshop();
  // In one language: where languages take turns, the neutral card too is another one in each slot.
  const languages = shop.languages.slice(0, 1);
  const offers = shop.offers.map((offer) => ({ ...offer, when: { from: TODAY + 27 } }));
  const subject = withTexts(await openSubject("till", { ...shop, languages, offers }), texts);
  const board = start(subject);
  board.advanceTo(MINUTE_MS);
  expect([board.status()?.offer, board.status()?.play]).toEqual([NEUTRAL, 0]);
  leap(board, 27 * DAY_MS);
  board.advanceTo(2 * MINUTE_MS);
  expect(board.status()?.day).toBe(TODAY + 27);
  return board.status()?.play ?? 0;
}
