// Rules about where something goes: kept in a module, written, told, drawn, timed; and the closed records.
import type { AnyNode } from "acorn";
import { HELD, KEPT, OWNERS, TEXTS } from "./allow.ts";
import type { ReportBreach } from "./breach.ts";
import { type Module, quote } from "./module.ts";
import { isText, mayBeFunction } from "./shape.ts";
import { WORDS, type Words } from "./words.ts";

/** What a module would keep for itself: a variable at its top, or a list there that something is put into. */
export function checkKept(module: Module, report: ReportBreach): void {
  for (const { node, parents } of module.visits) {
    if (node.type !== "VariableDeclaration" || node.kind === "const") continue;
    const around = parents.filter(({ type }) => type !== "ExportNamedDeclaration");
    // `.boot0` remembers whether its doors are closed, and hears no sensor.
    if (module.file === "firmware/boot.ts" && isFlag(node)) continue;
    if (around.length === 1) report("kept", module.findPlace(node.start), quote(module.text, node));
  }
  for (const { id, parents, owner, binding } of module.scopes.references) {
    // A variable of a function that one within it sets lives on between the calls of that.
    if (binding !== undefined && binding.owner.type !== "Program" && owner !== binding.owner) {
      const around = parents[parents.length - 1];
      const isSet =
        (around?.type === "AssignmentExpression" && around.left === id) ||
        around?.type === "UpdateExpression";
      if (isSet && !HELD[module.file]?.includes(id.name))
        report("kept", module.findPlace(id.start), quote(module.text, around ?? id));
    }
    if (binding?.owner.type !== "Program" || binding.kind === "parameter") continue;
    const member = parents[parents.length - 1];
    if (member?.type !== "MemberExpression" || member.object !== id) continue;
    const around = parents[parents.length - 2];
    const said = quote(module.text, around ?? member);
    if (isChange(member, around) && !KEPT[module.file]?.includes(said))
      report("kept", module.findPlace(id.start), said);
  }
}

const CHANGES = new Set(["push", "unshift", "fill", "set", "splice", "concat", "sort", "reverse"]);

function isChange(member: AnyNode & { type: "MemberExpression" }, around: AnyNode | undefined): boolean {
  if (around?.type === "AssignmentExpression") return around.left === member;
  if (around?.type === "UpdateExpression") return true;
  if (around?.type !== "CallExpression" || around.callee !== member) return false;
  return member.property.type === "Identifier" && CHANGES.has(member.property.name);
}

/** What one module decides, and no other sets. */
export function checkOwners(module: Module, report: ReportBreach): void {
  for (const { node } of module.visits) {
    const target =
      node.type === "AssignmentExpression"
        ? node.left
        : node.type === "UpdateExpression"
          ? node.argument
          : undefined;
    if (target?.type !== "MemberExpression" || target.computed || target.property.type !== "Identifier")
      continue;
    const { name } = target.property;
    if (Object.hasOwn(OWNERS, name) && OWNERS[name] !== module.file)
      report(
        WORDS.find(({ field }) => field === name)?.rule ?? "situation",
        module.findPlace(node.start),
        quote(module.text, node),
      );
  }
}

/** Fields of records that are closed. @param states their fields by module */
export function checkState(
  module: Module,
  states: Readonly<Record<string, readonly string[]>>,
  report: ReportBreach,
): void {
  const fields = states[module.file];
  if (fields === undefined) return;
  const check = (key: AnyNode): void => {
    if (key.type === "Identifier" && !fields.includes(key.name))
      report("state", module.findPlace(key.start), key.name);
  };
  for (const { node } of module.visits) {
    if (node.type === "Property") check(node.key);
    const target =
      node.type === "AssignmentExpression"
        ? node.left
        : node.type === "UpdateExpression"
          ? node.argument
          : undefined;
    if (target?.type === "MemberExpression" && !target.computed) check(target.property);
  }
}

/** Texts that are put together. */
export function checkTexts(module: Module, report: ReportBreach): void {
  if (TEXTS.includes(module.file)) return;
  for (const { node } of module.visits) {
    const isJoined =
      (node.type === "TemplateLiteral" && node.expressions.length > 0) ||
      (node.type === "BinaryExpression" && node.operator === "+" && isText(node, module.scopes));
    if (isJoined) report("text", module.findPlace(node.start), quote(module.text, node));
  }
}

