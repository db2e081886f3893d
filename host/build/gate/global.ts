// Rules about globals: only those that a board has, and of these only those that the house allows.
import { LANGUAGE_GLOBALS } from "./name.ts";
import type { Context } from "./refusal.ts";

const LANGUAGE = new Set([...LANGUAGE_GLOBALS, "Uint8ClampedArray"]);
/** Globals that a board has and that have a rule of their own. */
const RULED: Readonly<Record<string, string>> = {
  eval: "eval",
  print: "print",
  console: "print",
  Date: "date",
};

export function checkGlobals(context: Context): void {
  for (const { id, binding } of context.scopes.references) {
    if (binding !== undefined) continue;
    const rule = Object.hasOwn(RULED, id.name) ? RULED[id.name] : undefined;
    if (rule !== undefined) {
      if (rule !== "print" || !context.mayPrint) context.report(rule, id.start, id.name);
      continue;
    }
    if (!LANGUAGE.has(id.name) && !context.globals.has(id.name))
      context.report("unknown-global", id.start, id.name);
  }
  for (const binding of context.scopes.bindings)
    if (/^__[a-zA-Z]/.test(binding.name))
      context.report("helper", binding.declarations[0]?.id.start ?? 0, binding.name);
}
