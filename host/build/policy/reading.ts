// Rules about readings by name, whatever the compiler thinks of them: a list of numbers that takes one in some branch, or a
// branch that asks for one, is well typed. So a reading stands as an argument of the functions that are listed, and nowhere else.
import type { AnyNode } from "acorn";
import { isFunction, type Reference } from "../gate/scope.ts";
import { PLAIN_PINS, PORT_READERS } from "./allow.ts";
import type { ReportBreach } from "./breach.ts";
import { type Module, quote } from "./module.ts";

interface Row {
  /** Module that declares the function. */
  readonly file: string;
  /** Which parameters are readings: of the function, or of the listener that it calls back. */
  readonly at: readonly number[];
  /** Which argument is the listener, where there is one. */
  readonly listener?: number;
}

/** Functions that are given readings: they reduce them, or hand them on to one that does. */
const TAKERS: Readonly<Record<string, Row>> = {
  openRaw: { file: "shared/policy/raw.ts", at: [0] },
  tap: { file: "firmware/act.ts", at: [1, 2] },
  findAction: { file: "firmware/hit.ts", at: [1, 2] },
  senseLine: { file: "shared/presence/line.ts", at: [1] },
  senseBytes: { file: "shared/presence/radar.ts", at: [1] },
  takeRange: { file: "shared/presence/distance.ts", at: [1] },
  senseAdvert: { file: "shared/presence/filter.ts", at: [1] },
  // While a board is calibrated: counts are kept of what is read.
  notePir: { file: "shared/presence/survey.ts", at: [1] },
  noteLine: { file: "shared/presence/survey.ts", at: [1] },
  noteRange: { file: "shared/presence/survey.ts", at: [1] },
  noteStrength: { file: "shared/presence/survey.ts", at: [1] },
};

/** Functions that call back with readings. */
const WATCHERS: Readonly<Record<string, Row>> = {
  watchTouch: { file: "firmware/ports/touch.ts", listener: 0, at: [0, 1] },
  watchPin: { file: "firmware/ports/pins.ts", listener: 1, at: [0] },
  openUart: { file: "firmware/ports/uart.ts", listener: 4, at: [0] },
  openLd2410: { file: "firmware/drivers/ld2410.ts", listener: 0, at: [0] },
};

/** Functions whose result is a reading. */
const SOURCES: Readonly<Record<string, Row>> = {
  readLine: { file: "firmware/ports/pins.ts", at: [] },
  readBus: { file: "firmware/ports/i2c.ts", at: [] },
  readRange: { file: "firmware/drivers/vl53l0x.ts", at: [] },
};

/** What the ports of sensors say to their listeners. */
const TOLD = ["point.x, point.y, point.b !== 0", "sealRaw(event.state)", "!event.state"];

/** Readings are arguments of what takes them; what a port of sensors gives besides is listed. */
export function checkReadings(module: Module, report: ReportBreach): void {
  checkOpened(module, report);
  checkPorts(module, report);
  const say = (node: AnyNode, around?: AnyNode): void =>
    report("reading", module.findPlace(node.start), quote(module.text, around ?? node));
  const held = new Set<AnyNode>();
  for (const [name, row] of [...Object.entries(TAKERS), ...Object.entries(WATCHERS)])
    if (row.file === module.file) holdParameters(module, name, row, held, say);
  for (const reference of module.scopes.references) {
    const { id, parents } = reference;
    const taker = findRow(TAKERS, reference, module);
    const watcher = findRow(WATCHERS, reference, module);
    const source = findRow(SOURCES, reference, module);
    const call = parents[parents.length - 1];
    if (taker === undefined && watcher === undefined && source === undefined) continue;
    // Under another name nobody would know what it is given.
    if (call?.type !== "CallExpression" || call.callee !== id) say(id, call);
    else if (source !== undefined && !isTaken(call, parents.slice(0, -1), module)) say(call);
    else if (watcher !== undefined) holdListener(module, call, watcher, held, say);
  }
  for (const { id, parents, binding } of module.scopes.references) {
    const isHeld = binding?.declarations.some((declaration) => held.has(declaration.id));
    if (isHeld && !isTaken(id, parents, module)) say(id, parents[parents.length - 1]);
  }
}

type Say = (node: AnyNode, around?: AnyNode) => void;
type Call = AnyNode & { type: "CallExpression" };

