// The whole way on the real interpreter: from empty flash to the first card, unchanged, back, killed, gone.
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Audit, auditFiles } from "../../host/board/audit/compare.ts";
import { readCopy } from "../../host/board/audit/source.ts";
import { buildSlotImage } from "../../host/board/image.ts";
import { planLayout } from "../../host/board/layout.ts";
import { compress } from "../../host/board/packet/heatshrink.ts";
import { padBoot } from "../../host/board/plan.ts";
import { deployContent, type Wanted } from "../../host/board/session/deploy.ts";
import { openSession } from "../../host/board/session/session.ts";
import { openPort } from "../../host/board/transport/open.ts";
import { buildProgram } from "../../host/build/program.ts";
import { withPatience } from "../../host/cli/port.ts";
import { crc32 } from "../../host/compile/crc.ts";
import { HostError } from "../../host/error.ts";
import { createRandom } from "../../host/random.ts";
import { HARDWARE } from "../../host/simulator/hardware.ts";
import { say } from "../cli/terminal.ts";
import { runCommand, type } from "./command.ts";

const interpreter = process.env.ESPRUINO ?? "";
const SHOP = "host/templates/bookshop";
const LINUX_STORAGE_BYTES = 262_144;
const hardware = HARDWARE["esp32c3-oled"];
let folder = "";

function on(state: string, ...words: string[]): string[] {
  const board = ["--shop", SHOP, "--board", "window"];
  return [...words, ...board, "--port", `process:${interpreter}`, "--state", join(folder, state)];
}

