// `passerby preview`: the card of an offer as the board itself draws it, as a PNG.
import type { Command } from "commander";
import { HostError } from "../error.ts";
import { framePng } from "../preview/png.ts";
import type { Shop } from "../shop/model.ts";
import { HARDWARE } from "../simulator/hardware.ts";
import { startBoard } from "../simulator/start.ts";
import { checkId, writeWhole } from "./file.ts";
import { buildBoard } from "./files.ts";
import { BOARD_OPTION, chooseBoard, JSON_OPTION, openShop, SHOP_OPTION } from "./shop.ts";
import { type Shown, showFirst, showOffer } from "./stage.ts";
import type { Terminal } from "./terminal.ts";

interface Options {
  readonly shop: string;
  readonly board?: string;
  readonly offer?: string;
  readonly language?: string;
  readonly out?: string;
  readonly json?: boolean;
}

export function addPreview(program: Command, terminal: Terminal): void {
  program
    .command("preview")
    .description("the card of an offer as a PNG, drawn by the board's own program")
    .addOption(SHOP_OPTION)
    .addOption(BOARD_OPTION)
    .option("--offer <id>", "offer to show; what the board shows by itself otherwise")
    .option("--language <code>", "language of the card")
    .option("--out <file>", "PNG to write; named after board and offer otherwise")
    .addOption(JSON_OPTION)
    .addHelpText(
      "after",
      "\nExamples:\n  passerby preview --shop my-shop --board shelf --offer crime-night\n" +
        "  passerby preview --board shelf --offer crime-night --language en --out card.png",
    )
    .action(async (options: Options) => {
      const shop = limitLanguages(openShop(options.shop), options.language);
      const board = chooseBoard(shop, options.board);
      const { compiled, files } = await buildBoard(shop, board, terminal);
      const number = compiled.offers.findIndex((offer) => offer.id === options.offer);
      if (options.offer !== undefined && number < 0)
        throw new HostError(
          "usage-offer",
          `board "${board.id}" has no offer "${options.offer}"`,
          `Its offers are: ${compiled.offers.map((offer) => offer.id).join(", ")}.`,
          { file: shop.file },
        );
      const start = () => startBoard({ hardware: HARDWARE[board.kind], files });
      const offer = compiled.offers[number];
      const shown = offer && showOffer(start, { shop, board, offer, number, deployment: files.deployment });
      const frame = shown?.frame ?? showFirst(start());
      const out = options.out ?? `${checkId(board.id)}-${checkId(options.offer ?? "now")}.png`;
      const scale = frame.bitsPerPixel === 1 ? 4 : 2;
      writeWhole(out, framePng(frame, scale));
      const { width, height } = frame;
      const by = shown === undefined ? "start" : shown.at === undefined ? "pin" : "situation";
      const at = shown?.at === undefined ? {} : { at: shown.at };
      if (options.json) return terminal.sayJson({ file: out, width, height, scale, by, ...at });
      terminal.say(`${out}: ${width} x ${height} pixels, drawn ${scale} times as large`);
      terminal.say(describe(shown));
    });
}

/** A shop in one of its languages only, so that its boards show no other. */
function limitLanguages(shop: Shop, language: string | undefined): Shop {
  if (language === undefined) return shop;
  if (shop.languages.includes(language)) return { ...shop, languages: [language] };
  const hint = `Its languages are: ${shop.languages.join(", ")}.`;
  throw new HostError("usage-language", `the shop has no language "${language}"`, hint, { file: shop.file });
}

/** How it came to be shown: its reason line depends on that. */
function describe(shown: Shown | undefined): string {
  if (shown === undefined) return "What the board shows by itself, without a clock.";
  if (shown.at !== undefined) return `Chosen by the board itself at ${shown.at.replace("T", " ")}.`;
  return "Pinned, as staff would: no situation that was tried brought it up, so its reason line says so.";
}
