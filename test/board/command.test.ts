import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { runCommand } from "./command.ts";

const SHOP = "host/templates/bookshop";

const folder = mkdtempSync(join(tmpdir(), "passerby-command-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
/** A shop that cannot be built: whoever tried would say so. */
const WRONG = join(folder, "shop");
cpSync(SHOP, WRONG, { recursive: true });
const file = join(WRONG, "shop.yaml");
const text = readFileSync(file, "utf8");
writeFileSync(file, text.replace("name: Księgarnia Pod Lipą", `name: ${"Księgarnia ".repeat(8)}`));

const BEFORE_BUILDING: [name: string, port: string, code: string][] = [
  ["a port that is not there", "/dev/no-such-port", "port-missing"],
  ["a file that is no port", file, "port-failed"],
  ["an interpreter that is not there", "process:no", "port-missing"],
  ["a bridge where nobody answers", "tcp:127.0.0.1:1", "port-missing"],
  ["a shop that cannot be built, on a port that there is (control)", `process:${file}`, "card-"],
];

describe("a command that talks to a board", () => {
  it.each(["deploy", "console", "clock", "uninstall"])("%s --help has an example", async (name) => {
    expect(await runCommand([name, "--help"])).toContain(`passerby ${name} `);
  });

  it.each<[string, string[], string]>([
    ["no board chosen", ["deploy", "--shop", SHOP], "usage-board"],
    [
      "two ports for one board",
      ["deploy", "--shop", SHOP, "--board", "till", "--port", "a", "--port", "b"],
      "usage-port",
    ],
    [
      "all boards on one serial port",
      ["deploy", "--shop", SHOP, "--all", "--port", "/dev/ttyUSB0"],
      "usage-port",
    ],
    [
      "a board without a port",
      ["deploy", "--shop", SHOP, "--all", "--port", "till=/dev/ttyUSB0"],
      "usage-port",
    ],
    ["a speed that is none", ["clock", "--baud", "fast"], "usage-baud"],
    ["a state for a serial port", ["clock", "--port", "/dev/ttyUSB0", "--state", "x"], "usage-state"],
    ["a port that is not there", ["console", "--port", "/dev/no-such-port"], "port-missing"],
    [
      "an interpreter that is not there",
      ["uninstall", "--shop", SHOP, "--board", "till", "--port", "process:no"],
      "port-missing",
    ],
    ...BEFORE_BUILDING.map(([name, port, code]): [string, string[], string] => [
      `${name}, before anything is built`,
      ["deploy", "--shop", WRONG, "--board", "window", "--port", port],
      code,
    ]),
    ["an interpreter that is none", ["console", "--port", "process:test/board/command.ts"], "port-failed"],
    ["an interpreter without a name", ["console", "--port", "process:"], "usage-port"],
    ["the clock of a process board that could not run", ["clock", "--port", "process:no"], "usage-shop"],
    [
      "a port for another board",
      ["deploy", "--shop", SHOP, "--board", "till", "--port", "window=a"],
      "usage-port",
    ],
    [
      "a port for a board that there is not",
      ["deploy", "--shop", SHOP, "--all", "--port", "process:no", "--port", "door=a"],
      "usage-port",
    ],
  ])("refuses %s", async (_, words, code) => {
    await expect(runCommand(words)).rejects.toMatchObject({ code: expect.stringContaining(code) });
  });
});
