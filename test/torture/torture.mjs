#!/usr/bin/env node
// `npm run torture -- [--cuts N] [--seed S] [--pairs] [--kind KIND] [--only NAME] [--id ID] [--json]`: see main.ts.
import { loadEntry } from "../load.mjs";

const { run } = await loadEntry("test/torture/main.ts");
process.exitCode = await run(process.argv.slice(2));
