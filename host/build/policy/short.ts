// The text of a program with the long names in their places again: `shortenCommon` gives what is asked for most a short one,
// and the rules are about the long ones. Only what it does is undone; any other alias stays, and is refused.
import { type AnyNode, parse } from "acorn";
import { COMMON_NAMES } from "../common.ts";
import { applyEdits, type Edit } from "../edit.ts";
import { resolveScopes } from "../gate/scope.ts";
import { listVisits } from "./module.ts";

export interface Restored {
  readonly text: string;
  /** Offset in the text as it was, of an offset in the restored one. */
  findOffset(start: number): number;
}

/** @param text a program; its root's variables that are a common name, and never anything else, are written out */
export function restoreShort(text: string): Restored {
  const { bindings, references, meaning } = resolveScopes(
    listVisits(parse(text, { ecmaVersion: "latest", sourceType: "script" }) as AnyNode),
  );
  const common = bindings.flatMap((binding) => {
    const { value, owner, declarations } = binding;
    const isCommon =
      owner.type === "Program" &&
      declarations.length === 1 &&
      value?.type === "Identifier" &&
      !meaning.has(value) &&
      COMMON_NAMES.includes(value.name);
    return isCommon ? [{ binding, value }] : [];
  });
  const edits: Edit[] = common.flatMap(({ binding, value }) => [
    { start: value.start, end: value.end, text: "0" },
    ...references
      .filter((reference) => reference.binding === binding && reference.id.start > value.end)
      .map(({ id: { start, end } }) => ({ start, end, text: value.name })),
  ]);
  edits.sort((a, b) => a.start - b.start);
  return {
    text: applyEdits(text, edits),
    findOffset(start) {
      let grown = 0;
      for (const edit of edits) {
        if (edit.start + grown >= start) break;
        // Inside of what was put in: its beginning.
        if (start < edit.start + grown + edit.text.length) return edit.start;
        grown += edit.text.length - (edit.end - edit.start);
      }
      return start - grown;
    },
  };
}
