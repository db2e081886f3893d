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
import { type App, advance, resetCalendar, showScreen } from "./app.ts";
import { setUtc } from "./ports/clock.ts";
import { tellStatus } from "./tell.ts";
import { CARD } from "./timing.ts";

function choosePin(app: App, offer: number, minutes: number): number {
  if (!(offer >= 0 && offer < app.content.d.offers && minutes >= 0 && minutes <= 1440))
    return LINK_OUT_OF_RANGE;
  app.turn.s.pin = minutes === 0 ? NEUTRAL : offer | 0;
  app.pinUntilMs = (app.nowMs + minutes * 60000) | 0;
  return LINK_OK;
}

function mark(app: App, command: number, offer: number, isOn: boolean): number {
  const s = app.turn.s;
  if (!(offer >= 0 && offer < app.content.d.offers)) return LINK_OUT_OF_RANGE;
  const isBan = command === COMMAND_BAN;
  const count = isBan ? s.bannedCount : s.soldOutCount;
  const marked = setMark(isBan ? s.banned : s.soldOut, count, offer | 0, isOn);
  if (marked < 0) return LINK_FULL;
  if (isBan) s.bannedCount = marked;
  else s.soldOutCount = marked;
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
    app.lastDay = app.clock.isKnown ? app.turn.s.day : app.lastDay;
    app.clock.isKnown = false;
    resetCalendar(app);
    return LINK_OK;
  }
  if (command === COMMAND_BLANK) {
    app.isBlank = a === 1;
    app.panel.setPower(!app.isBlank);
    return LINK_OK;
  }
  if (command === COMMAND_STAFF) {
    showScreen(app, a === 1 ? SCREEN_STAFF : CARD);
    return LINK_OK;
  }
  app.isDue = true;
  app.isForced = true;
  if (command === COMMAND_PIN) return choosePin(app, a, b);
  if (command === COMMAND_BAN || command === COMMAND_SOLD_OUT) return mark(app, command, a, b === 1);
  return LINK_UNKNOWN_COMMAND;
}

/** Answers one command with integers joined by commas. */
export function answer(app: App, command: number, a: number, b: number): string {
  if (command === COMMAND_STATUS) return tellStatus(app);
  advance(app);
  const status = obey(app, command, a, b);
  advance(app);
  return `${status}`;
}
