#!/usr/bin/env node
// `npm run torture -- [--cuts N] [--seed S] [--pairs] [--only NAME] [--id ID] [--json]`: see main.ts.
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { loadTorture } from "./load.mjs";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const { run } = await loadTorture(root);
process.exitCode = await run(process.argv.slice(2));
