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
import { countNodes, fault, walkNodes } from "./node.ts";
import { describeSyntax } from "./syntax.ts";

/** Largest file that is read. A shop with 1,000 offers has about 500 kB. */
const MOST_BYTES = 1 << 20;
/** Largest value after aliases are followed, in nodes: 20 times what 1,000 offers need. */
const MOST_NODES = 500_000;
const MOST_ALIASES = 2_000;
const MOST_SYNTAX_FINDINGS = 20;
/** So many brackets opened one after the other are no shop, which needs five; the parser would take seconds. */
const DEEP = /(?:[[{]\s*){64}/;

export type Path = readonly (string | number)[];

/** A stretch of a file, in UTF-16 units from its begin. */
export interface Range {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  /** What stands there. */
  readonly raw: string;
}

export interface Source {
  readonly value: unknown;
  /** Place of the value at a path, or of what lies nearest to it; `isKey`: of the key that leads there. */
  locate(path: Path, isKey?: boolean): Place;
  /** Where exactly a value or key is written; undefined where it is not, or is written elsewhere (an alias). */
  range(path: Path, isKey?: boolean): Range | undefined;
}

export type Opened = { readonly source?: Source; readonly findings: readonly Finding[] };

/**
 * Reads a file as UTF-8 text.
 * @param isPlaced a file that is no text is reported at its first foreign byte, else as a whole
 */
export function readText(path: string, isPlaced = false): { text?: string; findings: readonly Finding[] } {
  const bytes = readBytes(path, isPlaced);
  if (!(bytes instanceof Uint8Array)) return { findings: [bytes] };
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    if (!hasControls(text)) return { text, findings: [] };
  } catch {
    // Said below.
  }
  const hint = "Save the file as UTF-8 text. Is it the right file?";
  const place = isPlaced ? { file: path, ...findForeign(bytes) } : { file: path };
  return { findings: [fault("shop-encoding", "The file is not UTF-8 text.", hint, place)] };
}

/** The first byte that is no part of a text, as line and column from 1. */
function findForeign(bytes: Uint8Array): { line: number; column: number } {
  let line = 1;
  let column = 1;
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  try {
    for (let i = 0; i < bytes.length; i++) {
      const letters = decoder.decode(bytes.subarray(i, i + 1), { stream: true });
      if (hasControls(letters)) break;
      column = letters === "\n" ? 1 : column + letters.length;
      if (letters === "\n") line++;
    }
  } catch {
    // That is the one.
  }
  return { line, column };
}

/** No text has control characters other than tabs and the ends of lines, YAML neither. */
function hasControls(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 32 && code !== 9 && code !== 10 && code !== 13) return true;
  }
  return false;
}

