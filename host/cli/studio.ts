// `passerby studio`: the page with the virtual board, until somebody stops it.
import { type Command, InvalidArgumentError } from "commander";
import { checkShop } from "../shop/parse.ts";
import { startStudio } from "../studio/server.ts";
import { BOARD_OPTION, chooseBoard, findShopFile, SHOP_OPTION } from "./shop.ts";
import type { Terminal } from "./terminal.ts";
import { findTrace } from "./trace.ts";

interface Options {
  readonly shop: string;
  readonly board?: string;
  readonly trace?: string;
  readonly port: number;
}

export function addStudio(program: Command, terminal: Terminal): void {
  program
    .command("studio")
    .description("the page where the virtual board runs beside shop.yaml; Ctrl-C ends it")
    .addOption(SHOP_OPTION)
    .addOption(BOARD_OPTION)
    .option("--trace <file>", "recording that the board plays; the shop's own otherwise")
    .option("--port <number>", "port on this computer; 0 takes a free one", readPort, 0)
    .addHelpText("after", "\nExamples:\n  passerby studio --shop my-shop\n  passerby studio --port 8080")
    .action(async (options: Options) => {
      const file = findShopFile(options.shop);
      // A shop that cannot be read is said on the page; a board that it has not is said here.
      const { shop } = checkShop(file);
      if (shop !== undefined && options.board !== undefined) chooseBoard(shop, options.board);
      if (options.trace !== undefined) findTrace(options.trace);
      const studio = await startStudio({
        shop: file,
        port: options.port,
        ...(options.board === undefined ? {} : { boardId: options.board }),
        ...(options.trace === undefined ? {} : { tracePath: options.trace }),
      });
      const ended = new Promise<void>((done) => {
        process.once("SIGINT", done);
        process.once("SIGTERM", done);
      });
      for (const { severity, place, message, code } of studio.findings)
        if (severity === "error") terminal.announce(`${place}: ${message} [${code}]`);
      terminal.say(`studio: ${studio.url}`);
      await ended;
      await studio.close();
    });
}

function readPort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 65536;
  if (port > 65535) throw new InvalidArgumentError("A port is a number from 0 to 65535.");
  return port;
}
