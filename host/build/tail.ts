// The last statement of `.boot0`: starts the program of the chosen slot, or, where that throws or is missing, of the other.
// It stands at the root, not in a function: every function of the program keeps the scopes that were open around it,
// and two of them more cost a board some 650 variables.

const START = 'eval(require("Storage").read(passerbySlot+".js")||"throw 0")';

/** Text that follows firmware/boot.ts in `.boot0`. */
export const BOOT_TAIL = `try{${START}}catch(_){passerbySlot=passerbySlot=="a"?"b":"a";${START}}`;

/** Of whom the gate takes it to be. */
export const TAIL_FILE = "firmware/ports/console.ts";
