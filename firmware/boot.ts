// `.boot0`: closes the doors first, then says which slot was chosen. One more statement, which starts the program,
// follows it in the file: see host/build/tail.ts.
import { isUsbConsole } from "./boards/current.ts";
import { forceConsole } from "./ports/console.ts";
import { closeServices, silenceRadio } from "./ports/radio.ts";
import { leaveSlot, readFile } from "./ports/storage.ts";

forceConsole(isUsbConsole);
closeServices();
silenceRadio();
leaveSlot(readFile("slot") === "b" ? "b" : "a");
