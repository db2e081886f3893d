// What the program needs of a panel.
import type { Canvas } from "../ports/display.ts";

export interface Panel {
  readonly canvas: Canvas;
  /**
   * Brings what was drawn onto the glass. Electronic paper wants to be told before anything is drawn as well, both while it
   * is not busy.
   * @param flash FLASH_ constant, for electronic paper
   */
  show(flash: number): void;
  /** Switches the glass on or off. Electronic paper has no such switch: it is drawn white instead. */
  readonly setPower?: (isOn: boolean) => void;
  /** Row of the glass that is the canvas's first, on panels that are drawn in bands: `show` moves it on, after the last to 0. */
  top?: number;
}
