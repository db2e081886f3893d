// Rules about calls whose arguments a board ignores or takes otherwise.
import type { AnyNode } from "acorn";
import type { Context } from "./refusal.ts";
import { findUnreadPart } from "./regex.ts";

type Call = AnyNode & { type: "CallExpression" | "NewExpression" };

export function checkCallees(context: Context): void {
  for (const { node } of context.visits) {
    if (node.type === "CallExpression" || node.type === "NewExpression") {
      if (node.callee.type === "Identifier") checkGlobal(node, node.callee, context);
      if (node.callee.type === "MemberExpression") checkMember(node, node.callee, context);
    }
    if (node.type === "BinaryExpression" && node.operator === "instanceof")
      if (node.right.type === "Identifier" && node.right.name === "TypeError")
        context.report("error-name", node.start);
  }
}

function checkGlobal(node: Call, callee: AnyNode & { type: "Identifier" }, context: Context): void {
  if (context.scopes.meaning.get(callee) !== undefined) return;
  if (callee.name === "RegExp") checkPattern(node, context);
  const rule = findRule(node, callee.name);
  if (rule !== undefined) context.report(rule, node.start, callee.name);
}

function findRule(node: Call, name: string): string | undefined {
  const [first, second] = node.arguments;
  if (name === "Number") return "number-call";
  if (name === "Function") return "eval";
  if (/^(Type|Syntax|Reference)?Error$/.test(name) && second !== undefined) return "error-arguments";
  if (/^set(Timeout|Interval)$/.test(name))
    return first?.type === "Literal" || first?.type === "TemplateLiteral" ? "eval" : undefined;
  if (/^clear(Timeout|Interval)$/.test(name))
    return first !== undefined && isUndefined(first) ? "clear-undefined" : undefined;
  return undefined;
}

function checkPattern(node: Call, context: Context): void {
  const [pattern, flags] = node.arguments.map((item) => (item.type === "Literal" ? item.value : undefined));
  if (typeof pattern !== "string" || (node.arguments.length > 1 && typeof flags !== "string")) {
    context.report("regex-dynamic", node.start);
    return;
  }
  const part = findUnreadPart(pattern, String(flags ?? ""));
  if (part !== undefined) context.report("regex", node.start, part);
}

function checkMember(node: Call, callee: AnyNode & { type: "MemberExpression" }, context: Context): void {
  if (callee.computed || callee.property.type !== "Identifier") return;
  const name = callee.property.name;
  if (context.ownNames.has(name)) return;
  const [first, second] = node.arguments;
  const object = callee.object.type === "Identifier" ? callee.object.name : "";
  if (name === "sort" && first !== undefined) context.report("sort-order", node.start);
  if (name === "split" && second !== undefined) context.report("split-limit", node.start);
  if ((name === "replace" || name === "replaceAll") && second?.type === "Literal")
    if (/\$[$&`']/.test(String(second.value))) context.report("replace-pattern", node.start);
  if (object === "JSON" && second !== undefined) context.report("json-arguments", node.start);
  if (object === "Object" && /^definePropert/.test(name)) checkHidden(node, context);
}

/** `enumerable: false` anywhere in the descriptors. */
function checkHidden(node: Call, context: Context): void {
  for (const { node: inner } of context.visits) {
    if (inner.type !== "Property" || inner.start < node.start || inner.end > node.end) continue;
    if (inner.key.type !== "Identifier" || inner.key.name !== "enumerable") continue;
    const text = context.text.slice(inner.value.start, inner.value.end);
    if (text === "false" || text === "!1" || text === "0") context.report("property-hidden", inner.start);
  }
}

function isUndefined(node: AnyNode): boolean {
  if (node.type === "UnaryExpression") return node.operator === "void";
  return node.type === "Identifier" && node.name === "undefined";
}
