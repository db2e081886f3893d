// The audit of the project by itself: each promise of POLICY.md, and how many tests and controls bear its name.
import { ROOT } from "../build/fixture.ts";
import {
  comparePromises,
  listPromises,
  listSources,
  listTestNames,
  readText,
  type TestName,
} from "../docs/document.ts";
import type { Row } from "./main.ts";

/** @returns one row a promise; not ok where one has no test or no control, or a test bears the name of none */
export async function run(): Promise<Row> {
  const tests = listSources(ROOT)
    .filter((path) => path.endsWith(".test.ts"))
    .flatMap((path) => listTestNames(readText(ROOT, path)));
  return judge(listPromises(readText(ROOT, "shared/POLICY.md")), tests);
}

/** @param promises as the policy makes them, in its order */
export function judge(promises: readonly string[], tests: readonly TestName[]): Row {
  const wrong = comparePromises(promises, tests);
  const rows = promises.map((promise) => {
    const own = tests.filter((test) => test.promise === promise);
    const controls = own.filter(({ isControl }) => isControl).length;
    return `${promise.padEnd(4)}${String(own.length - controls).padStart(3)} tests, ${String(controls).padStart(3)} controls`;
  });
  return {
    name: "promises",
    lines: [
      `${promises.length} promises, ${wrong.length} of them or of their tests wrong`,
      ...rows,
      ...wrong,
    ],
    isOk: promises.length === 10 && wrong.length === 0,
  };
}
