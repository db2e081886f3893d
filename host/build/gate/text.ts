// Rules about literals: strings, templates, numbers, patterns, and the characters of the program itself.
import type { AnyNode } from "acorn";
import type { Context } from "./refusal.ts";
import { findUnreadPart } from "./regex.ts";

export function checkText(context: Context): void {
  for (let i = 0; i < context.text.length; i++) {
    if (context.text.charCodeAt(i) < 128) continue;
    context.report("ascii", i);
    break;
  }
  for (const { node, parents } of context.visits) {
    const parent = parents[parents.length - 1];
    if (node.type === "Literal") checkLiteral(node, parent, context);
    if (node.type === "TemplateLiteral") checkTemplate(node, context);
    if (node.type === "UnaryExpression" && node.operator === "-")
      if (node.argument.type === "Literal" && node.argument.value === 0)
        context.report("negative-zero", node.start);
    if (
      node.type === "BinaryExpression" &&
      /<!--|-->/.test(context.text.slice(node.left.end, node.right.end))
    )
      context.report("html-comment", node.left.end);
  }
}

function checkLiteral(
  node: AnyNode & { type: "Literal" },
  parent: AnyNode | undefined,
  context: Context,
): void {
  if (node.bigint != null) context.report("bigint", node.start);
  if (typeof node.value === "string") {
    if (hasWideCode(node.value)) context.report("text-code", node.start);
    if (/\\\r?\n/.test(node.raw ?? "")) context.report("text-continuation", node.start);
  }
  if (node.regex) {
    const part = findUnreadPart(node.regex.pattern, node.regex.flags);
    if (part !== undefined) context.report("regex", node.start, part);
    if (/\)\s*$/.test(context.text.slice(0, node.start))) context.report("regex-place", node.start);
  }
  if (typeof node.value === "number" && parent?.type === "MemberExpression" && parent.property === node)
    if (!Number.isInteger(node.value)) context.report("odd-index", node.start);
}

function hasWideCode(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 255) return true;
  return false;
}

function checkTemplate(node: AnyNode & { type: "TemplateLiteral" }, context: Context): void {
  for (const part of node.quasis) {
    const raw = part.value.raw.replace(/\\\\/g, "");
    if (/\\[$\r\n]/.test(raw)) context.report("template-escape", part.start);
    if (hasWideCode(part.value.cooked ?? "")) context.report("text-code", part.start);
  }
  for (const expression of node.expressions)
    for (const { node: inner } of context.visits) {
      if (inner.start < expression.start || inner.end > expression.end) continue;
      const text =
        inner.type === "TemplateElement" ? inner.value.raw : inner.type === "Literal" ? inner.raw : "";
      if (/[{}`]/.test(text ?? "")) context.report("template-brace", inner.start);
    }
}
