// The device-language gate: refuses what Espruino lacks, or gets silently wrong, in a finished program.
import { type AnyNode, type Program, parse } from "acorn";
import { fullAncestor } from "acorn-walk";
import { checkCallees } from "./call.ts";
import { checkGlobals } from "./global.ts";
import { checkMembers } from "./member.ts";
import { checkOrder } from "./order.ts";
import type { Context, Refusal, Visit } from "./refusal.ts";
import { RULES, type Rule } from "./rule.ts";
import { resolveScopes, type Scopes } from "./scope.ts";
import { checkSyntax } from "./syntax.ts";
import { checkText } from "./text.ts";

export interface GateOptions {
  /** Globals besides those of the language. */
  readonly globals: Iterable<string>;
  /** The program is none of ours: it may print. */
  readonly mayPrint?: boolean;
  /** Source file that an offset of the text comes from; decides where a rule's exceptions hold. */
  readonly findFile?: (start: number) => string | undefined;
}

const CHECKS = [checkSyntax, checkText, checkOrder, checkGlobals, checkMembers, checkCallees];

/**
 * Checks the text of a program, best the very bytes that are written to flash.
 * @param text a script
 * @returns refusals in textual order, one for each rule and place; none for a program that a board runs as
 *   JavaScript says, as far as that can be seen without running it
 */
export function checkProgram(text: string, options: GateOptions): Refusal[] {
  const found = new Map<string, Refusal>();
  function report(id: string, start: number, detail?: string): void {
    const rule = RULES[id] as Rule;
    const file = rule.allowedIn === undefined ? undefined : options.findFile?.(start);
    if (file !== undefined && rule.allowedIn?.includes(file)) return;
    const message = detail === undefined ? rule.what : `${detail}: ${rule.what}`;
    found.set(`${start} ${id}`, { rule: id, start, message, instead: rule.instead });
  }
  const program = parseScript(text, report);
  if (program !== undefined) {
    const visits = listVisits(program);
    const context: Context = {
      text,
      program,
      visits,
      scopes: resolveScopes(visits),
      globals: new Set(options.globals),
      mayPrint: options.mayPrint ?? false,
      ownNames: listOwnNames(visits),
      report,
    };
    for (const check of CHECKS) check(context);
  }
  return [...found.values()].sort((a, b) => a.start - b.start || (a.rule < b.rule ? -1 : 1));
}

/** Which name means what in a script. Throws SyntaxError for what is none. */
export function readScopes(text: string): Scopes {
  return resolveScopes(listVisits(parse(text, { ecmaVersion: "latest", sourceType: "script" })));
}

/** Names of members that must stay what they are: those of the global object, and those used in quotes. */
export function readFixedNames(text: string): ReadonlySet<string> {
  const names = new Set<string>();
  const keep = (node: AnyNode) => node.type === "Literal" && names.add(String(node.value));
  for (const { node } of listVisits(parse(text, { ecmaVersion: "latest", sourceType: "script" }))) {
    if (node.type === "Property") keep(node.key);
    if (node.type === "BinaryExpression" && node.operator === "in") keep(node.left);
    if (node.type !== "MemberExpression") continue;
    if (node.computed) keep(node.property);
    else if (node.object.type === "Identifier" && /^global(This)?$/.test(node.object.name))
      if (node.property.type === "Identifier") names.add(node.property.name);
  }
  return names;
}

/** Property names that a program gives to something: keys, members of classes, assigned members. */
export function readOwnNames(text: string): ReadonlySet<string> {
  return listOwnNames(listVisits(parse(text, { ecmaVersion: "latest", sourceType: "script" })));
}

function parseScript(text: string, report: Context["report"]): Program | undefined {
  try {
    return parse(text, { ecmaVersion: "latest", sourceType: "script" });
  } catch (error) {
    const place = error instanceof SyntaxError && "pos" in error ? Number(error.pos) : 0;
    report("syntax", place);
    return undefined;
  }
}

function listVisits(program: Program): Visit[] {
  const visits: Visit[] = [];
  fullAncestor(program, (node, _state, ancestors) => {
    visits.push({ node: node as AnyNode, parents: ancestors.slice(0, -1) as AnyNode[] });
  });
  return visits;
}

function listOwnNames(visits: readonly Visit[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { node } of visits) {
    if (node.type === "Property" || node.type === "MethodDefinition") {
      if (node.key.type === "Identifier" && !node.computed) names.add(node.key.name);
      if (node.key.type === "Literal") names.add(String(node.key.value));
    }
    if (node.type === "AssignmentExpression" && node.left.type === "MemberExpression")
      if (node.left.property.type === "Identifier" && !node.left.computed) names.add(node.left.property.name);
  }
  return names;
}
