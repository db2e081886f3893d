// A panel that the firmware drives: what is drawn is on the glass at once. Only its backlight is ours.
import { openBuiltin } from "../ports/display.ts";
import { setLevel } from "../ports/pins.ts";
import type { Panel } from "./panel.ts";

/** @param backlightPin GPIO of the backlight */
export function createBuiltin(backlightPin: number): Panel {
  return {
    canvas: openBuiltin(),
    show: () => {},
    setPower: (isOn) => setLevel(backlightPin, isOn ? 1 : 0),
  };
}
