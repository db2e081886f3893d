// Short names for what the board's own language is asked for again and again: `Uint8Array` is ten characters each time.
//
// Sound, because these are functions of the board that no program changes, and that never ask what they were called by.

import { parse } from "acorn";
import { applyEdits } from "./edit.ts";
import { readScopes } from "./gate/gate.ts";
import { readOuter } from "./outer.ts";

export const COMMON_NAMES: readonly string[] = [
  "Uint8Array",
  "Uint16Array",
  "Uint32Array",
  "Int32Array",
  "getTime",
];
/** Characters of a short name, and of what declares it beside the name itself. */
const SHORT = 2;
const DECLARATION = 4;

/** @param text a bundle of one immediately invoked arrow */
export function shortenCommon(text: string): string {
  const outer = readOuter(parse(text, { ecmaVersion: "latest", sourceType: "script" }));
  if (outer === undefined) return text;
  const { references } = readScopes(text);
  const found = COMMON_NAMES.flatMap((name) => {
    const uses = references.filter(({ id, binding }) => binding === undefined && id.name === name);
    const isGain = uses.length * (name.length - SHORT) > name.length + DECLARATION;
    const isRead = uses.every(({ id, parents }) => {
      const parent = parents[parents.length - 1];
      return (parent?.type === "NewExpression" || parent?.type === "CallExpression") && parent.callee === id;
    });
    return isGain && isRead ? [{ name, uses }] : [];
  });
  if (found.length === 0 || found.some(({ name }) => text.includes(`${name}$`))) return text;
  const first = found.map(({ name }) => ` let ${name}$ = ${name};`).join("");
  return applyEdits(text, [
    { start: outer.start, end: outer.start, text: first },
    ...found.flatMap(({ name, uses }) =>
      uses.map(({ id: { start, end } }) => ({ start, end, text: `${name}$` })),
    ),
  ]);
}
