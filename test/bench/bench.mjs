#!/usr/bin/env node
// `npm run bench -- [--json] [--only PREFIX] [--long]`: bundles test/bench/main.ts and runs it. Plain JavaScript,
// because this is what makes TypeScript runnable.
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
mkdirSync(join(root, ".cache"), { recursive: true });
const folder = mkdtempSync(join(root, ".cache", "bench-"));
try {
  const file = join(folder, "main.mjs");
  await build({
    absWorkingDir: root,
    entryPoints: [join(root, "test", "bench", "main.ts")],
    outfile: file,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    packages: "external",
    sourcemap: "inline",
    logLevel: "warning",
    plugins: [{ name: "places", setup: keepPlaces }],
  });
  const { run } = await import(pathToFileURL(file).href);
  process.exitCode = await run(process.argv.slice(2));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Every source still knows where it lies. */
function keepPlaces(setup) {
  setup.onLoad({ filter: /[\\/](host|test)[\\/].*\.ts$/ }, ({ path }) => ({
    loader: "ts",
    contents: readFileSync(path, "utf8").replaceAll(
      "import.meta.url",
      JSON.stringify(pathToFileURL(path).href),
    ),
  }));
}
