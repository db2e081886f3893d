import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type Build, chooseBuild } from "../../../host/board/release/build.ts";
import { countBonds } from "../../../host/board/rom/bonds.ts";
import type { Chip } from "../../../host/board/rom/chip.ts";
import { createLoader } from "../../../host/board/rom/esptool.mjs";
import { type Flashed, type FlashOptions, flashBoard } from "../../../host/board/rom/flash.ts";
import { buildSettings } from "../../../host/board/rom/nvs.ts";
import { createStorage } from "../../../host/simulator/storage.ts";
import { makeBuild, makeTable, ROWS } from "../release/fixture.ts";
import { type ChipOptions, createChip as create, type FakeChip } from "./chip.ts";
import { makeBluedroid, makeSettings } from "./settings.ts";
import { connectChip, inFastTime, PATH, stand } from "./stand.ts";

const IDS = { ESP32: 0, "ESP32-C3": 5, "ESP32-S3": 9 };
const KINDS = ["ESP32", "ESP32-C3", "ESP32-S3"] as const;
const STORAGE = { address: 0x320000, bytes: 128 * 1024 };

function choose(chip: Chip): Build {
  return chooseBuild(makeBuild(chip.id), "release", chip);
}

function flash(chip: FakeChip, changes: Partial<FlashOptions> = {}, pick = choose): Promise<Flashed> {
  const options = { path: PATH, baud: 921_600, isErasing: false, announce: () => {}, progress: () => {} };
  return inFastTime(() => flashBoard(connectChip(chip), pick, { ...options, ...changes }));
}

async function fail(chip: FakeChip, changes: Partial<FlashOptions> = {}, pick = choose) {
  const error = await flash(chip, changes, pick).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ name: "HostError", place: expect.anything() });
  return error as { code: string; message: string; hint: string };
}

/** What a release looks like in flash. */
function expectWhole(chip: FakeChip): void {
  const kind = chip.options.kind as (typeof KINDS)[number];
  const [bootloader, table, program] = makeBuild(IDS[kind]).map(({ bytes }) => Buffer.from(bytes));
  const lies = (at: number, bytes = Buffer.alloc(0)) =>
    chip.flash.subarray(at, at + bytes.length).equals(bytes);
  expect(lies(kind === "ESP32" ? 0x1000 : 0, bootloader), "bootloader").toBe(true);
  expect(lies(0x8000, table), "partition table").toBe(true);
  expect(lies(0x10000, program), "program").toBe(true);
  expect(countBonds(chip.flash.subarray(0x9000, 0xf000))).toEqual({ bonds: 0, badPages: 0 });
}

const printed: unknown[][] = [];
beforeEach(() => {
  printed.length = 0;
  for (const name of ["log", "error", "warn", "info", "debug"] as const)
    vi.spyOn(console, name).mockImplementation((...words) => void printed.push(words));
});
afterEach(() => {
  vi.restoreAllMocks();
  expect(printed).toEqual([]);
});

it("without its door esptool-js would print (control)", () => {
  const { transport } = createLoader(stand({ kind: "ESP32" }).line, 115_200, 115_200);
  Reflect.get(Object.getPrototypeOf(transport), "trace").call(transport, "something");
  expect(printed.splice(0)).toHaveLength(1);
});

describe.each(KINDS)("%s", (kind) => {
  it("gets every part at its place, verified, and runs afterwards; nothing is printed", async () => {
    const chip = create({ kind });
    const flashed = await flash(chip);
    expect(flashed).toMatchObject({
      chip: kind,
      baud: 921_600,
      flashBytes: 4 << 20,
      bondsErased: 0,
      storage: "empty",
      start: { isRunning: true, version: "2v29.277" },
    });
    expect(flashed.parts.every(({ isWritten }) => isWritten)).toBe(true);
    expectWhole(chip);
    expect(chip.mode).toBe("run");
  });

  it("that has it all is not written to again", async () => {
    const chip = create({ kind });
    await flash(chip);
    const { writes, erases } = chip.seen;
    const again = await flash(chip);
    expect(again.parts.map(({ isWritten }) => isWritten)).toEqual([false, false, false, false]);
    expect(chip.seen).toMatchObject({ writes, erases });
    // The control: one bit less, and that part is written again.
    chip.flash[0x10100] = (chip.flash[0x10100] ?? 0) ^ 1;
    const repaired = await flash(chip);
    expect(repaired.parts.filter(({ isWritten }) => isWritten).map(({ name }) => name)).toEqual(["program"]);
    expectWhole(chip);
  });

  it("with noise on the line before it answers is flashed all the same", async () => {
    const chip = create({ kind, noise: "ets Jun  8 2016\r\n\xc0\xdb\x01garbage\xff\xc0" });
    await flash(chip);
    expectWhole(chip);
  });

  it("refuses the firmware of another chip, untouched, and goes back to its program", async () => {
    const chip = create({ kind });
    const others = KINDS.filter((other) => other !== kind).flatMap((other) =>
      makeBuild(IDS[other], `${other}/`),
    );
    const error = await fail(chip, {}, (found) => chooseBuild(others, "release", found));
    expect(error.code).toBe("release-chip");
    expect(error.message).toContain(kind);
    expect(chip.flash.every((byte) => byte === 255)).toBe(true);
    expect(chip.mode).toBe("run");
  });
});

