// `.boot0`: closes the doors first, then finds out which slot to start. The statement that starts it follows in the file:
// see host/build/tail.ts.
import { isUsbConsole } from "./boards/current.ts";
import { chooseProgram } from "./boot/start.ts";
import { forceConsole } from "./ports/console.ts";
import { closeServices, silenceRadio } from "./ports/radio.ts";
import { startWatchdog } from "./ports/watchdog.ts";

// Whatever one of them throws, the next door is closed all the same; with one that stays open no program is started.
let isOpen = false;
try {
  forceConsole(isUsbConsole);
} catch (_) {
  isOpen = true;
}
try {
  closeServices();
} catch (_) {
  isOpen = true;
}
try {
  silenceRadio();
} catch (_) {
  isOpen = true;
}
try {
  startWatchdog(10);
} catch (_) {}
chooseProgram(isOpen);
