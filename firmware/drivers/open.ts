// The panel that this board has.
import { backlightPin, hasBuiltinPanel, hasPaper, hasTft, sclPin, sdaPin } from "../boards/current.ts";
import { createBuiltin } from "./builtin.ts";
import type { Panel } from "./panel.ts";
import { createSsd1306 } from "./ssd1306.ts";
import { createSsd1680 } from "./ssd1680.ts";
import { createSt7789 } from "./st7789.ts";

export function openPanel(): Panel {
  return hasBuiltinPanel
    ? createBuiltin(backlightPin)
    : hasPaper
      ? createSsd1680()
      : hasTft
        ? createSt7789()
        : createSsd1306(sclPin, sdaPin);
}
