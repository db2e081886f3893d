// `passerby clock`: sets the clock of a board that runs.
import type { Command } from "commander";
import { setClock } from "../board/session/alive.ts";
import { HostError } from "../error.ts";
import { HARDWARE } from "../simulator/hardware.ts";
import { BAUD_OPTION, PORT_OPTION, type PortChoice, STATE_OPTION, withPatience } from "./port.ts";
import { BOARD_OPTION, chooseBoard, JSON_OPTION, openShop } from "./shop.ts";
import type { Terminal } from "./terminal.ts";

interface Options extends PortChoice {
  readonly shop?: string;
  readonly board?: string;
  readonly json?: boolean;
}

/** So long a board may take from power to its first answer. */
const TRIES = 40;
const TRY_MS = 100;

export function addClock(program: Command, terminal: Terminal): void {
  program
    .command("clock")
    .description("set a board's clock to this computer's")
    .addOption(PORT_OPTION)
    .addOption(STATE_OPTION)
    .addOption(BAUD_OPTION)
    .option("--shop <folder>", "only for a process board: the shop whose board it is")
    .addOption(BOARD_OPTION)
    .addOption(JSON_OPTION)
    .addHelpText("after", "\nExamples:\n  passerby clock\n  passerby clock --port /dev/ttyUSB0")
    .action(async (options: Options) => {
      const { shop, board } = options;
      if (shop === undefined && options.port?.startsWith("process:"))
        throw new HostError(
          "usage-shop",
          "a process board runs nothing without its shop's file",
          "Name it with --shop and --board.",
        );
      const hardware = shop === undefined ? undefined : HARDWARE[chooseBoard(openShop(shop), board).kind];
      const seconds = await withPatience(options, hardware, true, async (session) => {
        for (let i = 0; i < TRIES && (await session.ask("typeof passerby")) !== "function"; i++)
          await new Promise((resolve) => setTimeout(resolve, TRY_MS));
        const now = Math.floor(Date.now() / 1000);
        await setClock(session, now);
        return now;
      });
      const time = new Date(seconds * 1000).toISOString();
      if (options.json) terminal.sayJson({ clock: time });
      else terminal.say(`The board's clock is ${time.replace("T", " ").slice(0, 19)} UTC.`);
    });
}
