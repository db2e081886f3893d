// The panel that this board has.
import { backlightPin, hasBuiltinPanel, sclPin, sdaPin } from "../boards/current.ts";
import { createBuiltin } from "./builtin.ts";
import type { Panel } from "./panel.ts";
import { createSsd1306 } from "./ssd1306.ts";

export function openPanel(): Panel {
  return hasBuiltinPanel ? createBuiltin(backlightPin) : createSsd1306(sclPin, sdaPin);
}
