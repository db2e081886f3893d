// The committed start: builds the tool into a cache and runs it.
import { spawn } from "node:child_process";
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { ROOT } from "../build/fixture.ts";

const roots: string[] = [];
afterEach(() => {
  for (const root of roots.splice(0)) rmSync(root, { recursive: true, force: true });
});

/** A checkout whose tool prints its words and where it lies. */
function createRoot(text: string): string {
  const root = mkdtempSync(join(tmpdir(), "passerby-start-"));
  roots.push(root);
  for (const folder of ["host/cli", "shared", "firmware"]) mkdirSync(join(root, folder), { recursive: true });
  copyFileSync(join(ROOT, "host/passerby.mjs"), join(root, "host/passerby.mjs"));
  symlinkSync(join(ROOT, "node_modules"), join(root, "node_modules"));
  writeFileSync(join(root, "shared/word.ts"), 'export const word = "first";');
  writeFileSync(join(root, "host/cli/main.ts"), text);
  return root;
}

const MAIN = `
import { word } from "../../shared/word.ts";
import { Command } from "commander";
export async function run(words: string[]): Promise<number> {
  new Command();
  process.stdout.write(JSON.stringify([word, words, import.meta.url.endsWith("/host/cli/main.ts")]));
  return 1;
}`;

function start(
  root: string,
  ...words: string[]
): Promise<{ code: number | null; output: string; errors: string }> {
  return new Promise((done) => {
    const child = spawn(process.execPath, [join(root, "host/passerby.mjs"), ...words], {
      env: { ...process.env, TMPDIR: root },
    });
    let output = "";
    let errors = "";
    child.stdout.on("data", (data) => {
      output += data;
      if (words[0] === "SIGINT") child.kill("SIGINT");
    });
    child.stderr.on("data", (data) => (errors += data));
    child.on("close", (code) => done({ code, output, errors }));
  });
}

function listCaches(root: string): string[] {
  return readdirSync(join(root, ".cache/passerby"));
}

describe("passerby.mjs", () => {
  it("builds once, hands over words and code, and lets sources know where they lie", async () => {
    const root = createRoot(MAIN);
    const first = await start(root, "a", "--b");
    expect(first).toEqual({ code: 1, output: '["first",["a","--b"],true]', errors: "" });
    const caches = listCaches(root);
    expect(caches).toHaveLength(1);
    await start(root);
    expect(listCaches(root)).toEqual(caches);
  });

  it("builds again when a source has changed", async () => {
    const root = createRoot(MAIN);
    await start(root);
    writeFileSync(join(root, "shared/word.ts"), 'export const word = "second";');
    expect((await start(root)).output).toContain('"second"');
    expect(listCaches(root)).toHaveLength(2);
  });

  it("may be started five times at once", async () => {
    const root = createRoot(MAIN);
    const all = await Promise.all(["1", "2", "3", "4", "5"].map((word) => start(root, word)));
    expect(all.map(({ output }) => output)).toEqual(
      ["1", "2", "3", "4", "5"].map((word) => `["first",["${word}"],true]`),
    );
    expect(listCaches(root)).toHaveLength(1);
  });

  it("takes a folder for temporary files where the checkout cannot be written to", async () => {
    const root = createRoot(MAIN);
    mkdirSync(join(root, ".cache"));
    writeFileSync(join(root, ".cache/passerby"), "a file in the way");
    expect(await start(root)).toMatchObject({ code: 1, output: '["first",[],true]' });
    const [cache] = readdirSync(root).filter((name) => name.startsWith("passerby-"));
    expect(readdirSync(join(root, cache ?? "missing"))).toHaveLength(1);
  });

  it("says that it was stopped where no command has Ctrl-C in hand, and leaves it to one that has (control)", async () => {
    const wait = (first: string) => `
export async function run(): Promise<number> {
  ${first}
  process.stdout.write("ready");
  return new Promise(() => setInterval(() => undefined, 1000));
}`;
    const interrupted = (first: string) => start(createRoot(wait(first)), "SIGINT");
    const idle = await interrupted("");
    expect([idle.code, idle.errors]).toEqual([1, expect.stringContaining("[stopped]\n  No board")]);
    const busy = await interrupted('process.once("SIGINT", () => setTimeout(() => process.exit(7), 100));');
    expect([busy.code, busy.errors]).toEqual([7, ""]);
  });

  it("says in one line what is wrong with the sources, code 3", async () => {
    const root = createRoot("export const = 1;");
    const { code, output, errors } = await start(root);
    expect([code, output]).toEqual([3, ""]);
    expect(errors).toMatch(/^passerby: host\/cli\/main\.ts:1:14: /);
    expect(errors).not.toMatch(/\n\s+at /);
    expect(listCaches(root)).toEqual([]);
  });
});

describe("the real tool", () => {
  it("starts the studio with one line, and a Ctrl-C ends it with 0", async () => {
    const shop = join(ROOT, "host/templates/bookshop");
    const child = spawn(process.execPath, [join(ROOT, "host/passerby.mjs"), "studio", "--shop", shop]);
    const output: string[] = [];
    const ended = new Promise<number | null>((done) => child.on("close", done));
    child.stdout.on("data", (data) => {
      output.push(String(data));
      child.kill("SIGINT");
    });
    expect(await ended).toBe(0);
    expect(output.join("")).toMatch(/^studio: http:\/\/127\.0\.0\.1:\d+\S*\n$/);
  });

  it("prints no colours into a pipe and no stack for wrong use", async () => {
    const child = spawn(process.execPath, [join(ROOT, "host/passerby.mjs"), "why", "--at", "now"], {
      cwd: tmpdir(),
    });
    const errors: string[] = [];
    child.stderr.on("data", (data) => errors.push(String(data)));
    const code = await new Promise<number | null>((done) => child.on("close", done));
    expect(code).toBe(2);
    expect(errors.join("")).toContain("[usage-shop]");
    expect(errors.join("")).not.toContain("\x1b");
  });
});
