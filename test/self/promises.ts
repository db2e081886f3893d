// The audit of the project by itself: each promise of POLICY.md, and how many tests and controls bear its name.
import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../build/fixture.ts";
import { comparePromises, listPromises, listSources, readText } from "../docs/document.ts";
import { listPassed, listTestNames, type Run, type TestName } from "../docs/name.ts";
import type { Row } from "./main.ts";

/** Where a run in CI leaves what it found. */
const REPORT = join(".cache", "tests.json");

/**
 * @param report of a run of all tests; one that is older than a test, or of some tests only, says nothing. The tests that the
 *   sources have are counted in any case
 * @returns one row a promise; not ok where one has no test or no control, or a test bears the name of none
 */
export async function run(report = join(ROOT, REPORT)): Promise<Row> {
  const files = listSources(ROOT).filter((path) => path.endsWith(".test.ts"));
  const sources = files.map((path) => readText(ROOT, path));
  const promises = listPromises(readText(ROOT, "shared/POLICY.md"));
  const written = judge(promises, sources.flatMap(listTestNames));
  // The same sources with every test skipped: each row has to be empty then.
  const idle = judge(
    promises,
    sources
      .map((source) => source.replace(/(?<![.\w])(it|test)(?=[.(<])/g, "$1.skip"))
      .flatMap(listTestNames),
  );
  const passed = readRun(report, files);
  const ran = passed && judge(promises, passed);
  const rows = written.rows.map((row, i) => (ran ? `${row}; passed: ${ran.rows[i].slice(4)}` : row));
  const wrong = [...written.wrong, ...(ran?.wrong.map((fault) => `passed: ${fault}`) ?? [])];
  return {
    name: "promises",
    lines: [
      `${promises.length} promises, ${wrong.length} of them or of their tests wrong; ` +
        `${ran ? "tests of the sources, and those that passed" : "tests of the sources; no run of all of them is at hand, so not checked: that they pass"} ` +
        `(control, every test skipped: ${idle.empty} empty rows)`,
      ...rows,
      ...wrong,
    ],
    isOk: written.isOk && ran?.isOk !== false && idle.empty === promises.length,
  };
}

function readRun(report: string, files: readonly string[]): TestName[] | undefined {
  if (!existsSync(report)) return undefined;
  const { mtimeMs } = statSync(report);
  if (files.some((file) => statSync(join(ROOT, file)).mtimeMs > mtimeMs)) return undefined;
  const run: Run = JSON.parse(readFileSync(report, "utf8"));
  return listPassed(run, files);
}

/** @param promises as the policy makes them, in its order */
export function judge(
  promises: readonly string[],
  tests: readonly TestName[],
): { rows: readonly string[]; wrong: readonly string[]; empty: number; isOk: boolean } {
  const wrong = comparePromises(promises, tests);
  const counts = promises.map((promise) => {
    const own = tests.filter((test) => test.promise === promise);
    const controls = own.filter(({ isControl }) => isControl).length;
    return { promise, tests: own.length - controls, controls };
  });
  return {
    rows: counts.map(
      ({ promise, tests, controls }) =>
        `${promise.padEnd(4)}${String(tests).padStart(3)} tests, ${String(controls).padStart(3)} controls`,
    ),
    wrong,
    empty: counts.filter(({ tests, controls }) => tests + controls === 0).length,
    isOk: promises.length === 10 && wrong.length === 0,
  };
}
