import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ROOT } from "../build/fixture.ts";
import { listSources } from "../docs/document.ts";
import { type LoadPart, type Row, run } from "./main.ts";
import { run as runMemory } from "./memory.ts";
import { judge, run as runPromises } from "./promises.ts";

const GOOD: Row = { name: "one", lines: ["all of 3", "more of it"], isOk: true };

/** @param rows by part; an error is thrown by its run */
async function audit(rows: Readonly<Record<string, Row | Error | undefined>>, ...names: string[]) {
  const said: string[] = [];
  const load: LoadPart = async (name) => {
    const row = rows[name];
    if (row === undefined) return undefined;
    return { run: async () => (row instanceof Error ? Promise.reject(row) : row) };
  };
  const code = await run(names, load, (line) => said.push(line), Object.keys(rows));
  return { code, said };
}

describe("audit:self", () => {
  it("prints a row a part and how many are ok, and ends with 0", async () => {
    const { code, said } = await audit({ one: GOOD, two: { ...GOOD, name: "two" } });
    expect(code).toBe(0);
    expect(said).toHaveLength(5);
    expect(said[0]).toMatch(/^ok +one +all of 3$/);
    expect(said.at(-1)).toBe("audit:self: 2 ok, 0 not");
  });

  it("says of a part that could not be looked at that it was not, and counts it as neither", async () => {
    const { code, said } = await audit({ one: GOOD, memory: await runMemory("") });
    expect([code, said.at(-1)]).toEqual([0, "audit:self: 1 ok, 0 not"]);
    expect(said[2]).toMatch(/^-- +memory +not checked: .*ESPRUINO/);
    expect((await audit({ one: { ...GOOD, isOk: false, isChecked: false } })).code).toBe(1);
  });

  it.each([
    ["is not ok", { ...GOOD, isOk: false }],
    ["throws", new Error("out of memory")],
    ["is missing", undefined],
    ["says nothing", { ...GOOD, lines: [] }],
  ])("with a part that %s ends with 1 (control)", async (_what, row) => {
    const { code, said } = await audit({ one: GOOD, two: row, three: GOOD });
    expect(code).toBe(1);
    expect(said.filter((line) => line.startsWith("NOT OK"))).toHaveLength(1);
    expect(said.at(-1)).toBe("audit:self: 2 ok, 1 not");
  });

  it("runs the parts that are named, and knows its own", async () => {
    expect((await audit({ one: GOOD, two: undefined }, "one")).said.at(-1)).toBe("audit:self: 1 ok, 0 not");
    expect((await audit({ one: GOOD }, "other")).code).toBe(2);
  });
});

describe("the table of promises", () => {
  it("P10: has a row for each promise, none of them empty", async () => {
    const { lines, isOk } = await runPromises("no report");
    expect(lines.slice(11)).toEqual([]);
    expect(isOk).toBe(true);
    expect(lines[0]).toContain("not checked: that they pass");
    expect(lines[0]).toContain("(control, every test skipped: 10 empty rows)");
    expect(lines.filter((line) => /^P\d+ +[1-9]\d* tests, +[1-9]\d* controls$/.test(line))).toHaveLength(10);
  });

  it("P10: has what a run passed beside it, and is not ok where that leaves a row empty (control)", async () => {
    const files = listSources(ROOT).filter((path) => path.endsWith(".test.ts"));
    const folder = mkdtempSync(join(tmpdir(), "passerby-"));
    const report = join(folder, "tests.json");
    const write = (promises: readonly number[], names = files): void => {
      const titles = promises.flatMap((n) => [`P${n}: a`, `P${n}: b`, `P${n}: c (control)`]);
      const assertionResults = titles.map((title) => ({ title, status: "passed" }));
      const testResults = names.map((name, i) => ({
        name: `/x/${name}`,
        assertionResults: i ? [] : assertionResults,
      }));
      writeFileSync(report, JSON.stringify({ testResults }));
    };
    try {
      write([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
      const whole = await runPromises(report);
      expect([whole.isOk, whole.lines[9]]).toEqual([
        true,
        expect.stringMatching(/^P9 .*; passed: +2 tests, +1 controls$/),
      ]);
      write([1, 2, 3, 4, 5, 6, 7, 8, 10]);
      const { isOk, lines } = await runPromises(report);
      expect([isOk, lines.slice(11)]).toEqual([
        false,
        ["passed: P9 has 0 tests", "passed: P9 has no control"],
      ]);
      expect(lines[9]).toMatch(/; passed: +0 tests, +0 controls$/);
      write([1], files.slice(1));
      expect((await runPromises(report)).lines[0]).toContain("not checked: that they pass");
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("P10: with a promise that no test bears the name of, or no control, is not ok (control)", () => {
    const promises = Array.from({ length: 10 }, (_, i) => `P${i + 1}`);
    const tests = promises.flatMap((promise) =>
      [false, false, true].map((isControl) => ({ promise, isControl })),
    );
    expect(judge(promises, tests).isOk).toBe(true);
    expect(judge(promises, tests.slice(3)).isOk).toBe(false);
    expect(
      judge(
        promises,
        tests.filter(({ promise, isControl }) => promise !== "P7" || !isControl),
      ).isOk,
    ).toBe(false);
    expect(judge(promises.slice(1), tests).isOk).toBe(false);
    const { rows, empty } = judge(promises, tests.slice(3));
    expect([rows[0], empty]).toEqual(["P1    0 tests,   0 controls", 1]);
  });
});
