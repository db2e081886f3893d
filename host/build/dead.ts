// Variables that are set and never read.
import type { AnyNode } from "acorn";
import { applyPlans, type Edit, keepLines } from "./edit.ts";
import { isRead } from "./effect.ts";
import { isSet, readTop, type Variable } from "./top.ts";

/**
 * Takes such variables away, and what they were set to where finding it does nothing. Lines stay where they are.
 * @param text a bundle of one immediately invoked arrow, with names of its own for everything
 */
export function dropDead(text: string): string {
  const top = readTop(text);
  if (top === undefined) return text;
  const next = applyPlans(
    text,
    [...top.variables.values()].map((variable) => planDead(text, variable)),
  );
  return next === text ? text : dropDead(next);
}

function planDead(text: string, { statement, init, uses }: Variable): Edit[] {
  const edits: Edit[] = [];
  for (const use of uses) {
    const [around, node] = use.parents.slice(-2);
    if (!isSet(use) || node?.type !== "AssignmentExpression" || around?.type !== "ExpressionStatement")
      return [];
    const value =
      node.operator === "=" || isRead(node.right) ? keepValue(text, around, node.right) : undefined;
    if (value === undefined) return [];
    edits.push(value);
  }
  if (init === undefined) edits.push(put(text, statement, ""));
  else {
    const kept = keepValue(text, statement, init);
    // A function that nobody names is none that somebody may need.
    edits.push(/Function/.test(init.type) ? put(text, statement, "") : kept);
  }
  return edits;
}

function keepValue(text: string, statement: AnyNode, value: AnyNode): Edit {
  const isNothing = isRead(value) || /Function/.test(value.type);
  return put(text, statement, isNothing ? ";" : `(${text.slice(value.start, value.end)});`);
}

function put(text: string, { start, end }: AnyNode, written: string): Edit {
  const lines = keepLines(text.slice(start, end)).slice(keepLines(written).length);
  return { start, end, text: written + lines };
}
