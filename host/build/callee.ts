// The functions of a bundle that are one expression, and where they are called.
import { type AnyNode, type CallExpression, type Expression, parse } from "acorn";
import { full, fullAncestor } from "acorn-walk";

export interface Call {
  readonly node: CallExpression;
  /** Names that the functions around the call declare. */
  readonly locals: ReadonlySet<string>;
  /** Nobody asks for its value. */
  readonly isUnused: boolean;
}

export interface Callee {
  /** Text that declares it and nothing else, with a comma where others are declared beside it. */
  readonly start: number;
  readonly end: number;
  readonly params: readonly string[];
  readonly body: Expression;
  /** Its value is undefined, whatever the expression's is. */
  readonly isVoid: boolean;
  /** Names that the body means from outside of the function. */
  readonly free: readonly string[];
  /** Undefined where the name is used otherwise than by calling it. */
  readonly calls: readonly Call[] | undefined;
}

type Arrow = AnyNode & { type: "ArrowFunctionExpression" };

/** The functions that a bundle's one arrow declares. */
export function findCallees(text: string): Callee[] {
  const program = parse(text, { ecmaVersion: "latest", sourceType: "script" });
  const statement = program.body[program.body.length - 1];
  const call = statement?.type === "ExpressionStatement" ? statement.expression : undefined;
  const arrow = call?.type === "CallExpression" ? call.callee : undefined;
  if (arrow?.type !== "ArrowFunctionExpression" || arrow.body.type !== "BlockStatement") return [];
  const found = new Map<string, { arrow: Arrow; start: number; end: number }>();
  for (const node of arrow.body.body) {
    if (node.type !== "VariableDeclaration") continue;
    const all = node.declarations;
    all.forEach(({ id, init, start, end }, i) => {
      if (id.type !== "Identifier" || init?.type !== "ArrowFunctionExpression") return;
      const place =
        all.length === 1 ? node : i === 0 ? { start, end: all[1].start } : { start: all[i - 1].end, end };
      found.set(id.name, { arrow: init, start: place.start, end: place.end });
    });
  }
  const calls = findCalls(arrow.body, found);
  return [...found].flatMap(([name, { arrow: own, start, end }]) => {
    const only = readOnly(own);
    const params = own.params.flatMap((param) => (param.type === "Identifier" ? [param.name] : []));
    if (only === undefined || params.length !== own.params.length) return [];
    const free = listNames(only.body).filter((free) => !params.includes(free));
    if (free.includes(name)) return [];
    return [{ start, end, params, ...only, free, calls: calls.get(name) }];
  });
}

/** The one expression of a function, without functions in it. */
function readOnly(arrow: Arrow): { body: Expression; isVoid: boolean } | undefined {
  const found = readExpression(arrow);
  if (found === undefined) return undefined;
  let isPlain = true;
  full(found.body, ({ type }) => {
    if (/Function|ThisExpression|MetaProperty|TemplateLiteral/.test(type)) isPlain = false;
  });
  return isPlain ? found : undefined;
}

function readExpression({ body }: Arrow): { body: Expression; isVoid: boolean } | undefined {
  if (body.type !== "BlockStatement") return { body, isVoid: false };
  const [only, ...others] = body.body;
  if (others.length > 0) return undefined;
  if (only?.type === "ExpressionStatement") return { body: only.expression, isVoid: true };
  return only?.type === "ReturnStatement" && only.argument
    ? { body: only.argument, isVoid: false }
    : undefined;
}

/** Names of variables that an expression reads or writes. */
function listNames(node: AnyNode): string[] {
  const names = new Set<string>();
  full(node, (inner) => {
    if (inner.type === "Identifier") names.add(inner.name);
  });
  return [...names];
}

function findCalls(root: AnyNode, found: ReadonlyMap<string, unknown>): Map<string, Call[] | undefined> {
  const calls = new Map<string, Call[] | undefined>([...found.keys()].map((name) => [name, []]));
  fullAncestor(root, (node, _, ancestors) => {
    if (node.type !== "Identifier" || !calls.has(node.name)) return;
    const around = ancestors.slice(0, -1);
    const parent = around[around.length - 1];
    if (parent?.type === "VariableDeclarator" && parent.id === node && around.length < 4) return;
    const locals = listLocals(around);
    // A variable of that name nearer by, or any other use, and the function stays as it is.
    const list = calls.get(node.name);
    if (list?.some(({ node: { callee } }) => callee === node)) return;
    const outer = around[around.length - 2];
    if (
      list === undefined ||
      locals.has(node.name) ||
      parent?.type !== "CallExpression" ||
      parent.callee !== node ||
      // What it returns is called: written in its place it could be called as a method.
      (outer?.type === "CallExpression" && outer.callee === parent)
    )
      calls.set(node.name, undefined);
    else list.push({ node: parent, locals, isUnused: isUnused(around) });
  });
  return calls;
}

/** Names that the functions among some nodes declare: parameters and variables. */
function listLocals(around: readonly AnyNode[]): Set<string> {
  const locals = new Set<string>();
  for (const node of around) {
    if (!/Function/.test(node.type)) continue;
    full(node, (inner) => {
      if (inner.type === "VariableDeclarator" && inner.id.type === "Identifier") locals.add(inner.id.name);
      if (inner.type === "CatchClause" && inner.param?.type === "Identifier") locals.add(inner.param.name);
      if ("params" in inner)
        for (const param of inner.params) if (param.type === "Identifier") locals.add(param.name);
    });
  }
  return locals;
}

/** Does nobody ask for the value of the last of these nodes, each of which holds the next? */
function isUnused(around: readonly AnyNode[]): boolean {
  for (let i = around.length - 1; i > 0; i--) {
    const node = around[i];
    const parent = around[i - 1];
    if (parent?.type === "ExpressionStatement") return true;
    if (parent?.type === "SequenceExpression") {
      if (parent.expressions[parent.expressions.length - 1] !== node) return true;
    } else if (parent?.type === "LogicalExpression") {
      if (parent.right !== node) return false;
    } else if (parent?.type === "ConditionalExpression") {
      if (parent.test === node) return false;
    } else return false;
  }
  return false;
}
