// Writes functions of several statements where they are called: in one place, short ones in up to three. It is what
// inline.ts does for those that are one expression: a function takes about eight variables, whether it is called or not.
//
// The call has to be the first thing that its statement does (order.ts), so that nothing else changes its place in time.
// Names are apart already (unique.ts), and statements stand in blocks (unfold.ts).
import { type AnyNode, type CallExpression, parse } from "acorn";
import { full, fullAncestor } from "acorn-walk";
import { type Body, writeBody } from "./body.ts";
import { applyEdits, keepLines } from "./edit.ts";
import { isAssigned, isConstant, mayJoin } from "./effect.ts";
import { inlineFunctions } from "./inline.ts";
import { doesNothing, isAlone, isFirst, listUnsteady } from "./order.ts";
import { foldNumbers, readOuter } from "./outer.ts";
import { unfoldStatements } from "./unfold.ts";
import { separateNames } from "./unique.ts";

interface Target {
  readonly name: string;
  readonly arrow: AnyNode & { type: "ArrowFunctionExpression" };
  /** Its declaration, which goes. */
  readonly start: number;
  readonly end: number;
}

/** Where a call of a function stands: the statement, and the nodes from there to the call. */
interface Site {
  readonly call: CallExpression;
  readonly statement: AnyNode;
  readonly path: readonly AnyNode[];
  readonly isInLoop: boolean;
}

/** Rounds until no more changes: what was grafted may be a place for others. */
const MOST_ROUNDS = 8;
/** Characters of a body, as it is written here, that may stand in two places, and in three. */
const TWICE = 150;
const THRICE = 70;

/**
 * Writes functions where they are called.
 * @param text a bundle of one immediately invoked arrow, not minified
 */
export function flattenFunctions(text: string): string {
  let present = text;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const root = parse(present, { ecmaVersion: "latest", sourceType: "script" });
    const uses = listUses(root, new Set(findTargets(root).map(({ name }) => name)));
    const names = new Set([...uses].flatMap(([name, all]) => (all.length === 1 ? [name] : [])));
    const next = inlineFunctions(graftFunctions(separateNames(unfoldStatements(present, names))));
    if (next === present) break;
    present = next;
  }
  return foldNumbers(present);
}

/**
 * Grafts every function of a bundle that can be.
 * @param text a bundle of one immediately invoked arrow, unfolded and with names of its own for everything
 */
function graftFunctions(text: string): string {
  let present = text;
  const refused = new Set<string>();
  // Grafting makes nothing unsteady that was not: once is enough.
  const unsteady = listUnsteady(text);
  for (;;) {
    const grafted = graftNext(present, refused, unsteady);
    if (grafted === undefined) return present;
    present = grafted;
  }
}

function graftNext(text: string, refused: Set<string>, unsteady: ReadonlySet<string>): string | undefined {
  const root = parse(text, { ecmaVersion: "latest", sourceType: "script" });
  const targets = findTargets(root);
  const sites = findSites(root, new Set(targets.map(({ name }) => name)));
  for (const target of targets) {
    if (refused.has(target.name)) continue;
    const found = sites.get(target.name) ?? [];
    const written = found.map((site) => writeSite(text, target, site, found.length > 1, unsteady));
    const length = target.arrow.end - target.arrow.start;
    const isShort =
      found.length === 1 ||
      (found.length === 2 && length <= TWICE) ||
      (found.length === 3 && length <= THRICE);
    if (found.length === 0 || !isShort || written.some((one) => one === undefined)) {
      refused.add(target.name);
      continue;
    }
    return applyEdits(text, [
      { start: target.start, end: target.end, text: keepLines(text.slice(target.start, target.end)) },
      ...found.map(({ statement: { start, end } }, i) => ({
        start,
        end,
        // Two in one block must not declare the same names; the next round gives each its own.
        text: (found.length > 1 ? `{ ${written[i]} }` : `${written[i]}`) + keepLines(text.slice(start, end)),
      })),
    ]);
  }
  return undefined;
}

/** The functions that the bundle's one arrow declares, each in a statement of its own. */
function findTargets(root: AnyNode): Target[] {
  const statements = readOuter(root)?.statements ?? [];
  return statements.flatMap((node) => {
    const declarator = node.type === "VariableDeclaration" ? node.declarations[0] : undefined;
    return declarator?.id.type === "Identifier" && declarator.init?.type === "ArrowFunctionExpression"
      ? [{ name: declarator.id.name, arrow: declarator.init, start: node.start, end: node.end }]
      : [];
  });
}

/** Functions that are only called, each time from a statement that can be found. */
function findSites(root: AnyNode, names: ReadonlySet<string>): Map<string, Site[]> {
  const sites = new Map<string, Site[]>();
  for (const [name, all] of listUses(root, names)) {
    const found = all.map((ancestors) => readSite(name, ancestors));
    const statements = new Set(found.map((site) => site?.statement));
    // One that cannot be grafted, or two in one statement: the function stays.
    const isApart = [...statements].every((one) =>
      [...statements].every((other) => one === other || !holds(one, other)),
    );
    if (statements.size === all.length && !statements.has(undefined) && isApart)
      sites.set(
        name,
        found.flatMap((site) => (site === undefined ? [] : [site])),
      );
  }
  return sites;
}

