// What a tap or a press of the button does.
import {
  ACTION_ANSWER,
  ACTION_BACK,
  ACTION_DISMISS,
  ACTION_FORGET,
  ACTION_KNOW,
  ACTION_LABEL,
  ACTION_LANGUAGE,
  ACTION_PAUSE,
  ACTION_QUESTION,
  ACTION_WHY,
  SCREEN_CONTROLS,
  SCREEN_KNOW,
  SCREEN_LABEL,
  SCREEN_MENU,
  SCREEN_PAUSED,
  SCREEN_QUESTION,
  SCREEN_WHY,
} from "../shared/cards/list.ts";
import { dismiss } from "../shared/offers/pacing.ts";
import { AXIS_MOOD, NEUTRAL } from "../shared/offers/situation.ts";
import type { Raw } from "../shared/policy/raw.ts";
import { senseTouch } from "../shared/presence/filter.ts";
import { HAS_TOUCH } from "../shared/presence/sensors.ts";
import { type App, advance, forgetTapped, showScreen } from "./app.ts";
import { findAction, findRegions } from "./hit.ts";
import { CARD, GLANCE_MS } from "./timing.ts";

/** Back to the card, which is chosen anew at once. */
function returnToCard(app: App): void {
  showScreen(app, CARD);
  app.isDue = true;
  app.isForced = true;
}

function turnLanguage(app: App): void {
  app.turn.s.language = (app.turn.s.language + 1) % app.content.d.languages;
  app.isLanguageTapped = true;
  app.isDirty = true;
}

/** Does what a region says. */
function act(app: App, action: number): void {
  const offer = app.turn.offer;
  if (action >= ACTION_ANSWER) {
    app.turn.s.axes[AXIS_MOOD] = action - ACTION_ANSWER;
    returnToCard(app);
  } else if (action === ACTION_WHY) showScreen(app, offer === NEUTRAL ? SCREEN_KNOW : SCREEN_WHY);
  else if (action === ACTION_KNOW) showScreen(app, SCREEN_KNOW);
  else if (action === ACTION_QUESTION) showScreen(app, SCREEN_QUESTION);
  else if (HAS_TOUCH && action === ACTION_LABEL) showScreen(app, SCREEN_LABEL);
  else if (action === ACTION_DISMISS) {
    // A slot may have begun at this very moment: the card that was meant is no longer there. Unsigned: the clock wraps.
    const meant = HAS_TOUCH && (app.nowMs - app.formerMs) >>> 0 < GLANCE_MS ? app.former : offer;
    if (meant !== NEUTRAL) dismiss(app.turn.pacing, meant);
    app.isHeldOld = true;
    returnToCard(app);
  } else if (action === ACTION_PAUSE) {
    app.isPaused = true;
    showScreen(app, SCREEN_PAUSED);
  } else if (action === ACTION_FORGET) forgetTapped(app, true);
  else if (action === ACTION_LANGUAGE) turnLanguage(app);
  else if (action === ACTION_BACK) {
    app.isPaused = false;
    returnToCard(app);
  }
}

/** Somebody is certainly there. */
function noteTap(app: App): void {
  app.tapMs = app.nowMs;
  app.screenMs = app.nowMs;
  senseTouch(app.presence, app.nowMs);
}

/** A finger went down at x, y (pixels). Beside the regions of a card it asks what the board knows: one step (P6). */
export function tap(app: App, x: Raw<number>, y: Raw<number>): void {
  // First of all: what was touched is what was on the glass, and the time that passed since may have changed that.
  const action = findAction(app, x, y);
  advance(app);
  noteTap(app);
  act(app, action);
  advance(app);
}

/** A short press: the next entry of the menu, and after the last the card again. */
export function pressShort(app: App): void {
  advance(app);
  noteTap(app);
  const entries = app.content.d.u16[findRegions(app, SCREEN_CONTROLS)];
  app.menu++;
  if (app.isPaused || app.menu >= entries) {
    app.isPaused = false;
    returnToCard(app);
  } else showScreen(app, SCREEN_MENU + app.menu);
  advance(app);
}

/** A long press chooses the entry that is shown; on the card it asks why. */
export function pressLong(app: App): void {
  advance(app);
  if (app.menu < 0) {
    pressShort(app);
    return;
  }
  noteTap(app);
  const action = app.content.d.u16[findRegions(app, SCREEN_CONTROLS) + 1 + app.menu * 5 + 4];
  app.menu = -1;
  // These two pages say all that there is to say; choosing them leads back.
  if (action === ACTION_WHY || action === ACTION_KNOW) returnToCard(app);
  else {
    act(app, action);
    // The new language is seen on the card.
    if (action === ACTION_LANGUAGE) returnToCard(app);
  }
  advance(app);
}
