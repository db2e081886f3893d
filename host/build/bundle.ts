// esbuild, set up so that it refuses what Espruino does not understand instead of lowering it.
import { readFileSync } from "node:fs";
import { basename, isAbsolute, join, relative, sep } from "node:path";
import { type BuildOptions, build, type Message, type Plugin, transform } from "esbuild";
import { HostError } from "../error.ts";
import type { SensorKind, StatisticKind } from "../shop/model.ts";
import { shortenFunctions } from "./arrow.ts";
import { flattenFunctions } from "./graft.ts";
import { unwrapOuter } from "./outer.ts";
import { releaseStart } from "./release.ts";
import { chooseSensors } from "./sensor.ts";
import { chooseStatistics } from "./statistics.ts";
import { dropUnused } from "./unused.ts";

/** Features that no lowering makes fit for Espruino: esbuild says where they are used. */
const REFUSED = [
  "destructuring",
  "default-argument",
  "rest-argument",
  "array-spread",
  "async-await",
  "generator",
  "new-target",
  "bigint",
];
/** Features that esbuild can write in older ones. */
const LOWERED = [
  "optional-chain",
  "logical-assignment",
  "exponent-operator",
  "class-field",
  "class-static-field",
  "class-static-blocks",
  "object-rest-spread",
];

const TSCONFIG = { compilerOptions: { useDefineForClassFields: false, alwaysStrict: false } };

/** What is written, whoever writes it. */
const OUTPUT = {
  sourcemap: "external",
  sourcesContent: false,
  target: "es6",
  charset: "ascii",
  legalComments: "none",
  supported: {
    "nullish-coalescing": true,
    ...Object.fromEntries([...REFUSED, ...LOWERED].map((feature) => [feature, false])),
  },
} as const;

/** Stands for `require`, which the bundler would take for its own; just as long, for the source map's sake. */
const REQUIRE = "rEQUIRE";

export interface Bundle {
  readonly text: string;
  /** Source map, as JSON; its sources are paths inside the root. */
  readonly map: string;
  /** Files that went into it, as paths inside the root, sorted. */
  readonly inputs: readonly string[];
}

export interface BundleOptions {
  readonly root: string;
  /** "boot" or "main". */
  readonly entry: string;
  readonly kind: string;
  /** Undefined: those that shared/presence/sensors.ts names. */
  readonly sensors: readonly SensorKind[] | undefined;
  /** Undefined: nothing is counted. */
  readonly statistics?: readonly StatisticKind[] | undefined;
  /** Property names to keep; undefined: the readable form, in which nothing is minified. */
  readonly keptNames: Iterable<string> | undefined;
}

/**
 * Bundles firmware/<entry>.ts for a kind of board.
 * @throws HostError `build-source` with the place, `build-foreign-input`
 */
export async function bundleEntry(options: BundleOptions): Promise<Bundle> {
  const result = await build(setUp(options)).catch((error: unknown) => {
    throw describeFailure(error, options.root);
  });
  const inputs = Object.keys(result.metafile.inputs).sort();
  const foreign = inputs.find((input) => !/^(shared|firmware)\/[^:]*$/.test(input));
  if (foreign !== undefined)
    throw new HostError(
      "build-foreign-input",
      "the board's program may consist of shared/ and firmware/ only",
      "Move what it needs into shared/, or remove the import.",
      { file: foreign },
    );
  const [map, text] = [".js.map", ".js"].map(
    (end) => result.outputFiles.find((file) => file.path.endsWith(end))?.text ?? "",
  );
  const final =
    options.keptNames === undefined ? { code: text, map } : await minify(flatten(text, options.entry), map);
  return { text: final.code.trimEnd().replaceAll(REQUIRE, "require"), map: final.map, inputs };
}

/** Fewer functions; the program, which `.boot0` runs at the root, without one around it. */
function flatten(text: string, entry: string): string {
  const flat = releaseStart(flattenFunctions(dropUnused(text)));
  return entry === "main" ? unwrapOuter(flat) : flat;
}