/** Times that are constants: the timetable tells nothing. */
export function checkTimes(module: Module, report: ReportBreach): void {
  for (const { node } of module.visits) {
    if (node.type !== "CallExpression" || node.callee.type !== "Identifier") continue;
    if (node.callee.name !== "every") continue;
    const [time, listener] = node.arguments;
    const isConstant = time?.type === "Identifier" && /^[A-Z][A-Z_]*_MS$/.test(time.name);
    if (isConstant && listener !== undefined && mayBeFunction(listener, module.scopes)) continue;
    report(
      "time",
      module.findPlace(node.start),
      `every(${time === undefined ? "" : quote(module.text, time)}, …)`,
    );
  }
}

const DOORS = ["forceConsole", "closeServices", "silenceRadio"];

/** A variable that begins as true or false. */
function isFlag(node: AnyNode): boolean {
  if (node.type !== "VariableDeclaration") return false;
  return node.declarations.every(({ init }) => init?.type === "Literal" && typeof init.value === "boolean");
}

/** What `.boot0` does first. */
export function checkDoors(module: Module, report: ReportBreach): void {
  if (module.file !== "firmware/boot.ts") return;
  const program = module.visits.find(({ node }) => node.type === "Program")?.node;
  const body = program?.type === "Program" ? program.body : [];
  // What is declared first are constants, so no statement of it can throw or leave a door open.
  const statements = body.filter(({ type }) => type !== "ImportDeclaration").filter((node) => !isFlag(node));
  DOORS.forEach((door, i) => {
    const statement = statements[i];
    const first = statement?.type === "TryStatement" ? statement.block.body : [];
    const call =
      first[0]?.type === "ExpressionStatement" && first.length === 1 ? first[0].expression : undefined;
    const isClosed =
      call?.type === "CallExpression" && call.callee.type === "Identifier" && call.callee.name === door;
    if (!isClosed)
      report("doors", module.findPlace(statement?.start ?? 0), `${door} is not statement ${i + 1}`);
  });
}

/** Places that may say only what is written down for them. */
export function checkWords(module: Module, report: ReportBreach): void {
  for (const { node } of module.visits)
    for (const words of WORDS) {
      const odd = findOdd(node, words, module);
      if (odd !== undefined) report(words.rule, module.findPlace(odd.start), odd.text);
    }
}

function findOdd(
  node: AnyNode,
  words: Words,
  { file, text }: Module,
): { text: string; start: number } | undefined {
  const { allowed, callsOf, listsIn, axes, field } = words;
  if (field !== undefined) {
    const stepped =
      node.type === "UpdateExpression" && !allowed.includes(node.operator) ? node.argument : undefined;
    const target = node.type === "ForOfStatement" ? node.left : stepped;
    if (target?.type === "MemberExpression" && nameOf(target) === field)
      return { text: quote(text, target), start: node.start };
    if (node.type !== "AssignmentExpression" || node.left.type !== "MemberExpression") return undefined;
    const said = `${node.operator} ${quote(text, node.right)}`;
    return nameOf(node.left) !== field || allowed.includes(said)
      ? undefined
      : { text: `${field} ${said}`, start: node.start };
  }
  if (listsIn !== undefined && node.type === "ArrayExpression" && file === listsIn) {
    if (allowed.includes(quote(text, node))) return undefined;
    const odd = node.elements.find((element) => element === null || !allowed.includes(quote(text, element)));
    return odd === undefined ? undefined : { text: quote(text, odd ?? node), start: (odd ?? node).start };
  }
  if (callsOf !== undefined && node.type === "CallExpression" && nameOf(node.callee) === callsOf) {
    const said = node.arguments.map((item) => quote(text, item)).join(", ");
    return allowed.includes(said) ? undefined : { text: `${callsOf}(${said})`, start: node.start };
  }
  if (axes && node.type === "AssignmentExpression" && node.left.type === "MemberExpression") {
    const { object, property, computed } = node.left;
    const isAxis = computed && (nameOf(object) === "axes" || nameOf(object) === "axis");
    const said = `${quote(text, property)} = ${quote(text, node.right)}`;
    if (isAxis && !allowed.includes(said)) return { text: said, start: node.start };
  }
  return undefined;
}

function nameOf(node: AnyNode): string {
  if (node.type === "Identifier") return node.name;
  if (node.type === "MemberExpression" && !node.computed && node.property.type === "Identifier")
    return node.property.name;
  return "";
}
