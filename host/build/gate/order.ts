// Rules about when a name exists: Espruino hoists nothing, and has one variable for all turns of a loop.
import type { AnyNode } from "acorn";
import type { Context } from "./refusal.ts";
import { type Binding, type Declaration, findOwner, isFunction, type Reference } from "./scope.ts";

const LOOPS = new Set(["ForStatement", "ForInStatement", "ForOfStatement"]);

export function checkOrder(context: Context): void {
  for (const reference of context.scopes.references) {
    const binding = reference.binding;
    if (binding === undefined) continue;
    if (reference.owner === binding.owner) {
      if (reference.id.start < firstStart(binding))
        context.report("use-before-definition", reference.id.start, binding.name);
    } else if (isLoopVariable(binding)) {
      context.report("loop-closure", reference.id.start, binding.name);
    }
    if (binding.kind === "var" && !isSurelyDeclared(binding, reference))
      context.report("var-in-branch", reference.id.start, binding.name);
  }
  checkCalls(context);
}

function firstStart(binding: Binding): number {
  return (binding.declarations[0] as Declaration).id.start;
}

function isLoopVariable(binding: Binding): boolean {
  if (binding.kind !== "let" && binding.kind !== "const") return false;
  const parents = (binding.declarations[0] as Declaration).parents;
  return LOOPS.has(parents[parents.length - 1]?.type ?? "");
}

/** Some declaration ran for certain when this reference runs. */
function isSurelyDeclared(binding: Binding, reference: Reference): boolean {
  return binding.declarations.some((declaration) => {
    const branch = findBranch(declaration);
    return branch === undefined || (branch.start <= reference.id.start && reference.id.end <= branch.end);
  });
}

/** The innermost part of the function around a declaration that may not run. */
function findBranch(declaration: Declaration): AnyNode | undefined {
  const parents = declaration.parents;
  for (let i = parents.length - 1; i >= 0; i--) {
    const parent = parents[i] as AnyNode;
    const child = parents[i + 1];
    if (isFunction(parent)) return undefined;
    if (parent.type === "IfStatement") return child ?? parent;
    if (parent.type === "ForStatement" && child !== undefined) return parent;
    if (parent.type === "ForInStatement" || parent.type === "ForOfStatement") return parent;
    if (parent.type === "WhileStatement" || parent.type === "SwitchStatement") return parent;
    if (parent.type === "TryStatement" && child !== parent.finalizer) return child;
  }
  return undefined;
}

/** A call that runs a function whose own code needs something defined only after the call. */
function checkCalls(context: Context): void {
  const reader = createReader(context);
  for (const { node, parents } of context.visits) {
    if (node.type !== "CallExpression" && node.type !== "NewExpression") continue;
    const target = reader.findTarget(node.callee);
    if (target === undefined) continue;
    const owner = findOwner(parents);
    for (const binding of reader.reach(target))
      if (binding.owner === owner && firstStart(binding) > node.start)
        context.report("use-before-definition", node.start, binding.name);
  }
}

function createReader(context: Context) {
  const owned = new Map<AnyNode, Binding[]>();
  const called = new Map<AnyNode, AnyNode[]>();
  const reached = new Map<AnyNode, Set<Binding>>();

  /** The function that a callee names or is, as far as it can be told. */
  function findTarget(callee: AnyNode): AnyNode | undefined {
    if (isFunction(callee)) return callee;
    const value = context.scopes.meaning.get(callee)?.value;
    return isFunction(value) ? value : undefined;
  }

  function reach(start: AnyNode): Set<Binding> {
    const known = reached.get(start);
    if (known !== undefined) return known;
    const found = new Set<Binding>();
    const seen = new Set<AnyNode>([start]);
    const queue = [start];
    for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
      for (const binding of owned.get(node) ?? []) found.add(binding);
      for (const next of called.get(node) ?? []) {
        if (seen.has(next)) continue;
        seen.add(next);
        queue.push(next);
      }
    }
    reached.set(start, found);
    return found;
  }

  for (const { owner, binding } of context.scopes.references)
    if (binding !== undefined) push(owned, owner, binding);
  for (const { node, parents } of context.visits) {
    if (node.type !== "CallExpression" && node.type !== "NewExpression") continue;
    const target = findTarget(node.callee);
    if (target !== undefined) push(called, findOwner(parents), target);
  }
  return { findTarget, reach };
}

function push<Item>(lists: Map<AnyNode, Item[]>, key: AnyNode, item: Item): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [item]);
  else list.push(item);
}
