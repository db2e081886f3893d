// Compiles the cases with the project's own compiler and settings, as if they stood in firmware/.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../build/fixture.ts";
import { type Case, PRELUDE } from "./cases.ts";

export interface Verdict {
  readonly name: string;
  /** Undefined: refused with the error and on the line that it should be, and its control compiles. */
  readonly fault: string | undefined;
}

interface Complaint {
  readonly line: number;
  readonly error: number;
}

/** Line of the statement that is tried, from 1. */
function lineOf({ before }: Case): number {
  return PRELUDE.split("\n").length + (before === undefined ? 0 : before.split("\n").length);
}

/**
 * @returns one verdict a case
 * @throws Error where the compiler itself fails: then nothing was tried
 */
export function compileCases(cases: readonly Case[]): Verdict[] {
  mkdirSync(join(ROOT, ".cache"), { recursive: true });
  const folder = mkdtempSync(join(ROOT, ".cache", "cases-"));
  try {
    cases.forEach((item, i) => {
      for (const kind of ["leak", "fine"] as const) {
        const head = PRELUDE.replaceAll("FIRMWARE/", "../../firmware/").replaceAll(
          "SHARED/",
          "../../shared/",
        );
        const lines = [...(item.before === undefined ? [] : [item.before]), item[kind], "export {};"];
        writeFileSync(join(folder, `${i}-${kind}.ts`), `${head}${lines.join("\n")}\n`);
      }
    });
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(describeProject()));
    const complaints = readComplaints(compile(folder));
    return cases.map((item, i) => ({ name: item.name, fault: judge(item, i, complaints) }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The firmware's own project with the cases in it; only that a case need not use all of its names is different. */
function describeProject(): object {
  const firmware: { include: readonly string[] } = JSON.parse(
    readFileSync(join(ROOT, "firmware", "tsconfig.json"), "utf8"),
  );
  return {
    extends: "../../firmware/tsconfig.json",
    compilerOptions: {
      composite: false,
      incremental: false,
      noEmit: true,
      emitDeclarationOnly: false,
      noUnusedLocals: false,
    },
    include: ["*.ts", ...firmware.include.map((path) => `../../firmware/${path}`)],
    references: [{ path: "../../shared" }, { path: "../../firmware/ports" }],
  };
}

function compile(folder: string): string {
  const bin = join(ROOT, "node_modules", "typescript", "bin", "tsc");
  const { status, stdout, stderr, error } = spawnSync(
    process.execPath,
    [bin, "-b", join(folder, "tsconfig.json"), "--pretty", "false"],
    { cwd: folder, encoding: "utf8" },
  );
  if (error !== undefined || status === null || stderr !== "")
    throw new Error(`the compiler did not run: ${error?.message ?? stderr}`);
  return stdout;
}

/** By file of a case. */
function readComplaints(output: string): Map<string, Complaint[]> {
  const found = new Map<string, Complaint[]>();
  for (const row of output.split("\n")) {
    const match = /^(.*?)\((\d+),\d+\): error TS(\d+):/.exec(row);
    if (match === null) {
      if (/error TS/.test(row)) throw new Error(row);
      continue;
    }
    const file = match[1].split(/[\\/]/).at(-1) ?? "";
    if (!/^\d+-(leak|fine)\.ts$/.test(file)) throw new Error(row);
    found.set(file, [...(found.get(file) ?? []), { line: Number(match[2]), error: Number(match[3]) }]);
  }
  return found;
}

function judge(item: Case, i: number, complaints: ReadonlyMap<string, Complaint[]>): string | undefined {
  const describe = (list: readonly Complaint[]): string =>
    list.map(({ line, error }) => `TS${error} in line ${line}`).join(", ");
  const control = complaints.get(`${i}-fine.ts`) ?? [];
  if (control.length > 0) return `its control does not compile: ${describe(control)}`;
  const found = complaints.get(`${i}-leak.ts`) ?? [];
  if (found.length === 0) return "it compiles";
  const expected = { line: lineOf(item), error: item.error };
  const isExpected = found.every(({ line, error }) => line === expected.line && error === expected.error);
  return isExpected ? undefined : `${describe(found)} in place of ${describe([expected])}`;
}
