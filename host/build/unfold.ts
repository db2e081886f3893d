// Long form of what the bundler wrote short: each effect becomes a statement of its own in a block of its own, so that
// another function's statements can stand in its place (graft.ts). The minifier makes it short again.
import { type AnyNode, parse } from "acorn";
import { full, fullAncestor } from "acorn-walk";
import { applyEdits, chooseApart, type Edit, keepLines } from "./edit.ts";

const MOST_ROUNDS = 60;

/**
 * @param text a script; its meaning and its lines stay what they are
 * @param called functions for whose calls choices of a value are taken apart too
 */
export function unfoldStatements(text: string, called: ReadonlySet<string>): string {
  let present = text;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const edits = planRound(present, called);
    if (edits.length === 0) return present;
    present = applyEdits(present, edits);
  }
  return present;
}

function planRound(text: string, called: ReadonlySet<string>): Edit[] {
  const edits: Edit[] = [];
  fullAncestor(parse(text, { ecmaVersion: "latest", sourceType: "script" }), (node, _, ancestors) => {
    const edit = planNode(text, node, ancestors[ancestors.length - 2], called);
    if (edit !== undefined) edits.push(edit);
  });
  // Outer ones first: the same node may be met more than once, and what is inside waits for the next round.
  return chooseApart(edits.sort((a, b) => a.start - b.start || b.end - a.end));
}

function planNode(
  text: string,
  node: AnyNode,
  parent: AnyNode | undefined,
  called: ReadonlySet<string>,
): Edit | undefined {
  const source = (inner: AnyNode): string => text.slice(inner.start, inner.end);
  const put = (written: string): Edit => {
    const lost = keepLines(source(node)).length - keepLines(written).length;
    return { start: node.start, end: node.end, text: written + "\n".repeat(Math.max(0, lost)) };
  };
  if (node.type === "ArrowFunctionExpression" && node.body.type !== "BlockStatement") {
    // Brackets around a body are no part of it.
    const from = text.indexOf("=>", node.params[node.params.length - 1]?.end ?? node.start) + 2;
    return { start: from, end: node.end, text: ` { return ${text.slice(from, node.end).trim()}; }` };
  }
  if (isBare(node, parent)) return put(`{ ${source(node)} }`);
  const isListed = parent?.type === "BlockStatement" || parent?.type === "SwitchCase";
  if (!isListed) return undefined;
  if (node.type === "VariableDeclaration" && node.declarations.length > 1)
    return put(separate(text, node.declarations, (one) => `${node.kind} ${one}`, node.end));
  if (node.type === "ReturnStatement" && node.argument) return unfoldReturn(text, node.argument, put, called);
  const set = readSetting(text, node, called);
  if (set !== undefined) return put(set);
  if (node.type === "IfStatement" && node.test.type === "SequenceExpression") {
    const { before, last } = splitSequence(text, node.test.expressions);
    const other = node.alternate ? ` else ${source(node.alternate)}` : "";
    return put(`${before} if (${last}) ${source(node.consequent)}${other}`);
  }
  if (node.type === "IfStatement" && isChoice(node.test) && holdsCall(node.test, called)) {
    const other = node.alternate ? ` else ${source(node.alternate)}` : "";
    const name = `either$${node.start}`;
    return put(`{ ${writeEither(text, node.test, name)} if (${name}) ${source(node.consequent)}${other} }`);
  }
  return node.type === "ExpressionStatement" ? unfoldExpression(text, node.expression, put) : undefined;
}

type Put = (written: string) => Edit;

/** A variable that is given one value or another, as two branches; undefined where no call in it is waiting for a place. */
function readSetting(text: string, node: AnyNode, called: ReadonlySet<string>): string | undefined {
  const declarator = node.type === "VariableDeclaration" ? node.declarations[0] : undefined;
  const expression = node.type === "ExpressionStatement" ? node.expression : undefined;
  const isSet = expression?.type === "AssignmentExpression" && expression.operator === "=";
  const target = declarator?.id ?? (isSet ? expression.left : undefined);
  const value = declarator?.init ?? (isSet ? expression.right : undefined);
  if (target?.type !== "Identifier" || !value || !holdsCall(value, called)) return undefined;
  const first = declarator ? `let ${target.name}; ` : "";
  if (value.type === "SequenceExpression") {
    const { before, last } = splitSequence(text, value.expressions);
    return `${before} ${declarator ? "let " : ""}${target.name} = ${last};`;
  }
  if (isChoice(value)) {
    if (declarator) return writeEither(text, value, target.name);
    if (target.name.startsWith("either$")) return writeEither(text, value, target.name).slice(4);
    // Until all of it is known the variable keeps its value: what is called may read it.
    const name = `either$${node.start}`;
    return `{ ${writeEither(text, value, name)} ${target.name} = ${name}; }`;
  }
  if (value.type !== "ConditionalExpression") return undefined;
  return (
    first + choose(text, value.test, value.consequent, value.alternate, (one) => `${target.name} = ${one};`)
  );
}

