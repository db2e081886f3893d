#!/usr/bin/env node
// `npm run bench:presence -- [--data DIR] [--tune DIR --data DIR2 | --halves] [--json]`: see main.ts.
import { join } from "node:path";
import { loadEntry, ROOT } from "../../load.mjs";

const { run } = await loadEntry("test/bench/presence/main.ts");
// Where the recordings lie in a developer's checkout; elsewhere `--data` says it.
process.exitCode = run(process.argv.slice(2), join(ROOT, "..", "shared", "data", "presence"));
