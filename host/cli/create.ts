// `passerby init`: a small working shop to start from. What it writes is in init.ts.
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Command } from "commander";
import { HostError } from "../error.ts";
import { initShop } from "./init.ts";
import { JSON_OPTION } from "./shop.ts";
import type { Terminal } from "./terminal.ts";

/** What a newcomer may want to do with the sample. */
const NEXT = [
  ["studio", "see it on a virtual board, and change it while you look"],
  ["preview --all", "every card on one sheet"],
  ["check", "what is wrong, after you changed something"],
] as const;

export function addInit(program: Command, terminal: Terminal): void {
  program
    .command("init")
    .description("a small working shop to start from")
    .argument("[folder]", "new or empty folder", "my-shop")
    .option("--yes", "the sample as it is, no questions")
    .addOption(JSON_OPTION)
    .addHelpText("after", "\nExamples:\n  passerby init my-shop\n  passerby init my-shop --yes")
    .action(async (folder: string, options: { yes?: boolean; json?: boolean }) => {
      if (!options.yes && !terminal.canAsk)
        throw new HostError(
          "usage-questions",
          "there is nobody here to answer its questions",
          "Take the sample as it is with --yes, or run it in a terminal.",
        );
      const templateDir = fileURLToPath(new URL("../templates", import.meta.url));
      const files = await initShop(folder, { yes: options.yes ?? false, templateDir });
      if (options.json) return terminal.sayJson({ folder, files });
      if (files.length === 0) return terminal.say("Nothing was written.");
      for (const file of files) terminal.say(join(folder, file));
      terminal.say("\nNext, as you like:");
      const steps = NEXT.map(([command, does]) => [`passerby ${command} --shop ${folder}`, does]);
      const width = Math.max(...steps.map(([command]) => command.length));
      for (const [command, does] of steps)
        terminal.say(`  ${terminal.accent(command)}${" ".repeat(width - command.length)}  ${does}`);
    });
}
