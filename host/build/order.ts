// Whether a call may happen before its statement: nothing that is evaluated before it may do anything, or be changed by it.
import type { AnyNode, CallExpression } from "acorn";
import { full } from "acorn-walk";
import { isEffect, readTarget } from "./effect.ts";
import { readScopes } from "./gate/gate.ts";

/** Is the last of these nodes evaluated before anything else that has an effect, and on every way? */
export function isFirst(path: readonly AnyNode[], unsteady: ReadonlySet<string>, isPure: boolean): boolean {
  for (let i = 0; i + 1 < path.length; i++) {
    const [node, child] = [path[i] as AnyNode, path[i + 1] as AnyNode];
    if (!comesFirst(node, child, unsteady) && !(isPure && comesAlways(node, child))) return false;
  }
  return true;
}

function comesFirst(node: AnyNode, child: AnyNode, unsteady: ReadonlySet<string>): boolean {
  const isSteady = (one: AnyNode): boolean =>
    one.type === "Literal" || (one.type === "Identifier" && !unsteady.has(one.name));
  switch (node.type) {
    case "ExpressionStatement":
    case "ReturnStatement":
    case "VariableDeclaration":
    case "UnaryExpression":
      return true;
    case "VariableDeclarator":
      return node.init === child;
    case "IfStatement":
    case "ConditionalExpression":
      return node.test === child;
    case "BinaryExpression":
    case "LogicalExpression":
      return node.left === child;
    case "AssignmentExpression":
      return (
        node.right === child &&
        node.operator === "=" &&
        isPlain(node.left) &&
        (node.left.type !== "MemberExpression" || isSteady(node.left.object))
      );
    case "MemberExpression":
      return node.object === child;
    case "CallExpression": {
      const at = node.arguments.indexOf(child as CallExpression);
      return (
        at >= 0 &&
        node.callee.type === "Identifier" &&
        [node.callee, ...node.arguments.slice(0, at)].every(isSteady)
      );
    }
    case "ObjectExpression":
      return node.properties
        .slice(0, node.properties.indexOf(child as never))
        .every((property) => property.type === "Property" && !property.computed && isSteady(property.value));
    case "Property":
      return node.value === child && !node.computed;
    default:
      return false;
  }
}

/** Evaluated whenever the node is, if not before everything else in it. */
function comesAlways(node: AnyNode, child: AnyNode): boolean {
  if (node.type === "MemberExpression" || node.type === "BinaryExpression") return true;
  return node.type === "AssignmentExpression" && node.right === child && isPlain(node.left);
}

/** Does a function only read, and set nothing but what it declares itself? Names are apart, so its own tell by theirs. */
export function doesNothing(body: AnyNode): boolean {
  const own = new Set<string>();
  full(body, (node) => {
    if (node.type === "VariableDeclarator" && node.id.type === "Identifier") own.add(node.id.name);
  });
  let isPure = true;
  full(body, (node) => {
    if (node.type === "CallExpression" || node.type === "NewExpression") isPure = false;
    const set = readTarget(node);
    if (
      set !== undefined &&
      set.type !== "VariableDeclaration" &&
      !(set.type === "Identifier" && own.has(set.name))
    )
      isPure = false;
  });
  return isPure;
}

/** Is a call the only thing with an effect in its statement, but for what the statement sets? */
export function isAlone(statement: AnyNode, call: AnyNode): boolean {
  const root = statement.type === "ExpressionStatement" ? statement.expression : statement;
  let isOnly = true;
  full(statement, (node) => {
    if (node !== call && node !== root && (isEffect(node) || /Function/.test(node.type))) isOnly = false;
  });
  return isOnly;
}

/** A place that is found without doing anything: a name, or a property of one. */
function isPlain(node: AnyNode): boolean {
  if (node.type === "Identifier") return true;
  return node.type === "MemberExpression" && !node.computed && node.object.type === "Identifier";
}

/** Variables that a function other than their own gives a value to: a call may change them. */
export function listUnsteady(text: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { id, parents, owner, binding } of readScopes(text).references) {
    const parent = parents[parents.length - 1];
    if (parent && readTarget(parent) === id && owner !== binding?.owner) names.add(id.name);
  }
  return names;
}
