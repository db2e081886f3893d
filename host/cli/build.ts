// `passerby build`: what goes onto each board, and how large it is. The same shop gives the same bytes.
import { join } from "node:path";
import type { Command } from "commander";
import { checkSize } from "../build/program.ts";
import type { Board, Shop } from "../shop/model.ts";
import { checkId, writeAll } from "./file.ts";
import { type Built, buildBoard, digest, nameFiles } from "./files.ts";
import { BOARD_OPTION, chooseBoard, JSON_OPTION, openShop, SHOP_OPTION } from "./shop.ts";
import { alignColumns, type Terminal } from "./terminal.ts";

interface Options {
  readonly shop: string;
  readonly board?: string;
  readonly out?: string;
  readonly json?: boolean;
}

/** Version of manifest.json. */
const MANIFEST_VERSION = 1;

export function addBuild(program: Command, terminal: Terminal): void {
  program
    .command("build")
    .description("program, rules, cards and fonts of each board; prints their sizes")
    .addOption(SHOP_OPTION)
    .addOption(BOARD_OPTION)
    .option("--out <folder>", "write the files to a folder for each board in here")
    .addOption(JSON_OPTION)
    .addHelpText(
      "after",
      "\nExamples:\n  passerby build --shop my-shop\n  passerby build --shop my-shop --board shelf --out dist",
    )
    .action(async (options: Options) => {
      const shop = openShop(options.shop);
      const boards = options.board === undefined ? shop.boards : [chooseBoard(shop, options.board)];
      const manifests = [];
      const outputs = new Map<string, string | Uint8Array>();
      for (const board of boards) {
        const built = await buildBoard(shop, board, terminal);
        checkSize(board.kind, built.program);
        for (const finding of built.compiled.findings) terminal.complain(finding);
        const manifest = describe(board, built);
        manifests.push(manifest);
        const folder = join(options.out ?? "", checkId(board.id));
        for (const [name, bytes] of nameFiles(built)) outputs.set(join(folder, name), bytes);
        outputs.set(join(folder, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
      }
      // Everything is built before anything is written; a manifest comes after what it describes.
      if (options.out !== undefined) writeAll(outputs);
      if (options.json) terminal.sayJson({ boards: manifests });
      else print(shop, manifests, options.out, terminal);
    });
}

interface Manifest {
  readonly version: number;
  readonly board: string;
  readonly kind: string;
  readonly radio: string;
  /** Absent where nothing is counted over time. */
  readonly statistics?: Board["statistics"];
  readonly files: Readonly<Record<string, { bytes: number; sha256: string }>>;
  readonly sources: readonly string[];
  readonly compiled: Built["compiled"]["report"];
}

function describe(board: Board, built: Built): Manifest {
  const files: Record<string, { bytes: number; sha256: string }> = {};
  for (const [name, bytes] of nameFiles(built)) files[name] = { bytes: bytes.length, sha256: digest(bytes) };
  return {
    version: MANIFEST_VERSION,
    board: board.id,
    kind: board.kind,
    radio: board.radio,
    ...(board.statistics === undefined ? {} : { statistics: board.statistics }),
    files,
    sources: built.program.inputs,
    compiled: built.compiled.report,
  };
}

function print(
  shop: Shop,
  manifests: readonly Manifest[],
  out: string | undefined,
  terminal: Terminal,
): void {
  const bytes = (manifest: Manifest, name: string) => String(manifest.files[name].bytes);
  const head = ["board", "program", "deployment", "fonts", "slot", "offers", "classes", "rows", "row bytes"];
  const rows = manifests.map((manifest) => [
    manifest.board,
    ...["program.js", "deployment.bin", "fonts.bin", "slot.bin"].map((name) => bytes(manifest, name)),
    ...[manifest.compiled.offers, manifest.compiled.classes, manifest.compiled.rows].map(String),
    String(manifest.compiled.rowBytes),
  ]);
  terminal.say(`${shop.name}, sizes in bytes`);
  terminal.say(alignColumns([head, ...rows]));
  for (const { board, compiled } of manifests)
    if (compiled.isBits)
      terminal.say(
        `${board}: too many classes for play rows; the board ANDs bit rows instead, which is slower`,
      );
  terminal.say(out === undefined ? "Nothing was written; --out names a folder." : `Written to ${out}`);
}
