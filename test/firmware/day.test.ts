// The last date known, on its two pages, and the mark of a good start.
import { describe, expect, it } from "vitest";
import { planDays } from "../../host/board/plan.ts";
import { createRandom } from "../../host/random.ts";
import { DAY_BYTES, encodeDay, PAGE_BYTES } from "../../shared/link/slot.ts";
import type { Files } from "./machine.ts";
import { loadPart } from "./part.ts";
import { writeLog } from "./slots.ts";

const DAYS =
  'import { readLastDay, writeLastDay } from "./firmware/day.ts"; export default { readLastDay, writeLastDay };';
const MARK = 'import { markGood } from "./firmware/mark.ts"; export default { markGood };';
const NEW = "\xff".repeat(DAY_BYTES);
const FIRST_ENTRIES = Math.floor((PAGE_BYTES - 32) / 3);
const SECOND_ENTRIES = Math.floor(PAGE_BYTES / 3);

function bytesOf(files: Files): Uint8Array {
  return Buffer.from(files.get("day") ?? "", "latin1");
}

/** What a host's deploy does to the pages. */
function recycle(files: Files): number {
  const steps = planDays(bytesOf(files));
  for (const step of steps) {
    if (step.kind !== "erase") throw new Error(step.kind);
    const text = files.get("day") ?? "";
    files.set(
      "day",
      text.slice(0, step.offset) + "\xff".repeat(PAGE_BYTES) + text.slice(step.offset + PAGE_BYTES),
    );
  }
  return steps.length;
}

describe("the last date known", () => {
  it("is kept for seven years without a host, and is the last one after that", async () => {
    const files: Files = new Map([["day", NEW]]);
    const { readLastDay, writeLastDay } = await loadPart(DAYS, files);
    let last = 0;
    for (let day = 20_001; day <= 20_000 + FIRST_ENTRIES + SECOND_ENTRIES; day++) {
      last = writeLastDay(day, last);
      expect([day, readLastDay()]).toEqual([day, day]);
    }
    const full = files.get("day");
    expect(writeLastDay(last + 1, last)).toBe(last + 1);
    expect([files.get("day"), readLastDay()]).toEqual([full, last]);
    expect(full?.slice(0, 32)).toBe("\xff".repeat(32));
  });

  it("goes on for ever where a host comes by, however the pages are when it comes", async () => {
    const files: Files = new Map([["day", NEW]]);
    const { readLastDay, writeLastDay } = await loadPart(DAYS, files);
    const random = createRandom(9);
    let [last, erased] = [0, 0];
    for (let day = 15_000; day < 25_000; day += 1 + random.below(2)) {
      last = writeLastDay(day, last);
      if (random.below(700) === 0) erased += recycle(files);
      expect([day, readLastDay()]).toEqual([day, day]);
      const page =
        readLastDay() > 0 &&
        bytesOf(files)
          .subarray(0, 32)
          .every((byte) => byte === 255);
      expect(page).toBe(true);
    }
    expect(erased).toBeGreaterThan(2);
    expect(erased).toBeLessThan(12);
  });

  it("is the one before where the power went in the middle, and the next one is found", async () => {
    const [low, high, zeros] = encodeDay(20_785);
    for (const torn of [
      [low],
      [low | 1, 255],
      [low, high],
      [low, high, zeros | 16],
      [255, high],
      [255, 255, 255],
    ]) {
      const bytes = [...encodeDay(20_784), ...torn];
      const files: Files = new Map([
        ["day", NEW.slice(0, 32) + String.fromCharCode(...bytes).padEnd(DAY_BYTES - 32, "\xff")],
      ]);
      const { readLastDay, writeLastDay } = await loadPart(DAYS, files);
      expect([torn, readLastDay()]).toEqual([torn, 20_784]);
      // The low byte of this one is 0xff, as erased flash is.
      writeLastDay(20_991, 20_784);
      expect(readLastDay()).toBe(20_991);
      writeLastDay(20_992, 20_991);
      expect(readLastDay()).toBe(20_992);
    }
  });

  it("is none in a file that is missing, cut short or somebody else's, and nothing is made anew", async () => {
    for (const text of [undefined, "", "x", NEW.slice(0, 40), "\x00".repeat(DAY_BYTES)]) {
      const files: Files = new Map(text === undefined ? [] : [["day", text]]);
      const { readLastDay, writeLastDay } = await loadPart(DAYS, files);
      expect(readLastDay()).toBe(0);
      expect(writeLastDay(20_784, 0)).toBe(20_784);
      expect(files.has("day")).toBe(text !== undefined);
    }
  });
});

describe("the mark of a good start", () => {
  it.each([
    ["GS", "a", "GSG"],
    ["GSSSS", "b", "GSSSSK"],
    ["GSK", "a", "GSK"],
    ["GS\x7f", "a", "GS\x7f"],
    ["", "a", ""],
  ])("after %s from slot %s leaves %s", async (before, slot, after) => {
    const files: Files = new Map([["log", writeLog(before)]]);
    const { markGood } = await loadPart(MARK, files, slot);
    markGood();
    expect(files.get("log")).toBe(writeLog(after));
  });

  it("is left out where the log is full or missing", async () => {
    const full = writeLog("S".repeat(4064));
    const files: Files = new Map([["log", full]]);
    (await loadPart(MARK, files)).markGood();
    expect(files.get("log")).toBe(full);
    const none: Files = new Map();
    (await loadPart(MARK, none)).markGood();
    expect(none.size).toBe(0);
  });
});
