// The last statement of `.boot0`: starts the program that was chosen. Where that throws, what chose runs again and
// chooses the other slot's, and then none: its text is empty, and the neutral sign is shown.
// It stands at the root, not in a function: every function of the program keeps the scopes that were open around it,
// and two of them more cost a board some 650 variables. What chose is forgotten while a program runs.

const START = "eval(passerbyText)";

/**
 * Text that follows firmware/boot.ts in `.boot0`.
 * @param bootBytes length of what it follows, which is one statement
 */
export function writeTail(bootBytes: number): string {
  const again = `eval(require("Storage").read(".boot0",0,${bootBytes}))`;
  return `try{${START}}catch(_){${again};try{${START}}catch(_){${again}}}delete global.passerbyText;delete global.passerbyLast`;
}

/** Of whom the gate takes it to be. */
export const TAIL_FILE = "firmware/ports/console.ts";
