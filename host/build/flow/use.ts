// What a program reads and where it sends, found in its final text: calls of Espruino's own functions, which keep their
// names whatever else is shortened. Pins and files are followed through variables and the parameters of functions.
import type { AnyNode, CallExpression, MemberExpression } from "acorn";
import { readScopes } from "../gate/gate.ts";
import type { Reference, Scopes } from "../gate/scope.ts";

type Text = Scopes & { readonly text: string };

/** Stands for a pin or a file that could not be followed to its number or name. */
const UNKNOWN = "?";
/** Globals of Espruino whose very mention is a way out or in that nothing here declares. */
const GLOBALS = [
  "Bluetooth",
  "Telnet",
  "Terminal",
  "Wifi",
  "console",
  "print",
  "analogRead",
  "peek8",
  "peek16",
];
const HOLDERS = ["global", "E", "I2C1"];
/** Calls of NRF, by name, that say in their arguments what they open or close. */
const RADIO = new Map<string, (call: CallExpression) => string>([
  ["setScan", (call) => (call.arguments.length === 0 ? "radio scan off" : "radio scan")],
  ["setServices", (call) => (isClosed(call.arguments) ? "radio services off" : "radio services")],
]);

/**
 * Lists the uses of a text: `watch 22` and `read 22` (a pin), `uart 35` (a serial port's pin), `touch`, `bus read`,
 * `advert` (the handler of the scan), `radio …` (each call of NRF), `store NAME` (a file), `flash …`, `link NAME` (a
 * global that the cable can call), `peek` (a register), `global …` (anything else that leads out).
 * @param text JavaScript that the device-language gate has passed
 * @returns sorted, each once
 */
export function listUses(text: string): string[] {
  const scopes: Text = { ...readScopes(text), text };
  const uses = scopes.references.flatMap((reference) => listOf(reference, scopes));
  return [...new Set(uses)].sort();
}

function listOf({ id, parents, binding }: Reference, scopes: Text): string[] {
  const parent = parents[parents.length - 1];
  const call = parents[parents.length - 2];
  if (isMember(parent) && parent.object === id) {
    const name = nameOf(parent);
    // A serial port stands in a variable of the program: its call is known by the pins that it names.
    if (name === "setup" && isCallOf(call, parent)) return listPins(call, scopes);
    if (binding !== undefined) return [];
    if (id.name === "NRF")
      return [isCallOf(call, parent) ? (RADIO.get(name)?.(call) ?? `radio ${name}`) : "radio ?"];
    if (id.name === "E" && name === "on")
      return isCallOf(call, parent) ? [follow(call.arguments[0], scopes)].flat() : ["global E.on"];
    if (id.name === "I2C1" && name === "readFrom") return ["bus read"];
    if (id.name === "global")
      return isSet(call, parent) ? [name === "#onblescan" ? "advert" : `link ${name}`] : [];
  }
  if (binding !== undefined) return [];
  if (id.name === "NRF") return ["radio ?"];
  // Under another name they could not be followed.
  if (HOLDERS.includes(id.name) && !(isMember(parent) && parent.object === id)) return [`global ${id.name}`];
  if (id.name === "peek32") return ["peek"];
  if (GLOBALS.includes(id.name)) return [`global ${id.name}`];
  if (!isCallOf(parent, id)) return [];
  if (id.name === "setWatch") return follow(parent.arguments[1], scopes).map((pin) => `watch ${pin}`);
  if (id.name === "digitalRead") return follow(parent.arguments[0], scopes).map((pin) => `read ${pin}`);
  if (id.name !== "require") return [];
  const [module = UNKNOWN] = follow(parent.arguments[0], scopes);
  const method = isMember(call) ? nameOf(call) : UNKNOWN;
  const outer = parents[parents.length - 3];
  if (module !== "Storage") return [`${module.toLowerCase()} ${method}`];
  if (method === "read" || method === "list") return [];
  if (method !== "write" || !isMember(call) || !isCallOf(outer, call)) return [`store ${UNKNOWN}`];
  return follow(outer.arguments[0], scopes).map((name) => `store ${name}`);
}

function listPins(call: CallExpression, scopes: Text): string[] {
  const [, options] = call.arguments;
  if (options?.type !== "ObjectExpression") return [];
  return options.properties.flatMap((property) =>
    property.type === "Property" && property.key.type === "Identifier" && property.key.name === "rx"
      ? follow(property.value, scopes).map((pin) => `uart ${pin}`)
      : [],
  );
}

/** Values that an expression may have, as text: its own, a variable's, or what the callers of its function give. */
function follow(node: AnyNode | undefined, scopes: Text, depth = 0): string[] {
  if (node?.type === "Literal") return [String(node.value)];
  if (node?.type !== "Identifier" || depth > 4) return [UNKNOWN];
  const binding = scopes.meaning.get(node);
  if (binding?.value !== undefined) return follow(binding.value, scopes, depth + 1);
  const { owner } = binding ?? {};
  if (binding?.kind !== "parameter" || owner?.type !== "ArrowFunctionExpression") return [UNKNOWN];
  const at = owner.params.findIndex((param) => param.type === "Identifier" && param.name === node.name);
  // Not by its value: what only the start needs is set to 0 in the end.
  const named = scopes.bindings.find(({ declarations: [{ id }] }) =>
    /^\s*=\s*$/.test(scopes.text.slice(id.end, owner.start)),
  );
  const callers = scopes.references.filter(({ binding: other }) => named !== undefined && other === named);
  if (callers.length === 0) return [UNKNOWN];
  return callers.flatMap(({ id, parents }) => {
    const call = parents[parents.length - 1];
    if (isSet(call, id)) return [];
    return isCallOf(call, id) ? follow(call.arguments[at], scopes, depth + 1) : [UNKNOWN];
  });
}

function isMember(node: AnyNode | undefined): node is MemberExpression {
  return node?.type === "MemberExpression";
}

function nameOf({ property, computed }: MemberExpression): string {
  if (property.type === "Identifier" && !computed) return property.name;
  return property.type === "Literal" ? String(property.value) : UNKNOWN;
}

function isCallOf(node: AnyNode | undefined, callee: AnyNode): node is CallExpression {
  return node?.type === "CallExpression" && node.callee === callee;
}

function isSet(node: AnyNode | undefined, target: AnyNode): boolean {
  return node?.type === "AssignmentExpression" && node.left === target;
}

/** `{}, { uart: false }`: no service at all. */
function isClosed([services, options]: CallExpression["arguments"]): boolean {
  if (services?.type !== "ObjectExpression" || services.properties.length > 0) return false;
  if (options?.type !== "ObjectExpression" || options.properties.length !== 1) return false;
  const [uart] = options.properties;
  if (uart.type !== "Property" || uart.key.type !== "Identifier" || uart.key.name !== "uart") return false;
  const { value } = uart;
  const isFalse = value.type === "Literal" && value.value === false;
  const isNotOne =
    value.type === "UnaryExpression" &&
    value.operator === "!" &&
    value.argument.type === "Literal" &&
    value.argument.value === 1;
  return isFalse || isNotOne;
}
