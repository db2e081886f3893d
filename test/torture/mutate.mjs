#!/usr/bin/env node
// `npm run mutate -- [--only NAME]`: breaks the design on a copy of the checkout, once for each entry of mutations.json,
// and runs the torture there. Every breach must be found, by one of the names that the entry gives.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { loadEntry } from "../load.mjs";
import { runMutations } from "../mutate/copy.mjs";

const CUTS = 900;
/** Whose torture it is where a mutation names no kind. Without any mutation it is every kind's. */
const KIND = "esp32-cyd";
process.exitCode = await runMutations({
  paths: ["host", "shared", "firmware", "test", "package.json"],
  // What is in the slots says of itself what it is; the real program would only take its time to build.
  prepare: (copy) =>
    writeFileSync(
      join(copy, "firmware", "main.ts"),
      'import { answerLink } from "./ports/console.ts";\nanswerLink(() => "0");\n',
    ),
  mutations: JSON.parse(readFileSync(new URL("mutations.json", import.meta.url), "utf8")),
  only: process.argv[2] === "--only" ? process.argv[3] : "",
  find,
});

/** Names of the verdicts and broken rules that the torture finds on the copy. */
async function find(copy, { edits, operation = "", kind = edits.length === 0 ? undefined : KIND }) {
  const { torture } = await loadEntry("test/torture/main.ts", copy);
  return collect(torture, operation, kind);
}

async function collect(torture, operation, kind) {
  const cuts = kind === undefined ? 2 * CUTS : CUTS;
  const flags = { cuts, seed: 1, isPaired: false, kind, only: operation, isJson: true };
  try {
    const { operations } = await torture(flags);
    const failures = operations.flatMap((report) => report.failures);
    return [...new Set(failures.flatMap(({ verdict, text }) => [verdict, text]))].filter((name) =>
      /^[a-z0-9-]+$/.test(name),
    );
  } catch (error) {
    // An installation that does not even come to its end.
    if (error.code === "board-write" || error.code === "board-verify") return ["stopped"];
    throw error;
  }
}
