// esbuild, set up so that it refuses what Espruino does not understand instead of lowering it.
import { readFileSync } from "node:fs";
import { basename, isAbsolute, join, relative, sep } from "node:path";
import {
  type BuildOptions,
  build,
  type Message,
  type Plugin,
  type TransformOptions,
  transform,
} from "esbuild";
import { HostError } from "../error.ts";
import type { SensorKind, StatisticKind } from "../shop/model.ts";
import type { Emission } from "./advert.ts";
import { shortenFunctions } from "./arrow.ts";
import { chooseBoard } from "./board.ts";
import { shortenCommon } from "./common.ts";
import { sortVariables } from "./front.ts";
import { flattenFunctions } from "./graft.ts";
import { chooseNotice, type Notice } from "./notice.ts";
import { unwrapOuter } from "./outer.ts";
import type { Source } from "./policy/module.ts";
import { chooseRadio } from "./radio.ts";
import { releaseStart } from "./release.ts";
import { chooseSensors, chooseWarmUp } from "./sensor.ts";
import { mergeState } from "./state.ts";
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
  /** The same files with their text, sorted. */
  readonly sources: readonly Source[];
}

export interface BundleOptions {
  readonly root: string;
  /** "boot", "main" or "survey". */
  readonly entry: string;
  readonly kind: string;
  /** Undefined: those that shared/presence/sensors.ts names. */
  readonly sensors: readonly SensorKind[] | undefined;
  readonly emission: Emission;
  /** What a panel says while the board is calibrated; undefined: nothing. */
  readonly notice?: Notice | undefined;
  /** A PIR settles for so long; undefined: as long as shared/presence/limits.ts says. */
  readonly warmUpSeconds?: number | undefined;
  /** A radar on a UART is asked for its engineering mode. */
  readonly hasGates?: boolean | undefined;
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
  const sources: Source[] = [];
  const result = await build(setUp(options, sources)).catch((error: unknown) => {
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
    options.keptNames === undefined
      ? { code: text, map }
      : await minify(await flatten({ code: text, map }, options.entry));
  return {
    text: final.code.trimEnd().replaceAll(REQUIRE, "require"),
    map: final.map,
    inputs,
    sources: listUsed(sources, inputs),
  };
}

interface Text {
  readonly code: string;
  readonly map: string;
}

/** Fewer functions and fewer objects; the program, which `.boot0` runs at the root, without a function around it. */
async function flatten(text: Text, entry: string): Promise<Text> {
  const flat = { ...text, code: flattenFunctions(dropUnused(text.code)) };
  if (entry !== "main") return { ...flat, code: releaseStart(flat.code) };
  // What was decided by then, the minifier takes away: calls on ways that nothing takes would keep objects together.
  const second = await shorten({ ...flat, code: mergeState(flat.code) });
  const whole = mergeState(flattenFunctions(second.code));
  return { ...second, code: unwrapOuter(releaseStart(shortenCommon(sortVariables(whole)))) };
}

/** Lets the minifier write the same in fewer words, with all names and all lines of a piece as they are. */
async function shorten(text: Text): Promise<Text> {
  return transformText(text, { minifySyntax: true });
}

/** The bundler minifies file by file; only a second look sees the program as a whole. */
async function minify(text: Text): Promise<Text> {
  return transformText(text, { minify: true, treeShaking: true });
}

async function transformText({ code, map }: Text, options: TransformOptions): Promise<Text> {
  const url = `data:application/json;base64,${Buffer.from(map).toString("base64")}`;
  return transform(`${code}//# sourceMappingURL=${url}\n`, {
    ...OUTPUT,
    ...options,
    // A module's own names may be shortened, those of a script may not.
    format: "esm",
    sourcefile: "bundle.js",
    logLevel: "silent",
  });
}

/** Those that the bundler kept, in the order of their names. */
function listUsed(sources: readonly Source[], inputs: readonly string[]): Source[] {
  return inputs.flatMap((input) => sources.find(({ file }) => file === input) ?? []);
}

function setUp(
  {
    root,
    entry,
    kind,
    sensors,
    emission,
    notice,
    warmUpSeconds,
    hasGates,
    statistics,
    keptNames,
  }: BundleOptions,
  sources: Source[],
) {
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
      chooseSensors(root, sensors, entry === "survey", hasGates),
      chooseWarmUp(root, warmUpSeconds),
      chooseNotice(root, notice),
      chooseRadio(root, emission),
      chooseStatistics(root, statistics),
      shortenSources(root, sources),
    ],
  } as const satisfies BuildOptions;
}

/** Takes types away and writes functions as arrows, before anything else sees the sources. */
function shortenSources(root: string, sources: Source[]): Plugin {
  return {
    name: "arrows",
    setup(setup) {
      setup.onLoad({ filter: /\.ts$/ }, async ({ path }) => {
        try {
          const source = readFileSync(path, "utf8");
          const code = await dropTypes(path, source);
          sources.push({ file: relative(root, path).split(sep).join("/"), source, code });
          return { contents: shortenFunctions(dropSeals(code)), loader: "js" };
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

/** What was made of a source already: a program is bundled four times, and gates ask once more. */
const untyped = new Map<string, string>();
const MOST_UNTYPED = 500;

async function dropTypes(path: string, source: string): Promise<string> {
  // A source map names its sources as seen from the file's own folder.
  const sourcefile = basename(path);
  const key = `${sourcefile}\n${source}`;
  const known = untyped.get(key);
  if (known !== undefined) return known;
  const { code } = await transform(source, {
    loader: "ts",
    target: "esnext",
    sourcefile,
    sourcemap: "inline",
    sourcesContent: false,
    tsconfigRaw: TSCONFIG,
    logLevel: "silent",
  });
  if (untyped.size >= MOST_UNTYPED) untyped.clear();
  untyped.set(key, code);
  return code;
}

/** Seals of readings are for the compiler (shared/policy/raw.ts); blanks keep every column where it is. */
function dropSeals(code: string): string {
  return code.replace(/\b(?:open|seal)Raw(?=\()(?<!function \w+)/g, "       ");
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
