// What runs both lists of mutations: a breach that nothing finds, or a find where nothing is broken, is not passed over.
import { execFile } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { ROOT } from "../build/fixture.ts";

const TOOL = pathToFileURL(join(ROOT, "test/mutate/copy.mjs")).href;

interface Entry {
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

/** Runs entries that change package.json; the check is red where its licence is another one. */
function run(
  entries: readonly Entry[],
  check = "json.license !== 'MIT'",
): Promise<{ code: number; output: string }> {
  const mutations = entries.map(({ name, from, to }) => ({
    name,
    caughtBy: ["licence"],
    edits: [{ file: "package.json", from, to }],
  }));
  const script = `import { readFileSync } from "node:fs";
import { runMutations } from ${JSON.stringify(TOOL)};
const find = async (copy) => {
  const json = JSON.parse(readFileSync(copy + "/package.json", "utf8"));
  return ${check} ? ["licence"] : [];
};
process.exitCode = await runMutations({ paths: ["package.json"], mutations: ${JSON.stringify(mutations)}, only: "", find });`;
  return new Promise((done) => {
    execFile(process.execPath, ["--input-type=module", "-e", script], (error, stdout) =>
      done({ code: error === null ? 0 : Number(error.code), output: stdout }),
    );
  });
}

const CAUGHT: Entry = { name: "other-licence", from: '"license": "MIT"', to: '"license": "none"' };

describe("a list of mutations", () => {
  it("whose breaches are all found by name ends with 0, and each begins with the copy as it was", async () => {
    const { code, output } = await run([CAUGHT, { ...CAUGHT, name: "again" }]);
    expect(output).toMatch(
      /^\(unchanged\) +nothing found\nother-licence +licence\nagain +licence\n3 of 3 as expected\n$/,
    );
    expect(code).toBe(0);
  });

  it.each([
    [
      "with a breach that nothing finds",
      [{ name: "version", from: '"version": "', to: '"version": "9' }],
      undefined,
      "MISSED, found: nothing",
    ],
    [
      "whose text is no longer there",
      [{ name: "gone", from: "no such text", to: "" }],
      undefined,
      "no place for it in package.json",
    ],
    ["whose check is red anyway", [CAUGHT], "true", "(unchanged)                  MISSED, found: licence"],
  ] as const)("%s ends with 1 (control)", async (_what, entries, check, said) => {
    const { code, output } = await run(entries, check);
    expect(output).toContain(said);
    expect(code).toBe(1);
  });
});
