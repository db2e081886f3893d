// One module of a bundle as the policy gate reads it: types are gone, names are still those of the source.
import { SourceMap, type SourceMapPayload } from "node:module";
import { type AnyNode, parse } from "acorn";
import { fullAncestor } from "acorn-walk";
import type { Place } from "../../error.ts";
import type { Visit } from "../gate/refusal.ts";
import { type Reference, resolveScopes, type Scopes } from "../gate/scope.ts";

/** What the bundler took in. */
export interface Source {
  /** Path inside the checkout. */
  readonly file: string;
  /** As it was written. */
  readonly source: string;
  /** Without its types, with a source map in its last line. */
  readonly code: string;
}

/** A name from another module. */
export interface Import {
  /** Path inside the checkout. */
  readonly from: string;
  readonly name: string;
  readonly local: string;
  readonly start: number;
}

export interface Module {
  readonly file: string;
  readonly text: string;
  readonly visits: readonly Visit[];
  readonly scopes: Scopes;
  readonly imports: readonly Import[];
  /** Where an offset of the text comes from. */
  findPlace(start: number): Place;
}

/** @throws SyntaxError for what is no module */
export function readModule({ file, code }: Source): Module {
  const program = parse(code, { ecmaVersion: "latest", sourceType: "module" });
  const visits = listVisits(program);
  const imports: Import[] = [];
  for (const node of program.body) {
    if (node.type !== "ImportDeclaration") continue;
    const from = resolvePath(file, String(node.source.value));
    for (const item of node.specifiers) {
      const name =
        item.type === "ImportSpecifier" && item.imported.type === "Identifier" ? item.imported.name : "*";
      imports.push({ from, name, local: item.local.name, start: item.start });
    }
  }
  return {
    file,
    text: code,
    visits,
    scopes: resolveScopes(visits),
    imports,
    findPlace: createPlaces(file, code),
  };
}

/** Every node with those around it. */
export function listVisits(program: AnyNode): Visit[] {
  const visits: Visit[] = [];
  fullAncestor(program, (node, _state, ancestors) => {
    visits.push({ node: node as AnyNode, parents: ancestors.slice(0, -1) as AnyNode[] });
  });
  return visits;
}

/** A piece of a text on one line, as the lists of the policy have it. */
export function quote(text: string, node: AnyNode): string {
  return text
    .slice(node.start, node.end)
    .replace(/\s+/g, " ")
    .replace(/([([]) /g, "$1")
    .replace(/ ([)\]])/g, "$1");
}

/**
 * How a global is used: `E.on()` is called, `USB` is the thing itself, `new Uint8Array`, `global["x"]`; `E[…]` where the member
 * is not written down.
 */
export function describeUse({ id, parents }: Reference, text: string): string {
  const parent = parents[parents.length - 1];
  const outer = parents[parents.length - 2];
  if (parent?.type === "NewExpression" && parent.callee === id) return `new ${id.name}`;
  if (parent?.type === "CallExpression" && parent.callee === id) {
    if (id.name !== "require") return `${id.name}()`;
    const call = quote(text, parent);
    return outer?.type === "MemberExpression"
      ? describeMember(call, outer, parents[parents.length - 3])
      : call;
  }
  return parent?.type === "MemberExpression" && parent.object === id
    ? describeMember(id.name, parent, outer)
    : id.name;
}

function describeMember(
  object: string,
  member: AnyNode & { type: "MemberExpression" },
  around: AnyNode | undefined,
): string {
  const call = around?.type === "CallExpression" && around.callee === member ? "()" : "";
  const { property } = member;
  if (!member.computed) return `${object}.${property.type === "Identifier" ? property.name : "#"}${call}`;
  return property.type === "Literal" && typeof property.value === "string"
    ? `${object}["${property.value}"]${call}`
    : `${object}[…]`;
}

function resolvePath(file: string, path: string): string {
  const parts = file.split("/").slice(0, -1);
  for (const part of path.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== ".") parts.push(part);
  }
  return parts.join("/");
}

function createPlaces(file: string, code: string): Module["findPlace"] {
  const encoded = /\/\/# sourceMappingURL=data:application\/json;base64,([\w+/=]+)\s*$/.exec(code)?.[1];
  let map: SourceMap | undefined;
  return (start) => {
    if (encoded === undefined) return { file };
    if (map === undefined) {
      const payload: SourceMapPayload = JSON.parse(Buffer.from(encoded, "base64").toString("utf8"));
      map = new SourceMap(payload);
    }
    const before = code.slice(0, start).split("\n");
    const entry = map.findEntry(before.length - 1, before[before.length - 1].length);
    if (!("originalLine" in entry) || entry.originalLine === undefined) return { file };
    return { file, line: entry.originalLine + 1, column: entry.originalColumn + 1 };
  };
}