/** The value of "a or b", "a and b", in a variable, with b in a branch. */
function writeEither(text: string, node: AnyNode & { type: "LogicalExpression" }, name: string): string {
  const [left, right] = [node.left, node.right].map((part) => text.slice(part.start, part.end));
  return `let ${name} = (${left}); if (${node.operator === "||" ? "!" : ""}${name}) { ${name} = (${right}); }`;
}

/** "a or b", "a and b". */
function isChoice(node: AnyNode): node is AnyNode & { type: "LogicalExpression" } {
  return node.type === "LogicalExpression" && node.operator !== "??";
}

/** Is one of these functions called in an expression? */
function holdsCall(node: AnyNode, called: ReadonlySet<string>): boolean {
  let found = false;
  full(node, (inner) => {
    if (
      inner.type === "CallExpression" &&
      inner.callee.type === "Identifier" &&
      called.has(inner.callee.name)
    )
      found = true;
  });
  return found;
}

function unfoldReturn(
  text: string,
  argument: AnyNode,
  put: Put,
  called: ReadonlySet<string>,
): Edit | undefined {
  if (argument.type === "SequenceExpression") {
    const { before, last } = splitSequence(text, argument.expressions);
    return put(`${before} return ${last};`);
  }
  if (isChoice(argument) && holdsCall(argument, called)) {
    const name = `either$${argument.start}`;
    return put(`{ ${writeEither(text, argument, name)} return ${name}; }`);
  }
  if (argument.type !== "ConditionalExpression") return undefined;
  const { test, consequent, alternate } = argument;
  return put(choose(text, test, consequent, alternate, (value) => `return ${value};`));
}

function unfoldExpression(text: string, expression: AnyNode, put: Put): Edit | undefined {
  switch (expression.type) {
    case "SequenceExpression":
      return put(separate(text, expression.expressions, (one) => one, expression.end));
    case "ConditionalExpression": {
      const { test, consequent, alternate } = expression;
      return put(choose(text, test, consequent, alternate, (value) => `${value};`));
    }
    case "LogicalExpression": {
      if (expression.operator === "??") return undefined;
      const left = text.slice(expression.left.start, expression.left.end);
      const test = expression.operator === "&&" ? left : `!(${left})`;
      return put(`if (${test}) { ${text.slice(expression.right.start, expression.right.end)}; }`);
    }
    default:
      return undefined;
  }
}

function choose(
  text: string,
  test: AnyNode,
  consequent: AnyNode,
  alternate: AnyNode,
  write: (value: string) => string,
): string {
  const [first, second, third] = [test, consequent, alternate].map((part) =>
    text.slice(part.start, part.end),
  );
  return `if (${first}) { ${write(`(${second})`)} } else { ${write(`(${third})`)} }`;
}

/** All but the last as statements. Each part is taken for itself: brackets around it are no part of it. */
function splitSequence(text: string, parts: readonly AnyNode[]): { before: string; last: string } {
  const last = parts[parts.length - 1] as AnyNode;
  return {
    before: separate(text, parts.slice(0, -1), (one) => one, last.start),
    last: text.slice(last.start, last.end),
  };
}

/** Parts of a list as statements; line ends between them stay. */
function separate(
  text: string,
  parts: readonly AnyNode[],
  write: (part: string) => string,
  end: number,
): string {
  return parts
    .map((part, i) => {
      const next = parts[i + 1]?.start ?? end;
      const between = keepLines(text.slice(part.end, next));
      return `${write(text.slice(part.start, part.end))};${between}`;
    })
    .join(" ");
}

/** A branch or a loop's body that is no block. */
function isBare(node: AnyNode, parent: AnyNode | undefined): boolean {
  if (node.type === "BlockStatement" || parent === undefined) return false;
  if (parent.type === "IfStatement") return node === parent.consequent || node === parent.alternate;
  if (
    parent.type === "ForStatement" ||
    parent.type === "WhileStatement" ||
    parent.type === "DoWhileStatement"
  )
    return node === parent.body;
  return false;
}
