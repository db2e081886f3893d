// The state of a program, which its sources keep in objects that functions are given: on a board there is one of each.
import { dropAliases, joinDeclarations } from "./alias.ts";
import { dropCopies } from "./copy.ts";
import { dropDead } from "./dead.ts";
import { splitObjects } from "./field.ts";
import { separateNames } from "./unique.ts";

/**
 * Writes variables in place of the objects that there is one of, and takes away all other names that they have. Lines stay
 * where they are.
 * @param text a bundle of one immediately invoked arrow
 */
export function mergeState(text: string): string {
  let present = separateNames(text);
  for (;;) {
    const next = dropAliases(splitObjects(dropAliases(joinDeclarations(present))));
    if (next === present) return dropDead(dropCopies(present));
    present = next;
  }
}
