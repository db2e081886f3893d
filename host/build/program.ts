// The program of a board: firmware/boot.ts and firmware/main.ts as one statement each, checked by the gate.
import { existsSync } from "node:fs";
import { SourceMap, type SourceMapPayload } from "node:module";
import { join } from "node:path";
import { LINK_GLOBAL } from "../../shared/link/command.ts";
import { HostError, type Place } from "../error.ts";
import type { BoardKind, SensorKind, StatisticKind } from "../shop/model.ts";
import type { Emission } from "./advert.ts";
import { type Bundle, bundleEntry, readDeclarations } from "./bundle.ts";
import { checkProgram, readFixedNames, readOwnNames, readScopes } from "./gate/gate.ts";
import { ABSENT_MEMBERS, MEMBERS, STATICS } from "./gate/name.ts";
import type { Refusal } from "./gate/refusal.ts";
import type { Notice } from "./notice.ts";
import { checkShape } from "./outline.ts";
import { type Breach, refuseBreaches } from "./policy/breach.ts";
import { checkModules, checkText } from "./policy/policy.ts";
import { type PortNames, readPortNames } from "./ports.ts";
import { renameDeclarations } from "./rename.ts";
import { findRoot } from "./root.ts";
import { TAIL_FILE, writeTail } from "./tail.ts";

export interface Program {
  /** Text of `.boot0`. */
  readonly boot: string;
  /** Text of the program, which a slot keeps. */
  readonly program: string;
  readonly bootBytes: number;
  readonly programBytes: number;
  /** Source files of both, as paths inside the checkout, sorted. */
  readonly inputs: readonly string[];
  /** Source map of the program, as JSON. */
  readonly map: string;
}

export interface BuildOptions extends Partial<Emission> {
  readonly root?: string;
  readonly sensors?: readonly SensorKind[];
  readonly statistics?: readonly StatisticKind[];
  /** A PIR settles for so long. */
  readonly warmUpSeconds?: number | undefined;
  /** A radar on a UART is asked for its engineering mode. */
  readonly hasGates?: boolean | undefined;
}

/** Most bytes of a program: what a slot keeps for it, and what a board has the memory to run. */
export const PROGRAM_LIMIT_BYTES = 16_384;
/** What is built: `.boot0` and the program. */
const ENTRIES = ["boot", "main"];
const SURVEY_ENTRY = "survey";
/** Words that Espruino reserves and the minifier does not know of. */
const RESERVED = ["of", "let", "static"];
/** Refusals that one error message lists. */
const LISTED = 20;

/**
 * Builds the program for a kind of board. Pure: the same sources give the same bytes, wherever it runs.
 * @param options.root the checkout, unless it is the one that this file lies in
 * @param options.sensors what the board has: the program holds nothing for others. Undefined: shared/presence/sensors.ts
 * @param options.radio what it sends by itself, and `options.link` which link; undefined: nothing
 * @param options.statistics what it counts over time; undefined: nothing, and nothing of it is in the program
 * @throws HostError `build-…` for sources that do not build, `device-language` for what a board gets wrong, `policy-…`
 *   for what would break a promise
 */
export async function buildProgram(kind: BoardKind, options: BuildOptions = {}): Promise<Program> {
  return assemble(kind, options, true);
}

/**
 * The same for programs that make no promises: those of tests, and those that are broken on purpose to see who notices.
 * @throws HostError `build-…`, `device-language`
 */
export async function assembleProgram(kind: BoardKind, options: BuildOptions = {}): Promise<Program> {
  return assemble(kind, options, false);
}

/**
 * What the policy gate says of the modules of both entries, and of their text before it is made shorter: the same that refuses
 * a build, in less time.
 * @throws HostError `build-…`
 */
