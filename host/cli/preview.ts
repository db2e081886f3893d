// `passerby preview`: cards as the board itself draws them, as pictures and in the terminal.
import { basename, dirname, extname, join } from "node:path";
import type { Command } from "commander";
import { HostError } from "../error.ts";
import { makeMark } from "../label/fact.ts";
import { drawBlocks } from "../preview/block.ts";
import { nameTime } from "../preview/caption.ts";
import { NEUTRAL_CARD, showNeutral } from "../preview/neutral.ts";
import { framePng } from "../preview/png.ts";
import { type Shown, showFirst, showOffer } from "../preview/stage.ts";
import type { Shop } from "../shop/model.ts";
import type { BoardFiles, Frame } from "../simulator/board.ts";
import { HARDWARE } from "../simulator/hardware.ts";
import { startBoard } from "../simulator/start.ts";
import { previewAll } from "./contact.ts";
import { checkId, writeWhole } from "./file.ts";
import { buildBoard } from "./files.ts";
import { BOARD_OPTION, chooseBoard, JSON_OPTION, openShop, SHOP_OPTION } from "./shop.ts";
import type { Terminal } from "./terminal.ts";

interface Options {
  readonly shop: string;
  readonly board?: string;
  readonly offer?: string;
  readonly language?: string;
  readonly all?: boolean;
  readonly terminal?: boolean;
  readonly out?: string;
  readonly json?: boolean;
}

export function addPreview(program: Command, terminal: Terminal): void {
  program
    .command("preview")
    .description("cards as the board's own program draws them, as PNG or in the terminal")
    .addOption(SHOP_OPTION)
    .addOption(BOARD_OPTION)
    .option("--offer <id>", "offer to show, or neutral; what the board shows by itself otherwise")
    .option("--language <code>", "language of the card")
    .option("--all", "every offer, board and language on one sheet, with its findings: a page and a picture")
    .option("--terminal", "draw it here; then nothing is written unless --out says where")
    .option("--out <path>", "PNG to write, or with --all the folder; named after board and offer otherwise")
    .addOption(JSON_OPTION)
    .addHelpText(
      "after",
      "\nExamples:\n  passerby preview --shop my-shop --board crime-shelf --offer crime-new\n" +
        "  passerby preview --board crime-shelf --offer crime-new --language en --out card.png\n" +
        "  passerby preview --board crime-shelf --offer crime-new --terminal\n" +
        "  passerby preview --shop my-shop --all --out cards\n" +
        "\nA card is written twice: at the pixels of the panel, and enlarged (card-2x.png).",
    )
    .action((options: Options) =>
      options.all ? previewAll(options, terminal) : previewOne(options, terminal),
    );
}

async function previewOne(options: Options, terminal: Terminal): Promise<void> {
  const shop = openShop(options.shop);
  const language = findLanguage(shop, options.language);
  const board = chooseBoard(shop, options.board);
  const { compiled, files, label } = await buildBoard(shop, board, terminal);
  const number = compiled.offers.findIndex((offer) => offer.id === options.offer);
  const isNeutral = options.offer === NEUTRAL_CARD && number < 0;
  if (options.offer !== undefined && number < 0 && !isNeutral)
    throw new HostError(
      "usage-offer",
      `board "${board.id}" has no offer "${options.offer}"`,
      `Its offers are: ${compiled.offers.map((offer) => offer.id).join(", ")}, and the card ${NEUTRAL_CARD}.`,
      { file: shop.file },
    );
  const startWith = (own: BoardFiles) => startBoard({ hardware: HARDWARE[board.kind], files: own });
  const start = () => startWith(files);
  const offer = compiled.offers[number];
  const { deployment } = files;
  const shown = offer && showOffer(start, { shop, board, offer, number, deployment, language });
  const neutral = (): Frame => showNeutral(shop, board, makeMark(shop, label), files, startWith, language);
  const frame = shown?.frame ?? (isNeutral ? neutral() : showFirst(start(), language));
  const scale = frame.bitsPerPixel === 1 ? 4 : 2;
  const { width, height } = frame;
  const by = isNeutral
    ? "neutral"
    : shown === undefined
      ? "start"
      : shown.at === undefined
        ? "pin"
        : "situation";
  const at = shown?.at === undefined ? {} : { at: shown.at };
  const isWritten = !options.terminal || options.out !== undefined;
  const file = options.out ?? `${checkId(board.id)}-${checkId(options.offer ?? "now")}.png`;
  const enlarged = join(dirname(file), `${basename(file, extname(file))}-${scale}x.png`);
  if (isWritten) {
    writeWhole(file, framePng(frame, 1));
    writeWhole(enlarged, framePng(frame, scale));
  }
  if (options.json)
    return terminal.sayJson({ ...(isWritten ? { file, enlarged } : {}), width, height, scale, by, ...at });
  if (options.terminal) terminal.say(drawBlocks(frame, terminal.columns ?? width, terminal.hasColour));
  if (isWritten) {
    terminal.say(`${file}: ${width} x ${height} pixels, as on the panel`);
    terminal.say(`${enlarged}: ${scale} times as large`);
  }
  terminal.say(isNeutral ? "What it shows where no offer may be shown." : describe(shown));
}

function findLanguage(shop: Shop, code: string | undefined): number | undefined {
  if (code === undefined) return undefined;
  const language = shop.languages.indexOf(code);
  if (language >= 0) return language;
  const hint = `Its languages are: ${shop.languages.join(", ")}.`;
  throw new HostError("usage-language", `the shop has no language "${code}"`, hint, { file: shop.file });
}

/** How it came to be shown: its reason line depends on that. */
function describe(shown: Shown | undefined): string {
  if (shown === undefined) return "What the board shows by itself, without a clock.";
  if (shown.at !== undefined) return `Chosen by the board itself: ${nameTime(shown.at)}.`;
  return "Pinned, as staff would: no situation that was tried brought it up, so its reason line says so.";
}
