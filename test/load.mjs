// Bundles an entry of the tests' own programs and loads it. Plain JavaScript, because this is what makes TypeScript
// runnable.
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * @param entry path of the source inside the checkout
 * @param root the checkout, or a copy of it, from which every source is read
 * @returns what the source exports
 */
export async function loadEntry(entry, root = ROOT) {
  mkdirSync(join(root, ".cache"), { recursive: true });
  const folder = mkdtempSync(join(root, ".cache", "entry-"));
  try {
    const file = join(folder, "main.mjs");
    await build({
      absWorkingDir: root,
      entryPoints: [join(root, entry)],
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