export async function findBreaches(kind: BoardKind, options: BuildOptions = {}): Promise<Breach[]> {
  const found: Breach[] = [];
  const { sensors, statistics, warmUpSeconds, hasGates, radio = "silent", link } = options;
  const root = options.root ?? findRoot();
  const made = { root, kind, sensors, statistics, warmUpSeconds, hasGates, emission: { radio, link } };
  for (const entry of ENTRIES) {
    const bundle = await bundleEntry({ ...made, entry, keptNames: undefined });
    found.push(...checkModules(bundle.sources, entry), ...checkPolicy(bundle, entry));
  }
  return found;
}

/**
 * Builds the program that counts readings while a board is calibrated. It passes the same gates as what is deployed, and is sent
 * to RAM: never written to flash.
 * @param sensors what the board has
 * @param notice what its panel says meanwhile
 * @returns its text, one byte a character
 * @throws HostError as buildProgram
 */
export async function buildSurvey(
  kind: BoardKind,
  sensors: readonly SensorKind[],
  notice: Notice,
  options: Pick<BuildOptions, "root" | "hasGates"> = {},
): Promise<string> {
  const { root = findRoot(), hasGates } = options;
  const ports = readPortNames(readDeclarations(root));
  const emission = { radio: "silent", link: undefined } as const;
  const made = { root, kind, sensors, notice, hasGates, emission, entry: SURVEY_ENTRY };
  const readable = await bundleEntry({ ...made, keptNames: undefined });
  refuseBreaches(checkModules(readable.sources, SURVEY_ENTRY));
  refuse(locate(readable, checkHelpers(readable, ports)));
  const bundle = await bundleEntry({ ...made, keptNames: listKeptNames([readable.text], ports) });
  const final = { ...bundle, text: renameDeclarations(bundle.text, new Set(RESERVED)) };
  refuse(locate(final, checkBundle(final, ports)));
  refuseBreaches(checkPolicy(final, SURVEY_ENTRY));
  return final.text;
}

function checkPolicy(bundle: Bundle, entry: string): Breach[] {
  return checkText(bundle.text, entry, (start) => findPlace(bundle, start));
}

async function assemble(kind: BoardKind, options: BuildOptions, isPromising: boolean): Promise<Program> {
  const root = options.root ?? findRoot();
  const { sensors, statistics, warmUpSeconds, hasGates, radio = "silent", link } = options;
  if (!/^[a-z0-9-]+$/.test(kind) || !existsSync(join(root, "firmware", "boards", `${kind}.ts`)))
    throw new HostError("build-unknown-board", `there is no kind of board "${kind}"`, "See firmware/boards.");
  const ports = readPortNames(readDeclarations(root));
  const made = { root, kind, sensors, statistics, warmUpSeconds, hasGates, emission: { radio, link } };
  const readable: Bundle[] = [];
  for (const entry of ENTRIES) {
    const bundle = await bundleEntry({ ...made, entry, keptNames: undefined });
    if (isPromising) refuseBreaches(checkModules(bundle.sources, entry));
    readable.push(bundle);
  }
  for (const bundle of readable) refuse(locate(bundle, checkHelpers(bundle, ports)));
  const keptNames = listKeptNames(
    readable.map((bundle) => bundle.text),
    ports,
  );
  const main = await bundleEntry({ ...made, entry: "main", keptNames });
  const program = renameDeclarations(main.text, new Set(RESERVED));
  const boot = await bundleEntry({ ...made, entry: "boot", keptNames });
  // `eval` sees what the function around it declares: no name in there may hide a global of the program.
  const hidden = readScopes(program).references.filter(({ binding }) => binding === undefined);
  const bootText = renameDeclarations(boot.text, new Set([...RESERVED, ...hidden.map(({ id }) => id.name)]));
  const finals = [
    { ...boot, text: bootText },
    { ...main, text: program },
  ];
  for (const [i, bundle] of finals.entries()) {
    refuse(locate(bundle, checkBundle(bundle, ports)));
    if (isPromising) refuseBreaches(checkPolicy(bundle, ENTRIES[i]));
  }
  const tail = writeTail(bootText.length);
  refuse(locate({ ...boot, text: tail }, checkTail(tail, ports)));
  return {
    boot: bootText + tail,
    program,
    bootBytes: bootText.length + tail.length,
    programBytes: program.length,
    inputs: [...new Set([...boot.inputs, ...main.inputs])].sort(),
    map: main.map,
  };
}

