// Writes a part into a board's section of a shop's file: comments, order and layout of all the rest stay as they are, byte by byte.
import { isDeepStrictEqual } from "node:util";
import { isMap, isScalar, parseDocument, type YAMLMap } from "yaml";
import { HostError } from "../error.ts";

const KEY = "calibration";

interface Pair {
  /** UTF-16 units of the text, key to end of the value. */
  readonly start: number;
  readonly end: number;
}

/**
 * Puts `calibration` into a board's section, in place of one that is there.
 * @param text of the file
 * @param lines of the part, as block YAML without indentation
 * @param flow the same in braces, for sections that are written so
 * @throws HostError `calibrate-place` where the section is not written out in this file
 */
export function insertCalibration(
  text: string,
  boardId: string,
  lines: readonly string[],
  flow: string,
): string {
  const section = findSection(text, boardId);
  if (section === undefined) throw refuse(lines);
  const known = findPair(section, KEY);
  const isFlow = section.flow === true;
  const mended = isFlow ? writeFlow(text, section, known, flow) : writeBlock(text, section, known, lines);
  if (mended === undefined || !isSameBut(text, mended, boardId, lines)) throw refuse(lines);
  return mended;
}

function findSection(text: string, boardId: string): YAMLMap | undefined {
  const document = parseDocument(text, { logLevel: "error" });
  if (document.errors.length > 0) return undefined;
  const boards = document.get("boards");
  const section = isMap(boards) ? boards.get(boardId) : undefined;
  return isMap(section) && section.range != null && section.items.length > 0 ? section : undefined;
}

function findPair(map: YAMLMap, name: string): Pair | undefined {
  const pair = map.items.find(({ key }) => isScalar(key) && key.value === name);
  const key = isScalar(pair?.key) ? pair.key : undefined;
  const value = pair?.value;
  if (key?.range == null) return undefined;
  const end = isMap(value) || isScalar(value) ? value.range?.[1] : undefined;
  return end === undefined ? undefined : { start: key.range[0], end };
}

function writeFlow(
  text: string,
  section: YAMLMap,
  known: Pair | undefined,
  flow: string,
): string | undefined {
  const part = `${KEY}: ${flow}`;
  if (known !== undefined) return text.slice(0, known.start) + part + text.slice(known.end);
  const brace = (section.range?.[1] ?? 0) - 1;
  if (text[brace] !== "}") return undefined;
  const before = text.slice(0, brace);
  const body = before.trimEnd();
  // A comment at the end would swallow what follows it.
  if (/#[^\n]*$/.test(body)) return undefined;
  const gap = before.slice(body.length) || " ";
  return `${body}${body.endsWith(",") ? "" : ","} ${part}${gap}${text.slice(brace)}`;
}

function writeBlock(
  text: string,
  section: YAMLMap,
  known: Pair | undefined,
  lines: readonly string[],
): string | undefined {
  const first = section.items[0]?.key;
  const start = isScalar(first) ? (first.range?.[0] ?? 0) : 0;
  const indent = text.slice(text.lastIndexOf("\n", start - 1) + 1, start);
  if (!/^ *$/.test(indent)) return undefined;
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const part = [`${KEY}:`, ...lines.map((line) => `${indent}  ${line}`)].join(newline);
  // Behind the last thing of the section that is written, where what follows it on its line stays.
  const from = known?.start ?? lineEnd(text, lastEnd(section));
  const to = known === undefined ? from : lineEnd(text, trimEnd(text, known.end));
  const glued = known === undefined ? `${newline}${indent}${part}` : part;
  return text.slice(0, from) + glued + text.slice(to);
}

/** End of the last value of a map, without the empty lines and comments behind it. */
function lastEnd(section: YAMLMap): number {
  const value = section.items.at(-1)?.value;
  const range = typeof value === "object" && value !== null && "range" in value ? value.range : undefined;
  if (isMap(value) && value.flow !== true && value.items.length > 0) return lastEnd(value);
  return Array.isArray(range) && typeof range[1] === "number" ? range[1] : (section.range?.[1] ?? 0);
}

function trimEnd(text: string, end: number): number {
  return text.slice(0, end).trimEnd().length;
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf("\n", trimEnd(text, at));
  if (end < 0) return text.length;
  return text[end - 1] === "\r" ? end - 1 : end;
}

/** Is all the rest what it was, and the part what it should be? */
function isSameBut(before: string, after: string, boardId: string, lines: readonly string[]): boolean {
  const [old, now] = [before, after].map((text) => parseDocument(text, { logLevel: "error" }));
  if (now.errors.length > 0) return false;
  const wanted: unknown = parseDocument(lines.join("\n")).toJS();
  const path = ["boards", boardId, KEY];
  const put: unknown = now.toJS();
  const part = readAt(put, path);
  now.deleteIn(path);
  old.deleteIn(path);
  return isDeepStrictEqual(part, wanted) && isDeepStrictEqual(now.toJS(), old.toJS());
}

function readAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (at, key) =>
      typeof at === "object" && at !== null
        ? new Map<string, unknown>(Object.entries(at)).get(key)
        : undefined,
    value,
  );
}

function refuse(lines: readonly string[]): HostError {
  return new HostError(
    "calibrate-place",
    "the board's section is not written in a way that this tool can add to",
    `Add this to it yourself:\n    ${KEY}:\n${lines.map((line) => `      ${line}`).join("\n")}`,
  );
}
