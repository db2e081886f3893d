import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command, CommanderError } from "commander";
import { afterAll, describe, expect, it } from "vitest";
import type { Ports } from "../../host/board/rom/ports.ts";
import { addFlash } from "../../host/cli/flash.ts";
import { createTerminal } from "../../host/cli/terminal.ts";
import { makeBuild, makeTgz } from "../board/release/fixture.ts";
import type { ChipOptions, FakeChip } from "../board/rom/chip.ts";
import { connectChip, inFastTime, stand } from "../board/rom/stand.ts";

const folder = mkdtempSync(join(tmpdir(), "passerby-flash-"));
const release = join(folder, "espruino_esp32.tgz");
writeFileSync(release, makeTgz(makeBuild(0, "espruino_esp32/")));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const BOARD = { path: "/dev/ttyUSB0", vendorId: "10C4", productId: "ea60" };

/** @param listed what the system lists; null = it cannot */
function plugIn(options: Partial<ChipOptions> = {}, listed: object[] | null = [BOARD]) {
  const { chip } = stand({ kind: "ESP32", ...options });
  const ports: Ports = {
    async list() {
      if (listed === null) throw new Error("spawn udevadm ENOENT");
      return listed as never;
    },
    connect: () => connectChip(chip),
  };
  return { chip, ports };
}

async function say({ ports }: { ports: Ports }, ...words: string[]) {
  const output: string[] = [];
  const errors: string[] = [];
  const terminal = createTerminal(
    { write: (text) => output.push(text) },
    { write: (text) => errors.push(text) },
    {},
    false,
  );
  const program = new Command("passerby").exitOverride().configureOutput({
    writeOut: (text) => output.push(text),
    writeErr: (text) => errors.push(text),
  });
  addFlash(program, terminal, async () => ports);
  for (const command of program.commands) command.exitOverride();
  const error: unknown = await inFastTime(() =>
    program.parseAsync(["flash", ...words], { from: "user" }),
  ).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return { output: output.join(""), errors: errors.join(""), error };
}

describe("flash", () => {
  it("takes the only board that is plugged in, and says what it did and what comes next", async () => {
    const board = plugIn();
    const { output, errors, error } = await say(board, "--from", release);
    expect(error).toBeUndefined();
    expect(output).toMatch(/^espruino_esp32 is on the ESP32 at \/dev\/ttyUSB0, verified/);
    expect(output).toContain("program          0x10000  60144  written");
    expect(output).toContain("It runs: Espruino 2v29.277");
    expect(output).toContain("Next: passerby deploy");
    expect(errors).toContain("Writing the program");
    expect(board.chip.seen.writes).toBeGreaterThan(0);
  });

  it("--json is one object, and nothing else is on the output", async () => {
    const { output } = await say(plugIn(), "--from", release, "--json", "--port", "/dev/ttyACM3");
    expect(JSON.parse(output)).toMatchObject({
      port: "/dev/ttyACM3",
      release: { name: "espruino_esp32.tgz", isVerified: false },
      chip: "ESP32",
      bondsErased: 0,
      storage: "empty",
      parts: [{ name: "settings" }, { name: "partition table" }, { name: "program" }, { name: "bootloader" }],
      start: { isRunning: true },
    });
  });

  it("--help has examples", async () => {
    const { output, error } = await say(plugIn(), "--help");
    expect(error).toBeInstanceOf(CommanderError);
    expect(output).toMatch(/Examples:\n {2}passerby flash /);
  });

  it.each<[string, string[], object[] | null, string]>([
    ["no board", ["--from", release], [], "usage-port"],
    ["a system that lists nothing", ["--from", release], null, "usage-port"],
    ["two boards", ["--from", release], [BOARD, { ...BOARD, path: "/dev/ttyUSB1" }], "usage-port"],
    ["a port that is no chip", ["--from", release, "--port", "process:/bin/espruino"], [BOARD], "usage-port"],
    ["no such file", ["--from", join(folder, "none.tgz")], [BOARD], "usage-from"],
    ["another digest", ["--from", release, "--sha256", "0".repeat(64)], [BOARD], "release-digest"],
    ["no such build", ["--from", release, "--build", "nope"], [BOARD], "usage-build"],
  ])("with %s fails, says what to do, and touches nothing", async (_, words, listed, code) => {
    const board = plugIn({}, listed);
    const { output, error } = await say(board, ...words);
    expect(error).toMatchObject({ code, hint: expect.stringMatching(/\w/) });
    expect(output).toBe("");
    expect(board.chip.seen.writes).toBe(0);
  });

  it.each(["SIGINT", "SIGTERM"] as const)(
    "%s in the middle ends it with the state of the board, which is flashed whole the next time",
    async (signal) => {
      const board = plugIn();
      const before = process.listenerCount(signal);
      const { error } = await interrupt(board.chip, signal, () => say(board, "--from", release));
      expect(error).toMatchObject({ code: "stopped", message: expect.stringContaining("not whole") });
      expect(process.listenerCount(signal)).toBe(before);
      expect((await say(board, "--from", release)).error).toBeUndefined();
    },
  );
});

/** As if somebody pressed Ctrl-C, or the system ended it, when the chip took its third block. */
async function interrupt<Result>(
  chip: FakeChip,
  signal: "SIGINT" | "SIGTERM",
  work: () => Promise<Result>,
): Promise<Result> {
  const timer = setInterval(() => {
    if (chip.seen.writes >= 3) {
      clearInterval(timer);
      process.emit(signal);
    }
  }, 0);
  return work().finally(() => clearInterval(timer));
}
