// One walk over the nodes of a document: keys that are written twice, and aliases.
import { type Alias, type Document, isAlias, isMap, isNode, isScalar, isSeq } from "yaml";
import type { Finding } from "../compile/cards.ts";
import type { Place } from "../error.ts";

/** More names of nothing than these nobody reads. */
const MOST_NAMELESS = 20;

/** Reports keys that are written twice, and names (*name) of nothing. Returns the number of aliases: the library resolves each by a walk. */
export function walkNodes(document: Document, findings: Finding[], at: (offset: number) => Place): number {
  const aliases: Alias[] = [];
  const anchors = new Map<string, number>();
  const waiting: unknown[] = [document.contents];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (isAlias(node)) aliases.push(node);
    if (isNode(node) && "anchor" in node && typeof node.anchor === "string")
      anchors.set(node.anchor, Math.min(anchors.get(node.anchor) ?? Infinity, node.range?.[0] ?? 0));
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
  for (const alias of aliases.slice(0, MOST_NAMELESS)) {
    const offset = alias.range?.[0] ?? 0;
    if ((anchors.get(alias.source) ?? Infinity) < offset) continue;
    const hint = `Write \`&${alias.source}\` before what it stands for, further up, or write that out.`;
    findings.push(fault("shop-alias", `\`*${alias.source}\` stands for nothing.`, hint, at(offset)));
  }
  return aliases.length;
}

/** How many values there are, or one more than `most`. */
export function countNodes(value: unknown, most: number): number {
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

/** An error of the file itself. */
export function fault(code: string, message: string, hint: string, place: Place): Finding {
  return { code, severity: "error", message, hint, place };
}
