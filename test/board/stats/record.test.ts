// What a board has counted, read from bytes that may be anything.
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { readDays, readStats } from "../../../host/board/stats/record.ts";
import { encodeSeed, hasSeed, planForget, planSeed } from "../../../host/board/stats/seed.ts";
import { runs } from "../../arbitraries.ts";
import {
  createSurroundings,
  installFlash,
  makeCounter,
  STATS,
  setTime,
  startCounter,
  visit,
} from "../../policy/counter.ts";

const DAY = 20_784;
const SEED = new Uint8Array(32).fill(9);
let good: Uint8Array;

beforeAll(async () => {
  const flash = installFlash(SEED);
  const app = createSurroundings();
  const tick = startCounter(await makeCounter(["footfall", "answers", "plays"]), flash, app);
  for (const hour of [10, 11, 12]) {
    setTime(app, DAY, hour);
    tick();
    visit(app, tick, 1, 2);
  }
  good = flash.bytes.slice(STATS.address, STATS.address + STATS.size);
});

/** Of a day's record; its place follows from the day. */
function findRecord(): number {
  return 8192 + (Math.floor(DAY / 31) % 2) * 4096 + (1 + (DAY % 31)) * 128;
}

function change(at: number, value: number): Uint8Array {
  const bytes = good.slice();
  bytes[at] = value;
  return bytes;
}

describe("the file of statistics", () => {
  it("of a board is read as what it is, also out of a Buffer, which is left as it was", () => {
    const buffer = Buffer.from(good);
    const { days, faults, hasSeed: isSeeded } = readStats(buffer);
    expect([faults, isSeeded, days.map(({ day }) => day)]).toEqual([[], true, [DAY]]);
    expect(buffer.equals(good)).toBe(true);
  });

  it("that is erased has nothing in it and no fault", () => {
    expect(readStats(new Uint8Array(16_384).fill(255))).toEqual({ days: [], faults: [], hasSeed: false });
  });

  it.each([
    ["a byte before the seed", 40],
    ["a byte behind it", 200],
    ["a byte in the other page of seeds", 5000],
    ["a byte beside the beginning of a page", 8192 + (Math.floor(DAY / 31) % 2) * 4096 + 50],
    ["a byte behind the codes of a record", findRecord() + 126],
  ])("with %s has a fault", (_what, at) => {
    expect(readStats(change(at, 0x41)).faults.length).toBe(1);
  });

  it("with a page whose erasing was cut has no fault; with anything else where its beginning was it has", () => {
    const at = 8192 + (Math.floor(DAY / 31) % 2) * 4096;
    const cut = (byte: number): Uint8Array => {
      const file = change(at, byte);
      file.fill(255, at + 1, at + 128);
      return file;
    };
    expect(readStats(cut(255))).toMatchObject({ days: [], faults: [] });
    expect(readStats(cut(0x41)).faults).toHaveLength(1);
    const other = cut(255);
    other[findRecord() + 126] = 0;
    expect(readStats(other).faults).toHaveLength(1);
  });

  it("with a number for an hour, or a day, that was never spent has a fault", () => {
    expect(readStats(change(findRecord() + 1, 255)).faults).toHaveLength(1);
    expect(readStats(change(findRecord() + 3, 255)).faults).toHaveLength(1);
  });

  it("of another length, or of any bytes, throws nothing; bytes at random have faults", () => {
    expect(readDays(new Uint8Array(3)).faults).toHaveLength(1);
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 16_384, maxLength: 16_384 }), (bytes) => {
        const { faults, days } = readStats(bytes);
        expect(faults.length).toBeGreaterThan(0);
        for (const { footfall } of days) expect(footfall).toHaveLength(24);
      }),
      runs(30),
    );
  });
});

describe("a seed", () => {
  it("is found in either place, and nowhere else, and only whole", () => {
    const entry = encodeSeed(SEED, 0x320000);
    for (const [at, found] of [
      [64, true],
      [4160, true],
      [68, false],
    ] as const) {
      const file = new Uint8Array(16_384).fill(255);
      file.set(entry, at);
      expect(hasSeed(file)).toBe(found);
      file[at + 5] ^= 1;
      expect(hasSeed(file)).toBe(false);
    }
  });

  it("is left by steps that erase both places before, and forgetting erases every page", () => {
    expect(planSeed(SEED, 1).map(({ kind }) => kind)).toEqual(["erase", "erase", "write", "verify"]);
    expect(planForget().map((step) => (step.kind === "erase" ? step.offset : -1))).toEqual([
      0, 4096, 8192, 12_288,
    ]);
  });
});
