// `passerby why`: which offer in this situation, why, and why not another.
import type { Command } from "commander";
import { DWELL_EDGES_MS } from "../../shared/presence/limits.ts";
import { compileBoard } from "../compile/board.ts";
import { explainAt } from "../compile/explain.ts";
import { type Asked, readSituation } from "./question.ts";
import { BOARD_OPTION, chooseBoard, JSON_OPTION, openShop, SHOP_OPTION } from "./shop.ts";
import type { Terminal } from "./terminal.ts";

interface Options extends Asked {
  readonly shop: string;
  readonly board?: string;
  readonly json?: boolean;
}

export function addWhy(program: Command, terminal: Terminal): void {
  program
    .command("why")
    .description("which offer in this situation, why, and why not another")
    .addOption(SHOP_OPTION)
    .addOption(BOARD_OPTION)
    .requiredOption("--at <time>", "local time of the shop, such as 2026-11-27T17:00, or unknown")
    .option("--presence <level>", "nobody, near, lingering or interacting")
    .option("--dwell <time>", "how long somebody has been there, such as 30s")
    .option("--mood <answer>", "id of the answer just given")
    .option("--busy <level>", "none, few or many")
    .option("--light <level>", "unknown, dark, dim or bright")
    .option("--temperature <level>", "unknown, cold, mild or warm")
    .option("--language <code>", "language that is shown")
    .addOption(JSON_OPTION)
    .addHelpText(
      "after",
      `
Examples:
  passerby why --shop my-shop --board shelf --at 2026-11-27T17:00
  passerby why --board shelf --at 2026-11-27T17:00 --presence lingering --mood crime --json
  passerby why --board shelf --at unknown`,
    )
    .action((options: Options) => {
      const shop = openShop(options.shop);
      const board = chooseBoard(shop, options.board);
      const situation = readSituation(options, shop, DWELL_EDGES_MS);
      const answer = explainAt(compileBoard(shop, board), shop, situation);
      if (options.json) terminal.sayJson(answer);
      else printAnswer(answer, terminal);
    });
}

function printAnswer(answer: ReturnType<typeof explainAt>, terminal: Terminal): void {
  terminal.say(`Shows ${terminal.accent(answer.offer)}`);
  for (const reason of answer.why) terminal.say(`  because ${reason}`);
  if (answer.whyNot.length > 0) terminal.say("Not shown:");
  for (const { offer, condition } of answer.whyNot) terminal.say(`  ${offer}: ${condition}`);
}
