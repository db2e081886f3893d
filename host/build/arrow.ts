// Shorter functions: `function f(a) { return b; }` becomes `const f = (a) => { return b; };`, from which the
// minifier makes `f=a=>b`. Nothing is lost by it: a board hoists neither form, and both take the same memory.
import { type AnyNode, parse } from "acorn";
import { full } from "acorn-walk";

type Declaration = AnyNode & { type: "FunctionDeclaration" };

/**
 * Writes a module's own functions as arrows. Lines stay where they are.
 * @param code a module, without types
 */
export function shortenFunctions(code: string): string {
  const edits: { start: number; end: number; text: string }[] = [];
  for (const statement of parse(code, { ecmaVersion: "latest", sourceType: "module" }).body) {
    const node = statement.type === "ExportNamedDeclaration" ? statement.declaration : statement;
    if (node?.type !== "FunctionDeclaration" || !isPlain(node)) continue;
    const head = code.slice(node.start, node.id.end);
    const lines = head.replace(/[^\n]/g, "");
    edits.push({ start: node.start, end: node.id.end, text: `const ${node.id.name} = ${lines}` });
    edits.push({ start: node.body.start, end: node.body.start, text: "=> " });
    edits.push({ start: node.end, end: node.end, text: ";" });
  }
  let result = code;
  for (const { start, end, text } of edits.reverse())
    result = result.slice(0, start) + text + result.slice(end);
  return result;
}

/** Neither async nor a generator, and nothing in it that means something else in an arrow. */
function isPlain(node: Declaration): boolean {
  let isPlain = !node.async && !node.generator;
  full(node, (inner) => {
    const { type } = inner;
    if (type === "ThisExpression" || type === "MetaProperty") isPlain = false;
    if (type === "Identifier" && "name" in inner && inner.name === "arguments") isPlain = false;
  });
  return isPlain;
}
