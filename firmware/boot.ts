// `.boot0`: closes the doors first, then runs the program of the slot that was chosen, or of the other one.
import { isUsbConsole } from "./boards/current.ts";
import { forceConsole, runProgram } from "./ports/console.ts";
import { closeServices, silenceRadio } from "./ports/radio.ts";
import { readFile } from "./ports/storage.ts";

forceConsole(isUsbConsole);
closeServices();
silenceRadio();

function runSlot(slot: string): boolean {
  const program = readFile(`${slot}.js`);
  return program !== undefined && runProgram(slot, program);
}

const chosen = readFile("slot") === "b" ? "b" : "a";
if (!runSlot(chosen)) runSlot(chosen === "a" ? "b" : "a");