describe("a line that cannot do what is asked of it", () => {
  it("falls back to the ROM's rate where the fast one is refused", async () => {
    const chip = create({ kind: "ESP32", mostBaud: 460_800 });
    expect(await flash(chip)).toMatchObject({ baud: 115_200 });
    expectWhole(chip);
  });

  it("is tried at the next lower rate where blocks get lost", async () => {
    const chip = create({ kind: "ESP32-C3", lossyAbove: 460_800 });
    const said: string[] = [];
    expect(await flash(chip, { announce: (text) => said.push(text) })).toMatchObject({ baud: 460_800 });
    expect(said).toEqual([expect.stringContaining("921600")]);
    expectWhole(chip);
  });

  it("whose port does not open again at the lower rate is told with what was done; at once, as not touched (control)", async () => {
    const options: ChipOptions = { kind: "ESP32-C3", lossyAbove: 460_800 };
    const chip = create(options);
    const refuse = () => {
      options.openError = "No such file or directory";
    };
    const error = await fail(chip, { announce: refuse });
    expect(error.code).toBe("rom-broken");
    expect(error.message).toContain("not whole");
    expect((await fail(create(options))).message).toBe("there is no such port; the board was not touched");
  });

  it("never goes above the rate that is asked for", async () => {
    const chip = create({ kind: "ESP32-S3" });
    expect(await flash(chip, { baud: 115_200 })).toMatchObject({ baud: 115_200 });
    expect(chip.seen.bauds).toEqual([]);
  });

  it("without reset lines works where somebody held BOOT, and cannot say that the board runs", async () => {
    const chip = create({ kind: "ESP32-C3", hasNoLines: true, isInRom: true });
    expect((await flash(chip)).start).toEqual({ isRunning: undefined });
    expectWhole(chip);
  });
});

describe("a chip that breaks off", () => {
  it.each([0, 1, 3, 6])(
    "dies at block %i: says in what state it is, and is flashed whole later",
    async (block) => {
      const chip = create({ kind: "ESP32", dieAtBlock: block });
      const error = await fail(chip);
      expect(error.code).toBe("rom-broken");
      expect(error.message).toContain("not whole");
      expect(error.hint).toContain("BOOT");
      chip.revive();
      await flash(chip);
      expectWhole(chip);
    },
  );

  it.each([0, 2, 5])("is unplugged at block %i: says so at once, and in what state it is", async (block) => {
    const chip = create({ kind: "ESP32-S3", unplugAtBlock: block });
    expect(await fail(chip)).toMatchObject({
      code: "port-gone",
      message: expect.stringContaining("not whole"),
    });
    chip.revive();
    await flash(chip);
    expectWhole(chip);
  });

  it("has flash that keeps a wrong bit: no success is claimed", async () => {
    const chip = create({ kind: "ESP32-C3", corruptAt: 0x10200 });
    const error = await fail(chip);
    expect(error.code).toBe("rom-verify");
    // The control: without the fault the same board passes.
    delete chip.options.corruptAt;
    await flash(chip);
    expectWhole(chip);
  });

  it("claims another MD5 than what was written: no success is claimed", async () => {
    expect(await fail(create({ kind: "ESP32", wrongDigest: true }))).toMatchObject({ code: "rom-verify" });
  });

  it("is stopped by somebody: says what is on it", async () => {
    const chip = create({ kind: "ESP32" });
    const stop = new AbortController();
    const progress = (what: string) => {
      if (what.includes("program")) stop.abort();
    };
    const error = await fail(chip, { signal: stop.signal, progress });
    expect(error.code).toBe("stopped");
    expect(error.message).toContain("not whole");
    await flash(chip);
    expectWhole(chip);
    const early = create({ kind: "ESP32" });
    expect((await fail(early, { signal: stop.signal })).message).toContain("nothing was written");
    expect(early.seen.writes).toBe(0);
  });
});

