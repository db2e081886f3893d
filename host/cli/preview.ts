// `passerby preview`: the card of an offer as the board itself draws it, as a PNG.
import type { Command } from "commander";
import { COMMAND_PIN, LINK_OK } from "../../shared/link/command.ts";
import { HostError } from "../error.ts";
import { framePng } from "../preview/png.ts";
import type { Shop } from "../shop/model.ts";
import type { Frame, VirtualBoard } from "../simulator/board.ts";
import { HARDWARE } from "../simulator/hardware.ts";
import { startBoard } from "../simulator/start.ts";
import { checkId, writeWhole } from "./file.ts";
import { buildBoard } from "./files.ts";
import { BOARD_OPTION, chooseBoard, JSON_OPTION, openShop, SHOP_OPTION } from "./shop.ts";
import type { Terminal } from "./terminal.ts";

interface Options {
  readonly shop: string;
  readonly board?: string;
  readonly offer?: string;
  readonly language?: string;
  readonly out?: string;
  readonly json?: boolean;
}

/** A pinned card shows at the next change of cards; no slot is longer than this. */
const LONGEST_SLOT_MS = 30_000;
const PIN_MINUTES = 5;

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
      const virtual = startBoard({ hardware: HARDWARE[board.kind], files });
      const frame = showOffer(virtual, options.offer === undefined ? undefined : number);
      const out = options.out ?? `${checkId(board.id)}-${checkId(options.offer ?? "now")}.png`;
      const scale = frame.bitsPerPixel === 1 ? 4 : 2;
      writeWhole(out, framePng(frame, scale));
      const { width, height } = frame;
      if (options.json) terminal.sayJson({ file: out, width, height, scale });
      else terminal.say(`${out}: ${width} x ${height} pixels, drawn ${scale} times as large`);
    });
}

/** A shop in one of its languages only, so that its boards show no other. */
function limitLanguages(shop: Shop, language: string | undefined): Shop {
  if (language === undefined) return shop;
  if (shop.languages.includes(language)) return { ...shop, languages: [language] };
  const hint = `Its languages are: ${shop.languages.join(", ")}.`;
  throw new HostError("usage-language", `the shop has no language "${language}"`, hint, { file: shop.file });
}

/** Starts a board without a clock and waits until it shows the offer. */
function showOffer(board: VirtualBoard, number: number | undefined): Frame {
  board.happen({ atMs: 0, event: "start", values: ["unknown"], line: 1 });
  board.advanceTo(1000);
  if (number === undefined) return board.frame();
  const [answer] = board.command(COMMAND_PIN, number, PIN_MINUTES);
  for (let atMs = 2000; answer === LINK_OK && atMs <= LONGEST_SLOT_MS; atMs += 1000) {
    board.advanceTo(atMs);
    if (board.status()?.offer === number) return board.frame();
  }
  const error = board.takeRecords().find((record) => record.kind === "error");
  throw new HostError(
    "preview-not-shown",
    error === undefined ? "the board does not show this offer" : `the program failed: ${error.text}`,
    "Run `passerby check`; if it finds nothing, this is a fault of Passerby.",
  );
}
