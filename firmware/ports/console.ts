// The cable's console: forced there before anything else, so that nobody gets it over the air.
import type { Told } from "../../shared/policy/told.ts";

/** @param isUsb the board's cable is USB; else it is the first serial port */
export function forceConsole(isUsb: boolean): void {
  E.setConsole(isUsb ? USB : Serial1, { force: true });
}

/** Adds the one global of the link. @param answer (command, a, b) to integers joined by commas that `emit` let out */
export function answerLink(answer: (command: number, a: number, b: number) => Told): void {
  global.passerby = answer;
}
