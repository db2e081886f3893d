import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { readDeep } from "../../../host/board/rom/deep.ts";
import { createStorage } from "../../../host/simulator/storage.ts";
import { makeImage, makeTable, ROWS } from "../release/fixture.ts";
import type { ChipOptions, FakeChip } from "./chip.ts";
import { makeBluedroid, makeSettings } from "./settings.ts";
import { inFastTime, PATH, stand } from "./stand.ts";

const PROGRAM = makeImage(5, 9000);

function createBoard(options: Partial<ChipOptions> = {}) {
  const { chip, line } = stand({ kind: "ESP32-C3", ...options });
  // Smaller than a real one, so that it is read sooner.
  makeTable([
    ...ROWS.slice(0, 2),
    ["factory", 0, 0, 0x10000, 0x8000],
    ["storage", 1, 6, 0x320000, 0x8000],
  ]).copy(chip.flash, 0x8000);
  const storage = createStorage(0x8000);
  storage.write(".boot0", Buffer.from("print(1)"));
  storage.write("a", Buffer.alloc(9000, 3));
  chip.flash.set(storage.flash.bytes, 0x320000);
  makeSettings(makeBluedroid(["11:22:33:44:55:66"])).copy(chip.flash, 0x9000);
  PROGRAM.copy(chip.flash, 0x10000);
  const work = (isWhole = false) =>
    readDeep(line, { path: PATH, baud: 921_600, announce: () => {} }, undefined, undefined, isWhole);
  return { chip, work, read: (isWhole?: boolean) => inFastTime(() => work(isWhole)) };
}

function isSame(chip: FakeChip, before: Buffer): boolean {
  return chip.flash.equals(before);
}

describe("flash read through the ROM", () => {
  it("gives files, bonds and firmware, changes nothing, and starts the board again", async () => {
    const { chip, read } = createBoard();
    const before = Buffer.from(chip.flash);
    const deep = await read();
    expect(deep).toMatchObject({
      chip: "ESP32-C3",
      bonds: 1,
      badPages: 0,
      files: [
        { name: ".boot0", bytes: 8 },
        { name: "a", bytes: 9000, sha256: createHash("sha256").update(Buffer.alloc(9000, 3)).digest("hex") },
      ],
      firmware: { bytes: PROGRAM.length, sha256: createHash("sha256").update(PROGRAM).digest("hex") },
    });
    expect(isSame(chip, before)).toBe(true);
    expect(deep.storage.length).toBe(0x8000);
    expect(chip.mode).toBe("run");
  });

  it("that comes over the line with a wrong bit is read again", async () => {
    const whole = await createBoard().read();
    expect(await createBoard({ wrongReads: [2, 3, 5] }).read()).toEqual(whole);
  });

  it("that stops to come is begun anew within seconds", async () => {
    const whole = await createBoard().read();
    const { work } = createBoard({ lostReads: [3] });
    const { deep, seconds } = await inFastTime(async () => {
      const startMs = Date.now();
      return { deep: await work(), seconds: (Date.now() - startMs) / 1000 };
    });
    expect(deep).toEqual(whole);
    expect(seconds).toBeLessThan(20);
  });

  it("that comes over wrong each time is not believed", async () => {
    const wrongReads = Array.from({ length: 200 }, (_, i) => i + 2);
    await expect(createBoard({ wrongReads }).read()).rejects.toMatchObject({ code: "rom-broken" });
  });

  it("is all of flash where that is asked for: every byte that is not erased is in one of the pieces", async () => {
    const places = [0x1000, 0xf800, 0x18800, 0x31ffff, 0x328000, 0x3fffff];
    const { chip, read } = createBoard();
    for (const place of places) chip.flash.writeUInt8(7, place);
    const before = Buffer.from(chip.flash);
    const { pieces } = await read(true);
    const rebuilt = Buffer.alloc(before.length, 255);
    for (const { address, bytes } of pieces) rebuilt.set(bytes, address);
    expect(rebuilt.equals(before)).toBe(true);
    // Without it these are not looked at.
    const some = createBoard();
    for (const place of places) some.chip.flash.writeUInt8(7, place);
    const told = (await some.read()).pieces;
    for (const place of places)
      expect(told.some(({ address, bytes }) => place >= address && place < address + bytes.length)).toBe(
        false,
      );
  });

  it("of a board without Espruino says so", async () => {
    const { chip, line } = stand({ kind: "ESP32" });
    const options = { path: PATH, baud: 921_600, announce: () => {} };
    await expect(inFastTime(() => readDeep(line, options))).rejects.toMatchObject({ code: "deep-table" });
    expect(chip.mode).toBe("run");
  });
});
