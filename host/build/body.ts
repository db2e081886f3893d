// The statements of a function as statements of another one: what it would return is kept in a variable, and what
// follows an early return goes into the other branch.
import type { AnyNode, Statement } from "acorn";
import { fullAncestor } from "acorn-walk";
import { applyEdits, type Edit } from "./edit.ts";
import { isRead } from "./effect.ts";

export interface Body {
  readonly text: string;
  readonly statements: readonly Statement[];
  /** What stands for a parameter. */
  readonly renamed: ReadonlyMap<string, string>;
}

/**
 * @param result variable that gets the value; "return" where the caller returns what the function would; undefined
 * where nobody asks for it
 * @returns undefined where it cannot be written so
 */
export function writeBody(body: Body, result: string | undefined): string | undefined {
  const { statements } = body;
  if (result === "return") {
    const text = statements.map((statement) => write(body, statement)).join(" ");
    return endsAlways(statements) ? text : `${text} return;`;
  }
  // On the ways that return nothing the value is undefined, as it is before.
  return writeList(body, statements, result) ?? writeOnce(body, statements, result);
}

/** As a loop of one round, which a return leaves. */
function writeOnce(
  body: Body,
  statements: readonly AnyNode[],
  result: string | undefined,
): string | undefined {
  const edits: Edit[] = [];
  let isSafe = true;
  for (const statement of statements)
    fullAncestor(statement, (node, _, ancestors) => {
      if (node.type !== "ReturnStatement" || ancestors.some(({ type }) => /Function/.test(type))) return;
      if (ancestors.some(({ type }) => /^(For|While|Do|Switch)/.test(type))) isSafe = false;
      const written = `{ ${writeReturn(body, node.argument, result)} break; }`;
      edits.push({ start: node.start, end: node.end, text: written });
    });
  if (!isSafe) return undefined;
  const whole = statements.map((statement) => write(body, statement, edits)).join(" ");
  return `do { ${whole} } while (0);`;
}

function writeList(
  body: Body,
  statements: readonly AnyNode[],
  result: string | undefined,
): string | undefined {
  const parts: string[] = [];
  for (const [i, statement] of statements.entries()) {
    if (statement.type === "ReturnStatement") {
      parts.push(writeReturn(body, statement.argument, result));
      return parts.join(" ");
    }
    if (!holdsReturn(statement)) {
      parts.push(write(body, statement));
      continue;
    }
    if (statement.type !== "IfStatement") return undefined;
    const rest = statements.slice(i + 1);
    const first = listOf(statement.consequent);
    const second = statement.alternate ? listOf(statement.alternate) : [];
    const isFirstLast = endsAlways(first);
    if (!isFirstLast && !endsAlways(second)) return undefined;
    const consequent = writeList(body, isFirstLast ? first : [...first, ...rest], result);
    const alternate = writeList(body, isFirstLast ? [...second, ...rest] : second, result);
    if (consequent === undefined || alternate === undefined) return undefined;
    const other = alternate === "" ? "" : ` else { ${alternate} }`;
    parts.push(`if (${write(body, statement.test)}) { ${consequent} }${other}`);
    return parts.join(" ");
  }
  return parts.join(" ");
}

function writeReturn(body: Body, argument: AnyNode | null | undefined, result: string | undefined): string {
  if (!argument) return "";
  const value = write(body, argument);
  if (result !== undefined) return `${result} = ${value};`;
  return isRead(argument) ? "" : `${/^[{(]|^function/.test(value) ? `(${value})` : value};`;
}

function listOf(statement: AnyNode): readonly AnyNode[] {
  return statement.type === "BlockStatement" ? statement.body : [statement];
}

/** Does every way through these statements end in a return? */
function endsAlways(statements: readonly AnyNode[]): boolean {
  return statements.some(
    (statement) =>
      statement.type === "ReturnStatement" ||
      (statement.type === "IfStatement" &&
        !!statement.alternate &&
        endsAlways(listOf(statement.consequent)) &&
        endsAlways(listOf(statement.alternate))),
  );
}

/** Returns of the function itself, not those of functions in it. */
function holdsReturn(statement: AnyNode): boolean {
  let found = false;
  fullAncestor(statement, (node, _, ancestors) => {
    if (node.type === "ReturnStatement" && !ancestors.some(({ type }) => /Function/.test(type))) found = true;
  });
  return found;
}

/** The source of a node, with what stands for the parameters. */
function write({ text, renamed }: Body, node: AnyNode, others: readonly Edit[] = []): string {
  const edits: Edit[] = others
    .filter(({ start, end }) => start >= node.start && end <= node.end)
    .map((edit) => ({ ...edit, start: edit.start - node.start, end: edit.end - node.start }));
  const seen = new Set<AnyNode>();
  fullAncestor(node, (inner, _, ancestors) => {
    const value = inner.type === "Identifier" ? renamed.get(inner.name) : undefined;
    if (inner.type !== "Identifier" || value === undefined || seen.has(inner)) return;
    seen.add(inner);
    const parent = ancestors[ancestors.length - 2];
    const isShorthand = parent?.type === "Property" && parent.shorthand;
    const start = inner.start - node.start;
    const end = inner.end - node.start;
    if (edits.every((edit) => end <= edit.start || start >= edit.end))
      edits.push({ start, end, text: isShorthand ? `${inner.name}: ${value}` : value });
  });
  return applyEdits(text.slice(node.start, node.end), edits);
}
