// Writes small functions where they are called. On a board a function takes about eight variables and each call of
// it as much time as four reads; most ports and factories are called from one place only.
//
// Only what cannot change the meaning is done: the function is one expression, is only ever called, and with
// arguments that are names, literals or plain reads which nothing in the expression can change before it reads them.
import type { Expression } from "acorn";
import { type Call, type Callee, findCallees } from "./callee.ts";
import { applyEdits, type Edit } from "./edit.ts";
import { hasEffects, isAssigned, isRead, isSimple, listUses, mayJoin, type Use } from "./effect.ts";

/** A body so short that it may stand in more than one place. */
const SHORT = 26;
const MOST_ROUNDS = 40;

/**
 * Inlines in a bundle of one immediately invoked arrow. Lines stay where they are.
 * @param text the bundle, not minified
 */
export function inlineFunctions(text: string): string {
  let present = text;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const edits = planRound(present);
    if (edits.length === 0) return present;
    present = applyEdits(present, edits);
  }
  return present;
}

/** Edits of one round: of functions whose text and calls do not lie in one another. */
function planRound(text: string): Edit[] {
  const edits: Edit[] = [];
  const isFree = (edit: Edit): boolean =>
    edits.every((other) => edit.end <= other.start || edit.start >= other.end);
  for (const callee of findCallees(text)) {
    const planned = planCallee(text, callee);
    if (planned?.every(isFree)) edits.push(...planned);
  }
  return edits;
}

function planCallee(text: string, callee: Callee): Edit[] | undefined {
  const { calls, body, isVoid } = callee;
  if (calls === undefined || calls.length === 0) return undefined;
  if (calls.length > 1 && body.end - body.start > SHORT) return undefined;
  // A comment would swallow what follows it on the one line that is made.
  if (/\/[/*]/.test(text.slice(body.start, body.end))) return undefined;
  const edits: Edit[] = [
    {
      start: callee.start,
      end: callee.end,
      text: text.slice(callee.start, callee.end).replace(/[^\n]/g, ""),
    },
  ];
  for (const call of calls) {
    if (isVoid && !call.isUnused) return undefined;
    const written = writeCall(text, callee, call);
    if (written === undefined) return undefined;
    edits.push({ start: call.node.start, end: call.node.end, text: written });
  }
  return edits;
}

/** The body with the arguments in place of the parameters, on one line; undefined where that could mean something else. */
function writeCall(text: string, callee: Callee, call: Call): string | undefined {
  const args = call.node.arguments;
  if (!mayJoin(text, call.node)) return undefined;
  if (args.length !== callee.params.length) return undefined;
  // A name that the body means from outside must mean the same at the call.
  if (callee.free.some((name) => call.locals.has(name))) return undefined;
  const uses: { readonly use: Use; readonly text: string }[] = [];
  for (const [i, param] of callee.params.entries()) {
    const arg = args[i];
    if (arg === undefined || arg.type === "SpreadElement") return undefined;
    const found = listUses(callee.body, param);
    if (found === undefined || !mayReplace(text, callee.body, arg, found)) return undefined;
    for (const use of found)
      uses.push({
        use,
        text: arg.type === "Identifier" ? arg.name : `(${text.slice(arg.start, arg.end)})`,
      });
  }
  uses.sort((a, b) => b.use.start - a.use.start);
  let body = text.slice(callee.body.start, callee.body.end);
  for (const { use, text: arg } of uses) {
    const from = use.start - callee.body.start;
    body =
      body.slice(0, from) +
      (use.isShorthand ? `${use.name}: ${arg}` : arg) +
      body.slice(use.end - callee.body.start);
  }
  const lines = text.slice(call.node.start, call.node.end).replace(/[^\n]/g, "");
  return `(${body.replace(/\n\s*/g, " ")})${lines}`;
}

function mayReplace(text: string, body: Expression, arg: Expression, uses: readonly Use[]): boolean {
  if (isSimple(arg) && !(arg.type === "Identifier" && isAssigned(text, arg.name))) return true;
  if (!isRead(arg) || uses.length > 1) return false;
  return uses.length === 0 || !hasEffects(body, uses[0]?.start ?? 0);
}
