// Tests that bear the name of a promise: those that a source really has, and those that a run of them passed.
import { type AnyNode, type CallExpression, parse } from "acorn";
import { fullAncestor } from "acorn-walk";
import { transformSync } from "esbuild";

export interface TestName {
  readonly promise: string;
  readonly isControl: boolean;
}

/** Ways to write a test down that may not run. */
const IDLE = new Set(["skip", "todo", "skipIf", "runIf", "fails"]);

function read(name: string): TestName[] {
  const promise = /^(P\d+): /.exec(name)?.[1];
  return promise === undefined ? [] : [{ promise, isControl: name.includes("(control)") }];
}

/** Of `it.each(CASES)` and such: what it begins with, and the members on the way. */
function readCallee(node: AnyNode): { root: string; members: string[] } | undefined {
  if (node.type === "Identifier") return { root: node.name, members: [] };
  if (node.type === "CallExpression" || node.type === "TaggedTemplateExpression")
    return readCallee(node.type === "CallExpression" ? node.callee : node.tag);
  if (node.type !== "MemberExpression" || node.property.type !== "Identifier") return undefined;
  const inner = readCallee(node.object);
  return inner && { root: inner.root, members: [...inner.members, node.property.name] };
}

/** What is called, where it is one of these and has a name, and whether it certainly runs. */
function readCall(
  node: CallExpression,
  roots: readonly string[],
): { name: string; isIdle: boolean } | undefined {
  const callee = readCallee(node.callee);
  const [name, ...rest] = node.arguments;
  if (callee === undefined || name === undefined || !roots.includes(callee.root)) return undefined;
  const text =
    name.type === "Literal" && typeof name.value === "string"
      ? name.value
      : name.type === "TemplateLiteral"
        ? name.quasis.map(({ value }) => value.cooked ?? "").join("…")
        : undefined;
  if (text === undefined) return undefined;
  const body = rest.find(({ type }) => type === "ArrowFunctionExpression" || type === "FunctionExpression");
  const block = body !== undefined && "body" in body ? body.body : undefined;
  // A body may be handed over by name; one that is written down has to say something.
  const isEmpty =
    rest.length === 0 ||
    (block !== undefined && "type" in block && block.type === "BlockStatement" && block.body.length === 0);
  return { name: text, isIdle: isEmpty || callee.members.some((member) => IDLE.has(member)) };
}

/**
 * Tests of a source whose names begin with a promise, as its syntax tree has them: not in comments and texts, not skipped, not left
 * to be done, not under a condition, with something in them.
 * @param source TypeScript
 */
export function listTestNames(source: string): TestName[] {
  const { code } = transformSync(source, { loader: "ts", target: "es2022" });
  const found: TestName[] = [];
  fullAncestor(parse(code, { ecmaVersion: "latest", sourceType: "module" }), (node, _state, ancestors) => {
    const call = node as AnyNode;
    const test = call.type === "CallExpression" ? readCall(call, ["it", "test"]) : undefined;
    if (test === undefined || test.isIdle) return;
    const isIdle = ancestors.slice(0, -1).some((around) => {
      const outer = around as AnyNode;
      return outer.type === "CallExpression" && readCall(outer, ["describe"])?.isIdle === true;
    });
    if (!isIdle) found.push(...read(test.name));
  });
  return found;
}

/** What vitest says of a run, as JSON. */
export interface Run {
  readonly testResults: readonly {
    readonly name: string;
    readonly assertionResults: readonly { readonly title: string; readonly status: string }[];
  }[];
}

/**
 * Tests of a run that passed and bear the name of a promise.
 * @param files paths of all tests that there are
 * @returns undefined where the run was not one of all of them
 */
export function listPassed({ testResults }: Run, files: readonly string[]): TestName[] | undefined {
  const ran = testResults.map(({ name }) => name.split("\\").join("/"));
  if (!files.every((file) => ran.some((name) => name.endsWith(`/${file}`)))) return undefined;
  return testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status }) => status === "passed")
    .flatMap(({ title }) => read(title));
}
