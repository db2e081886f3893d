// The touch panel of boards whose firmware polls it.
import type { Raw } from "../../shared/policy/raw.ts";

/** Calls back for every report: position in pixels, and whether a finger is down. */
export function watchTouch(listener: (x: Raw<number>, y: Raw<number>, isDown: boolean) => void): void {
  E.on("touch", (point) => listener(point.x, point.y, point.b !== 0));
}
