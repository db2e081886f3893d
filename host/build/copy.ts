// Copies that are not needed: a variable of a function that is given another one's value, and is only read while that one
// keeps it.
//
// Sound, because between the copy and its last use, loops around it included, nothing sets what was copied: no statement,
// no function that is named there, and none that one of these names. What is not known to be harmless may set anything.
import type { AnyNode } from "acorn";
import { parse } from "acorn";
import { full } from "acorn-walk";
import { applyPlans, type Edit, keepLines } from "./edit.ts";
import type { Binding, Reference } from "./gate/scope.ts";
import { isCaptured, isSet, putName, readTop, type Top, type Variable } from "./top.ts";

/** Uses of a copy of what stands at the top: a board finds what is near sooner than what is there. */
const MOST_USES = 3;

/** @param text a bundle of one immediately invoked arrow, with names of its own for everything */
export function dropCopies(text: string): string {
  const top = readTop(text);
  if (top === undefined) return text;
  const reader = readCalls(text, top);
  const next = applyPlans(
    text,
    [...top.variables.values()].map((variable) => planCopy(text, top, variable, reader)),
  );
  return next === text ? text : dropCopies(next);
}

function planCopy(text: string, top: Top, variable: Variable, maySet: MaySet): Edit[] {
  const { init, statement, uses, sets, isTop, binding } = variable;
  if (isTop || init?.type !== "Identifier" || sets.length > 0 || uses.length === 0 || uses.some(isCaptured))
    return [];
  const source = top.meaning.get(init.start);
  if (source === undefined || source === binding) return [];
  const end = Math.max(...uses.map((use) => endOf(use, statement.start)));
  const own = top.uses.get(source) ?? [];
  if (own.some((use) => isSet(use) && use.id.start > statement.end && use.id.start < end)) return [];
  const isShared = top.variables.get(source)?.isTop === true;
  if (
    isShared ? uses.length > MOST_USES || maySet(source, statement.end, end) : isForeign(source, binding, own)
  )
    return [];
  const lines = keepLines(text.slice(statement.start, statement.end));
  return [
    { start: statement.start, end: statement.end, text: lines },
    ...uses.map((use) => putName(use, source.name)),
  ];
}

/** Not the same function's, or set by another one. */
function isForeign(source: Binding, binding: Binding, uses: readonly Reference[]): boolean {
  if (source.owner !== binding.owner || source.declarations.length > 1) return true;
  return uses.some((use) => isSet(use) && isCaptured(use));
}

/** Where a use has been for the last time: at the end of the outermost loop that begins behind an offset. */
function endOf({ id, parents }: Reference, from: number): number {
  const loop = parents.find((node) => node.start > from && /^(For|While|DoWhile)/.test(node.type));
  return loop?.end ?? id.end;
}

/** May what runs between two offsets set a variable at the top? */
type MaySet = (source: Binding, from: number, to: number) => boolean;

function readCalls(text: string, top: Top): MaySet {
  const own = new Set<string>();
  const calls: { readonly node: AnyNode; readonly isKnown: boolean }[] = [];
  const root = parse(text, { ecmaVersion: "latest", sourceType: "script" });
  full(root, (node) => {
    if (node.type === "Property" && node.key.type === "Identifier") own.add(node.key.name);
    if (node.type === "AssignmentExpression" && node.left.type === "MemberExpression" && !node.left.computed)
      if (node.left.property.type === "Identifier") own.add(node.left.property.name);
  });
  full(root, (node) => {
    if (
      node.type !== "CallExpression" &&
      node.type !== "NewExpression" &&
      node.type !== "TaggedTemplateExpression"
    )
      return;
    calls.push({ node, isKnown: node.type !== "TaggedTemplateExpression" && isKnown(node.callee, top, own) });
  });
  const functions = [...top.variables.values()].filter(
    ({ isTop, init }) => isTop && /Function/.test(init?.type ?? ""),
  );
  const reached = new Map<string, ReadonlySet<Variable> | undefined>();

  /** The functions at the top that code between two offsets names, and those that they name; undefined for any. */
  const reach = (from: number, to: number): ReadonlySet<Variable> | undefined => {
    const key = `${from} ${to}`;
    if (reached.has(key)) return reached.get(key);
    const found = new Set<Variable>();
    const spans = [{ start: from, end: to }];
    for (let span = spans.pop(); span !== undefined; span = spans.pop()) {
      const { start, end } = span;
      const isIn = (node: { start: number }): boolean => node.start >= start && node.start < end;
      if (calls.some(({ node, isKnown }) => !isKnown && isIn(node))) {
        reached.set(key, undefined);
        return undefined;
      }
      for (const one of functions)
        if (!found.has(one) && one.init && one.uses.some(({ id }) => isIn(id))) {
          found.add(one);
          spans.push(one.init);
        }
    }
    reached.set(key, found);
    return found;
  };

  return (source, from, to) => {
    const sets = (top.uses.get(source) ?? []).filter(isSet);
    const names = reach(from, to);
    if (names === undefined) return true;
    return [...names].some(({ init }) =>
      sets.some(({ id }) => init && init.start <= id.start && id.end <= init.end),
    );
  };
}

/** Is what is called a function at the top, or the board's own? Members that the program itself gives to anything may be anything. */
function isKnown(callee: AnyNode, top: Top, own: ReadonlySet<string>): boolean {
  if (callee.type === "Identifier") {
    const binding = top.meaning.get(callee.start);
    if (binding === undefined) return true;
    const variable = top.variables.get(binding);
    return (
      variable?.isTop === true &&
      variable.sets.length === 0 &&
      variable.init?.type === "ArrowFunctionExpression"
    );
  }
  return (
    callee.type === "MemberExpression" &&
    !callee.computed &&
    callee.property.type === "Identifier" &&
    !own.has(callee.property.name)
  );
}
