// What holds for every command, whichever there are: examples that fit it, JSON where it reports, and no word of others.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { expect, it } from "vitest";
import { bridgeBoard } from "../board/bridge.ts";
import { createBootingBoard } from "../board/stand.ts";
import { ROOT } from "../build/fixture.ts";
import { say } from "./terminal.ts";

/** It serves until it is ended: there is no result. */
const WITHOUT_JSON = ["studio"];

/** Names of all commands, as `--help` lists them. */
async function listCommands(): Promise<string[]> {
  const { output } = await say("--help");
  const list = output.slice(output.indexOf("\nCommands:"), output.indexOf("\nExamples:"));
  return [...list.matchAll(/^ {2}([a-z]+) \[/gm)].map(([, name]) => name);
}

const listOptions = (text: string): string[] =>
  [...text.matchAll(/--[a-z][a-z0-9-]*/g)].map(([option]) => option);

it("every command has an example of itself, with options that it has, and --json where it reports", async () => {
  const names = await listCommands();
  expect(names.length).toBeGreaterThan(12);
  for (const name of names) {
    const { code, output } = await say(name, "--help");
    expect(code).toBe(0);
    const options = listOptions(output.slice(output.indexOf("\nOptions:"), output.indexOf("\nExamples:")));
    const examples = output.match(new RegExp(`^ {2}passerby ${name}\\b.*$`, "gm")) ?? [];
    expect(examples.length, name).toBeGreaterThan(0);
    for (const example of examples)
      for (const option of listOptions(example)) expect(options, example).toContain(option);
    expect([name, options.includes("--json")]).toEqual([name, !WITHOUT_JSON.includes(name)]);
  }
});

interface Ran {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

function start(words: readonly string[], options = ""): Promise<Ran> {
  return new Promise((done) => {
    const env = { ...process.env, NODE_OPTIONS: options, NO_COLOR: "1" };
    const child = spawn(process.execPath, [join(ROOT, "host/passerby.mjs"), ...words], {
      env,
      stdio: "pipe",
    });
    child.stdin.end();
    const ran = { output: "", errors: "" };
    child.stdout.on("data", (part: Buffer) => {
      ran.output += part.toString();
    });
    child.stderr.on("data", (part: Buffer) => {
      ran.errors += part.toString();
    });
    child.on("close", (code) => done({ code, ...ran }));
  });
}

/** What Passerby itself says while somebody waits. */
const OURS =
  /^((Building the program of \S+|Asking the board( for its files)?|Erasing) \.\.\.|Asking the board: \d+ %|window: \d+ of \d+ kB)$/;

/** Lines that are not Passerby's own: of the errors, and of the output what is no JSON. */
function listForeign({ output, errors }: Ran): string[] {
  const foreign = errors.split("\n").filter((line) => line !== "" && !OURS.test(line));
  try {
    JSON.parse(output);
  } catch {
    foreign.push(output);
  }
  return foreign;
}

it("no dependency prints anything: a board's whole life is JSON on the output, and our own words besides", async () => {
  const board = createBootingBoard();
  const bridge = await bridgeBoard(board);
  const shop = ["--shop", join(ROOT, "host/templates/bookshop"), "--board", "window"];
  const port = ["--port", bridge.port, "--json"];
  try {
    for (const [words, code] of [
      [["deploy", ...shop], 0],
      [["audit", ...shop], 0],
      [["clock"], 0],
      [["console", "--eval", "6*7"], 0],
      [["uninstall", ...shop], 0],
      [["clock"], 1],
    ] as const) {
      const ran = await start([...words, ...port]);
      expect([words, listForeign(ran), ran.code]).toEqual([words, [], code]);
    }
    for (const words of [
      ["doctor", "--port", "/dev/no-such-port", "--json"],
      ["flash", "--from", ROOT, "--port", "/dev/no-such-port", "--json"],
      ["build", ...shop, "--json"],
      ["check", ...shop.slice(0, 2), "--json"],
    ])
      expect([words, listForeign(await start(words))]).toEqual([words, []]);
    // The control: a word of somebody else is found, wherever it goes.
    for (const print of ["log", "warn"]) {
      const options = `--import=data:text/javascript,console.${print}("hello")`;
      expect(listForeign(await start(["clock", ...port], options))).not.toEqual([]);
    }
  } finally {
    bridge.close();
  }
}, 400_000);
