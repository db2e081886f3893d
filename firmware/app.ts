// The running display: all of its state, and what time does to it. Everything is allocated here, at the start.

import { dayOf, localMinute, minuteOfWeek } from "../shared/offers/clock.ts";
import { OFFER_BYTES, SECTION_CALIBRATION, sectionOffset } from "../shared/offers/deployment.ts";
import { explain } from "../shared/offers/explain.ts";
import { prepareHeld } from "../shared/offers/hold.ts";
import { forgetDismissed, notePlay, shiftPlays } from "../shared/offers/pacing.ts";
import { createPeriod, findPeriod, findUnknownPeriod, type Period } from "../shared/offers/period.ts";
import { select } from "../shared/offers/select.ts";
import {
  AXIS_BUSY,
  AXIS_DWELL,
  AXIS_MOOD,
  AXIS_PRESENCE,
  NEUTRAL,
  UNKNOWN_MINUTE,
} from "../shared/offers/situation.ts";
import { TIER_PIN } from "../shared/offers/tier.ts";
import { createTurn, type Turn } from "../shared/offers/turn.ts";
import { holdsTapped, mustForget } from "../shared/policy/forget.ts";
import type { Teller } from "../shared/policy/told.ts";
import { CAL_SENSORS, CALIBRATION_LENGTH } from "../shared/presence/calibration.ts";
import { createPresence, type Presence, updatePresence } from "../shared/presence/filter.ts";
import { HAS_TOUCH } from "../shared/presence/sensors.ts";
import type { Content } from "./content.ts";
import type { Panel } from "./drivers/panel.ts";
import { type Clock, readMs, readUptime, readUtc } from "./ports/clock.ts";
import { CARD, MIN_SHOW_MS, PAGE_MS, TICK_MS } from "./timing.ts";

export interface App extends Teller {
  readonly content: Content;
  readonly panel: Panel;
  readonly clock: Clock;
  readonly turn: Turn;
  readonly presence: Presence;
  /** A period that may be overwritten. */
  readonly scratch: Period;
  nowMs: number;
  /** Whole UTC minute and local minute of the last look at the calendar; -1 = look again. */
  utcMinute: number;
  playSlot: number;
  playOffer: number;
  plays: number;
  /** A slot began, somebody arrived, or somebody tapped: choose again as soon as the card may change. */
  isDue: boolean;
  isForced: boolean;
  wasEpisode: boolean;
  /** The slot, what was dismissed or what staff marked has changed since what is held back was prepared. */
  isHeldOld: boolean;
  shownMs: number;
  /** The offer that was there before this one, and when it went. */
  former: number;
  formerMs: number;
  /** It has been there for as long as a card must stay. */
  mayChange: boolean;
  /** SCREEN_ constant or CARD. */
  screen: number;
  screenMs: number;
  /** Entry of the one-button menu, -1 = none. */
  menu: number;
  tapMs: number;
  isLanguageTapped: boolean;
  isPaused: boolean;
  isBlank: boolean;
  pinUntilMs: number;
  /** Last date known, in local days. */
  lastDay: number;
  /** SENSOR_ bits. */
  sensors: number;
  isScanning: boolean;
  /** What is on the glass is out of date; with `isTicking` only its numbers are. */
  isDirty: boolean;
  isTicking: boolean;
}

export function createApp(content: Content, panel: Panel, clock: Clock, lastDay: number): App {
  const nowMs = readMs(clock);
  const d = content.d;
  // A view may not begin beyond byte 65,535 on Espruino, and a deployment is longer: these few numbers are copied.
  const calibration = new Uint16Array(CALIBRATION_LENGTH);
  const at = sectionOffset(d.u32, SECTION_CALIBRATION) >> 1;
  for (let i = 0; i < CALIBRATION_LENGTH; i++) calibration[i] = d.u16[at + i];
  return {
    content: content,
    panel: panel,
    clock: clock,
    turn: createTurn(d),
    presence: createPresence(calibration, nowMs),
    scratch: createPeriod(),
    nowMs: nowMs,
    utcMinute: -1,
    playSlot: -1,
    playOffer: NEUTRAL,
    plays: 0,
    isDue: true,
    isForced: true,
    wasEpisode: false,
    isHeldOld: true,
    shownMs: nowMs,
    former: NEUTRAL,
    formerMs: nowMs,
    mayChange: true,
    screen: CARD,
    screenMs: nowMs,
    menu: -1,
    tapMs: nowMs,
    isLanguageTapped: false,
    isPaused: false,
    isBlank: false,
    pinUntilMs: nowMs,
    lastDay: lastDay,
    sensors: calibration[CAL_SENSORS],
    isScanning: false,
    isDirty: true,
    isTicking: false,
    dropped: 0,
  };
}

/** Calendar: local minute, date and period. Searched again only where the period ends. */
function followCalendar(app: App): void {
  const d = app.content.d;
  const s = app.turn.s;
  const period = app.turn.period;
  if (!app.clock.isKnown) {
    if (s.minuteOfWeek !== UNKNOWN_MINUTE || app.utcMinute < 0) {
      s.minuteOfWeek = UNKNOWN_MINUTE;
      s.day = app.lastDay;
      findUnknownPeriod(d, app.lastDay, period);
      app.utcMinute = 0;
    }
    return;
  }
  const utcMinute = (readUtc() / 60) | 0;
  if (utcMinute === app.utcMinute) return;
  app.utcMinute = utcMinute;
  const local = localMinute(d, utcMinute);
  s.minuteOfWeek = minuteOfWeek(local);
  s.day = dayOf(local);
  if (local < period.from || local >= period.until) findPeriod(d, local, period);
}

