#!/usr/bin/env node
// `npm run torture -- --help` says how it is used: see flags.ts and main.ts.
import { loadEntry } from "../load.mjs";

const { run } = await loadEntry("test/torture/main.ts");
process.exitCode = await run(process.argv.slice(2));
