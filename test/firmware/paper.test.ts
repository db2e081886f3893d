// When electronic paper may flash, and that it is left alone while it works.
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { SimulatedBoard } from "../../host/simulator/start.ts";
import { COMMAND_BLANK, COMMAND_PIN } from "../../shared/link/command.ts";
import { NEUTRAL_EMPTY } from "../../shared/link/slot.ts";
import { drawCard, drawSign } from "../promises/glass.ts";
import {
  breakProgram,
  happen,
  openBookshop,
  openSubject,
  type Subject,
  start,
  withTexts,
} from "../promises/stand.ts";
import { compareFrames } from "../promises/whole.ts";

const KIND = "esp32c3-epaper213";
const MINUTE_MS = 60_000;
const CALM_MS = 20_000;
/** A hold time and an absence after which the next presence is an arrival. */
const AWAY_MS = 40_000;
const MOST_CHANGES = 30;
const ALL_PIXELS = 250 * 122;
let subject: Subject;

beforeAll(async () => {
  const shop = openBookshop();
  const window = shop.boards.find(({ id }) => id === "window");
  if (window === undefined) throw new Error("the sample shop has no window");
  subject = await openSubject("paper", {
    ...shop,
    boards: [{ ...window, id: "paper", kind: KIND, readAtMetres: 1 }],
  });
});

/** Somebody passes at each of these times, for three seconds. */
function pass(board: SimulatedBoard, timesMs: readonly number[]): void {
  for (const atMs of timesMs) {
    happen(board, atMs, "pir", "1");
    happen(board, atMs + 3000, "pir", "0");
  }
}

/** Full refreshes within 20 s of an arrival; times rise. */
function findRude(board: SimulatedBoard, timesMs: readonly number[]): number[] {
  const arrivals = timesMs.filter((ms, i) => i === 0 || ms - (timesMs[i - 1] + 3000) > AWAY_MS);
  return board.refreshes
    .filter(({ isFull }) => isFull)
    .map(({ atMs }) => atMs)
    .filter((atMs) => arrivals.some((ms) => atMs >= ms && atMs < ms + CALM_MS));
}

const errorsOf = (board: SimulatedBoard): string[] =>
  board
    .takeRecords()
    .filter(({ kind }) => kind === "error" || kind === "watchdog")
    .map(({ text }) => text);

/** Each minute somebody, right before the change that would bring a full refresh. */
const EACH_MINUTE = Array.from({ length: 30 }, (_, i) => (i + 1) * MINUTE_MS);

