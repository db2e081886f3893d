// The panel while the board is calibrated. It needs no font: those are the slot's.
import { hasBuiltinPanel, hasPaper } from "../boards/current.ts";
import { FLASH_BEFORE, FLASH_NOW } from "../drivers/flash.ts";
import type { Panel } from "../drivers/panel.ts";
import { DOT, LINES, PITCH } from "./words.ts";

/** Dots of a character. */
const ROWS = 6;
const FIRST_CODE = 40;

/** Says that the board is calibrated. On electronic paper only while it is not busy. */
export function drawNotice(panel: Panel): void {
  const canvas = panel.canvas;
  if (hasPaper) panel.show(FLASH_BEFORE);
  canvas.setBgColor(hasBuiltinPanel ? 0xffff : hasPaper ? 1 : 0);
  canvas.setColor(hasBuiltinPanel || hasPaper ? 0 : 1);
  canvas.clear();
  for (let i = 0; i < LINES.length; i++) {
    const line = LINES[i];
    for (let at = 0; at < line.length; at++) {
      const bits = line.charCodeAt(at) - FIRST_CODE;
      const x = (2 + (at >> 1)) * DOT;
      for (let row = 0; row < ROWS; row++)
        if ((bits >> row) & 1) {
          const y = (2 + row + (at & 1) * ROWS) * DOT + i * PITCH;
          canvas.fillRect(x, y, x + DOT - 1, y + DOT - 1);
        }
    }
  }
  panel.show(FLASH_NOW);
  if (!hasPaper) panel.setPower!(true);
}
