// Bundles the torture of a checkout and loads it. Plain JavaScript, because this is what makes TypeScript runnable.
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";

/** @param root the checkout, or a copy of it; `main.ts` in it reads its sources from there */
export async function loadTorture(root) {
  mkdirSync(join(root, ".cache"), { recursive: true });
  const folder = mkdtempSync(join(root, ".cache", "torture-"));
  try {
    const file = join(folder, "main.mjs");
    await build({
      absWorkingDir: root,
      entryPoints: [join(root, "test", "torture", "main.ts")],
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
    return await import(pathToFileURL(file).href);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
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