function digest(state: string): string {
  return createHash("sha256")
    .update(readFileSync(join(folder, state, "espruino.flash")))
    .digest("hex");
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "passerby-process-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.skipIf(!interpreter)("a board that is a process", () => {
  it("goes from empty flash to its first card; unchanged nothing is written; then it is left without a trace", async () => {
    const state = "whole";
    const installed = JSON.parse(await runCommand(on(state, "deploy", "--json")));
    expect(installed).toMatchObject({ board: "window", did: "installed", slot: "a" });
    expect(installed.shows).toMatch(/^[a-z]/);
    const before = digest(state);
    const again = JSON.parse(await runCommand(on(state, "deploy", "--json")));
    expect(again).toMatchObject({ did: "unchanged", writtenBytes: 0, erasedPages: 0, shows: null });
    expect(digest(state)).toBe(before);
    expect(await runCommand(on(state, "clock"))).toContain("UTC");
    expect(await runCommand(on(state, "console", "--eval", "passerbySlot"))).toBe("a\n");
    expect(await runCommand(on(state, "console"), type("6*7\n"))).toContain("=42");
    expect(await runCommand(on(state, "uninstall"))).toContain(".boot0");
    const flash = readFileSync(join(folder, state, "espruino.flash"));
    expect(flash.every((byte) => byte === 255)).toBe(true);
  });

  it("shows what was deployed last, however many commands switch it on and off", async () => {
    const state = join(folder, "often");
    const { boot } = await buildProgram("esp32c3-oled");
    const choice = { port: `process:${interpreter}`, state };
    for (const number of [1, 2])
      await withPatience(choice, hardware, false, (session) =>
        deployContent(session, hardware, makeNumbered(boot, number)),
      );
    const look = () => withPatience(choice, hardware, true, (session) => session.ask("passerby(0,0,0)"));
    for (let i = 0; i < 8; i++) expect((await look()).split(",")[1]).toBe("2");
    const before = digest("often");
    const again = await withPatience(choice, hardware, false, (session) =>
      deployContent(session, hardware, makeNumbered(boot, 2)),
    );
    expect([again.did, digest("often")]).toEqual(["unchanged", before]);
    // The control: starts of which none is called good bring the other slot, and then none.
    const seen: (string | undefined)[] = [];
    for (let i = 0; i < 8; i++) {
      const session = await openSession(() => openPort(choice.port, { state, hardware, isBooted: true }));
      seen.push((await session.ask('typeof passerby=="function"?passerby(0,0,0):""')).split(",")[1]);
      await session.close();
    }
    expect([seen.at(0), seen.at(4), seen.at(7)]).toEqual(["2", "1", "65535"]);
  });

  it("that was another kind of display with the same chip is refused; installed anew an audit passes", async () => {
    const state = "kind";
    await runCommand(on(state, "deploy"));
    const before = digest(state);
    const shop = join(folder, "paper");
    cpSync(SHOP, shop, { recursive: true });
    const text = readFileSync(join(shop, "shop.yaml"), "utf8");
    writeFileSync(
      join(shop, "shop.yaml"),
      text.replace("board: esp32c3-oled", "board: esp32c3-epaper213").replace("readAt: 0.5 m", "readAt: 1 m"),
    );
    const words = (...more: string[]) => on(state, ...more).map((word) => (word === SHOP ? shop : word));
    await expect(runCommand(words("deploy"))).rejects.toMatchObject({ code: "board-boot" });
    expect(digest(state)).toBe(before);
    // The control: an audit would have found it.
    expect(await say(...words("audit"))).toMatchObject({
      code: 1,
      output: expect.stringMatching(/\.boot0.*different/),
    });
    expect(JSON.parse(await runCommand(words("deploy", "--install", "--json")))).toMatchObject({
      did: "installed",
    });
    expect(await say(...words("audit"))).toMatchObject({ code: 0 });
  }, 400_000);

  it("whose flash nobody keeps is told as a trial; with --state it is kept (control)", async () => {
    const words = on("kept", "deploy", "--json");
    const kept = JSON.parse(await runCommand(words));
    const trial = JSON.parse(
      await runCommand(words.filter((word, i) => ![word, words[i - 1]].includes("--state"))),
    );
    expect([kept.isKept, trial.isKept, trial.did]).toEqual([true, false, "installed"]);
  }, 400_000);

  it("that is stuck when it is switched on gets its power anew, also for a console", async () => {
    const path = join(folder, "stuck");
    const flag = join(folder, "started");
    // The first time it shows a prompt and takes no notice of anything; afterwards it is the interpreter.
    const script = `#!/bin/sh\n[ -e "${flag}" ] && exec "${interpreter}"\n: > "${flag}"\nprintf '>'\nexec cat > /dev/null\n`;
    writeFileSync(path, script, { mode: 0o755 });
    const port = ["--port", `process:${path}`, "--state", join(folder, "stuck-state")];
    expect(await runCommand(["console", ...port, "--eval", "6*7"])).toBe("42\n");
    rmSync(flag);
    expect(await runCommand(["console", ...port], type("6*7\n"))).toContain("=42");
    // The control: the first start was none.
    rmSync(flag);
    const session = await openSession(() => openPort(`process:${path}`, {}));
    await expect(session.ask("1")).rejects.toMatchObject({ code: "board-silent" });
    await session.close();
  });

  it("understands every byte, also what looks like UTF-8 or would end it", async () => {
    const session = await openSession(() =>
      openPort(`process:${interpreter}`, { state: join(folder, "bytes"), hardware }),
    );
    const random = createRandom(8);
    const all = Uint8Array.from({ length: 512 }, (_, i) => i >> 1);
    const text = Buffer.from('Książka 本 \u{1f4da} ńńń \x03\x04\x00\x1b[2H"\\\r\n'.repeat(20));
    const noise = Uint8Array.from({ length: 3000 }, () => random.below(256));
    try {
      for (const data of [all, text, noise, Buffer.concat([text, noise])])
        expect(await session.ask("d.length+','+E.CRC32(d)", data)).toBe(`${data.length},${crc32(data)}`);
      const packed = compress(Buffer.concat([text, all, noise]));
      expect(await session.ask("E.CRC32(require('heatshrink').decompress(d))", packed)).toBe(
        String(crc32(Buffer.concat([text, all, noise]))),
      );
    } finally {
      await session.close();
    }
  });

  it("all boards of the shop at once, each with a state of its own", async () => {
    const words = ["deploy", "--shop", SHOP, "--all", "--json", "--state", join(folder, "all")];
    const { boards } = JSON.parse(await runCommand([...words, "--port", `process:${interpreter}`]));
    expect(boards.map(({ did }: { did: string }) => did)).toEqual(["installed", "installed", "installed"]);
  });

  it("killed at 200 random moments, the host's or the board's: the next start shows a whole content, old or new, and an audit finds it", async () => {
    const { boot } = await buildProgram("esp32c3-oled");
    const lines = [0, 1, 2, 3].map(async (line) => {
      const random = createRandom(77 + line);
      const state = join(folder, `killed${line}`);
      mkdirSync(state);
      const seen = { old: 0, next: 0 };
      let number = 0;
      await deployNumber(boot, state, number, () => undefined);
      // Once in full, to know how long it takes on this computer.
      const startMs = performance.now();
      await deployNumber(boot, state, ++number, () => undefined);
      const spanMs = Math.round((performance.now() - startMs) * 1.2);
      for (let i = 0; i < 50; i++) {
        const next = number + 1;
        const killMs = random.below(spanMs);
        const isBoard = random.chance(500);
        const error = await deployNumber(boot, state, next, (kill) =>
          setTimeout(() => kill(isBoard), killMs),
        );
        if (error !== undefined) expect(error).toBeInstanceOf(HostError);
        // An interpreter may hang by itself: then once more.
        const shown = await startAndAsk(state).catch(() => startAndAsk(state));
        expect([number, next]).toContain(shown);
        const { files, isSame } = await auditState(boot, state, shown);
        expect(isSame, files.map(({ name, state, what }) => `${name} ${state}: ${what}`).join("\n")).toBe(
          true,
        );
        // The control: it would find that it is the other one.
        if (i === 0) expect((await auditState(boot, state, shown + 1)).isSame).toBe(false);
        if (shown === next) seen.next++;
        else seen.old++;
        number = shown;
      }
      return seen;
    });
    const seen = await Promise.all(lines);
    // The control: both came about.
    for (const which of ["old", "next"] as const)
      expect(seen.reduce((sum, one) => sum + one[which], 0)).toBeGreaterThan(10);
  }, 400_000);
});

