// Hosts as processes of their own, which can be killed, and contents for them: those of the sample shop's window, with
// its real program.
import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { serialize } from "node:v8";
import { build } from "esbuild";
import { buildBoard, digest, nameFiles } from "../../host/cli/files.ts";
import { chooseBoard, openShop } from "../../host/cli/shop.ts";
import { createTerminal } from "../../host/cli/terminal.ts";
import type { BoardFiles } from "../../host/simulator/board.ts";
import { ROOT } from "../build/fixture.ts";

const SHOP = join(ROOT, "host/templates/bookshop");
export const BOARD = "window";

/** How a content differs from the sample shop: its cards, and for one of them the program too, which counts. */
const CHANGES: readonly (readonly [from: string, to: string])[][] = [
  [],
  [["en: Coffee by the window", "en: Another coffee"]],
  [
    ["en: Coffee by the window", "en: A third coffee"],
    ["radio: silent", "radio: bthome"],
    ["sensors: [pir, button]", "sensors: [pir, button]\n    statistics: [footfall]"],
  ],
];

export interface Content {
  readonly files: BoardFiles;
  /** Of the shop, of what was built for a host, and of the manifest for an audit. */
  readonly shop: string;
  readonly packed: string;
  readonly manifest: string;
  readonly offers: number;
}

/** Builds three contents, and what a host and an audit need of them, into a folder. */
export async function buildContents(folder: string): Promise<Content[]> {
  const contents: Content[] = [];
  const terminal = createTerminal({ write: () => {} }, { write: () => {} }, {}, false);
  for (const [i, changes] of CHANGES.entries()) {
    const shop = join(folder, `shop${i}`);
    cpSync(SHOP, shop, { recursive: true });
    const file = join(shop, "shop.yaml");
    const text = changes.reduce((now, [from, to]) => now.replaceAll(from, to), readFileSync(file, "utf8"));
    writeFileSync(file, text);
    const board = chooseBoard(openShop(shop), BOARD);
    const built = await buildBoard(openShop(shop), board, terminal);
    const { files, program, compiled } = built;
    const packed = join(folder, `content${i}`);
    const manifest = join(folder, `manifest${i}.json`);
    const rows = [...nameFiles(built)].map(([name, bytes]) => [
      name,
      { bytes: bytes.length, sha256: digest(bytes) },
    ]);
    const { offers } = compiled;
    writeFileSync(
      packed,
      serialize({
        files,
        program: { programBytes: program.programBytes },
        compiled: { findings: [], offers: offers.map(({ id }) => ({ id })) },
      }),
    );
    writeFileSync(
      manifest,
      JSON.stringify({
        version: 1,
        board: BOARD,
        kind: board.kind,
        statistics: board.statistics ?? [],
        files: Object.fromEntries(rows),
      }),
    );
    contents.push({ files, shop, packed, manifest, offers: offers.length });
  }
  return contents;
}

export interface Host {
  readonly child: ChildProcess;
  /** What it exits with (null where it was killed), and what it said as errors. */
  readonly ended: Promise<{ code: number | null; errors: string }>;
}

/** Makes hosts of one bundle, which lies in the checkout because its packages are found from there. */
export async function createHosts(): Promise<{ start(...words: string[]): Host; remove(): void }> {
  mkdirSync(join(ROOT, ".cache"), { recursive: true });
  const folder = mkdtempSync(join(ROOT, ".cache", "host-"));
  const file = join(folder, "host.mjs");
  await build({
    absWorkingDir: ROOT,
    entryPoints: [join(ROOT, "test/board/host.ts")],
    outfile: file,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    packages: "external",
    logLevel: "warning",
  });
  return {
    start: (...words) => startHost(file, words),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Starts Node on a file. */
export function startHost(file: string, words: readonly string[]): Host {
  const child = spawn(process.execPath, [file, ...words], { stdio: ["ignore", "ignore", "pipe"] });
  let errors = "";
  child.stderr?.on("data", (part: Buffer) => {
    errors += part.toString();
  });
  return { child, ended: new Promise((done) => child.once("exit", (code) => done({ code, errors }))) };
}
