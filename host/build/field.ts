// Variables for the fields of objects that there is one of: on a board `app.turn.slot` is three names to look up, one after
// the other, and each object takes a variable of its own.
//
// Sound, because such an object stands at the top, is made once, and is never named but to read or set one of its fields:
// nobody can tell it from its fields.
import type { AnyNode, MemberExpression, ObjectExpression } from "acorn";
import { applyEdits, type Edit, keepLines } from "./edit.ts";
import type { Reference } from "./gate/scope.ts";
import { readTop, type Variable } from "./top.ts";

/**
 * @param text a bundle of one immediately invoked arrow, with names of its own for everything
 */
export function splitObjects(text: string): string {
  const top = readTop(text);
  if (top === undefined) return text;
  const names = new Set([...top.meaning.values()].map(({ name }) => name));
  const edits = [...top.variables.values()].flatMap((variable) => planObject(text, variable, names));
  return applyEdits(text, edits);
}

function planObject(text: string, variable: Variable, names: ReadonlySet<string>): Edit[] {
  const { name, init, statement, uses, sets, isTop } = variable;
  if (!isTop || init?.type !== "ObjectExpression" || sets.length > 0 || uses.length === 0) return [];
  const values = readFields(init);
  if (values === undefined || values.size === 0) return [];
  const fields = uses.map((use) => readField(use, values));
  if (fields.some((field) => field === undefined)) return [];
  const own = new Map<string, string>();
  for (const key of values.keys()) {
    let written = `${name.replace(/\$.*/, "")}$${key}`;
    while (names.has(written) || [...own.values()].includes(written)) written += "_";
    own.set(key, written);
  }
  // Only what is around the values changes: one of them may name another object.
  const ends = [...values.values()].map(({ end }) => end);
  const around = [...values].map(([key, { start }], i) => {
    const from = ends[i - 1] ?? statement.start;
    const lines = keepLines(text.slice(from, start));
    return { start: from, end: start, text: `${i === 0 ? "" : "); "}${lines}let ${own.get(key)} = (` };
  });
  const last = ends[ends.length - 1] ?? statement.start;
  return [
    ...around,
    { start: last, end: statement.end, text: `);${keepLines(text.slice(last, statement.end))}` },
    ...fields.flatMap((field) =>
      field === undefined
        ? []
        : [{ start: field.node.start, end: field.node.end, text: own.get(field.key) ?? "" }],
    ),
  ];
}

/** Values by key, in their order; undefined where it is more than a list of them. */
function readFields({ properties }: ObjectExpression): Map<string, AnyNode> | undefined {
  const values = new Map<string, AnyNode>();
  for (const property of properties) {
    if (property.type !== "Property" || property.kind !== "init" || property.computed || property.method)
      return undefined;
    const { key, value } = property;
    if (key.type !== "Identifier" || key.name === "__proto__" || values.has(key.name)) return undefined;
    values.set(key.name, value);
  }
  return values;
}

/** The field that is meant where an object is named. */
function readField(
  { id, parents }: Reference,
  values: ReadonlyMap<string, AnyNode>,
): { key: string; node: MemberExpression } | undefined {
  const node = parents[parents.length - 1];
  const around = parents[parents.length - 2];
  if (node?.type !== "MemberExpression" || node.object !== id || node.computed || node.optional)
    return undefined;
  if (node.property.type !== "Identifier" || !values.has(node.property.name)) return undefined;
  if (around?.type === "UnaryExpression" && around.operator === "delete") return undefined;
  // A method would be called without what it belongs to.
  const isCalled = around?.type === "CallExpression" && around.callee === node;
  const isArrow = values.get(node.property.name)?.type === "ArrowFunctionExpression";
  return isCalled && !isArrow ? undefined : { key: node.property.name, node };
}
