// What a hand does on a virtual board, said by meaning: a tap on a region or a choice from the one-button menu,
// whatever the layout is today.
import { SCREEN_CONTROLS } from "../../shared/cards/list.ts";
import { openDeployment, SECTION_REGION_INDEX, sectionOffset } from "../../shared/offers/deployment.ts";
import type { TraceEvent } from "./trace.ts";

const TAP_MS = 100;
const PRESS_EVERY_MS = 300;
/** Longer than what the firmware calls a long press. */
const LONG_MS = 800;

interface Region {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly action: number;
}

/**
 * A finger on the region of a screen that does an action.
 * @param screen SCREEN_ constant
 * @param action ACTION_ constant
 * @returns undefined where the screen has no such region at one place in all languages
 */
export function touchRegion(
  deployment: Uint8Array,
  screen: number,
  action: number,
  { atMs, line }: Pick<TraceEvent, "atMs" | "line">,
): TraceEvent[] | undefined {
  const found = readRegions(deployment, screen).map((regions) =>
    regions.find((region) => region.action === action),
  );
  // The language turns by itself: the place must be right in all of them.
  const left = Math.max(...found.map((region) => region?.left ?? Number.NaN));
  const top = Math.max(...found.map((region) => region?.top ?? Number.NaN));
  const right = Math.min(...found.map((region) => region?.right ?? Number.NaN));
  const bottom = Math.min(...found.map((region) => region?.bottom ?? Number.NaN));
  if (!(left < right && top < bottom)) return undefined;
  const values = [`${(left + right) >> 1}`, `${(top + bottom) >> 1}`];
  return [
    { atMs, line, event: "touch", values },
    { atMs: atMs + TAP_MS, line, event: "release", values: [] },
  ];
}

/**
 * Short presses of the one button up to the entry of the menu that does an action, then a long one.
 * @param action ACTION_ constant
 * @returns undefined where the menu has no such entry
 */
export function pressEntry(
  deployment: Uint8Array,
  action: number,
  { atMs, line }: Pick<TraceEvent, "atMs" | "line">,
): TraceEvent[] | undefined {
  const entry = readRegions(deployment, SCREEN_CONTROLS)[0]?.findIndex((region) => region.action === action);
  if (entry === undefined || entry < 0) return undefined;
  const hold = (fromMs: number, lengthMs: number): TraceEvent[] => [
    { atMs: fromMs, line, event: "button", values: ["1"] },
    { atMs: fromMs + lengthMs, line, event: "button", values: ["0"] },
  ];
  const presses = Array.from({ length: entry + 1 }, (_, i) => hold(atMs + i * PRESS_EVERY_MS, TAP_MS));
  return [...presses.flat(), ...hold(atMs + (entry + 1) * PRESS_EVERY_MS, LONG_MS)];
}

/** Regions of one screen in each language. */
function readRegions(deployment: Uint8Array, screen: number): Region[][] {
  const d = openDeployment(Uint8Array.from(deployment).buffer);
  const index = sectionOffset(d.u32, SECTION_REGION_INDEX) >> 2;
  return Array.from({ length: d.languages }, (_, language) => {
    const at = (d.u32[index + language * d.screens + screen] ?? 0) >> 1;
    return Array.from({ length: d.u16[at] ?? 0 }, (_, i) => {
      const [x = 0, y = 0, width = 0, height = 0, action = 0] = d.u16.subarray(
        at + 1 + i * 5,
        at + 6 + i * 5,
      );
      return { left: x, top: y, right: x + width, bottom: y + height, action };
    });
  });
}
