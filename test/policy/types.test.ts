// Readings reach what reduces them and nothing else: the compiler says so.
import { describe, expect, it } from "vitest";
import { run } from "../self/types.ts";
import { CASES } from "./types/cases.ts";
import { compileCases } from "./types/compile.ts";

describe("a reading", () => {
  it("P1: that goes where it must not does not compile, in each of the cases; beside it what is allowed does", () => {
    expect(CASES.length).toBeGreaterThanOrEqual(30);
    expect(new Set(CASES.map(({ name }) => name)).size).toBe(CASES.length);
    const faults = compileCases(CASES).filter(({ fault }) => fault !== undefined);
    expect(faults).toEqual([]);
  });

  it("P1: a case that compiles, one with another error, and one whose control fails are noticed (control)", () => {
    const fine = "emit(app, [number]);";
    const faults = compileCases([
      { name: "compiles", leak: fine, fine, error: 2322 },
      { name: "another error", leak: "emit(app, [0, strength]);", fine, error: 9999 },
      { name: "another line", before: "export const n: number = strength;", leak: fine, fine, error: 2322 },
      { name: "control", leak: "emit(app, [0, strength]);", fine: "emit(app, [text]);", error: 2322 },
    ]).map(({ fault }) => fault);
    expect(faults).toEqual([
      "it compiles",
      expect.stringMatching(/^TS2322 in line \d+ in place of TS9999 in line \d+$/),
      expect.stringContaining("its control does not compile"),
      expect.stringContaining("its control does not compile"),
    ]);
  });

  it("has a row of its own in the audit of the project by itself", async () => {
    expect(await run()).toEqual({
      name: "types",
      lines: [
        `must-not-compile cases: ${CASES.length} of ${CASES.length} refused, ${CASES.length} controls compile`,
      ],
      isOk: true,
    });
  });
});
