// `passerby build`: what goes onto each board, and how large it is. The same shop gives the same bytes.
import { join } from "node:path";
import type { Command } from "commander";
import { checkSize } from "../build/program.ts";
import { checkAgreement } from "../label/agree.ts";
import { writeLabel } from "../label/fact.ts";
import { type Manifest, makeManifest, writeManifest } from "../label/manifest.ts";
import { renderLabel } from "../label/page.ts";
import type { Shop } from "../shop/model.ts";
import { checkId, writeAll } from "./file.ts";
import { buildBoard, nameFiles } from "./files.ts";
import { BOARD_OPTION, chooseBoard, JSON_OPTION, openShop, SHOP_OPTION } from "./shop.ts";
import { untilStop } from "./stop.ts";
import { alignColumns, type Terminal } from "./terminal.ts";

interface Options {
  readonly shop: string;
  readonly board?: string;
  readonly out?: string;
  readonly json?: boolean;
}

const UNWRITTEN_HINT = "Nothing was written. Run the same command again to go on.";

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
      "\nExamples:\n  passerby build --shop my-shop\n  passerby build --shop my-shop --board crime-shelf --out dist",
    )
    .action(async (options: Options) => {
      const shop = openShop(options.shop);
      const boards = options.board === undefined ? shop.boards : [chooseBoard(shop, options.board)];
      const manifests: Manifest[] = [];
      const outputs = new Map<string, string | Uint8Array>();
      for (const board of boards) {
        const built = await untilStop(buildBoard(shop, board, terminal), UNWRITTEN_HINT);
        checkSize(board.kind, built.program);
        for (const finding of built.compiled.findings) terminal.complain(finding);
        const label = writeLabel(built.label);
        const files = new Map([
          ...nameFiles(built),
          ["label.json", Buffer.from(label)] as const,
          ["label.html", Buffer.from(renderLabel(built.label, shop.languages))] as const,
        ]);
        const parts = { shop, board, program: built.program, files, report: built.compiled.report };
        const manifest = makeManifest(parts);
        const said = writeManifest(manifest);
        checkAgreement(parts, JSON.parse(label), JSON.parse(said));
        manifests.push(manifest);
        const folder = join(options.out ?? "", checkId(board.id));
        for (const [name, bytes] of files) outputs.set(join(folder, name), bytes);
        outputs.set(join(folder, "manifest.json"), said);
      }
      // Everything is built before anything is written; a manifest comes after what it describes.
      if (options.out !== undefined) writeAll(outputs);
      if (options.json) terminal.sayJson({ boards: manifests });
      else print(shop, manifests, options.out, terminal);
    });
}

function print(
  shop: Shop,
  manifests: readonly Manifest[],
  out: string | undefined,
  terminal: Terminal,
): void {
  const bytes = (manifest: Manifest, name: string) => String(manifest.files[name].bytes);
  const head = [
    "board",
    "program",
    "deployment",
    "fonts",
    "slot",
    "offers",
    "classes",
    "rows",
    "row bytes",
    "label",
  ];
  const rows = manifests.map((manifest) => [
    manifest.board,
    ...["program.js", "deployment.bin", "fonts.bin", "slot.bin"].map((name) => bytes(manifest, name)),
    ...[manifest.compiled.offers, manifest.compiled.classes, manifest.compiled.rows].map(String),
    String(manifest.compiled.rowBytes),
    manifest.policy.label,
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
