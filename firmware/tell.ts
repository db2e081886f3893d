// What the board says of itself: to whoever stands before it, and to whoever holds the cable. The same facts.
import {
  VALUE_BUSY,
  VALUE_CLOCK_KNOWN,
  VALUE_DISMISSED,
  VALUE_EPISODE_SECONDS,
  VALUE_FORGET_SECONDS,
  VALUE_HOUR,
  VALUE_LANGUAGE,
  VALUE_MINUTE,
  VALUE_MOOD,
  VALUE_PAUSE_SECONDS,
  VALUE_PIN_MINUTES,
  VALUE_PRESENCE,
  VALUE_SENSOR_FAULT,
  VALUE_SENSORS_ILL,
} from "../shared/cards/list.ts";
import { DEPLOYMENT_OK } from "../shared/offers/deployment.ts";
import { AXIS_BUSY, AXIS_DWELL, AXIS_MOOD, AXIS_PRESENCE, NEUTRAL } from "../shared/offers/situation.ts";
import { secondsToForget } from "../shared/policy/forget.ts";
import { type App, isTappedHeld } from "./app.ts";

function secondsSince(app: App, ms: number): number {
  // Without sign: what has lasted for more than 24.8 days is still no negative time.
  return (((app.nowMs - ms) >>> 0) / 1000) | 0;
}

/** A value of the "what I know" page, by its VALUE_ constant; 0 for one that is not known. */
export function tellValue(app: App, value: number): number {
  const s = app.turn.s;
  const presence = app.presence;
  if (value === VALUE_PRESENCE) return s.axes[AXIS_PRESENCE];
  if (value === VALUE_EPISODE_SECONDS) return presence.isEpisode ? secondsSince(app, presence.episodeMs) : 0;
  if (value === VALUE_BUSY) return s.axes[AXIS_BUSY];
  if (value === VALUE_MOOD) return s.axes[AXIS_MOOD];
  if (value === VALUE_FORGET_SECONDS)
    return isTappedHeld(app) ? secondsToForget((app.nowMs - app.tapMs) | 0) : 0;
  if (value === VALUE_DISMISSED) return app.turn.pacing.dismissedCount;
  if (value === VALUE_PAUSE_SECONDS) return app.isPaused ? secondsToForget((app.nowMs - app.tapMs) | 0) : 0;
  if (value === VALUE_CLOCK_KNOWN) return app.clock.isKnown ? 1 : 0;
  if (value === VALUE_SENSOR_FAULT) return presence.faults;
  if (value === VALUE_SENSORS_ILL) return (presence.faults | (presence.faults >> 1)) & 85;
  if (value === VALUE_HOUR) return app.clock.isKnown ? ((s.minuteOfWeek % 1440) / 60) | 0 : 0;
  if (value === VALUE_MINUTE) return app.clock.isKnown ? s.minuteOfWeek % 60 : 0;
  if (value === VALUE_LANGUAGE) return s.language;
  if (value !== VALUE_PIN_MINUTES || s.pin === NEUTRAL) return 0;
  return (((app.pinUntilMs - app.nowMs + 59999) | 0) / 60000) | 0;
}

/** Sum of what the pages show without numbers that tick: when it changes the page is drawn anew. */
export function digestPage(app: App): number {
  const s = app.turn.s;
  return (
    s.axes[AXIS_PRESENCE] +
    s.axes[AXIS_BUSY] * 4 +
    s.axes[AXIS_MOOD] * 16 +
    app.turn.pacing.dismissedCount * 256 +
    app.presence.faults * 4096 +
    (app.clock.isKnown ? 1048576 : 0) +
    (s.pin === NEUTRAL ? 0 : 2097152)
  );
}

/** The record that answers COMMAND_STATUS: STATUS_FIELDS in that order, after LINK_OK. */
export function tellStatus(app: App): number[] {
  const s = app.turn.s;
  const presence = app.presence;
  return [
    0,
    app.turn.offer,
    app.turn.first,
    app.turn.second,
    app.screen,
    app.turn.slot,
    app.plays,
    s.axes[AXIS_PRESENCE],
    s.axes[AXIS_DWELL],
    s.axes[AXIS_BUSY],
    presence.confidence,
    s.axes[AXIS_MOOD],
    s.language,
    s.minuteOfWeek,
    s.day,
    app.turn.pacing.dismissedCount,
    tellValue(app, VALUE_PAUSE_SECONDS),
    tellValue(app, VALUE_EPISODE_SECONDS),
    tellValue(app, VALUE_FORGET_SECONDS),
    presence.faults,
    DEPLOYMENT_OK,
    s.pin,
    app.isScanning ? 1 : 0,
    app.dropped,
  ];
}
