// Rules about names, wherever they stand: those that nothing has, and those that only some modules may use.
import type { AnyNode } from "acorn";
import type { Visit } from "../gate/refusal.ts";
import { BANNED, EXCEPTIONS, NAMES } from "./allow.ts";
import type { ReportBreach } from "./breach.ts";
import type { Module } from "./module.ts";

/** A name as it is written: member, key, or text. */
export interface Name {
  readonly name: string;
  readonly start: number;
  readonly isText: boolean;
}

export function listNames(visits: readonly Visit[]): Name[] {
  const names: Name[] = [];
  const add = (node: AnyNode, isText = false): void => {
    if (node.type === "Identifier") names.push({ name: node.name, start: node.start, isText });
    else if (node.type === "Literal" && typeof node.value === "string")
      names.push({ name: node.value, start: node.start, isText });
  };
  for (const { node, parents } of visits) {
    if (node.type === "MemberExpression" && !node.computed) add(node.property);
    if (node.type === "Property" && !node.computed) add(node.key);
    const isPath = /^(Import|Export)/.test(parents[parents.length - 1]?.type ?? "");
    if (node.type === "Literal" && !isPath) add(node, true);
    if (node.type === "TemplateElement")
      names.push({ name: node.value.cooked ?? "", start: node.start, isText: true });
  }
  return names;
}

/** @returns the promise that a name would break wherever it stands, undefined for one that is not banned */
export function findBan(name: string, isText: boolean): string | undefined {
  if (Object.hasOwn(BANNED, name)) return BANNED[name];
  if (!isText) return undefined;
  // A text that is code, or a member's name with something around it.
  const word = name.match(/[A-Za-z_$][\w$]*/g)?.find((part) => Object.hasOwn(BANNED, part));
  return word !== undefined && /[().=[\]]/.test(name) ? BANNED[word] : undefined;
}

export function checkNames(module: Module, report: ReportBreach): void {
  for (const { name, start, isText } of listNames(module.visits)) {
    const place = (): ReturnType<Module["findPlace"]> => module.findPlace(start);
    const ban = findBan(name, isText);
    if (ban !== undefined && !EXCEPTIONS[module.file]?.includes(name)) report("banned", place(), name, ban);
    const row = Object.hasOwn(NAMES, name) ? NAMES[name] : undefined;
    if (row !== undefined && !row.modules.includes(module.file) && !isText)
      report("name", place(), name, row.promise);
  }
}
