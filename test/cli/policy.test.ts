// `passerby audit --policy`: canaries in flash, a console over the air, and what is not checked.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command } from "commander";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listInstalled } from "../../host/board/install.ts";
import { planLayout } from "../../host/board/layout.ts";
import { deployContent } from "../../host/board/session/deploy.ts";
import { openSession } from "../../host/board/session/session.ts";
import { openBluetooth } from "../../host/board/transport/bluetooth.ts";
import { openPort } from "../../host/board/transport/open.ts";
import { addAudit, type Reach } from "../../host/cli/audit.ts";
import { buildBoard, digest, nameFiles } from "../../host/cli/files.ts";
import { chooseBoard, openShop } from "../../host/cli/shop.ts";
import { createTerminal } from "../../host/cli/terminal.ts";
import type { BoardFiles } from "../../host/simulator/board.ts";
import { HARDWARE } from "../../host/simulator/hardware.ts";
import { createSession, type Overrides } from "../board/audit/session.ts";
import { createFakeBoard } from "../board/fake.ts";
import { createGatt, type Doors, openDoors } from "../board/gatt.ts";
import { ROOT } from "../build/fixture.ts";

const folder = mkdtempSync(join(tmpdir(), "passerby-policy-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const SHOP = join(ROOT, "host/templates/bookshop");
/** Quicker than building the shop for each audit. */
const FROM_MANIFEST = ["--manifest", join(folder, "manifest.json")];
const FROM_SHOP = ["--shop", SHOP, "--board", "crime-shelf"];
const HARD = HARDWARE["esp32-cyd"];
const ADDRESS = "5E:C7:01:93:A8:4D";
let content: BoardFiles;
beforeAll(async () => {
  const terminal = createTerminal({ write: () => {} }, { write: () => {} }, {}, false);
  const shop = openShop(SHOP);
  const built = await buildBoard(shop, chooseBoard(shop, "crime-shelf"), terminal);
  content = built.files;
  const files = [...nameFiles(built)].map(([name, bytes]) => [
    name,
    { bytes: bytes.length, sha256: digest(bytes) },
  ]);
  const manifest = { version: 1, board: "crime-shelf", kind: "esp32-cyd", files: Object.fromEntries(files) };
  writeFileSync(FROM_MANIFEST[1], JSON.stringify(manifest));
});

interface Scene extends Overrides {
  /** What its start leaves of what stock firmware opens. */
  doors?: Doors;
}

/** @param scene undefined: a board that the words name */
async function audit(scene: Scene | undefined, ...words: string[]) {
  const output: string[] = [];
  const sink = { write: (text: string) => output.push(text) };
  const terminal = createTerminal(sink, { write: () => {} }, {}, false);
  const program = new Command("passerby").exitOverride().configureOutput({ writeErr: () => {} });
  const reach: Reach = {
    withBoard: async (_choice, _hardware, _isBooted, act) =>
      act(createSession(new Map(listInstalled(content, HARD.storageBytes)), scene)),
    openPorts: () => Promise.reject(new Error("no ports")),
    openAir: async (name) => ({
      open: () =>
        openBluetooth(
          createGatt(scene?.doors ?? openDoors(), () => createFakeBoard().connect()),
          name,
        ),
      wait: () => new Promise((done) => setTimeout(done, 2)),
    }),
  };
  addAudit(program, terminal, ...(scene === undefined ? [] : [reach]));
  for (const command of program.commands) command.exitOverride();
  const from = words.includes("--shop") ? [] : FROM_MANIFEST;
  const all = ["audit", "--policy", ...from, ...words];
  const error: unknown = await program.parseAsync(all, { from: "user" }).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return { output: output.join(""), code: terminal.exitCode, error };
}

/** States by check. */
function readStates(output: string): Record<string, string> {
  const { checks }: { checks: { check: string; state: string }[] } = JSON.parse(output).policy;
  return Object.fromEntries(checks.map(({ check, state }) => [check, state]));
}

const UNCHECKED = {
  bonds: "unchecked",
  "console-boot": "unchecked",
  "console-reset": "unchecked",
  "console-crash": "unchecked",
  memory: "unchecked",
};

describe("audit --policy", () => {
  it("P10: without canaries and without a radio says what it did not check, and ends with 0", async () => {
    const { output, code } = await audit({}, "--json");
    expect(readStates(output)).toEqual({ canaries: "unchecked", remains: "ok", ...UNCHECKED });
    expect(code).toBe(0);
    expect((await audit({})).output.match(/not checked/g)).toHaveLength(6);
  });

  it("P1: finds no canary in the flash of a board that has what was built", async () => {
    const file = join(folder, "canaries.txt");
    writeFileSync(file, "de:ad:0b:ee:f1:77\ntext:Anonymous phone\n");
    const { output, code } = await audit(
      {},
      "--json",
      "--canary",
      ADDRESS,
      "--canary",
      "0badcafe42",
      "--canaries",
      file,
    );
    const { checks, isKept } = JSON.parse(output).policy;
    expect(checks[0]).toMatchObject({ check: "canaries", promise: "P1", state: "ok" });
    expect(checks[0].what).toContain("none of 4 canaries");
    expect([isKept, code]).toEqual([true, 0]);
  });

  it("P1: a canary behind the last file is found, told with its place, and ends with 1 (control)", async () => {
    const { extents } = planLayout(HARD.storageBytes);
    const last = extents[extents.length - 1];
    const at = last.address + last.size + 64;
    const stray = { at, bytes: Buffer.from("5ec70193", "hex") };
    const { output, code } = await audit({ stray }, "--json", "--canary", ADDRESS);
    const { isSame, policy } = JSON.parse(output);
    expect([isSame, policy.isKept, code]).toEqual([true, false, 1]);
    expect(policy.checks[0]).toMatchObject({ state: "finding" });
    expect(policy.checks[0].what).toContain(`0x${(0x320000 + at).toString(16)}`);
    expect(policy.checks[1]).toMatchObject({ check: "remains", state: "finding" });
    expect((await audit({ stray }, "--canary", ADDRESS)).output).toMatch(/P1 +canaries +FOUND/);
  });

  it("P4: looks for a console over the air where it is told to; one that answers ends with 1 (control)", async () => {
    const closed = { isAdvertising: false, hasUart: false, isForced: true };
    const kept = await audit({ doors: closed }, ...FROM_SHOP, "--json", "--air", "Board", "--tries", "3");
    expect(readStates(kept.output)).toMatchObject({
      "console-boot": "ok",
      "console-reset": "ok",
      "console-crash": "ok",
    });
    expect(kept.code).toBe(0);
    for (const doors of [openDoors(), { ...openDoors(), isForced: true }]) {
      const { output, code } = await audit({ doors }, ...FROM_SHOP, "--json", "--air", "Board");
      expect(readStates(output)).toMatchObject({ "console-boot": "finding", "console-crash": "finding" });
      expect(code).toBe(1);
    }
  });

  it.each([
    [["--canary", "nobody"], "usage-canary"],
    [["--canaries", join(folder, "none.txt")], "usage-canary"],
    [["--tries", "0"], "usage-policy"],
    [["--deep", "--air", "Board"], "usage-policy"],
  ])("%j is wrong use: %s", async (words, code) => {
    expect((await audit({}, ...words)).error).toMatchObject({ code });
  });
});

describe.skipIf(!process.env.ESPRUINO)("audit --policy of a process board", () => {
  it("P1: finds what somebody wrote, and nothing before", async () => {
    const port = `process:${process.env.ESPRUINO}`;
    const state = join(folder, "state");
    const open = () => openSession(() => openPort(port, { state, hardware: HARD, isBooted: true }));
    const words = ["--port", port, "--state", state, "--json", "--canary", ADDRESS];
    let session = await open();
    await deployContent(session, HARD, content);
    await session.close();
    const clean = await audit(undefined, ...words);
    expect(readStates(clean.output)).toEqual({ canaries: "ok", remains: "ok", ...UNCHECKED });
    expect(clean.code).toBe(0);
    session = await open();
    await session.ask(`require("Storage").write("seen",${JSON.stringify(ADDRESS.toLowerCase())})`);
    await session.ask('require("Storage").erase("seen")');
    await session.close();
    const { output, code } = await audit(undefined, ...words);
    expect(readStates(output)).toMatchObject({ canaries: "finding", remains: "finding" });
    expect(code).toBe(1);
  });
});
