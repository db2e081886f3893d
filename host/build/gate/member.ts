// Rules about members: what values and global objects have on a board.
import type { AnyNode } from "acorn";
import { ABSENT_MEMBERS, STATICS, TYPED_ARRAYS } from "./name.ts";
import type { Context } from "./refusal.ts";
import { findClass, findParent } from "./syntax.ts";

const ABSENT = new Set(ABSENT_MEMBERS);
const TYPED = new Set(TYPED_ARRAYS);
/** Members that exist and must not be used, with the rule that says why. */
const RULED: Readonly<Record<string, string>> = {
  "Math.pow": "math-pow",
  "Math.round": "math-round",
  "Math.random": "math-random",
  "E.hwRand": "hardware-random",
};
/** Methods of typed arrays that give plain arrays. */
const COPIES = new Set(["slice", "filter"]);

type Member = AnyNode & { type: "MemberExpression" };

export function checkMembers(context: Context): void {
  for (const { node, parents } of context.visits) {
    if (node.type === "Identifier" && isGlobal(node, context) && node.name === "Uint8ClampedArray")
      context.report("typed-clamped", node.start);
    if (node.type === "ObjectExpression") checkKeys(node, context);
    if (node.type !== "MemberExpression") continue;
    checkIndex(node, context);
    const name = readName(node);
    if (name === undefined) continue;
    const parent = parents[parents.length - 1];
    if (name === "length" && isChanged(node, parent)) context.report("length-assignment", node.start);
    checkName(node, name, context);
  }
}

/** The name that a member is read by, if it is written down. */
function readName(node: Member): string | undefined {
  const property = node.property;
  if (!node.computed) return property.type === "Identifier" ? property.name : undefined;
  return property.type === "Literal" && typeof property.value === "string" ? property.value : undefined;
}

function checkName(node: Member, name: string, context: Context): void {
  const object = node.object;
  const known = object.type === "Identifier" && isGlobal(object, context) ? object.name : "";
  if (isPrototype(object, context)) context.report("prototype-member", node.property.start, name);
  const rule = findGlobalRule(known, name) ?? findValueRule(node, known, name, context);
  if (rule !== undefined) context.report(rule, node.property.start, known ? `${known}.${name}` : name);
}

/** What is wrong with a member of a global object. */
function findGlobalRule(object: string, name: string): string | undefined {
  const full = `${object}.${name}`;
  if (Object.hasOwn(RULED, full)) return RULED[full];
  if (name === "prototype" || !isLanguageObject(object)) return undefined;
  const statics = Object.hasOwn(STATICS, object) ? STATICS[object] : undefined;
  return statics?.includes(name) ? undefined : "absent-static";
}

/** What is wrong with a member of some value. */
function findValueRule(node: Member, known: string, name: string, context: Context): string | undefined {
  if (isLanguageObject(known)) return undefined;
  if (isInheritedStatic(node, name, context)) return "class-static-inherited";
  const kind = findKind(node.object, context);
  if (kind === "typed" && COPIES.has(name)) return "typed-copy";
  if (kind === "buffer" && name === "slice") return "absent-member";
  if (context.ownNames.has(name)) return undefined;
  if (name === "toFixed") return "to-fixed";
  if (!ABSENT.has(name) || (name === "lastIndexOf" && kind === "string")) return undefined;
  return "absent-member";
}

function isLanguageObject(name: string): boolean {
  return Object.hasOwn(STATICS, name) || TYPED.has(name);
}

function isGlobal(id: AnyNode, context: Context): boolean {
  return context.scopes.meaning.get(id) === undefined;
}

/** `Array.prototype` and the like, except `Object.prototype`, which a board does have. */
function isPrototype(node: AnyNode, context: Context): boolean {
  if (node.type !== "MemberExpression" || readName(node) !== "prototype") return false;
  const object = node.object;
  return (
    object.type === "Identifier" &&
    isGlobal(object, context) &&
    object.name !== "Object" &&
    isLanguageObject(object.name)
  );
}

function isInheritedStatic(node: Member, name: string, context: Context): boolean {
  const owner = findClass(node.object, context);
  if (owner === undefined || hasStatic(owner, name)) return false;
  for (let next = findParent(owner, context); next !== undefined; next = findParent(next, context))
    if (hasStatic(next, name)) return true;
  return false;
}

function hasStatic(node: AnyNode & { type: "ClassDeclaration" | "ClassExpression" }, name: string): boolean {
  return node.body.body.some(
    (item) =>
      item.type === "MethodDefinition" &&
      item.static &&
      item.key.type === "Identifier" &&
      item.key.name === name,
  );
}

/** What a value visibly is: its text says so, or its only assignment does. */
function findKind(node: AnyNode, context: Context): "typed" | "buffer" | "string" | undefined {
  const value = context.scopes.meaning.get(node)?.value ?? node;
  if (value.type === "TemplateLiteral") return "string";
  if (value.type === "Literal" && typeof value.value === "string") return "string";
  if (value.type !== "NewExpression" || value.callee.type !== "Identifier") return undefined;
  if (!isGlobal(value.callee, context)) return undefined;
  if (TYPED.has(value.callee.name)) return "typed";
  return value.callee.name === "ArrayBuffer" ? "buffer" : undefined;
}

function isChanged(node: AnyNode, parent: AnyNode | undefined): boolean {
  return (
    (parent?.type === "AssignmentExpression" && parent.left === node) || parent?.type === "UpdateExpression"
  );
}

/** `a[-1]`; fractions are seen with the other numbers. */
function checkIndex(node: Member, context: Context): void {
  const property = node.property;
  if (!node.computed || property.type !== "UnaryExpression" || property.operator !== "-") return;
  if (property.argument.type === "Literal") context.report("odd-index", property.start);
}

/** Numeric keys come first and ascending in JavaScript, wherever they are written. */
function checkKeys(node: AnyNode & { type: "ObjectExpression" }, context: Context): void {
  let previous = -1;
  for (const property of node.properties) {
    if (property.type !== "Property" || property.computed) continue;
    const key = property.key.type === "Literal" ? String(property.key.value) : "";
    const number = /^\d+$/.test(key) ? Number(key) : Number.POSITIVE_INFINITY;
    if (number < previous) context.report("numeric-keys", property.start);
    previous = Math.max(previous, number);
  }
}
