// What the program needs of a panel.
import type { Canvas } from "../ports/display.ts";

export interface Panel {
  readonly canvas: Canvas;
  /** Electronic paper only: call it before anything is drawn, while the panel is not busy. */
  readonly prepare?: () => void;
  /** Brings what was drawn onto the glass. @param flash FLASH_ constant, for electronic paper */
  show(flash: number): void;
  /** Switches the glass on or off. Electronic paper has no such switch: it is drawn white instead. */
  setPower(isOn: boolean): void;
}
