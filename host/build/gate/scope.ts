// Which name means which declaration, as JavaScript sees it. What Espruino makes of it is for the rules.
import type { AnyNode, Identifier } from "acorn";
import type { Visit } from "./refusal.ts";

type BindingKind = "var" | "let" | "const" | "class" | "function" | "parameter" | "catch";

export interface Declaration {
  readonly id: Identifier;
  readonly parents: readonly AnyNode[];
}

export interface Binding {
  readonly name: string;
  readonly kind: BindingKind;
  /** In textual order; more than one only for `var` and functions. */
  readonly declarations: Declaration[];
  /** The function (or program) that it belongs to. */
  readonly owner: AnyNode;
  /** What it is first set to, if that is all that it is ever set to. */
  value: AnyNode | undefined;
}

export interface Reference {
  readonly id: Identifier;
  readonly parents: readonly AnyNode[];
  /** The function (or program) whose own code holds it. */
  readonly owner: AnyNode;
  /** Undefined for globals. */
  readonly binding: Binding | undefined;
}

export interface Scopes {
  readonly bindings: readonly Binding[];
  readonly references: readonly Reference[];
  /** Binding that an identifier means, by its node. */
  readonly meaning: ReadonlyMap<AnyNode, Binding>;
}

const FUNCTIONS = new Set(["FunctionDeclaration", "FunctionExpression", "ArrowFunctionExpression"]);
const SCOPES = new Set([
  ...FUNCTIONS,
  "Program",
  "BlockStatement",
  "ForStatement",
  "ForInStatement",
  "ForOfStatement",
  "SwitchStatement",
  "CatchClause",
  "ClassExpression",
  "StaticBlock",
]);

export function isFunction(node: AnyNode | undefined): boolean {
  return node !== undefined && FUNCTIONS.has(node.type);
}

/** The innermost function around something, or the program. */
export function findOwner(parents: readonly AnyNode[]): AnyNode {
  for (let i = parents.length - 1; i > 0; i--) {
    const parent = parents[i] as AnyNode;
    if (isFunction(parent)) return parent;
  }
  return parents[0] as AnyNode;
}

/**
 * Resolves every identifier of a program.
 * @param visits all its nodes, in any order
 */
export function resolveScopes(visits: readonly Visit[]): Scopes {
  const tables = new Map<AnyNode, Map<string, Binding>>();
  const declared = new Set<AnyNode>();
  const bindings: Binding[] = [];
  const ordered = [...visits].sort((a, b) => a.node.start - b.node.start || b.node.end - a.node.end);

  function declare(id: Identifier, kind: BindingKind, scope: AnyNode, visit: Visit, value?: AnyNode): void {
    declared.add(id);
    const table = tables.get(scope) ?? new Map<string, Binding>();
    tables.set(scope, table);
    const known = table.get(id.name);
    const declaration = { id, parents: visit.parents };
    if (known === undefined) {
      const owner = isFunction(scope) ? scope : findOwner([...visit.parents]);
      const binding: Binding = { name: id.name, kind, declarations: [declaration], owner, value };
      table.set(id.name, binding);
      bindings.push(binding);
      return;
    }
    known.declarations.push(declaration);
    known.value = undefined;
  }

  for (const visit of ordered) declareNames(visit, declare);

  const references: Reference[] = [];
  const meaning = new Map<AnyNode, Binding>();
  for (const { node, parents } of ordered) {
    if (node.type !== "Identifier" || declared.has(node)) continue;
    let binding: Binding | undefined;
    for (let i = parents.length - 1; i >= 0 && binding === undefined; i--)
      binding = tables.get(parents[i] as AnyNode)?.get(node.name);
    references.push({ id: node, parents, owner: findOwner(parents), binding });
    if (binding === undefined) continue;
    meaning.set(node, binding);
    if (isWritten(node, parents)) binding.value = undefined;
  }
  return { bindings, references, meaning };
}

type Declare = (id: Identifier, kind: BindingKind, scope: AnyNode, visit: Visit, value?: AnyNode) => void;

function declareNames(visit: Visit, declare: Declare): void {
  const { node, parents } = visit;
  const scope = findScope(parents);
  if (node.type === "FunctionDeclaration" && node.id) declare(node.id, "function", scope, visit, node);
  if (node.type === "FunctionExpression" && node.id) declare(node.id, "function", node, visit, node);
  if (node.type === "ClassDeclaration" && node.id) declare(node.id, "class", scope, visit, node);
  if (node.type === "ClassExpression" && node.id) declare(node.id, "class", node, visit, node);
  if (
    node.type === "FunctionDeclaration" ||
    node.type === "FunctionExpression" ||
    node.type === "ArrowFunctionExpression"
  )
    for (const parameter of node.params)
      for (const id of listNames(parameter)) declare(id, "parameter", node, visit);
  if (node.type === "CatchClause" && node.param)
    for (const id of listNames(node.param)) declare(id, "catch", node, visit);
  if (node.type !== "VariableDeclaration") return;
  const kind = node.kind === "let" || node.kind === "const" ? node.kind : "var";
  const home = kind === "var" ? findOwner(parents) : scope;
  for (const declarator of node.declarations)
    for (const id of listNames(declarator.id))
      declare(id, kind, home, visit, declarator.id === id ? (declarator.init ?? undefined) : undefined);
}

function findScope(parents: readonly AnyNode[]): AnyNode {
  for (let i = parents.length - 1; i > 0; i--) {
    const parent = parents[i] as AnyNode;
    if (SCOPES.has(parent.type)) return parent;
  }
  return parents[0] as AnyNode;
}

/** Names that a pattern declares. */
function listNames(pattern: AnyNode): Identifier[] {
  switch (pattern.type) {
    case "Identifier":
      return [pattern];
    case "ObjectPattern":
      return pattern.properties.flatMap((property) =>
        listNames(property.type === "Property" ? property.value : property.argument),
      );
    case "ArrayPattern":
      return pattern.elements.flatMap((element) => (element === null ? [] : listNames(element)));
    case "AssignmentPattern":
      return listNames(pattern.left);
    case "RestElement":
      return listNames(pattern.argument);
    default:
      return [];
  }
}

function isWritten(id: Identifier, parents: readonly AnyNode[]): boolean {
  const parent = parents[parents.length - 1];
  if (parent?.type === "AssignmentExpression") return parent.left === id;
  if (parent?.type === "ForInStatement" || parent?.type === "ForOfStatement") return parent.left === id;
  return parent?.type === "UpdateExpression";
}
