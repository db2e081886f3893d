// What a finished program must be as a whole: one statement that Espruino can run straight from flash.
import { parse } from "acorn";
import type { Refusal } from "./gate/refusal.ts";

/** One refusal where a text is more than one expression statement, none otherwise. */
export function checkShape(text: string): Refusal[] {
  try {
    const { body } = parse(text, { ecmaVersion: "latest", sourceType: "script" });
    if (body.length === 1 && body[0]?.type === "ExpressionStatement") return [];
  } catch {
    // The gate says what is wrong with the syntax.
    return [];
  }
  const message = "the program must be one expression, so that nothing of it becomes a global";
  return [{ rule: "one-statement", start: 0, message, instead: "wrap it in a function" }];
}
