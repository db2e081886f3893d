// What an expression does besides having a value, and where it uses a name.
import { type AnyNode, type Expression, parse } from "acorn";
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

/** Does a node itself, without what is in it, do anything? */
export function isEffect(node: AnyNode): boolean {
  return EFFECTS.has(node.type) || (node.type === "UnaryExpression" && node.operator === "delete");
}

/** A name, a literal, or a sign before a literal: the same whenever and however often it is evaluated. */
export function isSimple(node: AnyNode): boolean {
  if (node.type === "Identifier" || isConstant(node)) return true;
  return node.type === "UnaryExpression" && node.operator !== "delete" && isConstant(node.argument);
}

/** A literal that has no state of its own, as a regular expression has. */
export function isConstant(node: AnyNode): boolean {
  return node.type === "Literal" && !node.regex;
}

/** An expression without effects. */
export function isRead(node: AnyNode): boolean {
  let isPlain = true;
  full(node, (inner) => {
    if (isEffect(inner) || inner.type.endsWith("FunctionExpression") || inner.type === "AwaitExpression")
      isPlain = false;
  });
  return isPlain;
}

/** Does the body do something that may happen before what stands at `position` is read? */
export function hasEffects(body: Expression, position: number): boolean {
  let found = false;
  full(body, (node) => {
    if (!isEffect(node)) return;
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

/** May the lines of a piece of code become one line? */
export function mayJoin(text: string, node: AnyNode): boolean {
  let isPlain = !/\/[/*]/.test(text.slice(node.start, node.end));
  full(node, (inner) => {
    if (inner.type === "TemplateElement" && inner.value.raw.includes("\n")) isPlain = false;
  });
  return isPlain;
}

const assigned = new Map<string, ReadonlySet<string>>();

/** Is a variable of that name, whichever, ever given another value than the one it is declared with? */
export function isAssigned(text: string, name: string): boolean {
  const known = assigned.get(text) ?? listAssigned(text);
  if (assigned.size > 9) assigned.clear();
  assigned.set(text, known);
  return known.has(name);
}

function listAssigned(text: string): ReadonlySet<string> {
  const names = new Set<string>();
  full(parse(text, { ecmaVersion: "latest", allowReturnOutsideFunction: true }), (node) => {
    const target = readTarget(node);
    if (target?.type === "Identifier") names.add(target.name);
  });
  return names;
}

/** What a node itself gives a value to. */
export function readTarget(node: AnyNode): AnyNode | undefined {
  if (node.type === "AssignmentExpression") return node.left;
  if (node.type === "UpdateExpression") return node.argument;
  if (node.type === "ForInStatement" || node.type === "ForOfStatement") return node.left;
  if (node.type === "UnaryExpression" && node.operator === "delete") return node.argument;
  return undefined;
}

/** Does an identifier, of which these are around, stand for a property and its value at once? */
export function isShorthand(parents: readonly AnyNode[]): boolean {
  const parent = parents[parents.length - 1];
  return parent?.type === "Property" && parent.shorthand;
}
