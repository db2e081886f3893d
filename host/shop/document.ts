// From bytes of unknown origin to a plain value and the place of each part of it. Never throws on content.
import { closeSync, openSync, readSync, statSync } from "node:fs";
import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  type YAMLMap,
} from "yaml";
import type { Finding } from "../compile/cards.ts";
import type { Place } from "../error.ts";

/** Largest file that is read. A shop with 1,000 offers has about 500 kB. */
const MOST_BYTES = 1 << 20;
/** Largest value after aliases are followed, in nodes: 20 times what 1,000 offers need. */
const MOST_NODES = 500_000;
const MOST_ALIASES = 2_000;

export type Path = readonly (string | number)[];

export interface Source {
  readonly value: unknown;
  /** Place of the value at a path, or of what lies nearest to it; `isKey`: of the key that leads there. */
  locate(path: Path, isKey?: boolean): Place;
}

export type Opened = { readonly source?: Source; readonly findings: readonly Finding[] };

/** Reads a file as UTF-8 text. */
export function readText(path: string): { text?: string; findings: readonly Finding[] } {
  const bytes = readBytes(path);
  if (!(bytes instanceof Uint8Array)) return { findings: [bytes] };
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes), findings: [] };
  } catch {
    const hint = "Save the file as UTF-8 text.";
    return { findings: [fault("shop-encoding", "The file is not UTF-8 text.", hint, { file: path })] };
  }
}

function readBytes(path: string): Uint8Array | Finding {
  const tooLarge = (size: number): Finding =>
    fault(
      "shop-too-large",
      `The file has ${size} bytes or more; at most ${MOST_BYTES} are read.`,
      "Is it the right file? A shop with 1,000 offers has about half of that.",
      { file: path },
    );
  try {
    const status = statSync(path);
    if (!status.isFile())
      return fault("shop-not-a-file", "This is not a file.", "Give the path of a shop.yaml.", { file: path });
    if (status.size > MOST_BYTES) return tooLarge(status.size);
    const buffer = new Uint8Array(MOST_BYTES + 1);
    const descriptor = openSync(path, "r");
    try {
      let length = 0;
      for (let got = -1; got !== 0 && length < buffer.length; length += got)
        got = readSync(descriptor, buffer, length, buffer.length - length, null);
      return length > MOST_BYTES ? tooLarge(length) : buffer.subarray(0, length);
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    const isMissing = error instanceof Error && "code" in error && error.code === "ENOENT";
    return isMissing
      ? fault(
          "shop-missing-file",
          "There is no such file.",
          "Give the path of a shop.yaml, or make one with `passerby init`.",
          { file: path },
        )
      : fault(
          "shop-unreadable",
          "The file cannot be read.",
          "Check its permissions, and that its path is right.",
          { file: path },
        );
  }
}

/** Parses YAML 1.2 (JSON included). Without a source the findings say why. */
export function openSource(text: string, file: string): Opened {
  const lines = new LineCounter();
  const findings: Finding[] = [];
  const at = (offset: number): Place => {
    const { line, col } = lines.linePos(Math.max(0, offset));
    return { file, line: Math.max(1, line), column: Math.max(1, col) };
  };
  try {
    // uniqueKeys would compare every key with every other; duplicates are found below in one pass.
    const document = parseDocument(text, {
      lineCounter: lines,
      prettyErrors: false,
      uniqueKeys: false,
      logLevel: "error",
    });
    for (const error of document.errors.slice(0, 20)) findings.push(syntaxFault(error, at(error.pos[0])));
    if (findings.length > 0) return { findings };
    if (walkNodes(document, findings, at) > MOST_ALIASES) throw new ReferenceError("too many aliases");
    const value: unknown = document.toJS({ maxAliasCount: MOST_ALIASES });
    if (countNodes(value, MOST_NODES) > MOST_NODES) throw new ReferenceError("too many nodes");
    const index = new WeakMap<YAMLMap, Pairs>();
    const locate = (path: Path, isKey = false): Place => at(offsetOf(document, path, isKey, index));
    return { source: { value, locate }, findings };
  } catch (error) {
    // RangeError: nested too deeply for the parser's stack. ReferenceError: aliases that multiply.
    const isAliases = error instanceof ReferenceError;
    const place = { file, line: 1, column: 1 };
    findings.push(
      isAliases
        ? fault(
            "shop-aliases",
            "Aliases (*name) blow this file up beyond reason.",
            "Write the repeated parts out.",
            place,
          )
        : fault("shop-yaml", "The file cannot be read as YAML.", "Is it nested too deeply?", place),
    );
    return { findings };
  }
}

function syntaxFault(error: { code: string; message: string }, place: Place): Finding {
  const hints: Readonly<Record<string, string>> = {
    TAB_AS_INDENT: "Indent with blanks, not with tabs.",
    BAD_INDENT: "Lines that belong together begin in the same column.",
    MULTIPLE_DOCS: "Remove the line `---`: one file holds one shop.",
    MISSING_CHAR: "Look for a quote or bracket that is opened and not closed, also in the lines above.",
    BLOCK_AS_IMPLICIT_KEY: "Put a text that holds a colon in quotes.",
  };
  const hint = Object.hasOwn(hints, error.code)
    ? hints[error.code]
    : "Look at this line and the one above it.";
  return fault("shop-yaml", `This is not YAML: ${error.message.split("\n")[0]}`, hint, place);
}

/** Reports keys that are written twice. Returns the number of aliases: the library resolves each by a walk. */
function walkNodes(document: Document, findings: Finding[], at: (offset: number) => Place): number {
  let aliases = 0;
  const waiting: unknown[] = [document.contents];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (isAlias(node)) aliases++;
    if (isSeq(node)) for (const item of node.items) waiting.push(item);
    if (!isMap(node)) continue;
    const seen = new Set<unknown>();
    for (const pair of node.items) {
      const key = isScalar(pair.key) ? pair.key : undefined;
      if (pair.value !== null) waiting.push(pair.value);
      if (key === undefined) continue;
      if (seen.has(String(key.value)))
        findings.push(
          fault(
            "shop-duplicate-key",
            `\`${String(key.value)}\` is written twice.`,
            "Keep one of them.",
            at(key.range?.[0] ?? 0),
          ),
        );
      seen.add(String(key.value));
    }
  }
  return aliases;
}

