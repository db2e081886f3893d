// P10 What it says is what it does: bundle and manifest. The label, and what the program uses, are in test/label and
// test/build/flow.test.ts.
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { listInstalled } from "../../host/board/install.ts";
import { assembleProgram } from "../../host/build/program.ts";
import { createCheckout } from "../build/fixture.ts";
import { say } from "../cli/terminal.ts";
import { BOARDS, BOOKSHOP, breakProgram, openSubject, shipProgram } from "./stand.ts";

const folder = mkdtempSync(join(tmpdir(), "passerby-p10-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Manifest {
  readonly board: string;
  readonly radio: string;
  readonly files: Readonly<Record<string, { readonly bytes: number; readonly sha256: string }>>;
  readonly sources: readonly string[];
}

let builds = 0;
async function build(): Promise<string> {
  const out = join(folder, `${builds++}`);
  const { code } = await say("build", "--shop", BOOKSHOP, "--out", out);
  expect(code).toBe(0);
  return out;
}

function readManifest(out: string, board: string): Manifest {
  return JSON.parse(readFileSync(join(out, board, "manifest.json"), "utf8"));
}

function digest(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** Differences between a folder and its manifest. */
function compare(out: string, board: string): string[] {
  const { files } = readManifest(out, board);
  const present = readdirSync(join(out, board)).filter((name) => name !== "manifest.json");
  const differences = present
    .filter((name) => !Object.hasOwn(files, name))
    .map((name) => `${name} is not listed`);
  for (const [name, { bytes, sha256 }] of Object.entries(files)) {
    if (!present.includes(name)) {
      differences.push(`${name} is not there`);
      continue;
    }
    const content = readFileSync(join(out, board, name));
    if (content.length !== bytes) differences.push(`${name} has ${content.length} bytes`);
    if (digest(content) !== sha256) differences.push(`${name} is another one`);
  }
  return differences;
}

function readAll(out: string): [string, string][] {
  return readdirSync(out, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry): [string, string] => {
      const path = join(entry.parentPath, entry.name);
      return [path.slice(out.length), digest(readFileSync(path))];
    })
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

describe("a build", () => {
  it("P10: gives the same bytes twice, and a manifest that equals its files", async () => {
    const [one, two] = [await build(), await build()];
    expect(readAll(one)).toHaveLength(BOARDS.length * 8);
    expect(readAll(two)).toEqual(readAll(one));
    for (const board of BOARDS) {
      expect(compare(one, board)).toEqual([]);
      const { files, board: id, radio } = readManifest(one, board);
      expect(Object.keys(files)).toEqual([
        ".boot0",
        "slot.bin",
        "program.js",
        "deployment.bin",
        "fonts.bin",
        "label.json",
        "label.html",
      ]);
      expect([id, radio]).toEqual([board, "silent"]);
    }
  });

  it("P10: is what the virtual board of the other promises runs", async () => {
    const out = await build();
    for (const board of BOARDS) {
      const { files, hardware } = await openSubject(board);
      const { files: listed } = readManifest(out, board);
      const installed = listInstalled(files, hardware.storageBytes);
      expect(listed[".boot0"].sha256).toBe(digest(installed.get(".boot0") ?? new Uint8Array()));
      const slot = installed.get("a")?.slice(0, listed["slot.bin"].bytes) ?? new Uint8Array();
      // The bytes before the directory stay erased on a board, and are 0xff in the file.
      expect(listed["slot.bin"].sha256).toBe(digest(slot));
      expect(listed["program.js"].sha256).toBe(digest(Buffer.from(files.program, "latin1")));
      expect(listed["deployment.bin"].sha256).toBe(digest(files.deployment));
      expect(listed["fonts.bin"].sha256).toBe(digest(files.fonts));
    }
  });

  it("P10: a changed byte, a longer, a missing and an added file are noticed (control)", async () => {
    const out = await build();
    const at = (name: string): string => join(out, "till", name);
    const bytes = readFileSync(at("deployment.bin"));
    bytes[4321] ^= 1;
    writeFileSync(at("deployment.bin"), bytes);
    writeFileSync(at("program.js"), `${readFileSync(at("program.js"), "latin1")} `);
    rmSync(at("fonts.bin"));
    writeFileSync(at("other.js"), "");
    expect(compare(out, "till")).toEqual([
      "other.js is not listed",
      expect.stringMatching(/^program\.js has \d+ bytes$/),
      "program.js is another one",
      "deployment.bin is another one",
      "fonts.bin is not there",
    ]);
  });

  it("P10: lists its sources, which are the board's own and those that it shares, and nothing else", async () => {
    const { sources } = readManifest(await build(), "till");
    expect(sources).toContain("firmware/main.ts");
    expect(sources).toContain("shared/offers/select.ts");
    for (const source of sources) expect(source).toMatch(/^(shared|firmware)\/[a-z0-9/-]+\.ts$/);
  });

  it("P10: a program that takes in anything else does not build (control)", async () => {
    const { root, remove } = createCheckout({
      "host/secret.ts": "export const secret = 1;",
      "firmware/main.ts": 'import { secret } from "../host/secret.ts";\nglobal.a = secret;',
    });
    await expect(assembleProgram("esp32-cyd", { root })).rejects.toMatchObject({
      code: "build-foreign-input",
    });
    remove();
  });

  it("P10: other sources give another program (control)", async () => {
    const changed = await breakProgram(
      "esp32-cyd",
      "firmware/timing.ts",
      "MIN_SHOW_MS = 8000",
      "MIN_SHOW_MS = 8001",
    );
    const { boot, program } = await shipProgram("esp32-cyd");
    expect(changed.boot).toBe(boot);
    expect(changed.program).not.toBe(program);
  });
});
