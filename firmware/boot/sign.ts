// A number on an otherwise empty panel. It needs no font: a slot's may be what is broken.
import { hasBuiltinPanel, hasPaper, hasTft, height as panelHeight } from "../boards/current.ts";
import { FLASH_BEFORE, FLASH_DUE } from "../drivers/flash.ts";
import type { Panel } from "../drivers/panel.ts";

/** The digits 1 to 4, three by five dots, row by row from the top left in the highest of 15 bits. */
const DIGITS = [0x2c97, 0x73e7, 0x73cf, 0x5bc9];
/** Side of a dot, and its distance from the edges, in pixels. */
const DOT = panelHeight >> 4;

/**
 * Draws the sign; where the panel is drawn in bands, the next of them.
 * @param code two digits, each 1 to 4
 */
export function drawSign(panel: Panel, code: number): void {
  const canvas = panel.canvas;
  if (hasPaper) panel.show(FLASH_BEFORE);
  // A light panel draws in black on white, a panel whose dots glow in its own colour on black.
  canvas.setBgColor(hasBuiltinPanel || hasTft ? 0xffff : hasPaper ? 1 : 0);
  canvas.setColor(hasBuiltinPanel || hasPaper || hasTft ? 0 : 1);
  canvas.clear();
  for (let i = 0; i < 30; i++) {
    const digit = i < 15 ? (code / 10) | 0 : code % 10;
    const dot = i % 15;
    if (DIGITS[digit - 1] & (0x4000 >> dot)) {
      const x = (1 + (i < 15 ? 0 : 4) + (dot % 3)) * DOT;
      let y = (1 + ((dot / 3) | 0)) * DOT;
      if (hasTft) y -= panel.top!;
      canvas.fillRect(x, y, x + DOT - 1, y + DOT - 1);
    }
  }
  panel.show(FLASH_DUE);
  if (!hasPaper) panel.setPower!(true);
}