describe("electronic paper", () => {
  it("is cleaned at the start and after so many changes while nobody is there, and else changes without flashing", () => {
    const board = start(subject);
    board.advanceTo(30 * MINUTE_MS);
    const fulls = board.refreshes.flatMap(({ isFull }, i) => (isFull ? [i] : []));
    expect(fulls.slice(0, 3)).toEqual([0, MOST_CHANGES + 1, 2 * (MOST_CHANGES + 1)]);
    expect(board.refreshes.every(({ isFull, driven }) => isFull === (driven === ALL_PIXELS))).toBe(true);
    expect(errorsOf(board)).toEqual([]);
  });

  it("never flashes within 20 s of an arrival, whoever comes whenever", () => {
    const times = fc.array(fc.integer({ min: 4000, max: 150_000 }), { minLength: 5, maxLength: 12 });
    fc.assert(
      fc.property(times, (gaps) => {
        const board = start(subject);
        let atMs = 0;
        const timesMs = gaps.map((gap) => {
          atMs += gap;
          return atMs;
        });
        pass(board, timesMs);
        board.advanceTo(atMs + 5 * MINUTE_MS);
        expect(findRude(board, timesMs)).toEqual([]);
        expect(errorsOf(board)).toEqual([]);
      }),
      { numRuns: 15 },
    );
  });

  it("waits with a full refresh that is due until the arrival is 20 s ago", () => {
    const board = start(subject);
    pass(board, EACH_MINUTE);
    expect(findRude(board, EACH_MINUTE)).toEqual([]);
    expect(board.refreshes.filter(({ isFull }) => isFull).length).toBeGreaterThan(3);
  });

  it("a program that does not wait is found (control)", async () => {
    const broken = await breakProgram(KIND, "firmware/draw.ts", "| 0) < CALM_MS) return", "| 0) < 0) return");
    const board = start(withTexts(subject, broken));
    pass(board, EACH_MINUTE);
    expect(findRude(board, EACH_MINUTE).length).toBeGreaterThan(0);
  });

  it("does not flash at a start with somebody near: every pixel is driven once, and cleaned when that is over", () => {
    const board = start(subject, { files: subject.files });
    happen(board, 100, "pir", "1");
    board.advanceTo(MINUTE_MS);
    expect(board.refreshes[0]).toMatchObject({ isFull: false, driven: ALL_PIXELS });
    expect(board.refreshes.find(({ isFull }) => isFull)?.atMs).toBeGreaterThanOrEqual(CALM_MS);
  });

  it("is white after a full refresh when it is closed, rests then, and comes back whole", () => {
    const board = start(subject);
    board.advanceTo(MINUTE_MS);
    board.command(COMMAND_BLANK, 1, 0);
    board.advanceTo(2 * MINUTE_MS);
    const { length } = board.refreshes;
    expect(board.refreshes[length - 1]).toMatchObject({ isFull: true, atMs: MINUTE_MS });
    expect(board.frame().pixels.every((pixel) => pixel === 1)).toBe(true);
    board.advanceTo(20 * MINUTE_MS);
    expect(board.refreshes.length).toBe(length);
    board.command(COMMAND_BLANK, 0, 0);
    board.advanceTo(20 * MINUTE_MS + 3000);
    const status = board.status();
    if (status === undefined) throw new Error("no program answered");
    expect(compareFrames(board.frame(), drawCard(subject, status).pixels)).toBeUndefined();
  });

  it("is not driven at all while its card stays the same", () => {
    const one = start(subject);
    one.command(COMMAND_PIN, 0, 60);
    one.advanceTo(MINUTE_MS);
    const language = (): number | undefined => one.status()?.language;
    const before = one.refreshes.length;
    let changes = 0;
    for (let ms = MINUTE_MS, last = language(); ms < 10 * MINUTE_MS; ms += 500) {
      one.advanceTo(ms);
      if (language() !== last) changes++;
      last = language();
    }
    // Pinned, only its language turns.
    expect(one.refreshes.length - before).toBe(changes);
  });

  it("is sent nothing while it works, however often the button is pressed", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 40, max: 900 }), { minLength: 20, maxLength: 60 }), (gaps) => {
        const board = start(subject);
        let atMs = 400;
        for (const gap of gaps) {
          happen(board, atMs, "button", "1");
          happen(board, atMs + 35, "button", "0");
          atMs += gap + 35;
        }
        board.advanceTo(atMs + 3 * MINUTE_MS);
        expect(errorsOf(board)).toEqual([]);
        const status = board.status();
        if (status === undefined) throw new Error("no program answered");
        expect(compareFrames(board.frame(), drawCard(subject, status).pixels)).toBeUndefined();
      }),
      { numRuns: 15 },
    );
  });

  it("a program that does not look at the busy line is found (control)", async () => {
    const broken = await breakProgram(
      KIND,
      "firmware/drivers/ssd1680.ts",
      "return isLineHigh(busyPin);",
      "return isLineHigh(busyPin) && false;",
    );
    const board = start(withTexts(subject, broken));
    happen(board, 1000, "button", "1");
    happen(board, 1100, "button", "0");
    board.advanceTo(5000);
    expect(errorsOf(board).join()).toContain("busy");
  });

  it("has the sign of a board without a program after its reset, and keeps it without power", () => {
    const { boot } = subject.files;
    const board = start(subject, { files: new Map([[".boot0", Buffer.from(boot, "latin1")]]) });
    board.advanceTo(8000);
    expect(compareFrames(board.frame(), drawSign(subject.hardware, NEUTRAL_EMPTY))).toBeUndefined();
    board.advanceTo(10 * MINUTE_MS);
    expect(board.refreshes.length).toBe(1);
    expect(errorsOf(board)).toEqual([]);
    happen(board, 10 * MINUTE_MS, "power", "0");
    expect(compareFrames(board.frame(), drawSign(subject.hardware, NEUTRAL_EMPTY))).toBeUndefined();
  });
});
