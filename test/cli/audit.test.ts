import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command, CommanderError } from "commander";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listInstalled } from "../../host/board/install.ts";
import { planLayout } from "../../host/board/layout.ts";
import { deployContent } from "../../host/board/session/deploy.ts";
import { openSession } from "../../host/board/session/session.ts";
import { openPort } from "../../host/board/transport/open.ts";
import { addAudit, type Reach } from "../../host/cli/audit.ts";
import { buildBoard, digest, nameFiles } from "../../host/cli/files.ts";
import { chooseBoard, openShop } from "../../host/cli/shop.ts";
import { createTerminal } from "../../host/cli/terminal.ts";
import type { BoardFiles } from "../../host/simulator/board.ts";
import { HARDWARE } from "../../host/simulator/hardware.ts";
import { createStorage } from "../../host/simulator/storage.ts";
import { createSession, type Overrides } from "../board/audit/session.ts";
import { makeImage, makeTable, ROWS } from "../board/release/fixture.ts";
import { createChip } from "../board/rom/chip.ts";
import { makeBluedroid, makeSettings } from "../board/rom/settings.ts";
import { connectChip, inFastTime } from "../board/rom/stand.ts";
import { ROOT } from "../build/fixture.ts";
import { say as run } from "./terminal.ts";

const SHOP = join(ROOT, "host/templates/bookshop");
const BOARD = "crime-shelf";
const HARD = HARDWARE["esp32-cyd"];
const folder = mkdtempSync(join(tmpdir(), "passerby-audit-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const MANIFEST = join(folder, "manifest.json");
let content: BoardFiles;
beforeAll(async () => {
  const terminal = createTerminal({ write: () => {} }, { write: () => {} }, {}, false);
  const shop = openShop(SHOP);
  const built = await buildBoard(shop, chooseBoard(shop, BOARD), terminal);
  content = built.files;
  const files = [...nameFiles(built)].map(([name, bytes]) => [
    name,
    { bytes: bytes.length, sha256: digest(bytes) },
  ]);
  const manifest = { version: 1, board: BOARD, kind: "esp32-cyd", files: Object.fromEntries(files) };
  writeFileSync(MANIFEST, JSON.stringify(manifest));
});

const install = () => new Map(listInstalled(content, HARD.storageBytes));

/** A chip that has these files, Espruino, and as many bonds. */
function createBoard(files: ReadonlyMap<string, Uint8Array>, bonds: readonly string[] = []) {
  const chip = createChip({ kind: "ESP32" });
  const storage = createStorage(HARD.storageBytes);
  for (const [name, bytes] of files) storage.write(name, bytes);
  // The firmware's partition is smaller than a real one, so that it is read sooner.
  makeTable([
    ...ROWS.slice(0, 2),
    ["factory", 0, 0, 0x10000, 0x4000],
    ROWS[3],
    ["storage", 1, 6, 0x320000, HARD.storageBytes],
  ]).copy(chip.flash, 0x8000);
  makeSettings(makeBluedroid(bonds)).copy(chip.flash, 0x9000);
  makeImage(0, 9000).copy(chip.flash, 0x10000);
  chip.flash.set(storage.flash.bytes, 0x320000);
  return chip;
}

interface Scene extends Overrides {
  files?: ReadonlyMap<string, Uint8Array>;
  chip?: ReturnType<typeof createBoard>;
}

async function say(scene: Scene | undefined, ...words: string[]) {
  const [output, errors]: [string[], string[]] = [[], []];
  const terminal = createTerminal(
    { write: (text) => output.push(text) },
    { write: (text) => errors.push(text) },
    {},
    false,
  );
  const program = new Command("passerby")
    .exitOverride()
    .configureOutput({ writeOut: (text) => output.push(text), writeErr: (text) => errors.push(text) });
  const reach: Reach = {
    withBoard: async (_choice, _hardware, _isBooted, act) =>
      act(createSession(scene?.files ?? install(), scene)),
    openPorts: async () => ({
      list: async () => [{ path: "/dev/ttyUSB0", vendorId: "10c4" }],
      connect: () => connectChip(scene?.chip ?? createBoard(install())),
    }),
  };
  addAudit(program, terminal, ...(scene === undefined ? [] : [reach]));
  for (const command of program.commands) command.exitOverride();
  const work = () => program.parseAsync(["audit", ...words], { from: "user" });
  const error: unknown = await (words.includes("--deep") ? inFastTime(work) : work()).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return { output: output.join(""), errors: errors.join(""), code: terminal.exitCode, error };
}

const BUILD = ["--shop", SHOP, "--board", BOARD];
const WORDS = ["--manifest", MANIFEST];

describe("audit", () => {
  it("of a board that has what was built says so, and ends with 0", async () => {
    const { output, code } = await say({}, ...WORDS);
    expect(output).toMatch(/crime-shelf: the board has what was built, and nothing else\.\n$/);
    expect(output).toMatch(/^\.boot0 +4064 +[0-9a-f]{12} +same {2}as built$/m);
    expect(code).toBe(0);
  });

  it("of a board with another byte says where, and ends with 1", async () => {
    const files = install();
    const slot = Buffer.from(files.get("a") as Uint8Array);
    slot[5000] = (slot[5000] ?? 0) ^ 1;
    const { output, code } = await say({ files: files.set("a", slot) }, ...WORDS, "--json");
    expect(code).toBe(1);
    const result = JSON.parse(output);
    expect(result).toMatchObject({ board: BOARD, isSame: false });
    expect(result.files).toContainEqual(expect.objectContaining({ name: "a", state: "different" }));
  });

  it("advises what puts it right: a deploy renews slots, and nothing else", async () => {
    const advise = async (name: string) => {
      const files = install();
      const bytes = Buffer.from(files.get(name) as Uint8Array);
      bytes[50] = (bytes[50] ?? 0) ^ 1;
      return (await say({ files: files.set(name, bytes) }, ...WORDS)).output;
    };
    expect(await advise("a")).toMatch(/`passerby deploy` puts that there/);
    for (const name of [".boot0", "pad1", "stats"])
      expect(await advise(name)).toMatch(/`passerby deploy --install` puts that there/);
  });

  it("does not say that there is nothing else where a slot has more than its content", async () => {
    const files = install();
    const slot = Buffer.from(files.get("a") as Uint8Array);
    slot.write("who was here", slot.length - 100, "latin1");
    const { output, code } = await say({ files: files.set("a", slot) }, ...WORDS);
    expect(output).toMatch(/in use, as built; 12 bytes behind it\n/);
    expect(output).toMatch(
      /has what was built, and 12 bytes in its slots that nothing was compared with\.\n$/,
    );
    expect(code).toBe(0);
  });

  it("compares with the shop itself, or with the manifest that build wrote", async () => {
    expect((await say({}, ...BUILD)).code).toBe(0);
    await run("build", ...BUILD, "--out", folder);
    expect((await say({}, "--manifest", join(folder, BOARD, "manifest.json"))).code).toBe(0);
  });

  it("with what is no manifest is wrong use", async () => {
    const broken = join(folder, "broken.json");
    writeFileSync(broken, '{"version":1}');
    for (const file of [broken, join(folder, "none.json"), folder])
      expect((await say({}, "--manifest", file)).error).toMatchObject({ code: "usage-manifest" });
  });

  it("does not ask a board of another kind", async () => {
    expect((await say({ env: "ESP32C3_IDF4" }, ...WORDS)).error).toMatchObject({ code: "board-wrong" });
    expect((await say({ console: "Bluetooth" }, ...WORDS)).error).toMatchObject({ code: "board-console" });
  });

  it("--help has examples", async () => {
    const { output, error } = await say({}, "--help");
    expect(error).toBeInstanceOf(CommanderError);
    expect(output).toMatch(/Examples:\n {2}passerby audit /);
  });
});

describe("audit --deep", () => {
  it("finds the same in flash, with the firmware's digest and no bond", async () => {
    const { output, code } = await say({}, ...WORDS, "--deep", "--json");
    expect(JSON.parse(output)).toMatchObject({
      isSame: true,
      deep: {
        chip: "ESP32",
        bonds: 0,
        remains: [],
        strayBytes: 0,
        firmware: { bytes: makeImage(0, 9000).length },
      },
    });
    expect(code).toBe(0);
  });

  it("finds bonds, what an erased file left behind, and bytes outside of files", async () => {
    const chip = createBoard(install(), ["11:22:33:44:55:66"]);
    chip.flash.writeUInt8(7, 0x320000 + HARD.storageBytes - 9);
    chip.flash.set(
      [40, 0, 0, 0, 0, 0, 0, 0, 65],
      0x320000 + HARD.storageBytes - planLayout(HARD.storageBytes).freeBytes,
    );
    const { output, code } = await say({ chip }, ...WORDS, "--deep");
    expect(output).toMatch(
      /Bonds with phones: 1\. Erased files whose bytes are still there: 1\. Bytes outside of files: 1\./,
    );
    expect(code).toBe(1);
  });
});

describe("audit --deep --from", () => {
  const release = join(folder, "release");
  /** A board with the firmware of that release, of which the program is for the chip of that number. */
  function createFlashed(chipId: number) {
    const chip = createBoard(install());
    const bootloader = makeImage(chipId, 20_000, 3);
    mkdirSync(release, { recursive: true });
    writeFileSync(join(release, "bootloader.bin"), bootloader);
    writeFileSync(join(release, "partition-table.bin"), chip.flash.subarray(0x8000, 0x8c00));
    writeFileSync(join(release, "espruino.bin"), makeImage(chipId, 9000));
    bootloader.copy(chip.flash, 0x1000);
    return chip;
  }
  const words = [...WORDS, "--deep", "--from", release];

  it("finds the release that was flashed, whatever a larger one left behind it", async () => {
    const chip = createFlashed(0);
    chip.flash[0x10000 + 12_000] = 7;
    const { output, code } = await say({ chip }, ...words, "--json");
    const { deep, isSame } = JSON.parse(output);
    expect(deep.release).toEqual({ name: "release", isVerified: false });
    expect(deep.parts).toEqual(
      ["bootloader", "partition table", "program"].map((name) => ({ name, isSame: true })),
    );
    expect([isSame, code]).toEqual([true, 0]);
    expect((await say({ chip }, ...words)).output).toContain("byte for byte that of release");
  });

  it.each([
    ["program", 0x10400],
    ["bootloader", 0x1100],
  ])("finds another %s, and ends with 1", async (name, at) => {
    const chip = createFlashed(0);
    chip.flash[at] = (chip.flash[at] ?? 0) ^ 4;
    const { output, code } = await say({ chip }, ...words);
    expect(output).toContain(`It is not that of release, for which nobody vouches: another ${name}.`);
    expect(code).toBe(1);
  });

  it("is refused with a release for another chip, or where the ROM is not asked", async () => {
    expect((await say({ chip: createFlashed(5) }, ...words)).error).toMatchObject({ code: "release-chip" });
    const asked = await say({}, ...WORDS, "--from", release);
    expect(asked.error).toMatchObject({ code: "usage-from" });
  });
});

describe.skipIf(!process.env.ESPRUINO)("audit of a process board", () => {
  it("finds what was deployed, and what somebody wrote afterwards", async () => {
    const port = `process:${process.env.ESPRUINO}`;
    const state = join(folder, "state");
    const open = () => openSession(() => openPort(port, { state, hardware: HARD, isBooted: true }));
    const words = [...WORDS, "--port", port, "--state", state, "--json"];
    let session = await open();
    await deployContent(session, HARD, content);
    await session.close();
    const clean = JSON.parse((await say(undefined, ...words)).output);
    expect(clean).toMatchObject({ isSame: true });
    session = await open();
    await session.ask('require("Storage").write("x","y")');
    await session.close();
    const spoilt = await say(undefined, ...words);
    expect(spoilt.code).toBe(1);
    expect(JSON.parse(spoilt.output).files).toContainEqual(
      expect.objectContaining({ name: "x", state: "foreign" }),
    );
  });
});