/**
 * Refuses a program that is larger than PROGRAM_LIMIT_BYTES.
 * @param kind board that it was built for, for the message
 * @throws HostError `build-too-large`
 */
export function checkSize(kind: BoardKind, { programBytes }: Pick<Program, "programBytes">): void {
  if (programBytes <= PROGRAM_LIMIT_BYTES) return;
  throw new HostError(
    "build-too-large",
    `the program of ${kind} has ${programBytes} bytes, ${programBytes - PROGRAM_LIMIT_BYTES} more than the ` +
      `${PROGRAM_LIMIT_BYTES} that a board keeps for it`,
    "Take a sensor, or a kind of statistics, from the board in shop.yaml; else shorten the sources in firmware/ and shared/.",
  );
}

/** Every name that means something outside the program; all others may be shortened. */
function listKeptNames(texts: readonly string[], ports: PortNames): ReadonlySet<string> {
  const own = new Set(texts.flatMap((text) => [...readOwnNames(text)]));
  return new Set([
    LINK_GLOBAL,
    ...ports.globals,
    ...ports.members,
    ...MEMBERS,
    ...Object.keys(STATICS),
    ...Object.values(STATICS).flat(),
    ...texts.flatMap((text) => [...readFixedNames(text)]),
    // Names that a board lacks stay what they are, for the gate to see, unless the program means its own.
    ...ABSENT_MEMBERS.filter((name) => !own.has(name)),
  ]);
}

function checkBundle(bundle: Bundle, ports: PortNames): Refusal[] {
  return [
    ...checkShape(bundle.text),
    ...checkProgram(bundle.text, {
      globals: ports.globals,
      findFile: (start) => findPlace(bundle, start)?.file,
    }),
  ];
}

function checkTail(tail: string, ports: PortNames): Refusal[] {
  return checkProgram(tail, {
    globals: new Set([...ports.globals, "passerbyText"]),
    findFile: () => TAIL_FILE,
  });
}

/** The bundler's own helpers, which minified names would hide. */
function checkHelpers(bundle: Bundle, ports: PortNames): Refusal[] {
  return checkProgram(bundle.text, { globals: ports.globals }).filter(({ rule }) => rule === "helper");
}

interface Located extends Refusal {
  readonly place: Place;
}

function locate(bundle: Bundle, refusals: readonly Refusal[]): Located[] {
  const entry = { file: "firmware" };
  return refusals.map((refusal) => ({ ...refusal, place: findPlace(bundle, refusal.start) ?? entry }));
}

const maps = new WeakMap<Bundle, SourceMap>();

/** The place in the sources that an offset of a bundle comes from. */
function findPlace(bundle: Bundle, start: number): Place | undefined {
  const before = bundle.text.slice(0, start).split("\n");
  const map = maps.get(bundle) ?? new SourceMap(parsePayload(bundle.map));
  maps.set(bundle, map);
  const entry = map.findEntry(before.length - 1, before[before.length - 1].length);
  if (!("originalSource" in entry) || typeof entry.originalSource !== "string") return undefined;
  return { file: entry.originalSource, line: entry.originalLine + 1, column: entry.originalColumn + 1 };
}

function parsePayload(map: string): SourceMapPayload {
  const payload: SourceMapPayload = JSON.parse(map);
  return payload;
}

function refuse(refusals: readonly Located[]): void {
  const [first, ...others] = refusals;
  if (first === undefined) return;
  const lines = others
    .slice(0, LISTED)
    .map(
      ({ place, message, rule }) => `\n  ${place.file}:${place.line}:${place.column}: ${message} [${rule}]`,
    );
  throw new HostError(
    "device-language",
    `${first.message} [${first.rule}]${lines.join("")}`,
    `Instead: ${first.instead}.`,
    first.place,
  );
}
