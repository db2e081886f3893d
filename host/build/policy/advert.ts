// The one exception that is written in quotes: the handler of unparsed adverts. It overwrites identifier and payload first, and
// reads the strength.
import type { AnyNode } from "acorn";
import { isFunction } from "../gate/scope.ts";
import type { ReportBreach } from "./breach.ts";
import { quote } from "./module.ts";
import type { Code } from "./shape.ts";

/** The two statements that come first; `@` stands for the advert. */
const OVERWRITING = ["new Uint16Array(E.toArrayBuffer(@.id)).fill(0);", "new Uint8Array(@.data).fill(0);"];

/** Checks every handler of adverts, and every call that begins to listen. */
export function checkAdverts(code: Code, report: ReportBreach): void {
  for (const { node } of code.visits) {
    if (node.type === "AssignmentExpression" && node.left.type === "MemberExpression")
      if (code.text.slice(node.left.start, node.left.end).startsWith('global["#onblescan"'))
        checkHandler(node.right, code, report);
    if (
      node.type === "CallExpression" &&
      /^NRF\s*\.\s*setScan$/.test(code.text.slice(node.callee.start, node.callee.end))
    )
      checkScan(node, code, report);
  }
}

function checkHandler(handler: AnyNode, code: Code, report: ReportBreach): void {
  const odd = (node: AnyNode): void => report("advert", code.findPlace(node.start), quote(code.text, node));
  const isArrow = handler.type === "ArrowFunctionExpression" || handler.type === "FunctionExpression";
  const [advert, ...others] = isArrow ? handler.params : [];
  if (
    !isArrow ||
    advert?.type !== "Identifier" ||
    others.length > 0 ||
    handler.body.type !== "BlockStatement"
  ) {
    odd(handler);
    return;
  }
  const parts = handler.body.body.flatMap(splitCommas);
  OVERWRITING.forEach((allowed, i) => {
    const part = parts[i];
    const said = part === undefined ? "" : `${quote(code.text, part).replace(/;$/, "")};`;
    if (allowed.replace("@", advert.name) !== said) odd(part ?? handler);
  });
  checkUses(handler, advert.name, parts.slice(0, 2), code, odd);
}

/** Besides the two statements only the strength is read, and only once. */
function checkUses(
  handler: AnyNode,
  name: string,
  overwriting: readonly AnyNode[],
  code: Code,
  odd: (node: AnyNode) => void,
): void {
  let strengths = 0;
  for (const { node, parents } of code.visits) {
    if (
      node.type !== "Identifier" ||
      node.name !== name ||
      node.start < handler.start ||
      node.end > handler.end
    )
      continue;
    const parent = parents[parents.length - 1];
    if (parent === handler || overwriting.some(({ start, end }) => node.start >= start && node.end <= end))
      continue;
    // The minifier may use the name again in a function further in, for something else.
    if (code.scopes.meaning.get(node)?.owner !== handler) continue;
    const isStrength =
      parent?.type === "MemberExpression" &&
      parent.object === node &&
      !parent.computed &&
      parent.property.type === "Identifier" &&
      parent.property.name === "rssi";
    strengths++;
    if (!isStrength || strengths > 1) odd(parent ?? node);
  }
}

/** Statements that a minifier wrote as one. */
function splitCommas(node: AnyNode): AnyNode[] {
  if (node.type !== "ExpressionStatement") return [node];
  return node.expression.type === "SequenceExpression" ? node.expression.expressions : [node];
}

function checkScan(node: AnyNode & { type: "CallExpression" }, code: Code, report: ReportBreach): void {
  const [listener, options, ...others] = node.arguments;
  if (listener === undefined) return;
  const value = listener.type === "Identifier" ? code.scopes.meaning.get(listener)?.value : listener;
  const isIdle =
    value !== undefined &&
    isFunction(value) &&
    "body" in value &&
    !Array.isArray(value.body) &&
    value.body?.type === "BlockStatement" &&
    value.body.body.length === 0;
  const said = options === undefined ? "" : quote(code.text, options).replace(/\s/g, "");
  const isPassive = said === "{active:false}" || said === "{active:!1}";
  if (!isIdle || !isPassive || others.length > 0)
    report("scan", code.findPlace(node.start), quote(code.text, node));
}
