// A page of days that is used again: whenever the power goes, what is left of the days before is whole or not there.
import { describe, expect, it } from "vitest";
import { type DayRecord, readDays } from "../../host/board/stats/record.ts";
import { cutFlash, type FlashCall, PowerCut } from "../../host/simulator/cut.ts";
import { createFlash, type Flash } from "../../host/simulator/flash.ts";
import {
  createSurroundings,
  installFlash,
  type Made,
  makeCounter,
  readPages,
  setTime,
  startCounter,
  visit,
} from "../policy/counter.ts";
import { listPoints } from "./point.ts";

const PAGE_BYTES = 4096;
const SEED = Uint8Array.from({ length: 32 }, (_, i) => 90 + i);
const DAY = 31 * 670 + 3;
/** Pages change places: this day is the first to need the page again. */
const LATER = DAY + 62;

function live(make: Made, flash: Flash, day: number): void {
  const app = createSurroundings();
  const tick = startCounter(make, flash, app);
  for (let hour = 9; hour <= 12; hour++) {
    setTime(app, day, hour);
    tick();
    visit(app, tick, 1, 1);
  }
}

function copyOf({ bytes }: Flash): Flash {
  const flash = createFlash(bytes.length);
  flash.bytes.set(bytes);
  return flash;
}

/** Days that a reader finds after each cut of a start on the later day, up to the end of the erasure of their page. */
function listLeft(make: Made): {
  readonly before: readonly DayRecord[];
  readonly left: readonly DayRecord[][];
} {
  const flash = installFlash(SEED);
  live(make, flash, DAY);
  const calls: FlashCall[] = [];
  live(
    make,
    cutFlash(copyOf(flash), undefined, (call) => calls.push({ ...call, data: call.data?.slice() })),
    LATER,
  );
  const erasures = calls.flatMap(({ data }, i) => (data === undefined ? [i] : []));
  // A start erases pages of the seed first.
  const last = Math.max(...erasures);
  const left = [...listPoints(calls, PAGE_BYTES, 1)]
    .filter(({ call }) => call <= last)
    .map((cut) => {
      const torn = copyOf(flash);
      try {
        live(make, cutFlash(torn, cut), LATER);
      } catch (error) {
        if (!(error instanceof PowerCut)) throw error;
      }
      return readDays(readPages(torn)).days.filter(({ day }) => day === DAY);
    });
  return { before: readDays(readPages(flash)).days, left };
}

describe("a page of days that is erased", () => {
  it("P5: shows the days before as they were, or none of them, wherever the power goes", async () => {
    const { before, left } = listLeft(await makeCounter(["footfall", "plays"]));
    expect(before).toHaveLength(1);
    expect(left.length).toBeGreaterThan(100);
    for (const days of left) if (days.length > 0) expect(days).toEqual(before);
    // Both happen: before the beginning is cleared, and after.
    expect(new Set(left.map(({ length }) => length))).toEqual(new Set([0, 1]));
  });

  it("P5: that keeps its beginning while it is erased shows days that never were (control)", async () => {
    const clear = "clearBits(address + page, new Uint8Array(3));";
    const hasty = await makeCounter(["footfall", "plays"], (text) => {
      expect(text.split(clear)).toHaveLength(2);
      return text.replace(clear, "");
    });
    const { before, left } = listLeft(hasty);
    const odd = left.filter((days) => days.length > 0 && JSON.stringify(days) !== JSON.stringify(before));
    expect(odd.length).toBeGreaterThan(0);
  });
});
