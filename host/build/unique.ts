// Names of their own for everything that the functions of a bundle declare, so that statements can move from one function
// to another without meaning something else there.
import { parse } from "acorn";
import { applyEdits, type Edit } from "./edit.ts";
import { isShorthand } from "./effect.ts";
import { readScopes } from "./gate/gate.ts";
import type { Binding } from "./gate/scope.ts";
import { readOuter } from "./outer.ts";

/**
 * Renames what is declared deeper than in the bundle's one outer function. Lines stay where they are.
 * @param text a bundle of one immediately invoked arrow
 */
export function separateNames(text: string): string {
  const { bindings, references } = readScopes(text);
  const root = parse(text, { ecmaVersion: "latest", sourceType: "script" });
  const outer = new Set<number>();
  for (const node of readOuter(root)?.statements ?? []) {
    if (node.type === "VariableDeclaration") for (const { id } of node.declarations) outer.add(id.start);
    if ("id" in node && node.id) outer.add(node.id.start);
  }
  const isOuter = (binding: Binding): boolean => binding.declarations.some(({ id }) => outer.has(id.start));
  const taken = new Set(bindings.filter(isOuter).map(({ name }) => name));
  const edits: Edit[] = [];
  const names = new Map<unknown, string>();
  bindings.forEach((binding, i) => {
    if (isOuter(binding)) return;
    let name = `${binding.name.replace(/\$.*/, "")}$${i}`;
    while (taken.has(name)) name += "_";
    names.set(binding, name);
    for (const { id, parents } of binding.declarations)
      edits.push({ start: id.start, end: id.end, text: isShorthand(parents) ? `${id.name}: ${name}` : name });
  });
  for (const { id, parents, binding } of references) {
    const name = names.get(binding);
    if (name === undefined) continue;
    edits.push({ start: id.start, end: id.end, text: isShorthand(parents) ? `${id.name}: ${name}` : name });
  }
  return applyEdits(text, edits);
}
