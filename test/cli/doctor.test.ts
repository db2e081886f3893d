import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command, CommanderError } from "commander";
import { afterAll, describe, expect, it } from "vitest";
import type { World } from "../../host/board/health/examine.ts";
import { addDoctor } from "../../host/cli/doctor.ts";
import { createTerminal } from "../../host/cli/terminal.ts";
import { type Answers, createSession, look, NOW_MS } from "../board/health/session.ts";
import { createChip } from "../board/rom/chip.ts";
import { connectChip } from "../board/rom/stand.ts";
import { ROOT } from "../build/fixture.ts";

const SHOP = join(ROOT, "host/templates/bookshop");
const folder = mkdtempSync(join(tmpdir(), "passerby-doctor-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** @param answers of the board; undefined = the real world */
async function say(answers: Answers | undefined, ...words: string[]) {
  const output: string[] = [];
  const errors: string[] = [];
  const sinks = [output, errors].map((list) => ({ write: (text: string) => list.push(text) }));
  const terminal = createTerminal(sinks[0] as never, sinks[1] as never, {}, false);
  const program = new Command("passerby")
    .exitOverride()
    .configureOutput({ writeOut: (text) => output.push(text), writeErr: (text) => errors.push(text) });
  const world = async (): Promise<World> => ({
    ports: {
      list: async () => [{ path: "/dev/ttyUSB0", vendorId: "10c4" }],
      connect: () => connectChip(createChip({ kind: "ESP32" })),
    },
    describeRights: () => ({ isAllowed: true, advice: "" }),
    openSession: async () => createSession(answers ?? {}),
    lookInside: async () => look(answers ?? {}),
    nowMs: () => NOW_MS,
  });
  addDoctor(program, terminal, ...(answers === undefined ? [] : [world]));
  for (const command of program.commands) command.exitOverride();
  const error: unknown = await program.parseAsync(["doctor", ...words], { from: "user" }).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return { output: output.join(""), errors: errors.join(""), code: terminal.exitCode, error };
}

describe("doctor", () => {
  it("says one line for each thing that it looked at, and that nothing is wrong", async () => {
    const { output, code } = await say({});
    expect(code).toBe(0);
    const lines = output.trimEnd().split("\n");
    expect(lines[0]).toBe("ok     ports     serial ports: /dev/ttyUSB0; a board is at /dev/ttyUSB0");
    expect(lines).toContain("ok     firmware  Espruino 2v29.277, build ESP32_CYD");
    expect(lines.at(-1)).toBe("Nothing is wrong.");
  });

  it("says what a board of the shop sends, and nothing of it where it sends nothing", async () => {
    const sending = mkdtempSync(join(folder, "shop-"));
    cpSync(SHOP, sending, { recursive: true });
    const path = join(sending, "shop.yaml");
    const text = readFileSync(path, "utf8");
    const at = text.indexOf("radio: silent", text.indexOf("  till:"));
    writeFileSync(path, `${text.slice(0, at)}radio: bthome${text.slice(at + "radio: silent".length)}`);
    const open = await say({}, "--shop", sending, "--board", "till");
    expect(open.output).toMatch(/^look {3}radio .*whether somebody is near.*pair with it\n {17}\S/m);
    expect(open.code).toBe(0);
    expect((await say({}, "--shop", SHOP, "--board", "till")).output).not.toMatch(/^\w+ +radio /m);
  });

  it("ends with 1 where something is wrong, and says what to do below it", async () => {
    const { output, code } = await say({ console: "Bluetooth" });
    expect(code).toBe(1);
    expect(output).toMatch(/^wrong {2}console .*\[board-console\]\n {17}\S/m);
    expect(output).toMatch(/Something is wrong; see above\.\n$/);
  });

  it("--json has the findings and the rule that gives rights to a port", async () => {
    const { output } = await say({ seconds: 3 }, "--json");
    const { findings, udev } = JSON.parse(output);
    expect(findings).toContainEqual(expect.objectContaining({ check: "clock", state: "warning" }));
    expect(udev).toContain('SUBSYSTEM=="tty", ATTRS{idVendor}=="303a", TAG+="uaccess"');
  });

  it("compares with the shop's file where one is given", async () => {
    const words = ["--shop", SHOP, "--board"];
    expect((await say({}, ...words, "crime-shelf")).code).toBe(0);
    expect((await say({}, ...words, "window")).output).toContain("[board-wrong]");
    expect((await say({}, ...words, "nope")).error).toMatchObject({ code: "usage-board" });
  });

  it("--help has examples", async () => {
    const { output, error } = await say({}, "--help");
    expect(error).toBeInstanceOf(CommanderError);
    expect(output).toMatch(/Examples:\n {2}passerby doctor/);
  });

  it("of a port that is not there says so, on the real system", async () => {
    const { findings } = JSON.parse((await say(undefined, "--port", join(folder, "none"), "--json")).output);
    expect(findings.at(-1)).toMatchObject({ check: "port", state: "problem", code: "port-missing" });
  });
});

describe.skipIf(!process.env.ESPRUINO)("doctor of a process board", () => {
  it("asks the interpreter itself", async () => {
    const port = `process:${process.env.ESPRUINO}`;
    const { output } = await say(undefined, "--port", port, "--state", join(folder, "state"), "--json");
    const { findings } = JSON.parse(output);
    const states = Object.fromEntries(
      findings.map(({ check, state }: { check: string; state: string }) => [check, state]),
    );
    expect(states).toEqual({
      firmware: "ok",
      memory: "ok",
      storage: "ok",
      console: "ok",
      content: "warning",
      clock: "ok",
      boot: "ok",
    });
  });
});
