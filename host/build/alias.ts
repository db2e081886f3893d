// One name for one thing: a variable that is only another name of one at the top gives way to it, and so does a parameter
// that every call gives the same one.
//
// Sound, because a variable at the top that has a value from its declaration on, and no other ever, cannot change while
// a function runs: its declaration is a statement of the top, which runs when no function does.
import type { AnyNode, CallExpression } from "acorn";
import { applyEdits, applyPlans, type Edit, keepLines } from "./edit.ts";
import { isConstant } from "./effect.ts";
import type { Binding } from "./gate/scope.ts";
import { isCaptured, isSet, putName, readTop, type Top, type Variable } from "./top.ts";

/** Characters of a constant that may stand in several places. */
const LONGEST = 5;

/**
 * Gives a variable that is declared first and set once, later, its declaration where it is set. Lines stay where they are.
 * @param text a bundle of one immediately invoked arrow, with names of its own for everything
 */
export function joinDeclarations(text: string): string {
  const top = readTop(text);
  if (top === undefined) return text;
  const edits: Edit[] = [];
  for (const { name, statement, init, uses, sets } of top.variables.values()) {
    const [set] = sets;
    if (
      set === undefined ||
      sets.length > 1 ||
      (init !== undefined && text.slice(init.start, init.end) !== "void 0")
    )
      continue;
    const [block, around, assignment] = set.parents.slice(-3);
    if (block?.type !== "BlockStatement" || around?.type !== "ExpressionStatement") continue;
    if (assignment?.type !== "AssignmentExpression" || assignment.operator !== "=") continue;
    // In the same block, so that it is there for the same code; nothing looks at it before.
    if (around.expression !== assignment || !block.body.some((one) => one.start === statement.start))
      continue;
    if (uses.some(({ id }) => id !== set.id && id.start < around.end)) continue;
    edits.push({
      start: statement.start,
      end: statement.end,
      text: keepLines(text.slice(statement.start, statement.end)),
    });
    edits.push({ start: set.id.start, end: set.id.end, text: `let ${name}` });
  }
  return applyEdits(text, edits);
}

/**
 * Takes away the variables, and the parameters, that are other names of what stands at the top.
 * @param text a bundle of one immediately invoked arrow, with names of its own for everything
 */
export function dropAliases(text: string): string {
  const top = readTop(text);
  if (top === undefined) return text;
  // What is left for the next round: the argument of one may stand in the argument of another.
  const next = applyPlans(
    text,
    [...top.variables.values()].flatMap((variable) => [
      planVariable(text, top, variable),
      ...planParameters(text, top, variable),
    ]),
  );
  return next === text ? text : dropAliases(next);
}

/** The variable at the top that an expression names, if its value is final. */
function findFinal(top: Top, node: AnyNode | undefined): Variable | undefined {
  if (node?.type !== "Identifier") return undefined;
  const binding = top.meaning.get(node.start);
  const variable = binding && top.variables.get(binding);
  return variable?.isTop && variable.init && variable.sets.length === 0 ? variable : undefined;
}

function planVariable(text: string, top: Top, { statement, init, uses, sets, isTop }: Variable): Edit[] {
  const target = findFinal(top, init);
  const value = target?.name ?? writeConstant(text, init, uses.length);
  if (value === undefined || sets.length > 0) return [];
  // A function that is called later must not see a value that was not there yet.
  const isLater = target === undefined || statement.start > target.statement.end;
  if (!isLater && (isTop || uses.some(isCaptured))) return [];
  const lines = keepLines(text.slice(statement.start, statement.end));
  return [
    { start: statement.start, end: statement.end, text: lines },
    ...uses.map((use) => putName(use, value)),
  ];
}

/** One plan for each parameter that can go. */
function planParameters(text: string, top: Top, { init, uses, sets, isTop }: Variable): Edit[][] {
  if (!isTop || init?.type !== "ArrowFunctionExpression" || sets.length > 0 || uses.length === 0) return [];
  const calls = uses.flatMap(({ id, parents }) => {
    const call = parents[parents.length - 1];
    return call?.type === "CallExpression" && call.callee === id && !call.optional ? [call] : [];
  });
  if (calls.length !== uses.length) return [];
  return init.params.flatMap((param, i) => {
    const binding = top.meaning.get(param.start);
    const own = binding && top.uses.get(binding);
    if (param.type !== "Identifier" || own === undefined || own.some(isSet)) return [];
    // A function that is called later must not see a value that was not there yet.
    const isKept = own.some(isCaptured);
    if (isKept && calls.some((call) => !isSettled(top, call.arguments[i], call.start))) return [];
    const values = new Set(calls.map((call) => readArgument(text, top, call, i, binding)));
    values.delete(binding);
    const [value] = values;
    if (values.size !== 1 || typeof value !== "string") return [];
    return [
      [
        cutItem(text, init.params, i, init.start),
        ...calls.map((call) => cutItem(text, call.arguments, i, call.callee.end)),
        // Where a function calls itself with it, it goes with the argument.
        ...own
          .filter(({ id }) => !calls.some((call) => call.arguments[i]?.start === id.start))
          .map((use) => putName(use, value)),
      ],
    ];
  });
}

/** Has what an argument names got its value before the code at an offset can run? */
function isSettled(top: Top, argument: AnyNode | undefined, offset: number): boolean {
  const target = findFinal(top, argument);
  return argument?.type !== "Identifier" || (target !== undefined && target.statement.end < offset);
}

/** What a call gives for a parameter: the parameter itself where a function calls itself; undefined where it may be anything. */
function readArgument(
  text: string,
  top: Top,
  call: CallExpression,
  i: number,
  binding: Binding | undefined,
): Binding | string | undefined {
  const argument = call.arguments[i];
  if (argument === undefined || call.arguments.some(({ type }) => type === "SpreadElement")) return undefined;
  if (argument.type === "Identifier" && binding !== undefined && top.meaning.get(argument.start) === binding)
    return binding;
  return findFinal(top, argument)?.name ?? writeConstant(text, argument, 1);
}

/** A literal, or an operator before one, in brackets: what stands before a dot needs them. */
function writeConstant(text: string, node: AnyNode | undefined, times: number): string | undefined {
  if (node === undefined) return undefined;
  const isSigned = node.type === "UnaryExpression" && node.operator !== "delete" && isConstant(node.argument);
  if (!isConstant(node) && !isSigned) return undefined;
  const written = text.slice(node.start, node.end);
  return times > 1 && written.length > LONGEST ? undefined : `(${written})`;
}

/** Takes one item out of a list of parameters or arguments. @param from offset at or before the list's opening bracket */
function cutItem(text: string, items: readonly AnyNode[], i: number, from: number): Edit {
  const item = items[i] as AnyNode;
  // An arrow with one parameter and no brackets.
  if (item.start === from) return { start: item.start, end: item.end, text: "()" };
  const before = items[i - 1];
  const open = text.indexOf("(", from);
  let { start, end } = item;
  for (;;) {
    const opening = start - 1 - (text.slice(0, start).length - text.slice(0, start).trimEnd().length);
    const closing = end + (text.slice(end).length - text.slice(end).trimStart().length);
    if (text[opening] !== "(" || text[closing] !== ")" || opening === open) break;
    start = opening;
    end = closing + 1;
  }
  const comma = /^\s*,\s*/.exec(text.slice(end))?.[0] ?? "";
  if (comma !== "") end += comma.length;
  else if (before !== undefined) start = text.slice(0, start).replace(/,\s*$/, "").length;
  return { start, end, text: keepLines(text.slice(start, end)) };
}
