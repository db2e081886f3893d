// What an expression does besides having a value, and where it uses a name.
import type { AnyNode, Expression } from "acorn";
import { full, fullAncestor } from "acorn-walk";

/** One place where a parameter is used. */
export interface Use {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  /** `{ name }` in an object. */
  readonly isShorthand: boolean;
}

const EFFECTS = new Set([
  "AssignmentExpression",
  "UpdateExpression",
  "CallExpression",
  "NewExpression",
  "TaggedTemplateExpression",
]);

/** A name, a literal, or a sign before a literal: the same whenever and however often it is evaluated. */
export function isSimple(node: AnyNode): boolean {
  if (node.type === "Identifier" || node.type === "Literal") return true;
  return node.type === "UnaryExpression" && node.operator !== "delete" && node.argument.type === "Literal";
}

/** An expression without effects. */
export function isRead(node: AnyNode): boolean {
  let isPlain = true;
  full(node, ({ type }) => {
    if (EFFECTS.has(type) || type.endsWith("FunctionExpression") || type === "AwaitExpression")
      isPlain = false;
  });
  return isPlain;
}

/** Does the body do something that may happen before what stands at `position` is read? */
export function hasEffects(body: Expression, position: number): boolean {
  let found = false;
  full(body, (node) => {
    if (!EFFECTS.has(node.type)) return;
    // A call around the position happens after its arguments are read; an assignment after its right side.
    const isAround = node.start <= position && position < node.end;
    if (!isAround || node.type === "UpdateExpression") found = true;
  });
  return found;
}

/**
 * Where a name is used in an expression; undefined where it is assigned, or anything stands in the way of
 * putting something else in its place.
 */
export function listUses(body: Expression, name: string): Use[] | undefined {
  const uses: Use[] = [];
  let isSafe = true;
  fullAncestor(body, (node, _, ancestors) => {
    if (node.type !== "Identifier" || node.name !== name) return;
    const parent = ancestors[ancestors.length - 2];
    if (parent?.type === "AssignmentExpression" && parent.left === node) isSafe = false;
    if (parent?.type === "UpdateExpression") isSafe = false;
    // What is called would get another `this` from what stands there instead.
    if (parent?.type === "CallExpression" && parent.callee === node) isSafe = false;
    const isShorthand = parent?.type === "Property" && parent.shorthand;
    if (!uses.some((use) => use.start === node.start))
      uses.push({ name, start: node.start, end: node.end, isShorthand });
  });
  return isSafe ? uses : undefined;
}

/** Is a variable of that name, whichever, ever given another value than the one it is declared with? */
export function isAssigned(text: string, name: string): boolean {
  const word = name.replace(/\$/g, "\\$");
  return new RegExp(
    `(?<![\\w$.])${word}\\s*(?:[-+*/%&|^]|<<|>>>?)?=(?!=|>)|(?<![\\w$.])${word}\\s*(?:\\+\\+|--)|(?:\\+\\+|--)${word}(?![\\w$])`,
  ).test(text.replace(new RegExp(`(?:var|let|const|,)\\s+${word}\\s*=(?!=)`, "g"), ""));
}
