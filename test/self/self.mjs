#!/usr/bin/env node
// `npm run audit:self -- [NAME…]`: see main.ts.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { loadEntry, ROOT } from "../load.mjs";

const { run } = await loadEntry("test/self/main.ts");
const load = async (name) => {
  const entry = `test/self/${name}.ts`;
  return existsSync(join(ROOT, entry)) ? loadEntry(entry) : undefined;
};
process.exitCode = await run(process.argv.slice(2), load, (line) => process.stdout.write(`${line}\n`));
