// `passerby preview --all`: the contact sheet of a shop.
import { join } from "node:path";
import { buildProgram, type Program } from "../build/program.ts";
import { siteOf } from "../build/site.ts";
import type { Finding } from "../compile/cards.ts";
import { HostError } from "../error.ts";
import { makeLabel, makeMark } from "../label/fact.ts";
import { renderContact } from "../preview/contact.ts";
import { drawMosaic } from "../preview/mosaic.ts";
import { drawBoard, type SheetBoard } from "../preview/sheet.ts";
import type { Board } from "../shop/model.ts";
import { checkShop } from "../shop/parse.ts";
import type { BoardFiles } from "../simulator/board.ts";
import { HARDWARE } from "../simulator/hardware.ts";
import { startBoard } from "../simulator/start.ts";
import { writeAll } from "./file.ts";
import { chooseBoard, findShopFile, openShop } from "./shop.ts";
import type { Terminal } from "./terminal.ts";

interface Options {
  readonly shop: string;
  readonly board?: string;
  readonly offer?: string;
  readonly language?: string;
  readonly out?: string;
  readonly json?: boolean;
}

/** Where the sheet goes when nobody says. */
const FOLDER = "cards";

/**
 * Draws and writes the sheet, also of cards that do not fit: what is wrong stands beside them, and the exit code is 1.
 * @throws HostError as openShop, where the file itself has errors
 */
export async function previewAll(options: Options, terminal: Terminal): Promise<void> {
  if (options.offer !== undefined)
    throw new HostError("usage-offer", "--all shows every offer", "Leave out --all, or --offer.");
  const shop = openShop(options.shop);
  const { language } = options;
  if (language !== undefined && !shop.languages.includes(language))
    throw new HostError(
      "usage-language",
      `the shop has no language "${language}"`,
      `Its languages are: ${shop.languages.join(", ")}.`,
      { file: shop.file },
    );
  const languages = language === undefined ? shop.languages : [language];
  const boards = options.board === undefined ? shop.boards : [chooseBoard(shop, options.board)];
  const { findings: said } = checkShop(findShopFile(options.shop));
  const programs = new Map<string, Program>();
  for (const board of boards) {
    const { kind, sensors, radio, link, statistics = [], calibration } = board;
    const key = nameProgram(board);
    if (!programs.has(key))
      programs.set(
        key,
        await terminal.during(
          `Building the program of ${kind}`,
          buildProgram(kind, { sensors, radio, link, statistics, ...siteOf(calibration) }),
        ),
      );
  }
  const sheet = boards.map((board) => {
    terminal.announce(`Drawing the cards of ${board.id}`);
    const mark = makeMark(shop, makeLabel(shop, board, findProgram(board, programs)));
    return drawBoard(shop, board, languages, said, mark, createStarter(board, programs));
  });
  const folder = options.out ?? FOLDER;
  const html = join(folder, "sheet.html");
  const png = join(folder, "sheet.png");
  writeAll(
    new Map<string, string | Uint8Array>([
      [png, drawMosaic(shop.name, sheet)],
      [html, renderContact(shop.name, sheet)],
    ]),
  );
  const findings = new Set(sheet.flatMap(listFindings));
  if ([...findings].some(({ severity }) => severity === "error")) terminal.exitCode = 1;
  const cards = sheet.flatMap(listCards);
  if (options.json) return terminal.sayJson({ html, png, cards });
  for (const finding of findings) terminal.complain(finding);
  terminal.say(`${cards.length} cards, ${findings.size} to look at`);
  terminal.say(`${html}\n${png}`);
}

/** Boards of one kind with the same sensors that send the same have one program. */
function nameProgram({ kind, sensors, radio, link, statistics = [], calibration }: Board): string {
  return [
    kind,
    radio,
    link,
    calibration?.pirWarmUpS,
    calibration?.hasRadarGates,
    ...[...sensors, ...statistics].sort(),
  ].join();
}

function findProgram(
  board: Board,
  programs: ReadonlyMap<string, Program>,
): Pick<Program, "boot" | "program"> {
  return programs.get(nameProgram(board)) ?? { boot: "", program: "" };
}

function createStarter(board: Board, programs: ReadonlyMap<string, Program>) {
  let files: BoardFiles | undefined;
  return ({ deployment, fonts }: Pick<BoardFiles, "deployment" | "fonts">) => {
    const { boot, program } = findProgram(board, programs);
    files ??= { boot, program, deployment, fonts };
    return startBoard({ hardware: HARDWARE[board.kind], files });
  };
}

function listFindings({ offers, findings }: SheetBoard): Finding[] {
  return [
    ...findings,
    ...offers.flatMap((offer) => [...offer.findings, ...offer.cards.flatMap((card) => card.findings)]),
  ];
}

function listCards({ board, offers }: SheetBoard) {
  return offers.flatMap((offer) =>
    offer.cards.map(({ language, at, findings }) => ({
      board: board.id,
      offer: offer.id,
      language,
      by: at === undefined ? "pin" : "situation",
      ...(at === undefined ? {} : { at }),
      findings: [...offer.findings, ...findings],
    })),
  );
}