/** The row of what a name means here: an import, or what this module itself declares at its top. */
function findRow(
  rows: Readonly<Record<string, Row>>,
  { id, binding }: Reference,
  { file, imports }: Module,
): Row | undefined {
  const item = binding === undefined ? imports.find(({ local }) => local === id.name) : undefined;
  const name = item?.name ?? id.name;
  const row = Object.hasOwn(rows, name) ? rows[name] : undefined;
  if (row === undefined) return undefined;
  if (item !== undefined) return item.from === row.file ? row : undefined;
  return row.file === file && binding?.owner.type === "Program" ? row : undefined;
}

/** It stands as an argument, at a place where a reading is expected. */
function isTaken(node: AnyNode, parents: readonly AnyNode[], module: Module): boolean {
  const call = parents[parents.length - 1];
  if (call?.type !== "CallExpression" || call.callee.type !== "Identifier") return false;
  const { callee } = call;
  // What opens the port below hands its own listener on.
  const reference = module.scopes.references.find(({ id }) => id === callee);
  const taker = reference && (findRow(TAKERS, reference, module) ?? findRow(WATCHERS, reference, module));
  const at = taker?.listener === undefined ? (taker?.at ?? []) : [taker.listener];
  return call.arguments.some((argument, i) => argument === node && at.includes(i));
}

/** What a function of this module is given: its readings, or the listener that it has to hand on. */
function holdParameters(
  module: Module,
  name: string,
  { at, listener }: Row,
  held: Set<AnyNode>,
  say: Say,
): void {
  // A port calls its listener itself, in the words that are listed.
  if (listener !== undefined && module.file.startsWith("firmware/ports/")) return;
  const { node } = module.visits.find(
    ({ node }) => node.type === "FunctionDeclaration" && node.id?.name === name,
  ) ?? { node: undefined };
  if (node !== undefined) hold(node, listener === undefined ? at : [listener], held, say);
}

function holdListener(
  module: Module,
  call: Call,
  { at, listener = 0 }: Row,
  held: Set<AnyNode>,
  say: Say,
): void {
  const given = call.arguments[listener];
  const isNamed = given?.type === "Identifier" && given.name === "hear";
  if (given !== undefined && isFunction(given)) hold(given, at, held, say);
  else if (!(isNamed && module.file === WATCHERS.openLd2410.file)) say(call);
}

function hold(node: AnyNode, at: readonly number[], held: Set<AnyNode>, say: Say): void {
  const parameters = "params" in node ? node.params : [];
  parameters.forEach((parameter, i) => {
    if (parameter.type === "Identifier") {
      if (at.includes(i)) held.add(parameter);
    } else say(parameter, node);
  });
}

/** A touched point is compared where it is opened: in its module an opened reading has no name. */
function checkOpened(module: Module, report: ReportBreach): void {
  if (!["firmware/hit.ts", "shared/presence/filter.ts"].includes(module.file)) return;
  for (const { node, parents } of module.visits) {
    if (node.type !== "CallExpression" || node.callee.type !== "Identifier") continue;
    if (node.callee.name !== "openRaw") continue;
    const parent = parents[parents.length - 1];
    const isCompared = parent?.type === "BinaryExpression" && /^[<>]=?$/.test(parent.operator);
    if (!isCompared) report("reading", module.findPlace(node.start), quote(module.text, parent ?? node));
  }
}

/** Whoever has something of a sensor's port is listed for it, and a port says to its listener what is listed. */
function checkPorts(module: Module, report: ReportBreach): void {
  for (const { from, name, start } of module.imports)
    if (Object.hasOwn(PORT_READERS, from) && !PORT_READERS[from].includes(name))
      report("import", module.findPlace(start), `${name} of ${from}`, "P1");
  for (const { node } of module.visits) {
    if (node.type !== "CallExpression" || node.callee.type !== "Identifier") continue;
    const { name } = node.callee;
    const [first] = node.arguments;
    if (
      Object.hasOwn(PLAIN_PINS, name) &&
      (first === undefined || quote(module.text, first) !== PLAIN_PINS[name])
    )
      report("reading", module.findPlace(node.start), quote(module.text, node));
    if (name !== "listener" || !Object.hasOwn(PORT_READERS, module.file)) continue;
    const said = node.arguments.map((argument) => quote(module.text, argument)).join(", ");
    if (!TOLD.includes(said)) report("reading", module.findPlace(node.start), `listener(${said})`);
  }
}
