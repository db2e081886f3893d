#!/usr/bin/env node
// `npm run mutate -- [--only NAME]`: breaks the design on a copy of the checkout, once for each entry of mutations.json,
// and runs the torture there. Every breach must be found, by one of the names that the entry gives.
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { loadEntry } from "../load.mjs";

const CUTS = 900;
/** Whose torture it is where a mutation names no kind. Without any mutation it is every kind's. */
const KIND = "esp32-cyd";
const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const mutations = JSON.parse(readFileSync(new URL("mutations.json", import.meta.url), "utf8"));
const only = process.argv[2] === "--only" ? process.argv[3] : "";
const copy = realpathSync(mkdtempSync(join(tmpdir(), "passerby-mutate-")));
try {
  for (const name of ["host", "shared", "firmware", "test/torture", "package.json"])
    cpSync(join(root, name), join(copy, name), { recursive: true });
  // What is in the slots says of itself what it is; the real program would only take its time to build.
  writeFileSync(
    join(copy, "firmware", "main.ts"),
    'import { answerLink } from "./ports/console.ts";\nanswerLink(() => "0");\n',
  );
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
  const chosen = [{ name: "(unchanged)", edits: [], caughtBy: [] }, ...mutations].filter(({ name }) =>
    name.startsWith(only),
  );
  if (chosen.length === 0) throw new Error(`no mutation begins with "${only}"`);
  let missed = 0;
  for (const mutation of chosen) {
    const found = await find(mutation);
    const hits = mutation.caughtBy.filter((name) => found.includes(name));
    const isFine = mutation.edits.length === 0 ? found.length === 0 : hits.length > 0;
    if (!isFine) missed++;
    const said = isFine
      ? hits.join(", ") || "nothing found"
      : `MISSED, found: ${found.join(", ") || "nothing"}`;
    process.stdout.write(`${mutation.name.padEnd(28)} ${said}\n`);
  }
  process.stdout.write(`${chosen.length - missed} of ${chosen.length} as expected\n`);
  process.exitCode = missed > 0 ? 1 : 0;
} finally {
  rmSync(copy, { recursive: true, force: true });
}

/** Names of the verdicts and broken rules that the torture finds with these edits. */
async function find({ edits, operation = "", kind = edits.length === 0 ? undefined : KIND }) {
  const originals = new Map();
  try {
    for (const { file, from, to } of edits) {
      const path = join(copy, file);
      const text = readFileSync(path, "utf8");
      if (!originals.has(path)) originals.set(path, text);
      // The sources went on without it: the entry has to follow them.
      if (text.split(from).length !== 2) return [`no place for it in ${file}`];
      writeFileSync(
        path,
        text.replace(from, () => to),
      );
    }
    const { torture } = await loadEntry("test/torture/main.ts", copy);
    return await collect(torture, operation, kind);
  } finally {
    for (const [path, text] of originals) writeFileSync(path, text);
  }
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