function countNodes(value: unknown, most: number): number {
  const waiting: unknown[] = [value];
  let count = 0;
  while (waiting.length > 0 && count <= most) {
    const node = waiting.pop();
    count++;
    if (typeof node !== "object" || node === null) continue;
    for (const child of Object.values(node)) waiting.push(child);
  }
  return count;
}

type Pairs = Map<string, YAMLMap["items"][number]>;

/** The pairs of a map by key, kept from the first time on: there may be a place to find in each of them. */
function pairsOf(map: YAMLMap, index: WeakMap<YAMLMap, Pairs>): Pairs {
  const known = index.get(map);
  if (known !== undefined) return known;
  const pairs: Pairs = new Map();
  for (const pair of map.items) if (isScalar(pair.key)) pairs.set(String(pair.key.value), pair);
  index.set(map, pairs);
  return pairs;
}

function offsetOf(document: Document, path: Path, isKey: boolean, index: WeakMap<YAMLMap, Pairs>): number {
  let node: unknown = document.contents;
  let offset = isNode(node) ? (node.range?.[0] ?? 0) : 0;
  for (let i = 0; i < path.length; i++) {
    if (isAlias(node)) node = node.resolve(document);
    const step = path[i];
    const pair = isMap(node) ? pairsOf(node, index).get(String(step)) : undefined;
    const next: unknown = isSeq(node) && typeof step === "number" ? node.items[step] : pair?.value;
    const key = isScalar(pair?.key) ? pair.key : undefined;
    // A key without a value has no place of its own: its key stands for it.
    const isEmpty = isScalar(next) && next.range?.[0] === next.range?.[1];
    const target = (isKey && i === path.length - 1) || isEmpty || !isNode(next) ? (key ?? next) : next;
    if (!isNode(target)) return offset;
    offset = target.range?.[0] ?? offset;
    node = next;
  }
  return offset;
}

function fault(code: string, message: string, hint: string, place: Place): Finding {
  return { code, severity: "error", message, hint, place };
}
