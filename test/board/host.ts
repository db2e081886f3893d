// A host that can be killed: `passerby deploy` with content that was built before. Words: the content's file, then what
// stands after `passerby`.
import { readFileSync } from "node:fs";
import { deserialize } from "node:v8";
import { Command } from "commander";
import { addDeploy, type Packed } from "../../host/cli/deploy.ts";
import { createTerminal } from "../../host/cli/terminal.ts";
import { HostError } from "../../host/error.ts";

const [, , file = "", ...words] = process.argv;
const packed: Packed = deserialize(readFileSync(file));
const terminal = createTerminal(process.stdout, process.stderr, {}, false);
const program = new Command("passerby");
addDeploy(program, terminal, async () => packed);
try {
  await program.parseAsync(words, { from: "user" });
  process.exitCode = terminal.exitCode;
} catch (error) {
  process.stderr.write(error instanceof HostError ? `${error.code}: ${error.message}\n` : String(error));
  process.exitCode = 1;
}
