// Findings about the shape of the file: zod's issues in a shopkeeper's words, each with its place.
import type { z } from "zod";
import type { Path } from "./document.ts";
import { quote, type Report } from "./report.ts";
import { shopJsonSchema, shopSchema } from "./schema.ts";
import { nearest, suggest, surest } from "./spelling.ts";

type Issue = z.core.$ZodIssue;

/**
 * Reports everything in which the value has not the shape of a shop.
 * @param value changed: keys that nobody knows are removed from it
 * @returns the paths of what is wrong, so that sound parts can still be read
 */
export function checkShape(value: unknown, report: Report): readonly Path[] {
  const result = shopSchema.safeParse(value);
  if (result.success) return [];
  const paths: Path[] = [];
  for (const issue of result.error.issues) reportIssue(issue, [], value, report, paths);
  return paths;
}

function reportIssue(issue: Issue, base: Path, value: unknown, report: Report, paths: Path[]): void {
  const path = [...base, ...issue.path.map((step) => (typeof step === "symbol" ? String(step) : step))];
  paths.push(path);
  const inner = issue.code === "invalid_union" ? deepest(issue.errors) : [];
  if (inner.length > 0) {
    for (const nested of inner) reportIssue(nested, path, value, report, paths);
  } else if (issue.code === "unrecognized_keys") {
    reportKeys(issue.keys, path, value, report);
  } else if (issue.code === "invalid_key") {
    const message = `${quote(path.at(-1))} is not ${issue.issues[0]?.message ?? "a name"}.`;
    report.errorAtKey("shop-name", path, message, "Use small letters, digits and hyphens.");
  } else reportValue(issue, path, valueAt(value, path), report);
}

function reportValue(issue: Issue, path: Path, found: unknown, report: Report): void {
  const name = String(path.findLast((step) => typeof step === "string") ?? "shop");
  if (found === undefined || found === null) {
    const message = found === null ? `\`${name}\` has no value.` : `\`${name}\` is missing.`;
    report.error("shop-missing-key", path, message, `Write \`${name}\`: ${expected(issue)}.`);
  } else if (issue.code === "invalid_value") {
    const message = `${quote(found)} is not a word for \`${name}\`.`;
    const words = issue.values.map(String);
    report.error("shop-word", path, message, suggest(String(found), words, ""), surest(String(found), words));
  } else {
    report.error(
      "shop-value",
      path,
      `${quote(found)} is not ${expected(issue)}.`,
      `Write ${expected(issue)}.`,
    );
  }
}

/** Of a union's branches the one that got furthest into the value: there the mistake is. */
function deepest(branches: readonly (readonly Issue[])[]): readonly Issue[] {
  let best: readonly Issue[] = [];
  let bestDepth = 0;
  for (const issues of branches) {
    const depth = Math.max(0, ...issues.slice(0, 100).map(depthOf));
    if (depth > bestDepth) {
      best = issues;
      bestDepth = depth;
    }
  }
  return best;
}

/** A wrong word or pattern lies deeper than a wrong type of the same value. */
function depthOf(issue: Issue): number {
  return issue.path.length * 2 + (issue.code === "invalid_type" ? 0 : 1);
}

function expected(issue: Issue): string {
  if (issue.code === "invalid_value") return issue.values.map(String).join(" or ");
  return issue.message.replace(/^Invalid input: expected .*$/, "of the right kind");
}

function reportKeys(keys: readonly string[], path: Path, value: unknown, report: Report): void {
  const known = keysAt(path);
  const holder = valueAt(value, path);
  for (const key of keys) {
    if (!report.isFull()) reportKey(key, known, path, holder, report);
    // It has been said; without it the rest of this part can be read and checked as well.
    if (typeof holder === "object" && holder !== null) Reflect.deleteProperty(holder, key);
  }
}

function reportKey(key: string, known: readonly string[], path: Path, holder: unknown, report: Report): void {
  const at = [...path, key];
  if (path.at(-1) === "price" && /^\d+$/.test(key) && valueAt(holder, [key]) === null) {
    reportComma(at, report);
    return;
  }
  const near = nearest(key, known);
  const part = near === undefined ? placesOf(key).at(0) : undefined;
  const hint = part === undefined ? suggest(key, known, "Remove it.") : `It belongs under \`${part}\`.`;
  const sure = surest(key, known);
  const isFree = sure !== undefined && valueAt(holder, [sure]) === undefined;
  const message = `There is no key ${quote(key)} here.`;
  report.errorAtKey("shop-unknown-key", at, message, hint, isFree ? sure : undefined);
}

/** `{ now: 39,90 }`: YAML takes what follows the comma for a key of its own. */
function reportComma(at: Path, report: Report): void {
  const message = "A comma ends the price here.";
  const hint = "Write prices with a point, such as 39.90.";
  const whole = report.range([...at.slice(0, -1), "now"]);
  const rest = report.range(at, true);
  const finding = {
    code: "shop-decimal-comma",
    severity: "error",
    message,
    hint,
    place: report.locate(at, true),
  } as const;
  // Only where the two stand beside each other: the comma between them becomes a point.
  const isClose = whole !== undefined && rest !== undefined && rest.start - whole.end === 1;
  report.add(
    isClose
      ? { ...finding, fix: { file: whole.file, start: whole.end, end: rest.start, raw: ",", text: "." } }
      : finding,
  );
}

interface JsonShape {
  properties?: Record<string, JsonShape>;
  additionalProperties?: JsonShape | boolean;
  items?: JsonShape;
  anyOf?: JsonShape[];
}

const schema: JsonShape = shopJsonSchema();

/** Keys that the schema knows at a path. */
function keysAt(path: Path): string[] {
  let shape: JsonShape | undefined = schema;
  for (const step of path) {
    if (shape === undefined) return [];
    const extra: JsonShape | undefined =
      typeof shape.additionalProperties === "object" ? shape.additionalProperties : undefined;
    const properties: Record<string, JsonShape> = shape.properties ?? {};
    if (typeof step === "number") shape = shape.items;
    else shape = Object.hasOwn(properties, step) ? properties[step] : extra;
  }
  return Object.keys(shape?.properties ?? {});
}

/** Names of the parts of an offer that know this key. */
function placesOf(key: string): string[] {
  return ["when", "plays", "price", "approved"].filter((part) => keysAt(["offers", 0, part]).includes(key));
}

function valueAt(value: unknown, path: Path): unknown {
  let node = value;
  for (const step of path) {
    if (typeof node !== "object" || node === null || !Object.hasOwn(node, step)) return undefined;
    node = (node as Record<string | number, unknown>)[step];
  }
  return node;
}