/** The slot of the clock, or of the uptime where there is no clock. */
function followSlot(app: App): void {
  const seconds = app.clock.isKnown ? readUtc() : readUptime(app.clock);
  const slot = (seconds / app.content.d.slotSeconds) | 0;
  if (slot === app.turn.slot) return;
  app.turn.slot = slot;
  app.isHeldOld = true;
  app.isDue = true;
}

/** The clock was set or lost: calendar and slots begin anew, and rests move with them. */
export function resetCalendar(app: App): void {
  const before = app.turn.slot;
  app.utcMinute = -1;
  app.turn.period.until = 0;
  followCalendar(app);
  followSlot(app);
  shiftPlays(app.turn.pacing, app.turn.slot - before);
  app.isHeldOld = true;
  app.playSlot = -1;
  app.isDue = true;
  app.isForced = true;
}

/** Forgets everything that was tapped. @param isAsked somebody tapped "forget": the card may change at once */
export function forgetTapped(app: App, isAsked: boolean): void {
  app.turn.s.axes[AXIS_MOOD] = 0;
  app.isLanguageTapped = false;
  app.isPaused = false;
  forgetDismissed(app.turn.pacing);
  app.isHeldOld = true;
  // Behind a page the old card is gone anyway: a new one may come at once.
  app.isForced = isAsked || app.screen !== CARD;
  if (app.screen !== CARD) showScreen(app, CARD);
  // The card itself stays; what can be tapped under it changes.
  app.isDirty = true;
  app.isDue = true;
}

/** Is anything held that somebody tapped? */
export function isTappedHeld(app: App): boolean {
  return holdsTapped(
    app.turn.s.axes[AXIS_MOOD],
    app.turn.pacing.dismissedCount,
    app.isPaused,
    app.isLanguageTapped,
  );
}

function followPresence(app: App): void {
  const presence = app.presence;
  const s = app.turn.s;
  updatePresence(presence, app.nowMs);
  s.axes[AXIS_PRESENCE] = presence.level;
  s.axes[AXIS_DWELL] = presence.dwell;
  s.axes[AXIS_BUSY] = presence.busy;
  if (presence.isEpisode && !app.wasEpisode) app.isDue = true;
  app.wasEpisode = presence.isEpisode;
  if (!isTappedHeld(app)) return;
  const absentMs = (app.nowMs - presence.seenMs) | 0;
  if (mustForget(absentMs, (app.nowMs - app.tapMs) | 0, TICK_MS)) forgetTapped(app, false);
}

/** Something else is on the glass from now on. */
function noteShown(app: App): void {
  app.shownMs = app.nowMs;
  app.mayChange = false;
}

/** Chooses the offer of this slot and finds out why. */
function choose(app: App): void {
  const d = app.content.d;
  const turn = app.turn;
  const s = turn.s;
  const offer = turn.offer;
  const first = turn.first;
  const second = turn.second;
  const language = s.language;
  // Every 61 slots the languages change places: a row of even length would else keep each offer to one of them.
  if (!app.isLanguageTapped) s.language = (turn.slot + ((turn.slot / 61) | 0)) % d.languages;
  if (app.isHeldOld || d.isPartial) prepareHeld(turn);
  app.isHeldOld = false;
  select(turn);
  explain(turn, app.scratch);
  app.isDue = false;
  app.isForced = false;
  // A button turns pages over the card, which stays: only a finger can come too late.
  if (HAS_TOUCH && turn.offer !== offer) {
    app.former = offer;
    app.formerMs = app.nowMs;
  }
  if (turn.offer !== offer || language !== s.language || turn.first !== first || turn.second !== second) {
    app.isDirty = true;
    noteShown(app);
  }
  notePlayed(app, turn.offer);
}

/** Counts a play, once a slot and offer. */
function notePlayed(app: App, offer: number): void {
  const slot = app.turn.slot;
  if (offer === NEUTRAL || (offer === app.playOffer && slot === app.playSlot)) return;
  const d = app.content.d;
  const at = (d.offerTable + offer * OFFER_BYTES) >> 1;
  app.playOffer = offer;
  app.playSlot = slot;
  app.plays = (app.plays + 1) & 0xffff;
  // What staff pinned plays in every slot; noted, it would push the others out of the memory.
  if (app.turn.tier !== TIER_PIN)
    notePlay(app.turn.pacing, offer, slot, d.u16[at + 2], d.u16[at + 1] >> 8, d.hourSlots);
}

/** Lets time pass, then chooses if a card may change now. Call it on every tick and after every event. */
export function advance(app: App): void {
  app.nowMs = readMs(app.clock);
  const s = app.turn.s;
  followCalendar(app);
  followSlot(app);
  followPresence(app);
  if (s.pin !== NEUTRAL && ((app.nowMs - app.pinUntilMs) | 0) >= 0) {
    s.pin = NEUTRAL;
    app.isDue = true;
  }
  if (app.screen !== CARD && !app.isPaused && ((app.nowMs - app.screenMs) | 0) >= PAGE_MS) {
    showScreen(app, CARD);
    // A slot that began behind the page begins now.
    app.isForced = app.isDue;
  }
  // A flag, not the time: the difference turns negative after 24.8 days.
  if (((app.nowMs - app.shownMs) | 0) >= MIN_SHOW_MS) app.mayChange = true;
  if (app.screen === CARD && app.isDue && (app.isForced || app.mayChange)) choose(app);
}

/** Turns to a page, or back to the card. */
export function showScreen(app: App, screen: number): void {
  app.screen = screen;
  app.screenMs = app.nowMs;
  if (screen === CARD) app.menu = -1;
  app.isDirty = true;
  noteShown(app);
}
