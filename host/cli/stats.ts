// `passerby stats`: what a board has counted, as far as noise lets it be said.
import type { Command } from "commander";
import { readCounted } from "../board/stats/read.ts";
import { HostError } from "../error.ts";
import { listBudget, tellStatistics } from "../report/counted.ts";
import { summariseStatistics } from "../report/statistics.ts";
import { toLocal } from "../shop/localtime.ts";
import { HARDWARE } from "../simulator/hardware.ts";
import { BAUD_OPTION, PORT_OPTION, type PortChoice, STATE_OPTION, withBoard } from "./port.ts";
import { BOARD_OPTION, chooseBoard, JSON_OPTION, openShop, SHOP_OPTION } from "./shop.ts";
import type { Terminal } from "./terminal.ts";

interface Options extends PortChoice {
  readonly shop: string;
  readonly board?: string;
  readonly json?: boolean;
}

const FAILED = 1;
const DAY_MS = 86_400_000;

const JSON_HELP = `
With --json:
  board                   its name in shop.yaml
  days                    [{ day, shown, hours, voidHours }], day as 2026-11-27
  hours                   [{ hour, days, shown }], means of each hour
  answered, answers       how many answered as \`shown\`, [{ answer, shown }] in percent
  plays                   [{ group, shown }]
  budget                  [{ what, epsilon }] of one recorded episode
  left                    { day, hoursSpent, talliesSpent, budget } of the last day, budget as
                          [{ what, epsilonSpent, epsilonLeft }], added up over its hours
  faults                  what is no record; then the exit code is 1
\`shown\` is { value, plusMinus } (half of a 95 % interval) or { enoughOn }, a day, or null where it is not known.
`;

/** How it gets at boards; other ways stand in for it in tests. */
export interface Reach {
  withBoard: typeof withBoard;
}

export function addStats(program: Command, terminal: Terminal, reach: Reach = { withBoard }): void {
  program
    .command("stats")
    .description("what a board has counted: noisy from the start, with error bars")
    .addOption(SHOP_OPTION)
    .addOption(BOARD_OPTION)
    .addOption(PORT_OPTION)
    .addOption(STATE_OPTION)
    .addOption(BAUD_OPTION)
    .addOption(JSON_OPTION)
    .addHelpText(
      "after",
      "\nExamples:\n  passerby stats --shop my-shop --board crime-shelf\n" +
        `  passerby stats --shop my-shop --board crime-shelf --port /dev/ttyUSB0 --json\n${JSON_HELP}`,
    )
    .action(async (options: Options) => {
      const shop = openShop(options.shop);
      const board = chooseBoard(shop, options.board);
      const kinds = board.statistics ?? [];
      if (kinds.length === 0)
        throw new HostError(
          "stats-off",
          `board ${board.id} counts nothing`,
          "Add `statistics: [footfall]` to it in shop.yaml, and deploy it.",
          board.place,
        );
      const reading = await reach.withBoard(options, HARDWARE[board.kind], false, readCounted);
      const answers = shop.question?.answers.map(({ id }) => id) ?? [];
      const summary = summariseStatistics(reading.days, answers.length, board.groups.length);
      const today = Math.floor(toLocal(Date.now(), shop.timezone).getTime() / DAY_MS);
      const told = { kinds, answers, groups: board.groups, summary, records: reading.days, today };
      if (reading.faults.length > 0) terminal.exitCode = FAILED;
      if (options.json) {
        terminal.sayJson({ board: board.id, ...listBudget(told), faults: reading.faults });
        return;
      }
      for (const line of tellStatistics(told)) terminal.say(line);
      for (const fault of reading.faults) terminal.announce(`not a record: ${fault}`);
    });
}
