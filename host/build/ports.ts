// Names that firmware/ports/espruino.d.ts declares: they are Espruino's, so the bundler must keep them.

export interface PortNames {
  /** Constants and functions that a board has as globals. */
  readonly globals: readonly string[];
  /** Members of these, of what they return, and fields of the objects that they take. */
  readonly members: readonly string[];
}

/**
 * Reads the names out of a file of declarations. It knows the shapes that such files have: `declare const`,
 * `declare function`, `interface`; names of parameters are no members.
 */
export function readPortNames(text: string): PortNames {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/\/\/[^\n]*/g, "");
  const globals = new Set<string>();
  for (const [, name] of code.matchAll(/\bdeclare\s+(?:const|let|var|function)\s+([A-Za-z_$][\w$]*)/g))
    globals.add(name);
  const members = new Set<string>();
  const brackets: string[] = [];
  for (const match of code.matchAll(/"[^"]*"|'[^']*'|([A-Za-z_$][\w$]*)(?=\s*\??\s*[:(<])|[(){}[\]]/g)) {
    const [token, name] = match;
    if (name !== undefined) {
      if (brackets[brackets.length - 1] === "{") members.add(name);
    } else if (/[({[]/.test(token)) brackets.push(token);
    else if (/[)}\]]/.test(token)) brackets.pop();
  }
  return { globals: [...globals].sort(), members: [...members].sort() };
}
