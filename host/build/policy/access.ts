// Rules about Espruino's API and about what modules have of one another.
import type { AnyNode } from "acorn";
import {
  API,
  BANNED,
  BOOT_DENIED,
  BOOT_MODULES,
  EXCEPTIONS,
  IMPORTS,
  LANGUAGE,
  PURE,
  ROOTS,
} from "./allow.ts";
import type { ReportBreach } from "./breach.ts";
import { describeUse, type Module } from "./module.ts";

/** @returns the promise that a use of something would break in wrong hands */
export function findPromise(use: string): string {
  const words = use.match(/[A-Za-z_$][\w$]*/g) ?? [];
  const banned = words.find((word) => Object.hasOwn(BANNED, word));
  if (banned !== undefined) return BANNED[banned];
  const root = words.find((word) => Object.hasOwn(ROOTS, word));
  return root === undefined ? "P1" : ROOTS[root];
}

/** What a module may use, in `.boot0` or in the program. */
function listOwn(file: string, isBoot: boolean): readonly string[] {
  return isBoot && !BOOT_MODULES.includes(file) ? [] : (API[file] ?? []);
}

/** The same for what is left of a module in a text: of what `.boot0` does not need there is nothing. */
export function listAllowed(file: string, isBoot: boolean): readonly string[] {
  return listOwn(file, isBoot).filter((use) => !isBoot || !BOOT_DENIED.includes(use));
}

/** Names from elsewhere: each global has to be one of the module's row. */
export function checkApi(module: Module, isBoot: boolean, report: ReportBreach): void {
  const imported = new Set(module.imports.map(({ local }) => local));
  const allowed = new Set([...listOwn(module.file, isBoot), ...LANGUAGE]);
  for (const reference of module.scopes.references) {
    const { id, binding } = reference;
    if (binding !== undefined || imported.has(id.name)) continue;
    const use = describeUse(reference, module.text);
    if (allowed.has(use) || EXCEPTIONS[module.file]?.includes(id.name)) continue;
    const name = use.startsWith("require") ? use : id.name;
    const isKnown = [...allowed].some(
      (other) => other.startsWith(`${name}.`) || other.startsWith(`${name}[`),
    );
    const rule = use.includes("[") ? "computed" : isKnown && isBare(use, name) ? "alias" : "api";
    report(rule, module.findPlace(id.start), use, findPromise(use));
  }
}

/** The thing itself, or its member without a call: something that could get another name. */
function isBare(use: string, name: string): boolean {
  return use === name || (name !== "global" && !use.endsWith("()"));
}

export function checkImports(module: Module, report: ReportBreach): void {
  const restricted = new Map<string, string>();
  for (const { from, name, local, start } of module.imports) {
    const place = module.findPlace(start);
    if (name === "*") report("alias", place, `import * from ${from}`, "P10");
    const row = Object.hasOwn(IMPORTS, name) ? IMPORTS[name] : undefined;
    if (row !== undefined) restricted.set(local, row.promise);
    if (row !== undefined && !row.modules.includes(module.file))
      report("import", place, `${name} of ${from}`, row.promise);
    const pure = Object.keys(PURE).find((folder) => module.file.startsWith(folder));
    if (pure !== undefined && ![pure, ...PURE[pure]].some((folder) => from.startsWith(folder)))
      report("import", place, `${name} of ${from}`, "P2");
  }
  for (const { id, parents, binding } of module.scopes.references) {
    const promise = binding === undefined ? restricted.get(id.name) : undefined;
    const parent = parents[parents.length - 1];
    if (promise === undefined || (parent?.type === "CallExpression" && parent.callee === id)) continue;
    report("alias", module.findPlace(id.start), id.name, promise);
  }
  for (const { node } of module.visits) checkExport(node, module, restricted, report);
}

function checkExport(
  node: AnyNode,
  module: Module,
  restricted: ReadonlyMap<string, string>,
  report: ReportBreach,
): void {
  if (node.type === "ExportAllDeclaration" || (node.type === "ExportNamedDeclaration" && node.source))
    report("alias", module.findPlace(node.start), "export from another module", "P10");
  if (node.type === "ImportExpression") report("alias", module.findPlace(node.start), "import()", "P10");
  if (node.type !== "ExportNamedDeclaration") return;
  for (const { local } of node.specifiers) {
    const promise = local.type === "Identifier" ? restricted.get(local.name) : undefined;
    if (promise !== undefined) report("alias", module.findPlace(node.start), quoteName(local), promise);
  }
}

function quoteName(node: AnyNode): string {
  return node.type === "Identifier" ? node.name : "a name";
}
