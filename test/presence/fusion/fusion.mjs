#!/usr/bin/env node
// `npm run bench:fusion`: see main.ts.
import { loadEntry } from "../../load.mjs";

const { run } = await loadEntry("test/presence/fusion/main.ts");
process.exitCode = run(process.argv.slice(2));
