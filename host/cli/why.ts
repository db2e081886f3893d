// `passerby why`: which offer in this situation, why, why not another, and what would have to be otherwise.
import type { Command } from "commander";
import { DWELL_EDGES_MS } from "../../shared/presence/limits.ts";
import { compileBoard } from "../compile/board.ts";
import type { Change } from "../compile/change.ts";
import { type Instead, listInstead, listWays, type Way } from "../compile/counterfactual.ts";
import { type Answer, explainAt } from "../compile/explain.ts";
import { HostError } from "../error.ts";
import { span } from "../report/text.ts";
import { type Asked, readSituation } from "./question.ts";
import { BOARD_OPTION, chooseBoard, JSON_OPTION, openShop, SHOP_OPTION } from "./shop.ts";
import type { Terminal } from "./terminal.ts";

interface Options extends Asked {
  readonly shop: string;
  readonly board?: string;
  readonly offer?: string;
  readonly json?: boolean;
}

/** All that `why` has to say. */
interface Account extends Answer {
  readonly instead: readonly Instead[];
  /** Of the offer that was asked about, unless it is the one that shows. */
  readonly ways?: readonly Way[];
}

const JSON_HELP = `
With --json:
  offer, why            what shows, and what decided
  whyNot                [{ offer, condition }], the first condition that fails
  instead               [{ changes, options, at, offer }]; what would show if one fact were another
  ways                  with --offer: [{ changes, options, at, afterSeconds }]; how it would show, with the fewest changes
A change has a fact (mood, presence, dwell, busy, time) and a text that goes on after "if"; options and at are what to
ask here to see it.
`;

export function addWhy(program: Command, terminal: Terminal): void {
  program
    .command("why")
    .description("which offer in this situation, why, why not another, and what would change that")
    .addOption(SHOP_OPTION)
    .addOption(BOARD_OPTION)
    .requiredOption("--at <time>", "local time of the shop, such as 2026-11-27T17:00, or unknown")
    .option("--offer <id>", "offer to ask about: why it does not show, and what would bring it up")
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
  passerby why --shop my-shop --board crime-shelf --at 2026-11-27T17:00
  passerby why --board crime-shelf --at 2026-11-27T17:00 --offer crime-new
  passerby why --board crime-shelf --at 2026-11-27T17:00 --presence lingering --mood crime --json
  passerby why --board crime-shelf --at unknown
${JSON_HELP}`,
    )
    .action((options: Options) => {
      const shop = openShop(options.shop);
      const board = chooseBoard(shop, options.board);
      const situation = readSituation(options, shop, DWELL_EDGES_MS);
      const compiled = compileBoard(shop, board);
      const number = compiled.offers.findIndex(({ id }) => id === options.offer);
      if (options.offer !== undefined && number < 0)
        throw new HostError(
          "usage-offer",
          `board "${board.id}" has no offer "${options.offer}"`,
          `Its offers are: ${compiled.offers.map(({ id }) => id).join(", ")}.`,
          { file: shop.file },
        );
      const answer = explainAt(compiled, shop, situation);
      const instead = listInstead(compiled, shop, situation);
      const isOther = options.offer !== undefined && options.offer !== answer.offer;
      const ways = isOther ? { ways: listWays(compiled, shop, situation, number) } : {};
      const account: Account = { ...answer, instead, ...ways };
      if (options.json) terminal.sayJson(account);
      else print(account, options, terminal);
    });
}

function print(
  { offer, why, whyNot, instead, ways }: Account,
  { offer: asked, at }: Options,
  terminal: Terminal,
) {
  terminal.say(`Shows ${terminal.accent(offer)}`);
  for (const reason of why) terminal.say(`  because ${reason}`);
  if (asked !== undefined && ways !== undefined) {
    terminal.say(`Does not show ${terminal.accent(asked)}`);
    terminal.say(`  now: ${whyNot.find((other) => other.offer === asked)?.condition ?? ""}`);
    for (const way of ways) terminal.say(`  ${nameWay(way)}`);
    const times = at === "unknown" ? "" : ", and no time in the next 400 days,";
    if (ways.length === 0) terminal.say(`  nothing that this board can sense${times} brings it up`);
    return;
  }
  if (instead.length > 0) terminal.say("Would show instead:");
  for (const other of new Set(instead.map((one) => one.offer))) {
    const ifs = instead
      .filter((one) => one.offer === other)
      .map(({ changes }) => `if ${joinChanges(changes)}`);
    terminal.say(`  ${other} ${ifs.join(`\n  ${" ".repeat(other.length)} `)}`);
  }
  if (asked !== undefined || whyNot.length === 0) return;
  terminal.say("Not shown:");
  for (const other of whyNot) terminal.say(`  ${other.offer}: ${other.condition}`);
}

function nameWay({ changes, afterSeconds }: Way): string {
  const when = afterSeconds === 0 ? "at once" : `in its turn, ${span(afterSeconds)} later`;
  return changes.length === 0
    ? `will show by itself ${when}`
    : `would show if ${joinChanges(changes)}: ${when}`;
}

function joinChanges(changes: readonly Change[]): string {
  return changes.map(({ text }) => text).join(", and ");
}
