// Takes away what a kind of board has no use for: drivers of other panels, which the bundler leaves in a bundle of one
// arrow because only afterwards it is known which of them is asked for.
import { type AnyNode, parse } from "acorn";
import { full } from "acorn-walk";
import { applyEdits, type Edit, keepLines } from "./edit.ts";
import { readOuter } from "./outer.ts";

/**
 * @param text a bundle of one immediately invoked arrow
 * @returns the same without the functions, and lists of numbers, that nothing names
 */
export function dropUnused(text: string): string {
  const root = parse(text, { ecmaVersion: "latest", sourceType: "script" });
  const outer = readOuter(root);
  if (outer === undefined) return text;
  const named = new Map<string, number>();
  full(root, (node) => {
    if (node.type === "Identifier") named.set(node.name, (named.get(node.name) ?? 0) + 1);
  });
  const edits = outer.statements.flatMap((node): Edit[] => {
    if (node.type !== "VariableDeclaration") return [];
    const kept = node.declarations.filter(({ id, init }) => {
      // Where it is declared it is named once.
      const isNamed = id.type !== "Identifier" || named.get(id.name) !== 1;
      return isNamed || !isHarmless(init);
    });
    if (kept.length === node.declarations.length) return [];
    const parts = kept.map(({ start, end }) => text.slice(start, end)).join(", ");
    const rest = parts === "" ? "" : `${node.kind} ${parts};`;
    const lost = keepLines(text.slice(node.start, node.end)).slice(keepLines(rest).length);
    return [{ start: node.start, end: node.end, text: rest + lost }];
  });
  // What only the dropped ones named can go as well.
  return edits.length === 0 ? text : dropUnused(applyEdits(text, edits));
}

/** Evaluating it does nothing. */
function isHarmless(init: AnyNode | null | undefined): boolean {
  if (init?.type === "ArrowFunctionExpression" || init?.type === "Literal") return true;
  return init?.type === "ArrayExpression" && init.elements.every((item) => item?.type === "Literal");
}
