// What a board file says. GPIO numbers; -1 = the board has none.
import type { Panel } from "../drivers/panel.ts";

export interface Board {
  readonly openPanel: () => Panel;
  readonly width: number;
  readonly height: number;
  readonly pirPin: number;
  readonly radarPin: number;
  readonly buttonPin: number;
  readonly hasTouch: boolean;
  /** The cable's console: USB, or the first serial port. Forcing the wrong one locks the board out. */
  readonly isUsbConsole: boolean;
}
