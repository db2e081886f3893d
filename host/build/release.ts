// Frees what only the start of a program needs: its last statement sets those functions to 0, and a board gets back
// the variables that they took.
import { type AnyNode, parse } from "acorn";
import { fullAncestor } from "acorn-walk";
import { readOuter } from "./outer.ts";

/**
 * @param text a bundle of one immediately invoked arrow
 * @returns the same, with one statement more where something can be freed
 */
export function releaseStart(text: string): string {
  const outer = readOuter(parse(text, { ecmaVersion: "latest", sourceType: "script" }));
  if (outer === undefined) return text;
  const functions = new Map<string, AnyNode>();
  const starting: AnyNode[] = [];
  for (const node of outer.statements) {
    if (node.type !== "VariableDeclaration") starting.push(node);
    else
      for (const { id, init } of node.declarations)
        if (id.type === "Identifier" && init?.type === "ArrowFunctionExpression")
          functions.set(id.name, init);
        else if (init) starting.push(init);
  }
  const later = new Set<string>();
  const early = new Set<string>();
  const keep = (name: string): void => {
    const own = functions.get(name);
    if (own === undefined || later.has(name)) return;
    later.add(name);
    const { now, then } = listNames(own);
    for (const used of [...now, ...then]) keep(used);
  };
  const visit = (node: AnyNode): void => {
    const { now, then } = listNames(node);
    for (const used of then) keep(used);
    for (const used of now) {
      const own = functions.get(used);
      if (own === undefined || early.has(used)) continue;
      early.add(used);
      visit(own);
    }
  };
  for (const node of starting) visit(node);
  const free = [...early].filter((name) => !later.has(name)).sort();
  if (free.length === 0) return text;
  return `${text.slice(0, outer.end)}${free.map((name) => `${name} = `).join("")}0;\n${text.slice(outer.end)}`;
}

/** Functions that a piece of code calls, and those that it hands on or that functions inside it use: they are needed later. */
function listNames(root: AnyNode): { now: Set<string>; then: Set<string> } {
  const now = new Set<string>();
  const then = new Set<string>();
  // Anything else that is a function is called, if at all, under a name that is not followed.
  const isArrow = root.type === "ArrowFunctionExpression";
  fullAncestor(root, (node, _, ancestors) => {
    if (node.type !== "Identifier") return;
    const parent = ancestors[ancestors.length - 2];
    const isDeep = ancestors.some((around) => (around !== root || !isArrow) && /Function/.test(around.type));
    const isCalled = parent?.type === "CallExpression" && parent.callee === node;
    (isCalled && !isDeep ? now : then).add(node.name);
  });
  return { now, then };
}
