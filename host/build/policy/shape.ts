// Rules about how something is written: names put together, code in disguise, texts made of parts.
import type { AnyNode } from "acorn";
import type { Place } from "../../error.ts";
import type { Visit } from "../gate/refusal.ts";
import { isFunction, type Scopes } from "../gate/scope.ts";
import type { ReportBreach } from "./breach.ts";

/** A module, or a program that was put together of modules. */
export interface Code {
  readonly text: string;
  readonly visits: readonly Visit[];
  readonly scopes: Scopes;
  findPlace(start: number): Place;
}

/** Kinds of nodes that stand nowhere in the sources. */
const DISGUISES: Readonly<Record<string, string>> = {
  ThisExpression: "this",
  Super: "super",
  ClassDeclaration: "class",
  ClassExpression: "class",
  ForInStatement: "for in",
  WithStatement: "with",
  TaggedTemplateExpression: "a template with a tag",
  MetaProperty: "new.target",
  YieldExpression: "yield",
  AwaitExpression: "await",
};

export function checkShape(code: Code, report: ReportBreach): void {
  for (const { node, parents } of code.visits) {
    const kind = DISGUISES[node.type];
    if (kind !== undefined) report("disguise", code.findPlace(node.start), kind);
    if (node.type === "Property" && (node.kind !== "init" || node.computed))
      report(
        "disguise",
        code.findPlace(node.start),
        node.computed ? "a key that is computed" : `a ${node.kind}ter`,
      );
    if (node.type === "MemberExpression" && node.computed && isText(node.property, code.scopes)) {
      const [part] = parents.slice(-1);
      if (!isAdvertSlot(node, part, code.text))
        report("computed", code.findPlace(node.start), code.text.slice(node.start, node.end), "P1");
    }
    if (node.type === "UnaryExpression" && node.operator === "typeof")
      report("disguise", code.findPlace(node.start), "typeof");
    if (node.type === "Literal" && node.regex) report("disguise", code.findPlace(node.start), "a pattern");
    if (node.type === "CallExpression") checkTimer(node, code, report);
  }
}

/**
 * The one name in quotes that there is: where the firmware looks for whoever wants unparsed adverts. It is set, or asked whether
 * there is something; what is there parses adverts, so nobody gets it.
 */
function isAdvertSlot(
  node: AnyNode & { type: "MemberExpression" },
  parent: AnyNode | undefined,
  text: string,
): boolean {
  if (text.slice(node.start, node.end) !== 'global["#onblescan"]') return false;
  if (parent?.type === "AssignmentExpression") return parent.left === node;
  if (parent?.type !== "BinaryExpression" || !/^[!=]==$/.test(parent.operator)) return false;
  const other = parent.left === node ? parent.right : parent.left;
  return /^(undefined|void 0)$/.test(text.slice(other.start, other.end));
}

/** Is it visibly a text? */
export function isText(node: AnyNode, scopes: Scopes): boolean {
  if (node.type === "Literal") return typeof node.value === "string";
  if (node.type === "TemplateLiteral") return true;
  if (node.type === "BinaryExpression" && node.operator === "+")
    return [node.left, node.right].some((side) => side.type !== "PrivateIdentifier" && isText(side, scopes));
  if (node.type === "ConditionalExpression")
    return isText(node.consequent, scopes) || isText(node.alternate, scopes);
  const value = node.type === "Identifier" ? scopes.meaning.get(node)?.value : undefined;
  return value !== undefined && value !== node && value.type !== "Identifier" && isText(value, scopes);
}

const TIMERS = /^set(Timeout|Interval|Watch)$/;

/** What a timer is given has to be a function: a text would be run as a program. */
function checkTimer(node: AnyNode & { type: "CallExpression" }, code: Code, report: ReportBreach): void {
  const { callee } = node;
  if (callee.type !== "Identifier" || !TIMERS.test(callee.name) || code.scopes.meaning.has(callee)) return;
  const [first] = node.arguments;
  if (first !== undefined && mayBeFunction(first, code.scopes)) return;
  report("disguise", code.findPlace(node.start), `${callee.name} with something that is no function`);
}

export function mayBeFunction(node: AnyNode, scopes: Scopes): boolean {
  if (isFunction(node)) return true;
  if (node.type !== "Identifier") return false;
  const binding = scopes.meaning.get(node);
  if (binding === undefined || binding.kind === "parameter") return true;
  return binding.value !== undefined && (isFunction(binding.value) || binding.kind === "function");
}
