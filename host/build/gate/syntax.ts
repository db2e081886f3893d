// Rules that a single node, with the nodes around it, can break.
import type { AnyNode } from "acorn";
import type { Context, Visit } from "./refusal.ts";
import { isFunction } from "./scope.ts";

/** Kinds of nodes that are refused wherever they stand. */
const REFUSED_KINDS: Readonly<Record<string, string>> = {
  AssignmentPattern: "default-value",
  RestElement: "rest",
  SpreadElement: "spread",
  ObjectPattern: "destructuring",
  ArrayPattern: "destructuring",
  ChainExpression: "optional-chain",
  AwaitExpression: "async",
  YieldExpression: "generator",
  LabeledStatement: "label",
  WithStatement: "with",
  DebuggerStatement: "debugger",
  MetaProperty: "new-target",
  PropertyDefinition: "class-field",
  StaticBlock: "class-static-block",
  TaggedTemplateExpression: "tagged-template",
};

/** Words that Espruino reserves and that a script may use as names. */
const RESERVED = new Set(["of", "let", "static", "undefined"]);

export function checkSyntax(context: Context): void {
  for (const visit of context.visits) {
    const rule = REFUSED_KINDS[visit.node.type];
    if (rule !== undefined) context.report(rule, visit.node.start);
    checkNode(visit, context);
  }
  for (const binding of context.scopes.bindings)
    if (RESERVED.has(binding.name) || binding.name === "debugger")
      context.report("reserved", binding.declarations[0]?.id.start ?? 0, binding.name);
}

function checkNode({ node, parents }: Visit, context: Context): void {
  const parent = parents[parents.length - 1];
  switch (node.type) {
    case "FunctionDeclaration":
    case "FunctionExpression":
    case "ArrowFunctionExpression":
      if (node.async) context.report("async", node.start);
      if (node.generator) context.report("generator", node.start);
      return;
    case "DoWhileStatement":
      if (/^(Try|Switch)Statement$/.test(node.body.type)) context.report("do-bare", node.start);
      return;
    case "ForOfStatement":
      if (node.await) context.report("async", node.start);
      return;
    case "AssignmentExpression":
      if (/^(\|\||&&|\?\?)=$/.test(node.operator)) context.report("logical-assignment", node.start);
      if (node.operator === "**=") context.report("exponent", node.start);
      return;
    case "BinaryExpression":
      if (node.operator === "**") context.report("exponent", node.start);
      return;
    case "Property":
    case "MethodDefinition":
    case "PropertyDefinition":
      if (node.computed) context.report("computed-key", node.start);
      if (node.key.type === "PrivateIdentifier") context.report("class-private", node.start);
      return;
    case "SwitchStatement":
      checkSwitch(node.cases, context);
      return;
    case "ReturnStatement":
      checkReturn(node, context);
      return;
    case "ClassDeclaration":
    case "ClassExpression":
      checkClass(node, context);
      return;
    case "Identifier":
      if (node.name === "arguments") checkArguments(node, parents, parent, context);
      return;
  }
}

function checkSwitch(cases: readonly (AnyNode & { type: "SwitchCase" })[], context: Context): void {
  cases.forEach((item, index) => {
    if (item.test === null && index < cases.length - 1) context.report("switch-default", item.start);
    for (const statement of item.consequent)
      if (statement.type === "VariableDeclaration" && statement.kind !== "var")
        context.report("switch-let", statement.start);
  });
}

/** `return` at the end of a line takes the next line along, unless something ends the statement. */
function checkReturn(node: AnyNode & { type: "ReturnStatement" }, context: Context): void {
  if (node.argument != null) return;
  const rest = context.text.slice(node.start + "return".length);
  if (/^\s*\n\s*[^\s;}]/.test(rest)) context.report("return-newline", node.start);
}

type ClassNode = AnyNode & { type: "ClassDeclaration" | "ClassExpression" };

function checkClass(node: ClassNode, context: Context): void {
  if (node.superClass == null) return;
  const parent = findParent(node, context);
  if (node.superClass.type !== "Identifier" || context.scopes.meaning.get(node.superClass) === undefined)
    context.report("class-extends", node.superClass.start);
  if (!usesSuper(node, context)) return;
  for (let next = parent; next !== undefined; next = findParent(next, context)) {
    if (!usesSuper(next, context)) continue;
    context.report("class-super-chain", node.start);
    return;
  }
}

/** The class of the program that a class extends by name. */
export function findParent(node: ClassNode, context: Context): ClassNode | undefined {
  if (node.superClass == null) return undefined;
  return findClass(node.superClass, context);
}

/** The class of the program that an identifier names. */
export function findClass(id: AnyNode, context: Context): ClassNode | undefined {
  const binding = context.scopes.meaning.get(id);
  if (binding?.value?.type === "ClassExpression") return binding.value;
  const parents = binding?.declarations[0]?.parents ?? [];
  const start = binding?.declarations[0]?.id;
  if (binding?.kind !== "class") return undefined;
  for (const { node } of context.visits)
    if ((node.type === "ClassDeclaration" || node.type === "ClassExpression") && node.id === start)
      return parents.includes(node) ? undefined : node;
  return undefined;
}

function usesSuper(node: ClassNode, context: Context): boolean {
  return context.visits.some(
    (visit) =>
      visit.node.type === "MemberExpression" &&
      visit.node.object.type === "Super" &&
      visit.parents.includes(node),
  );
}

function checkArguments(
  node: AnyNode,
  parents: readonly AnyNode[],
  parent: AnyNode | undefined,
  context: Context,
): void {
  const owner = [...parents].reverse().find((item) => isFunction(item));
  if (owner === undefined || owner.type === "ArrowFunctionExpression")
    context.report("arrow-arguments", node.start);
  if (parent?.type === "MemberExpression" && parent.object === node && !parent.computed)
    if (parent.property.type === "Identifier" && parent.property.name !== "length")
      context.report("arguments-member", node.start);
}