describe("no chip in its ROM", () => {
  it("says what to press, by what else the line says", async () => {
    const silent = await fail(create({ kind: "ESP32", isSilent: true }));
    const running = await fail(create({ kind: "ESP32", hasNoReset: true }));
    expect([silent.code, running.code]).toEqual(["rom-silent", "rom-silent"]);
    for (const { hint } of [silent, running]) expect(hint).toContain("BOOT");
    expect([silent.message, running.message]).toEqual([
      expect.stringContaining("no chip answers"),
      expect.stringContaining("runs its program"),
    ]);
  });

  it.each([
    [{ kind: "ESP32-C6" }, "rom-chip"],
    [{ kind: "unknown" }, "rom-chip"],
    [{ kind: "ESP32-C3", isLocked: true }, "rom-locked"],
    [{ kind: "ESP32", flashBytes: 2 << 20 }, "flash-small"],
    [{ kind: "ESP32", flashBytes: 1 }, "rom-flash"],
    [{ kind: "ESP32", openError: "Resource temporarily unavailable Cannot lock port" }, "port-busy"],
    [{ kind: "ESP32", openError: "Permission denied" }, "port-rights"],
    [{ kind: "ESP32", openError: "No such file or directory" }, "port-missing"],
    [{ kind: "ESP32", openError: "something new" }, "port-failed"],
  ] satisfies [ChipOptions, string][])("%j is refused as %s, with nothing written", async (options, code) => {
    const chip = create(options);
    expect(await fail(chip)).toMatchObject({ code, hint: expect.stringMatching(/\w/) });
    expect(chip.seen.writes + chip.seen.erases).toBe(0);
  });
});

describe("what was on the board", () => {
  it("bonds are counted and gone, and Wi-Fi is off before the firmware starts", async () => {
    const chip = create({ kind: "ESP32" });
    makeTable().copy(chip.flash, 0x8000);
    makeSettings(makeBluedroid(["11:22:33:44:55:66", "aa:bb:cc:dd:ee:ff"])).copy(chip.flash, 0x9000);
    expect(countBonds(chip.flash.subarray(0x9000, 0xf000)).bonds).toBe(2);
    expect(await flash(chip)).toMatchObject({ bondsErased: 2 });
    expect(chip.flash.subarray(0x9000, 0xf000).equals(buildSettings(0x6000))).toBe(true);
    expect(chip.flash.includes("LE_KEY_PENC")).toBe(false);
  });

  it("bonds of a partition that the new firmware has elsewhere are gone too", async () => {
    const chip = create({ kind: "ESP32-C3" });
    makeTable([["nvs", 1, 2, 0x3f0000, 0x6000], ...ROWS.slice(2, 4)]).copy(chip.flash, 0x8000);
    makeSettings(makeBluedroid(["11:22:33:44:55:66"])).copy(chip.flash, 0x3f0000);
    expect(await flash(chip)).toMatchObject({ bondsErased: 1 });
    expect(chip.flash.includes("LE_KEY_PENC")).toBe(false);
  });

  it("files are kept where the firmware finds them again", async () => {
    const chip = create({ kind: "ESP32" });
    makeTable().copy(chip.flash, 0x8000);
    const storage = createStorage(STORAGE.bytes);
    storage.write(".boot0", Buffer.from("print(1)"));
    storage.write("a", Buffer.alloc(9000, 7));
    chip.flash.set(storage.flash.bytes, STORAGE.address);
    expect(await flash(chip)).toMatchObject({ storage: "kept" });
    expect(
      chip.flash.subarray(STORAGE.address, STORAGE.address + 4).equals(storage.flash.bytes.slice(0, 4)),
    ).toBe(true);
    expect(await flash(chip, { isErasing: true })).toMatchObject({ storage: "erased" });
    expect(
      chip.flash.subarray(STORAGE.address, STORAGE.address + STORAGE.bytes).every((byte) => byte === 255),
    ).toBe(true);
    expectWhole(chip);
  });

  it.each([
    ["bytes of another firmware", makeTable(), Buffer.from("some other file system".repeat(400))],
    ["files where another table had them", makeTable(ROWS.slice(0, 3)), storageBytes()],
  ])("%s are erased, so that the firmware starts with none", async (_, table, bytes) => {
    const chip = create({ kind: "ESP32" });
    table.copy(chip.flash, 0x8000);
    chip.flash.set(bytes, STORAGE.address);
    expect(await flash(chip)).toMatchObject({ storage: "erased" });
    expect(
      chip.flash.subarray(STORAGE.address, STORAGE.address + STORAGE.bytes).every((byte) => byte === 255),
    ).toBe(true);
  });
});

function storageBytes(): Buffer {
  const storage = createStorage(STORAGE.bytes);
  storage.write("a", Buffer.alloc(100, 7));
  return Buffer.from(storage.flash.bytes);
}

describe("a chip on its own USB", () => {
  it.each(["ESP32-C3", "ESP32-S3"] as const)("%s is reset by its watchdog and runs", async (kind) => {
    const chip = create({ kind, isNative: true });
    expect((await flash(chip)).start).toMatchObject({ isRunning: true });
    expect(chip.seen.runs).toBe(1);
    expectWhole(chip);
  });

  it("would wait for a download again after a pulse on RTS (control)", async () => {
    const chip = create({ kind: "ESP32-C3", isNative: true });
    const line = connectChip(chip);
    await line.open({ baudRate: 115_200 });
    await line.setSignals({ dataTerminalReady: true, requestToSend: false });
    for (const requestToSend of [true, false])
      await line.setSignals({ dataTerminalReady: false, requestToSend });
    expect(chip.mode).toBe("rom");
    await line.close();
  });
});