/** The bundler minifies file by file; only a second look sees the program as a whole. */
async function minify(text: string, map: string): Promise<{ code: string; map: string }> {
  const url = `data:application/json;base64,${Buffer.from(map).toString("base64")}`;
  return transform(`${text}//# sourceMappingURL=${url}\n`, {
    ...OUTPUT,
    minify: true,
    // A module's own names may be shortened, those of a script may not.
    format: "esm",
    treeShaking: true,
    sourcefile: "bundle.js",
    logLevel: "silent",
  });
}

function setUp({ root, entry, kind, sensors, statistics, keptNames }: BundleOptions) {
  const isMinified = keptNames !== undefined;
  const names = [...(keptNames ?? [])].sort().map((name) => name.replace(/\$/g, "\\$"));
  return {
    absWorkingDir: root,
    entryPoints: [join(root, "firmware", `${entry}.ts`)],
    outdir: root,
    bundle: true,
    write: false,
    metafile: true,
    ...OUTPUT,
    platform: "neutral",
    format: "iife",
    logLevel: "silent",
    treeShaking: true,
    define: { require: REQUIRE },
    // Numbers are folded here, where files still are apart; names and spaces go in the second look.
    minifySyntax: isMinified,
    ...(isMinified ? { mangleProps: /./, reserveProps: new RegExp(`^(?:${names.join("|")})$`) } : {}),
    tsconfigRaw: TSCONFIG,
    plugins: [
      chooseBoard(root, kind),
      chooseSensors(root, sensors),
      chooseStatistics(root, statistics),
      shortenSources(root),
    ],
  } as const satisfies BuildOptions;
}

/** Puts a kind's own file in place of firmware/boards/current.ts. */
function chooseBoard(root: string, kind: string): Plugin {
  return {
    name: "board",
    setup(setup) {
      setup.onResolve({ filter: /^\.{1,2}\/(?:[^:]*\/)?current\.ts$/ }, ({ path, resolveDir }) => {
        const file = relative(root, join(resolveDir, path)).split(sep).join("/");
        return file === "firmware/boards/current.ts"
          ? { path: join(root, "firmware", "boards", `${kind}.ts`) }
          : undefined;
      });
    },
  };
}

/** Takes types away and writes functions as arrows, before anything else sees the sources. */
function shortenSources(root: string): Plugin {
  return {
    name: "arrows",
    setup(setup) {
      setup.onLoad({ filter: /\.ts$/ }, async ({ path }) => {
        try {
          const { code } = await transform(readFileSync(path, "utf8"), {
            loader: "ts",
            target: "esnext",
            // A source map names its sources as seen from the file's own folder.
            sourcefile: basename(path),
            sourcemap: "inline",
            sourcesContent: false,
            tsconfigRaw: TSCONFIG,
            logLevel: "silent",
          });
          return { contents: shortenFunctions(code), loader: "js" };
        } catch (error) {
          const file = relative(root, path).split(sep).join("/");
          const errors = listMessages(error).map(({ text, location }) => ({
            text,
            location: location === null ? { file } : { ...location, file },
          }));
          if (errors.length === 0) throw error;
          return { errors };
        }
      });
    },
  };
}

function describeFailure(error: unknown, root: string): unknown {
  const first = listMessages(error)[0];
  if (first === undefined) return error;
  const at = first.location;
  if (at === null) return new HostError("build-source", first.text, "Correct the sources of the program.");
  const file = isAbsolute(at.file) ? relative(root, at.file) : at.file;
  const place = { file, line: at.line, column: at.column + 1 };
  return new HostError("build-source", first.text, "Write it in the words that a board understands.", place);
}

function listMessages(error: unknown): readonly Message[] {
  if (typeof error !== "object" || error === null || !("errors" in error)) return [];
  return Array.isArray(error.errors) ? error.errors : [];
}

/** The declarations of what a board offers. */
export function readDeclarations(root: string): string {
  return readFileSync(join(root, "firmware", "ports", "espruino.d.ts"), "utf8");
}
