// Which of the regions on the glass was touched. The point itself goes no further.
import { ACTION_KNOW, ACTION_NONE } from "../shared/cards/list.ts";
import { SECTION_REGION_INDEX, sectionOffset } from "../shared/offers/deployment.ts";
import { openRaw, type Raw } from "../shared/policy/raw.ts";
import type { App } from "./app.ts";
import { screenOfRegions } from "./draw.ts";
import { CARD } from "./timing.ts";

/** u16 index of a screen's regions: count, then x, y, w, h, action each. */
export function findRegions(app: App, screen: number): number {
  const d = app.content.d;
  const index = (sectionOffset(d.u32, SECTION_REGION_INDEX) >> 2) + app.turn.s.language * d.screens + screen;
  return d.u32[index] >> 1;
}

/** @returns ACTION_ constant of the region at x, y (pixels); beside all regions of a card ACTION_KNOW, of a page ACTION_NONE */
export function findAction(app: App, x: Raw<number>, y: Raw<number>): number {
  let action = app.screen === CARD ? ACTION_KNOW : ACTION_NONE;
  const u16 = app.content.d.u16;
  const at = findRegions(app, screenOfRegions(app));
  const count = u16[at];
  for (let i = 0; i < count; i++) {
    const region = at + 1 + i * 5;
    const left = u16[region];
    const top = u16[region + 1];
    if (
      openRaw(x) >= left &&
      openRaw(x) < left + u16[region + 2] &&
      openRaw(y) >= top &&
      openRaw(y) < top + u16[region + 3]
    )
      action = u16[region + 4];
  }
  return action;
}
