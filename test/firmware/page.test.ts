// When a card may change around pages and taps: a page that gives way shows what is due, not what is over.
import { describe, expect, it } from "vitest";
import { type SimulatedBoard, startBoard } from "../../host/simulator/start.ts";
import { SCREEN_KNOW } from "../../shared/cards/list.ts";
import { breakProgram, openSubject, type Subject, withTexts } from "../promises/stand.ts";

const CARD = -1;
const STEP_MS = 100;

function start(subject: Subject): SimulatedBoard {
  const board = startBoard({ hardware: subject.hardware, files: subject.files });
  board.happen({ atMs: 0, event: "start", values: ["2026-11-27T12:00:00+01:00"], line: 1 });
  return board;
}

/** Beside its regions a card answers a finger with what the board knows. */
function openPage(board: SimulatedBoard, atMs: number): void {
  board.happen({ atMs, event: "touch", values: ["8", "8"], line: 1 });
  board.happen({ atMs: atMs + STEP_MS, event: "release", values: [], line: 1 });
}

/** Times within a slot at which somebody opens the page of what the board knows. */
const OPENED_MS = [9_000, 12_300, 15_600, 18_900, 22_200, 25_500];

/** For how long after the page gave way by itself the card of an earlier slot was shown: the longest of several visits. */
function measureStale(subject: Subject): number {
  let longest = 0;
  for (const openedMs of OPENED_MS) {
    const board = start(subject);
    board.advanceTo(openedMs);
    const before = board.status()?.offer;
    openPage(board, openedMs);
    expect(board.status()?.screen).toBe(SCREEN_KNOW);
    let atMs = openedMs + STEP_MS;
    for (; board.status()?.screen !== CARD; atMs += STEP_MS) board.advanceTo(atMs);
    const backMs = atMs;
    const slotMs = subject.d.slotSeconds * 1000;
    // A slot has begun behind the page: the card is another one, as soon as it is to be seen.
    if (Math.floor(openedMs / slotMs) === Math.floor((backMs - STEP_MS) / slotMs)) continue;
    for (; board.status()?.offer === before && atMs < backMs + 8_000; atMs += STEP_MS) board.advanceTo(atMs);
    longest = Math.max(longest, atMs - backMs);
  }
  return longest;
}

describe("a page that gives way by itself", () => {
  it("shows the card of the present slot", async () => {
    expect(measureStale(await openSubject("crime-shelf"))).toBeLessThanOrEqual(500);
  });

  it("that shows the card from before is caught (control)", async () => {
    const subject = await openSubject("crime-shelf");
    const broken = await breakProgram("esp32-cyd", "firmware/app.ts", "app.isForced = app.isDue;", "");
    expect(measureStale(withTexts(subject, broken))).toBeGreaterThan(500);
  });
});
