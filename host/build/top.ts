// What stands at the top of a bundle: its variables, which a board keeps at the root, and everything that names them.
import { type AnyNode, parse, type VariableDeclaration } from "acorn";
import type { Edit } from "./edit.ts";
import { isShorthand, readTarget } from "./effect.ts";
import { readScopes } from "./gate/gate.ts";
import type { Binding, Reference } from "./gate/scope.ts";
import { type Outer, readOuter } from "./outer.ts";

export interface Variable {
  readonly name: string;
  readonly binding: Binding;
  /** Its one declaration, which declares nothing else. */
  readonly statement: VariableDeclaration;
  readonly init: AnyNode | undefined;
  /** Where it is named, but for the declaration. */
  readonly uses: readonly Reference[];
  /** Those of them that give it a value. */
  readonly sets: readonly Reference[];
  /** It is declared at the top of the bundle. */
  readonly isTop: boolean;
}

export interface Top {
  readonly outer: Outer;
  /** Every variable that has a declaration of its own, wherever it is. */
  readonly variables: ReadonlyMap<Binding, Variable>;
  /** Uses of everything that is declared, parameters too. */
  readonly uses: ReadonlyMap<Binding, readonly Reference[]>;
  /** What an identifier means, by its offset; also where it is declared. */
  readonly meaning: ReadonlyMap<number, Binding>;
}

/** What was read last: a pass that changes nothing leaves the next one the same text. */
let latest: { readonly text: string; readonly top: Top | undefined } | undefined;

/** @returns undefined where the text is anything but a bundle of one immediately invoked arrow */
export function readTop(text: string): Top | undefined {
  if (latest?.text !== text) latest = { text, top: readAnew(text) };
  return latest.top;
}

function readAnew(text: string): Top | undefined {
  const outer = readOuter(parse(text, { ecmaVersion: "latest", sourceType: "script" }));
  if (outer === undefined) return undefined;
  const { bindings, references } = readScopes(text);
  const uses = new Map<Binding, Reference[]>(bindings.map((binding) => [binding, []]));
  const seen = new Set<AnyNode>();
  for (const reference of references) {
    if (reference.binding === undefined || seen.has(reference.id)) continue;
    seen.add(reference.id);
    uses.get(reference.binding)?.push(reference);
  }
  const meaning = new Map<number, Binding>();
  for (const [binding, own] of uses)
    for (const { id } of [...binding.declarations, ...own]) meaning.set(id.start, binding);
  const variables = new Map<Binding, Variable>();
  for (const binding of bindings) {
    const [declaration, another] = binding.declarations;
    if (declaration === undefined || another !== undefined) continue;
    const around = declaration.parents[declaration.parents.length - 1];
    if (around?.type !== "BlockStatement") continue;
    const statement = around.body.find(
      ({ start, end }) => start <= declaration.id.start && declaration.id.end <= end,
    );
    if (statement?.type !== "VariableDeclaration" || statement.declarations.length !== 1) continue;
    const own = uses.get(binding) ?? [];
    variables.set(binding, {
      name: binding.name,
      binding,
      statement,
      init: statement.declarations[0]?.init ?? undefined,
      uses: own,
      sets: own.filter(isSet),
      isTop: around.start === outer.start - 1,
    });
  }
  return { outer, variables, uses, meaning };
}

/** Does a use give it a value? */
export function isSet({ id, parents }: Reference): boolean {
  const parent = parents[parents.length - 1];
  return parent !== undefined && readTarget(parent) === id;
}

/** The function whose own code holds a use is another one than the variable's. */
export function isCaptured({ owner, binding }: Reference): boolean {
  return owner !== binding?.owner;
}

/** Text that stands for a variable where it is used. */
export function putName({ id, parents }: Reference, text: string): Edit {
  return { start: id.start, end: id.end, text: isShorthand(parents) ? `${id.name}: ${text}` : text };
}
