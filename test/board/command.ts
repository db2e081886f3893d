// Runs one of the commands that talk to a board, and keeps what it says.
import { Command } from "commander";
import { addClock } from "../../host/cli/clock.ts";
import { addConsole, type Keys } from "../../host/cli/console.ts";
import { addDeploy } from "../../host/cli/deploy.ts";
import { createTerminal } from "../../host/cli/terminal.ts";
import { addUninstall } from "../../host/cli/uninstall.ts";

export async function* type(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

/** @throws what the command throws */
export async function runCommand(words: readonly string[], keys: Keys = type("")): Promise<string> {
  const said: string[] = [];
  const sink = { write: (text: string) => said.push(text) };
  const terminal = createTerminal(sink, { write: () => true }, {}, false);
  const program = new Command("passerby").exitOverride().configureOutput({ writeOut: sink.write });
  for (const add of [addDeploy, addClock, addUninstall]) add(program, terminal);
  addConsole(program, terminal, keys, sink);
  for (const each of program.commands) each.exitOverride().configureOutput({ writeOut: sink.write });
  await program.parseAsync([...words], { from: "user" }).catch((error: unknown) => {
    if ((error as { code?: string }).code !== "commander.helpDisplayed") throw error;
  });
  return said.join("");
}
