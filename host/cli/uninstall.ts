// `passerby uninstall`: leaves nothing of Passerby on a board.
import type { Command } from "commander";
import { removeAll } from "../board/session/deploy.ts";
import { HARDWARE } from "../simulator/hardware.ts";
import { BAUD_OPTION, PORT_OPTION, type PortChoice, STATE_OPTION, withPatience } from "./port.ts";
import { BOARD_OPTION, chooseBoard, JSON_OPTION, openShop, SHOP_OPTION } from "./shop.ts";
import type { Terminal } from "./terminal.ts";

interface Options extends PortChoice {
  readonly shop: string;
  readonly board?: string;
  readonly erase?: boolean;
  readonly json?: boolean;
}

export function addUninstall(program: Command, terminal: Terminal): void {
  program
    .command("uninstall")
    .description("erase all files of a board, so that plain Espruino is left")
    .addOption(SHOP_OPTION)
    .addOption(BOARD_OPTION)
    .addOption(PORT_OPTION)
    .addOption(STATE_OPTION)
    .addOption(BAUD_OPTION)
    .option("--erase", "also where something else than Passerby is on it")
    .addOption(JSON_OPTION)
    .addHelpText(
      "after",
      "\nBluetooth bonds are not files: `passerby flash` erases those.\n" +
        "\nExamples:\n  passerby uninstall --shop my-shop --board crime-shelf --port /dev/ttyUSB0",
    )
    .action(async (options: Options) => {
      const board = chooseBoard(openShop(options.shop), options.board);
      const { erase = false } = options;
      const removed = await withPatience(options, undefined, false, (session) =>
        terminal.during("Erasing", removeAll(session, HARDWARE[board.kind], erase)),
      );
      if (options.json) terminal.sayJson({ board: board.id, removed });
      else if (removed.length === 0) terminal.say("There was nothing on the board.");
      else terminal.say(`Erased: ${removed.join(", ")}. Nothing is left in the board's Storage.`);
    });
}
