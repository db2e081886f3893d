// What the program needs of a panel.
import type { Canvas } from "../ports/display.ts";

export interface Panel {
  readonly canvas: Canvas;
  /** Brings what was drawn onto the glass. */
  show(): void;
  /** Switches the glass on or off. */
  setPower(isOn: boolean): void;
}
