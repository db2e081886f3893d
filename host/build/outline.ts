// What a finished program must be as a whole: statements that `.boot0` can run at the root, inside a "try".
import { parse } from "acorn";
import type { Refusal } from "./gate/refusal.ts";

/**
 * One refusal where a text declares anything at the root that would be gone behind the block it is run in, none otherwise.
 * Function declarations are no exception: Espruino does not hoist them.
 */
export function checkShape(text: string): Refusal[] {
  try {
    const { body } = parse(text, { ecmaVersion: "latest", sourceType: "script" });
    const wrong = body.find(
      (node) =>
        /^(Function|Class)Declaration$/.test(node.type) ||
        (node.type === "VariableDeclaration" && node.kind !== "var"),
    );
    if (wrong === undefined) return [];
    const message =
      "what the program declares at the root must be a `var`: anything else is gone when `.boot0` has run";
    return [{ rule: "root", start: wrong.start, message, instead: "declare it with `var`" }];
  } catch {
    // The gate says what is wrong with the syntax.
    return [];
  }
}
