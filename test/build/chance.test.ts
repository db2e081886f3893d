// What runs on a board takes its time and its chance as arguments, whatever it is written in.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { transformSync } from "esbuild";
import { expect, test } from "vitest";
import { ROOT } from "./fixture.ts";

/** Without its comments and types, so that only code is looked at. */
const findChance = (source: string): string[] =>
  transformSync(source, { loader: "ts", minifyWhitespace: true, target: "esnext" }).code.match(
    /\bMath\s*(\??\.\s*random\b|(\?\.)?\[)|\bDate\b|\bhwRand\b/g,
  ) ?? [];

function listSources(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".d.ts"))
    .map((name) => join(folder, name));
}

test.each(["shared", "firmware"])("nothing in %s has a clock or a chance of its own", (folder) => {
  const sources = listSources(folder);
  expect(sources.length).toBeGreaterThan(5);
  for (const file of sources)
    expect([file, findChance(readFileSync(join(ROOT, file), "utf8"))]).toEqual([file, []]);
});

test.each([
  "export const a = Math.random();",
  "const { length } = 'x';\nexport const a = Math?.random() + length;",
  'export const a = Math["random"]();',
  "export const a = Date.now();",
  "export const a = new Date();",
  "declare const E: { hwRand(): number };\nexport const a = E.hwRand();",
])("%j would be found (the control)", (source) => {
  expect(findChance(source)).toHaveLength(1);
});

test("a comment or another name is none", () => {
  expect(findChance("// Math.random, Date\nexport const updates = Math.max(1, 2);")).toEqual([]);
});
