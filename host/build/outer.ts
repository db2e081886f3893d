// The one arrow that a bundle consists of.
import { type AnyNode, parse } from "acorn";
import { applyEdits, type Edit } from "./edit.ts";
import { isAssigned, isShorthand } from "./effect.ts";
import { readScopes } from "./gate/gate.ts";

export interface Outer {
  readonly statements: readonly AnyNode[];
  /** Offsets behind the bracket that opens it, and of the one that closes it. */
  readonly start: number;
  readonly end: number;
}

/** @returns undefined where a program is anything else */
export function readOuter(root: AnyNode): Outer | undefined {
  const statement = root.type === "Program" ? root.body[root.body.length - 1] : undefined;
  const call = statement?.type === "ExpressionStatement" ? statement.expression : undefined;
  const arrow = call?.type === "CallExpression" ? call.callee : undefined;
  if (arrow?.type !== "ArrowFunctionExpression" || arrow.body.type !== "BlockStatement") return undefined;
  return { statements: arrow.body.body, start: arrow.body.start + 1, end: arrow.body.end - 1 };
}

/**
 * Takes the arrow away: what it declares becomes global. Each function of a board's program keeps a variable for the scope
 * that it was made in, unless that is the root. Lines stay where they are.
 * @param text a bundle of one immediately invoked arrow
 */
export function unwrapOuter(text: string): string {
  const root = parse(text, { ecmaVersion: "latest", sourceType: "script" });
  const outer = readOuter(root);
  if (outer === undefined) return text;
  const edits = outer.statements.flatMap((node): Edit[] =>
    // In `.boot0`'s "try" anything but a `var` would be gone behind it.
    node.type === "VariableDeclaration"
      ? [
          { start: node.start, end: node.start + node.kind.length, text: "var" },
          // A global may be left over from the program of the other slot.
          ...node.declarations.flatMap(({ id, init }) =>
            init ? [] : [{ start: id.end, end: id.end, text: " = void 0" }],
          ),
        ]
      : [],
  );
  return applyEdits(text, [
    { start: 0, end: outer.start, text: "" },
    { start: outer.end, end: text.length, text: "\n" },
    ...edits,
  ]);
}

function isNumber(node: AnyNode | null | undefined): boolean {
  return node?.type === "Literal" && typeof node.value === "number";
}

/**
 * Writes numbers where the outer function's variables that never change stand for them.
 * @param text a bundle of one immediately invoked arrow
 */
export function foldNumbers(text: string): string {
  const root = parse(text, { ecmaVersion: "latest", sourceType: "script" });
  const { references } = readScopes(text);
  const edits = (readOuter(root)?.statements ?? []).flatMap((node): Edit[] => {
    if (node.type !== "VariableDeclaration" || node.declarations.length !== 1) return [];
    const { id, init } = node.declarations[0] ?? {};
    if (id?.type !== "Identifier" || !isNumber(init) || isAssigned(text, id.name)) return [];
    // A number before a dot needs brackets.
    const value = `(${text.slice(init?.start, init?.end)})`;
    const uses = references.filter(({ binding }) => binding?.declarations[0]?.id.start === id.start);
    return [
      { start: node.start, end: node.end, text: "" },
      ...uses.map(({ id: { start, end }, parents }) => ({
        start,
        end,
        text: isShorthand(parents) ? `${id.name}: ${value}` : value,
      })),
    ];
  });
  return applyEdits(text, edits);
}