/** Bytes of a file; a finding where it is none, too large or missing. */
export function readBytes(path: string, isShop: boolean): Uint8Array | Finding {
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
          isShop
            ? "Give the path of a shop.yaml, or make one with `passerby init`."
            : "Make the file, or correct its name in the shop file.",
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
  const lines = countLines(text);
  const findings: Finding[] = [];
  const at = (offset: number): Place => {
    const { line, col } = lines.linePos(Math.max(0, offset));
    return { file, line: Math.max(1, line), column: Math.max(1, col) };
  };
  const deep = DEEP.exec(text);
  if (deep !== null) {
    const before = text.slice(0, deep.index).split("\n");
    const { message, hint } = describeSyntax("RESOURCE_EXHAUSTION");
    const place = { file, line: before.length, column: (before.at(-1) ?? "").length + 1 };
    return { findings: [fault("shop-yaml", message, hint, place)] };
  }
  try {
    // uniqueKeys would compare every key with every other; duplicates are found below in one pass.
    const document = parseDocument(text, {
      prettyErrors: false,
      uniqueKeys: false,
      logLevel: "error",
    });
    for (const error of [...document.errors].sort((a, b) => a.pos[0] - b.pos[0])) {
      const place = at(error.pos[0]);
      // What follows on the same line follows from the first mistake.
      if (findings.at(-1)?.place.line === place.line || findings.length === MOST_SYNTAX_FINDINGS) continue;
      const { message, hint } = describeSyntax(error.code);
      findings.push(fault("shop-yaml", message, hint, place));
    }
    if (findings.length > 0) return { findings };
    if (document.contents === null) {
      const place = { file, line: 1, column: 1 };
      return {
        findings: [
          fault("shop-missing-key", "The file is empty.", "`passerby init` writes a sample.", place),
        ],
      };
    }
    const aliases = walkNodes(document, findings, at);
    if (findings.some(({ code }) => code === "shop-alias")) return { findings };
    if (aliases > MOST_ALIASES) throw new ReferenceError("aliases");
    const value: unknown = document.toJS({ maxAliasCount: MOST_ALIASES });
    if (countNodes(value, MOST_NODES) > MOST_NODES) throw new ReferenceError("nodes");
    const index = new WeakMap<YAMLMap, Pairs>();
    const locate = (path: Path, isKey = false): Place => at(findNode(document, path, isKey, index).offset);
    const range = (path: Path, isKey = false): Range | undefined => {
      const { node, isAliased } = findNode(document, path, isKey, index);
      const ends = isScalar(node) ? node.range : undefined;
      if (ends == null || isAliased) return undefined;
      return { file, start: ends[0], end: ends[1], raw: text.slice(ends[0], ends[1]) };
    };
    return { source: { value, locate, range }, findings };
  } catch (error) {
    // RangeError: nested too deeply for the parser's stack. ReferenceError: aliases that multiply.
    const isAliases = error instanceof ReferenceError;
    const place = { file, line: 1, column: 1 };
    findings.push(
      isAliases
        ? fault(
            "shop-aliases",
            "Aliases (*name) blow this file up beyond reason.",
            `At most ${MOST_ALIASES} aliases and ${MOST_NODES} values are read. Write the repeated parts out.`,
            place,
          )
        : fault("shop-yaml", "The file cannot be read as YAML.", "Is it nested too deeply?", place),
    );
    return { findings };
  }
}

/** Where lines begin. The parser's own count leaves out empty lines within brackets that are never closed. */
function countLines(text: string): LineCounter {
  const lines = new LineCounter();
  lines.addNewLine(0);
  for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", end + 1)) lines.addNewLine(end + 1);
  return lines;
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

interface Found {
  /** Where the node is, or what lies nearest to it. */
  readonly offset: number;
  /** The value or key itself, if it is written. */
  readonly node?: unknown;
  readonly isAliased: boolean;
}

function findNode(document: Document, path: Path, isKey: boolean, index: WeakMap<YAMLMap, Pairs>): Found {
  let node: unknown = document.contents;
  let offset = isNode(node) ? (node.range?.[0] ?? 0) : 0;
  let isAliased = false;
  for (let i = 0; i < path.length; i++) {
    if (isAlias(node)) {
      node = node.resolve(document);
      isAliased = true;
    }
    const step = path[i];
    const pair = isMap(node) ? pairsOf(node, index).get(String(step)) : undefined;
    const next: unknown = isSeq(node) && typeof step === "number" ? node.items[step] : pair?.value;
    const key = isScalar(pair?.key) ? pair.key : undefined;
    // A key without a value has no place of its own: its key stands for it.
    const isEmpty = isScalar(next) && next.range?.[0] === next.range?.[1];
    const isLastKey = isKey && i === path.length - 1;
    const target = isLastKey || isEmpty || !isNode(next) ? (key ?? next) : next;
    if (!isNode(target)) return { offset, isAliased };
    offset = target.range?.[0] ?? offset;
    if (isLastKey) return { offset, node: target, isAliased };
    if (target !== next) return { offset, isAliased };
    node = next;
  }
  return { offset, node, isAliased };
}
