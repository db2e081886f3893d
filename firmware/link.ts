// The board's side of the link: one function, integers in and out.

import { SCREEN_STAFF } from "../shared/cards/list.ts";
import {
  COMMAND_BAN,
  COMMAND_BLANK,
  COMMAND_CLOCK,
  COMMAND_CLOCK_LOST,
  COMMAND_PIN,
  COMMAND_SOLD_OUT,
  COMMAND_STAFF,
  COMMAND_STATUS,
  LINK_FULL,
  LINK_OK,
  LINK_OUT_OF_RANGE,
  LINK_UNKNOWN_COMMAND,
} from "../shared/link/command.ts";
import { setMark } from "../shared/offers/pacing.ts";
import { NEUTRAL } from "../shared/offers/situation.ts";
import { emit } from "../shared/policy/egress.ts";
import type { Told } from "../shared/policy/told.ts";
import { type App, advance, resetCalendar, showScreen } from "./app.ts";
import { hasPaper } from "./boards/current.ts";
import { setUtc } from "./ports/clock.ts";
import { tellStatus } from "./tell.ts";
import { CARD } from "./timing.ts";

/** Marks an offer for staff: pinned for some minutes, banned, or sold out. */
function mark(app: App, command: number, offer: number, b: number): number {
  const s = app.turn.s;
  if (!(offer >= 0 && offer < app.content.d.offers && b >= 0 && b <= 1440)) return LINK_OUT_OF_RANGE;
  if (command === COMMAND_PIN) {
    s.pin = b === 0 ? NEUTRAL : offer | 0;
    app.pinUntilMs = (app.nowMs + b * 60000) | 0;
    return LINK_OK;
  }
  const isBan = command === COMMAND_BAN;
  const count = setMark(
    isBan ? s.banned : s.soldOut,
    isBan ? s.bannedCount : s.soldOutCount,
    offer | 0,
    b === 1,
  );
  if (count < 0) return LINK_FULL;
  if (isBan) s.bannedCount = count;
  else s.soldOutCount = count;
  return LINK_OK;
}

function obey(app: App, command: number, a: number, b: number): number {
  if (command === COMMAND_CLOCK) {
    // From 2024 until the seconds no longer fit 32 bits with sign.
    if (!(a >= 1704067200 && a <= 2147483647)) return LINK_OUT_OF_RANGE;
    setUtc(app.clock, a);
    resetCalendar(app);
    return LINK_OK;
  }
  if (command === COMMAND_CLOCK_LOST) {
    if (app.clock.isKnown && app.turn.s.day > app.lastDay) app.lastDay = app.turn.s.day;
    app.clock.isKnown = false;
    resetCalendar(app);
    return LINK_OK;
  }
  if (command === COMMAND_BLANK) {
    app.isBlank = a === 1;
    if (hasPaper) app.isDirty = true;
    else app.panel.setPower!(!app.isBlank);
    return LINK_OK;
  }
  if (command === COMMAND_STAFF) {
    showScreen(app, a === 1 ? SCREEN_STAFF : CARD);
    return LINK_OK;
  }
  if (!(command >= COMMAND_PIN && command <= COMMAND_SOLD_OUT)) return LINK_UNKNOWN_COMMAND;
  app.isDue = true;
  app.isForced = true;
  app.isHeldOld = true;
  return mark(app, command, a, b);
}

function listAnswer(app: App, command: number, a: number, b: number): number[] {
  if (command === COMMAND_STATUS) return tellStatus(app);
  advance(app);
  const status = obey(app, command, a, b);
  advance(app);
  return [status];
}

/** Answers one command with integers joined by commas: what `emit` lets out. */
export function answer(app: App, command: number, a: number, b: number): Told {
  return emit(app, listAnswer(app, command, a, b));
}
