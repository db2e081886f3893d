// `passerby label`: what a display senses, keeps and sends, for the shelf and in full.
import { join } from "node:path";
import type { Command } from "commander";
import { Option } from "commander";
import { checkSize } from "../build/program.ts";
import { type Label, writeLabel } from "../label/fact.ts";
import { renderLabel, renderShelf } from "../label/page.ts";
import { drawShelf, type PaperSize } from "../label/shelf.ts";
import { writeLines } from "../label/text.ts";
import type { Shop } from "../shop/model.ts";
import { checkId, writeAll } from "./file.ts";
import { buildBoard } from "./files.ts";
import { BOARD_OPTION, chooseBoard, JSON_OPTION, openShop, SHOP_OPTION } from "./shop.ts";
import type { Terminal } from "./terminal.ts";

interface Options {
  readonly shop: string;
  readonly board?: string;
  readonly out?: string;
  readonly size: PaperSize;
  readonly json?: boolean;
}

export function addLabel(program: Command, terminal: Terminal): void {
  program
    .command("label")
    .description(
      "what a display senses, keeps and sends: a card for the shelf, a page, and a code to compare",
    )
    .addOption(SHOP_OPTION)
    .addOption(BOARD_OPTION)
    .option("--out <folder>", "write cards (SVG), pages (HTML) and JSON to a folder for each board in here")
    .addOption(new Option("--size <paper>", "paper of the cards").choices(["a6", "a7"]).default("a6"))
    .addOption(JSON_OPTION)
    .addHelpText(
      "after",
      "\nExamples:\n  passerby label --shop my-shop\n  passerby label --shop my-shop --board crime-shelf --out labels\n" +
        "  passerby label --shop my-shop --size a7 --out labels\n" +
        "\nThe display shows the same code: “What I know”, “Label”; or its button, as far as “Label”.",
    )
    .action(async (options: Options) => {
      const shop = openShop(options.shop);
      const boards = options.board === undefined ? shop.boards : [chooseBoard(shop, options.board)];
      const labels: Label[] = [];
      const outputs = new Map<string, string>();
      for (const board of boards) {
        const { label, program: built } = await buildBoard(shop, board, terminal);
        checkSize(board.kind, built);
        labels.push(label);
        const folder = join(options.out ?? "", checkId(board.id));
        for (const [name, text] of nameParts(label, shop, options.size))
          outputs.set(join(folder, name), text);
      }
      // Everything is made before anything is written.
      if (options.out !== undefined) writeAll(outputs);
      if (options.json) terminal.sayJson({ labels });
      else print(labels, shop, options.out, terminal);
    });
}

/** Files of a label by name. */
function nameParts(label: Label, shop: Shop, size: PaperSize): [string, string][] {
  const { languages } = shop;
  return [
    ["label.json", writeLabel(label)],
    ["label.html", renderLabel(label, languages)],
    ["shelf.html", renderShelf(label, languages, size)],
    ...languages.map((language): [string, string] => [
      `shelf-${language}.svg`,
      drawShelf(label, language, size),
    ]),
  ];
}

function print(labels: readonly Label[], shop: Shop, out: string | undefined, terminal: Terminal): void {
  for (const label of labels) {
    terminal.say(`${label.facts.board}  ${label.code}`);
    const lines = writeLines(label, shop.languages[0]);
    const width = Math.max(...lines.map(([caption]) => caption.length));
    for (const [caption, text] of lines) terminal.say(`  ${caption.padEnd(width)}  ${text}`);
  }
  terminal.say(out === undefined ? "Nothing was written; --out names a folder." : `Written to ${out}`);
}