function holds(outer: AnyNode | undefined, inner: AnyNode | undefined): boolean {
  return !!outer && !!inner && outer.start <= inner.start && inner.end <= outer.end;
}

/** Where functions are used: each identifier with what is around it. */
function listUses(root: AnyNode, names: ReadonlySet<string>): Map<string, AnyNode[][]> {
  const uses = new Map<string, AnyNode[][]>();
  const seen = new Set<AnyNode>();
  fullAncestor(root, (node, _, ancestors) => {
    if (node.type !== "Identifier" || !names.has(node.name) || seen.has(node)) return;
    seen.add(node);
    const parent = ancestors[ancestors.length - 2];
    if (parent?.type === "VariableDeclarator" && parent.id === node) return;
    uses.set(node.name, [...(uses.get(node.name) ?? []), [...ancestors]]);
  });
  return uses;
}

function readSite(name: string, ancestors: readonly AnyNode[]): Site | undefined {
  const call = ancestors[ancestors.length - 2];
  if (call?.type !== "CallExpression" || call.callee !== ancestors[ancestors.length - 1]) return undefined;
  let at = ancestors.length - 2;
  while (at > 0 && !isListed(ancestors[at] as AnyNode, ancestors[at - 1] as AnyNode)) at--;
  const statement = ancestors[at];
  if (statement === undefined || at === 0) return undefined;
  const path = ancestors.slice(at, -1);
  let isInLoop = false;
  for (let i = at - 1; i > 0; i--) {
    const type = ancestors[i]?.type ?? "";
    if (/Function/.test(type)) break;
    if (/^(For|While|Do)/.test(type)) isInLoop = true;
  }
  // A function that calls itself, or is called where it is declared.
  if (
    ancestors.some(
      (node) => node.type === "VariableDeclarator" && node.id.type === "Identifier" && node.id.name === name,
    )
  )
    return undefined;
  return { call, statement, path, isInLoop };
}

function isListed(node: AnyNode, parent: AnyNode): boolean {
  return parent.type === "BlockStatement" && /Statement|VariableDeclaration/.test(node.type);
}

function writeSite(
  text: string,
  { name, arrow }: Target,
  site: Site,
  isShared: boolean,
  unsteady: ReadonlySet<string>,
): string | undefined {
  const { call, statement, path } = site;
  if (arrow.body.type !== "BlockStatement" || arrow.params.length !== call.arguments.length) return undefined;
  const source = text.slice(arrow.body.start, arrow.body.end);
  if (/\bthis\b|\barguments\b/.test(source)) return undefined;
  // All of it goes on one line: a comment would swallow what follows it, a template lose its line ends.
  if ([arrow.body, statement].some((node) => !mayJoin(text, node))) return undefined;
  // A function in a loop would keep the names of the loop's last round: the board makes no new ones.
  if (site.isInLoop && holdsFunction(arrow.body)) return undefined;
  if (!isFirst(path, unsteady, doesNothing(arrow.body) && isAlone(statement, call))) return undefined;
  const given: string[] = [];
  const renamed = new Map<string, string>();
  for (const [i, param] of arrow.params.entries()) {
    const argument = call.arguments[i];
    if (param.type !== "Identifier" || argument === undefined || argument.type === "SpreadElement")
      return undefined;
    const written = text.slice(argument.start, argument.end);
    const value = argument.type === "SequenceExpression" ? `(${written})` : written;
    const isFixed =
      isConstant(argument) || (argument.type === "Identifier" && !isAssigned(text, argument.name));
    // A number before a dot needs brackets.
    if (isFixed && !isAssigned(source, param.name))
      renamed.set(param.name, argument.type === "Literal" ? `(${value})` : value);
    else given.push(`let ${param.name} = ${value};`);
  }
  const body: Body = { text, statements: arrow.body.body, renamed };
  // A declaration in a block of its own would be gone behind it.
  if (isShared && statement.type === "VariableDeclaration") return undefined;
  const whole = statement.type === "ReturnStatement" && statement.argument === call;
  const isUnused = statement.type === "ExpressionStatement" && statement.expression === call;
  const result = `${name}$`;
  const lines = writeBody(body, whole ? "return" : isUnused ? undefined : result);
  if (lines === undefined) return undefined;
  const parts = [...given, lines];
  if (!whole && !isUnused) {
    parts.unshift(`let ${result};`);
    const before = text.slice(statement.start, call.start);
    parts.push(before + result + text.slice(call.end, statement.end));
  }
  return parts.join(" ").replace(/\n\s*/g, " ");
}

function holdsFunction(node: AnyNode): boolean {
  let found = false;
  full(node, ({ type }) => {
    if (/Function/.test(type)) found = true;
  });
  return found;
}
