#!/usr/bin/env node
// `npm run mutate:self -- [--only NAME]`: breaks the policy, or the way to a start, on a copy of the checkout, once for each entry of
// mutations.json.
// A check is a test ("FILE: full name"), a refusal of the build ("build: CODE [RULE]") or one of the compiler ("types: CODE");
// only those that the list names are run.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { loadEntry } from "../load.mjs";
import { runMutations } from "../mutate/copy.mjs";

/** On a machine that has little else to do all tests together take three minutes. */
const PATIENCE_MS = 1_200_000;
const KIND = "esp32-cyd";
const mutations = JSON.parse(readFileSync(new URL("mutations.json", import.meta.url), "utf8"));
const only = process.argv[2] === "--only" ? process.argv[3] : "";
const paths = [
  "host",
  "shared",
  "firmware",
  "test",
  "package.json",
  "tsconfig.json",
  "README.md",
  "DESIGN.md",
];
process.exitCode = await runMutations({ paths, mutations, only, find });

/** The named checks that are red. Where nothing is broken, each named test must be there and green. */
async function find(copy, { edits, caughtBy }) {
  const names =
    edits.length > 0
      ? caughtBy
      : [...new Set(mutations.filter(({ name }) => name.startsWith(only)).flatMap((one) => one.caughtBy))];
  const tests = names.filter((name) => !/^(build|types): /.test(name));
  return [
    ...(tests.length > 0 ? runTests(copy, tests, edits.length === 0) : []),
    ...(names.some((name) => name.startsWith("build: ")) ? await build(copy) : []),
    ...(names.some((name) => name.startsWith("types: ")) ? compile(copy) : []),
  ];
}

/** @param isWhole a test that did not run is red too: a name that is none would never be */
function runTests(copy, names, isWhole) {
  const parts = names.map((name) => /^(\S+): (.*)$/s.exec(name).slice(1));
  const files = [...new Set(parts.map(([file]) => file))];
  const pattern = parts.map(([, title]) => title.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")).join("|");
  const report = join(copy, ".cache", "tests.json");
  mkdirSync(join(copy, ".cache"), { recursive: true });
  rmSync(report, { force: true });
  const words = ["run", "-c", "test/vitest.config.ts", ...files, "-t", pattern];
  const tool = join(copy, "node_modules", "vitest", "vitest.mjs");
  spawnSync(process.execPath, [tool, ...words, "--reporter=json", `--outputFile=${report}`], {
    cwd: copy,
    stdio: "ignore",
    timeout: PATIENCE_MS,
    env: { ...process.env, ESPRUINO: "", CI: "" },
  });
  if (!existsSync(report)) throw new Error(`the tests did not end within ${PATIENCE_MS / 1000} s`);
  const { testResults } = JSON.parse(readFileSync(report, "utf8"));
  const states = new Map(
    testResults.flatMap(({ name, assertionResults }) =>
      assertionResults.map(({ fullName, status }) => [`${name.slice(copy.length + 1)}: ${fullName}`, status]),
    ),
  );
  return names.filter((name) => states.get(name) === "failed" || (isWhole && states.get(name) !== "passed"));
}

async function build(copy) {
  const { buildProgram } = await loadEntry("host/build/program.ts", copy);
  try {
    await buildProgram(KIND, { root: copy });
    return [];
  } catch (error) {
    const rules = [...error.message.matchAll(/\[([a-z0-9-]+)\]/g)].map(([, rule]) => rule);
    return [`build: ${error.code}`, ...new Set(rules.map((rule) => `build: ${error.code} [${rule}]`))];
  }
}

function compile(copy) {
  const tool = join(copy, "node_modules", "typescript", "bin", "tsc");
  const { stdout } = spawnSync(process.execPath, [tool, "-b", "firmware"], { cwd: copy, encoding: "utf8" });
  return [...new Set([...stdout.matchAll(/error (TS\d+)/g)].map(([, code]) => `types: ${code}`))];
}
