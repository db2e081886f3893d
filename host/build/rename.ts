// Gives declarations of a minified program other names where theirs would mean something else on a board.
import { isShorthand } from "./effect.ts";
import { readScopes } from "./gate/gate.ts";

const LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_$";

/**
 * Renames every declaration whose name is to be avoided; the new name is as long as the old one, so that
 * columns stay what the source map says (but for `{a}`, which becomes `{a:b}`).
 * @param text a script
 * @param avoided names that none of its declarations may have
 */
export function renameDeclarations(text: string, avoided: ReadonlySet<string>): string {
  const scopes = readScopes(text);
  const taken = new Set([...avoided, ...scopes.bindings.map((binding) => binding.name)]);
  for (const { id } of scopes.references) taken.add(id.name);
  const edits: { start: number; end: number; text: string }[] = [];
  for (const binding of scopes.bindings) {
    if (!avoided.has(binding.name)) continue;
    const name = findName(binding.name.length, taken);
    taken.add(name);
    for (const { id } of binding.declarations) edits.push({ start: id.start, end: id.end, text: name });
    for (const { id, parents, binding: meant } of scopes.references)
      if (meant === binding)
        edits.push({
          start: id.start,
          end: id.end,
          text: isShorthand(parents) ? `${id.name}:${name}` : name,
        });
  }
  edits.sort((a, b) => b.start - a.start);
  let result = text;
  for (const edit of edits) result = result.slice(0, edit.start) + edit.text + result.slice(edit.end);
  return result;
}

/** The first free name of that length or, where all are taken, of the next. */
function findName(length: number, taken: ReadonlySet<string>): string {
  const names = (rest: number): string[] =>
    rest === 0 ? [""] : names(rest - 1).flatMap((name) => [...LETTERS].map((letter) => name + letter));
  const wanted = Math.min(length, 2);
  const padding = "_".repeat(length - wanted);
  const found = names(wanted).find((name) => !taken.has(name + padding) && !/^(do|if|in|of)$/.test(name));
  return found === undefined ? findName(length + 1, taken) : found + padding;
}
