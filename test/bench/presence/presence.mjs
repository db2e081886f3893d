#!/usr/bin/env node
// `npm run bench:presence -- [--data DIR] [--tune DIR --data DIR2] [--json]`: bundles main.ts beside it and runs it. Plain
// JavaScript, because this is what makes TypeScript runnable.
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(dirname(dirname(here)));
mkdirSync(join(root, ".cache"), { recursive: true });
const folder = mkdtempSync(join(root, ".cache", "presence-"));
try {
  const file = join(folder, "main.mjs");
  await build({
    absWorkingDir: root,
    entryPoints: [join(here, "main.ts")],
    outfile: file,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    packages: "external",
    logLevel: "warning",
  });
  const { run } = await import(pathToFileURL(file).href);
  // Where the recordings lie in a developer's checkout; elsewhere `--data` says it.
  process.exitCode = run(process.argv.slice(2), join(root, "..", "shared", "data", "presence"));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
