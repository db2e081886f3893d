#!/usr/bin/env node
// The command: bundles host/cli/main.ts into a cache when a source is newer than it, then runs it.
// Plain JavaScript, because this is what makes TypeScript runnable.
import { createHash, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
/** Caches that nobody has used for so long are removed when a new one is made. */
const KEPT_MS = 24 * 3_600_000;

/** Changes with every source and with every version of what they use. */
function digestSources() {
  const hash = createHash("sha256").update(`${root}\0${process.version}\0`);
  const addFile = (path) => {
    const { size, mtimeMs } = statSync(path);
    hash.update(`${path}\0${size}\0${mtimeMs}\0`);
  };
  const addFolder = (folder) => {
    for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) =>
      a.name < b.name ? -1 : 1,
    )) {
      const path = join(folder, entry.name);
      if (entry.isDirectory() && entry.name !== "node_modules") addFolder(path);
      else if (/\.(ts|tsx|mjs|json)$/.test(entry.name)) addFile(path);
    }
  };
  for (const folder of ["host", "shared", "firmware"]) addFolder(join(root, folder));
  for (const file of ["package.json", "package-lock.json"])
    if (existsSync(join(root, file))) addFile(join(root, file));
  return hash.digest("hex").slice(0, 20);
}

/** The first folder for caches that can be written to. */
function openCache() {
  const folders = [
    join(root, ".cache", "passerby"),
    join(tmpdir(), `passerby-${process.getuid?.() ?? "cache"}`),
  ];
  for (const folder of folders) {
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      // What lies there is run: it must be nobody else's.
      if (process.getuid !== undefined && statSync(folder).uid !== process.getuid()) continue;
      const probe = join(folder, `.probe-${randomBytes(6).toString("hex")}`);
      mkdirSync(probe);
      rmSync(probe, { recursive: true });
      return folder;
    } catch {
      // The next one, then.
    }
  }
  throw new Error(`neither ${folders.join(" nor ")} can be written to`);
}

/** Bundles into a folder of its own name, which is then renamed: two processes at once cannot mix. */
async function bundleTool(cache, target) {
  const { build } = await import("esbuild");
  const draft = join(cache, `draft-${process.pid}-${randomBytes(6).toString("hex")}`);
  try {
    await build({
      absWorkingDir: root,
      entryPoints: [join(root, "host", "cli", "main.ts")],
      outdir: draft,
      outExtension: { ".js": ".mjs" },
      bundle: true,
      splitting: true,
      platform: "node",
      format: "esm",
      target: "node20",
      sourcemap: true,
      logLevel: "silent",
      plugins: [{ name: "places", setup: keepPlaces }],
    });
    renameSync(draft, target);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(join(target, "main.mjs"))) throw error;
  }
  removeOld(cache, target);
}

/** Packages are found from here, and every source still knows where it lies: a cache may be anywhere. */
function keepPlaces(setup) {
  setup.onResolve({ filter: /^[^./]/ }, ({ path, kind }) => {
    if (kind === "entry-point") return undefined;
    if (path.startsWith("node:")) return { path, external: true };
    return { path: import.meta.resolve(path), external: true };
  });
  setup.onLoad({ filter: /[\\/]host[\\/].*\.ts$/ }, ({ path }) => ({
    loader: "ts",
    contents: readFileSync(path, "utf8").replaceAll(
      "import.meta.url",
      JSON.stringify(pathToFileURL(path).href),
    ),
  }));
}

function removeOld(cache, target) {
  for (const name of readdirSync(cache)) {
    const path = join(cache, name);
    try {
      if (path !== target && Date.now() - statSync(path).mtimeMs > KEPT_MS)
        rmSync(path, { recursive: true, force: true });
    } catch {
      // Somebody else removed it.
    }
  }
}

/** Ctrl-C while no command has it in hand: each of those that ask a board does, from before it asks until afterwards. */
function stopIdle() {
  if (process.listenerCount("SIGINT") > 1) return;
  process.stderr.write(
    "stopped [stopped]\n  No board was being asked. Run the same command again to go on.\n",
  );
  process.exit(1);
}

process.on("SIGINT", stopIdle);
try {
  const cache = openCache();
  const target = join(cache, digestSources());
  if (!existsSync(join(target, "main.mjs"))) await bundleTool(cache, target);
  const { run } = await import(pathToFileURL(join(target, "main.mjs")).href);
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  const [first] = Array.isArray(error?.errors) ? error.errors : [];
  const at = first?.location
    ? `${first.location.file}:${first.location.line}:${first.location.column + 1}: `
    : "";
  process.stderr.write(`passerby: ${at}${first?.text ?? error?.message ?? error}\n`);
  process.stderr.write(
    "  The tool itself could not be started. Run `npm ci` in its checkout, then try again.\n",
  );
  process.exitCode = 3;
}
