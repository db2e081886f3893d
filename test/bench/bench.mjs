#!/usr/bin/env node
// `npm run bench -- [--json] [--only PREFIX] [--long]`: see main.ts.
import { loadEntry } from "../load.mjs";

const { run } = await loadEntry("test/bench/main.ts");
process.exitCode = await run(process.argv.slice(2));