/** A program that only says which content it belongs to, and content that differs all over from number to number. */
function makeNumbered(boot: string, number: number): Wanted {
  const random = createRandom(number);
  const status = `0,${number},255,255,-1,0,0,0,0,0,0,0,0,-1,0,0,0,0,0,0,0,65535,0`;
  const program = `global.passerby=function(c){return c?"0":"${status}"}`;
  const deployment = Uint8Array.from({ length: 5000 }, () => random.below(256));
  return { boot, program, deployment, fonts: Uint8Array.of(1, 2, 3, 4) };
}

/** Every byte of the flash of a board that is off, compared with the content of that number. */
function auditState(boot: string, state: string, number: number): Promise<Audit> {
  const layout = planLayout(LINUX_STORAGE_BYTES);
  const digestOf = (bytes: Uint8Array) => ({
    bytes: bytes.length,
    sha256: createHash("sha256").update(bytes).digest("hex"),
  });
  return auditFiles(readCopy(readFileSync(join(state, "espruino.flash"))), layout, {
    boot: digestOf(padBoot(boot)),
    slot: digestOf(buildSlotImage(makeNumbered(boot, number), layout.slotBytes)),
  });
}

/** @returns the error that ended it */
async function deployNumber(
  boot: string,
  state: string,
  number: number,
  plan: (kill: (isBoard: boolean) => void) => unknown,
): Promise<unknown> {
  const session = await openSession(() => openPort(`process:${interpreter}`, { state, hardware }));
  const timer = plan((isBoard) => {
    if (isBoard) killBoard(state);
    // A host that is gone says nothing more; its interpreter ends at once.
    else void session.close();
  });
  try {
    await deployContent(session, hardware, makeNumbered(boot, number));
    return undefined;
  } catch (error) {
    return error;
  } finally {
    clearTimeout(timer as NodeJS.Timeout | undefined);
    await session.close();
  }
}

/** Ends the interpreter of a state, if it still runs. */
function killBoard(state: string): void {
  try {
    process.kill(JSON.parse(readFileSync(join(state, "board.lock"), "utf8")).child, "SIGKILL");
  } catch {
    // It was done before.
  }
}

/** Power on: the number of the content that `.boot0` starts. */
async function startAndAsk(state: string): Promise<number> {
  const session = await openSession(() =>
    openPort(`process:${interpreter}`, { state, hardware, isBooted: true }),
  );
  try {
    const status = await session.ask('typeof passerby=="function"?passerby(0,0,0):""');
    // As the real program does after a minute: this start was a good one.
    await session.ask(
      'var s=require("Storage");s.write("log",passerbySlot=="b"?"K":"G",s.read("log").indexOf("\\xff",32))',
    );
    return Number(status.split(",")[1] ?? -1);
  } finally {
    await session.close();
  }
}
