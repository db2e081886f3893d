// The order of the variables at the top, most used first: on a board they are the root's, in the order in which they come to
// be, and a name is looked for from the front.
//
// Sound, because what is moved is a literal, a number's sign, or a new array of so many zeros, which is the same wherever
// it stands; and because nothing names a variable before its declaration has run: it would throw there.
import type { AnyNode } from "acorn";
import { applyEdits, type Edit, keepLines } from "./edit.ts";
import { isConstant } from "./effect.ts";
import type { Reference } from "./gate/scope.ts";
import { readTop, type Top, type Variable } from "./top.ts";

/** What a use in a loop counts for. */
const LOOP_WEIGHT = 1.5;
/** Weights from which it pays to move a declaration, and to declare a variable first and set it later. */
const MOVED = 0.7;
const DECLARED = 4;
/** Rounds of the estimate, and the most that a variable can weigh in it. */
const ROUNDS = 8;
const MOST = 1000;

/**
 * @param text a bundle of one immediately invoked arrow; what it declares may be set once more afterwards
 */
export function sortVariables(text: string): string {
  const top = readTop(text);
  if (top === undefined) return text;
  const edits: Edit[] = [];
  const all = weighAll(top);
  const weights = [...top.variables.values()]
    .filter(({ isTop }) => isTop)
    .map((variable) => ({ variable, weight: all.get(variable) ?? 0 }))
    .sort((a, b) => b.weight - a.weight || a.variable.statement.start - b.variable.statement.start);
  const first: string[] = [];
  for (const { variable, weight } of weights) {
    const { name, init, statement } = variable;
    const written = text.slice(statement.start, statement.end);
    if (init === undefined || isFixed(init)) {
      if (weight < MOVED) continue;
      first.push(`let ${name} = ${init === undefined ? "void 0" : text.slice(init.start, init.end)};`);
      edits.push({ start: statement.start, end: statement.end, text: keepLines(written) });
    } else if (weight >= DECLARED && init.type !== "ArrowFunctionExpression") {
      first.push(`let ${name} = 0;`);
      const id = statement.declarations[0]?.id;
      if (id !== undefined) edits.push({ start: statement.start, end: id.start, text: "" });
    }
  }
  edits.push({
    start: top.outer.start,
    end: top.outer.start,
    text: ` ${first.join(" ")}`.replaceAll("\n", " "),
  });
  return applyEdits(text, edits);
}

/** An estimate of how often each variable at the top is named; what is done once, at the start, does not count. */
function weighAll(top: Top): Map<Variable, number> {
  const variables = [...top.variables.values()].filter(({ isTop }) => isTop);
  const functions = new Map(variables.map((variable) => [variable.init, variable]));
  const weights = new Map<Variable, number>();
  // A function's code counts for as much as its calls: after some rounds that is known through several of them.
  for (let round = 0; round < ROUNDS; round++)
    for (const variable of variables) {
      const { uses, binding } = variable;
      const weight = uses.reduce((sum, use) => {
        // At the start: a call is over soon, but what is handed on is called again and again.
        if (use.owner === binding.owner) return isCall(use) ? sum : sum + 1;
        const caller = functions.get(use.owner);
        return sum + weighUse(use) * (caller === undefined ? 1 : (weights.get(caller) ?? 0));
      }, 0);
      weights.set(variable, Math.min(weight, MOST));
    }
  return weights;
}

function isCall({ id, parents }: Reference): boolean {
  const parent = parents[parents.length - 1];
  return parent?.type !== "CallExpression" || parent.callee === id;
}

/** A use in a loop counts for several, one that may be left out for half. */
function weighUse({ parents, owner }: Reference): number {
  let weight = 1;
  for (let i = parents.length - 1; i > 0 && parents[i] !== owner; i--) {
    const [parent, child] = [parents[i - 1], parents[i]];
    if (parent === undefined || child === undefined) break;
    if (/^(For|While|DoWhile)/.test(parent.type)) weight *= LOOP_WEIGHT;
    if ((parent.type === "IfStatement" || parent.type === "ConditionalExpression") && parent.test !== child)
      weight /= 2;
    if (parent.type === "LogicalExpression" && parent.right === child) weight /= 2;
  }
  return weight;
}

/** The same whenever it is evaluated, and nobody else has it. */
function isFixed(node: AnyNode): boolean {
  if (isConstant(node)) return true;
  if (node.type === "UnaryExpression") return node.operator !== "delete" && isConstant(node.argument);
  return (
    node.type === "NewExpression" &&
    node.callee.type === "Identifier" &&
    /^(Uint|Int)(8|16|32)Array$/.test(node.callee.name) &&
    node.arguments.every(isConstant)
  );
}
