// The program: wires the ports to the rest. The only top-level effects are here.

import { HAS_STATISTICS } from "../shared/policy/statistics.ts";
import {
  CAL_FLOOD_EDGES,
  SENSOR_BUTTON,
  SENSOR_PIR,
  SENSOR_RADAR,
  SENSOR_SCAN,
  SENSOR_TOUCH,
} from "../shared/presence/calibration.ts";
import { senseHand } from "../shared/presence/hand.ts";
import { type Line, senseLine } from "../shared/presence/line.ts";
import {
  HAS_BUTTON,
  HAS_DISTANCE,
  HAS_PIR,
  HAS_RADAR,
  HAS_RADAR_UART,
  HAS_SCAN,
  HAS_TOUCH,
} from "../shared/presence/sensors.ts";
import { HAS_ADVERT } from "../shared/radio/profile.ts";
import { pressLong, pressShort, tap } from "./act.ts";
import { renewAdvert } from "./advert.ts";
import { type App, advance, createApp } from "./app.ts";
import { buttonPin, hasPaper, hasTouch, pageTicks, pirPin, radarPin } from "./boards/current.ts";
import { watchFrames, watchRanges } from "./body.ts";
import { openContent } from "./content.ts";
import { readLastDay, writeLastDay } from "./day.ts";
import { drawAll } from "./draw.ts";
import { openPanel } from "./drivers/open.ts";
import { isPaperBusy } from "./drivers/ssd1680.ts";
import { answer } from "./link.ts";
import { markGood } from "./mark.ts";
import { every, readMs, startClock } from "./ports/clock.ts";
import { answerLink } from "./ports/console.ts";
import { readLine, watchButton, watchPin } from "./ports/pins.ts";
import { silenceRadio } from "./ports/radio.ts";
import { startScan } from "./ports/scan.ts";
import { watchTouch } from "./ports/touch.ts";
import { feedWatchdog } from "./ports/watchdog.ts";
import { startStats } from "./stats.ts";
import { digestPage } from "./tell.ts";
import { CARD, DAY_TICKS, LONG_PRESS_MS, RADIO_TICKS, TICK_MS } from "./timing.ts";

function show(app: App): void {
  // Paper is drawn white while it is blank; while it works it takes nothing, and the next tick asks again.
  if (app.isDirty && (hasPaper ? !isPaperBusy() : !app.isBlank)) {
    app.isDirty = false;
    drawAll(app);
  }
  // Also where nothing was drawn: what a tap shows next is no page whose numbers tick.
  app.isTicking = false;
}

/** Somebody may have come or gone. */
function settle(app: App): void {
  advance(app);
  show(app);
}

/** Watches a line that is high while its sensor sees somebody. */
function watchLine(app: App, pin: number, line: Line): void {
  senseLine(line, readLine(pin), app.nowMs, app.presence.calibration[CAL_FLOOD_EDGES]);
  watchPin(pin, (isOn) => {
    senseLine(line, isOn, readMs(app.clock), app.presence.calibration[CAL_FLOOD_EDGES]);
    settle(app);
  });
}

function watchSensors(app: App, sensors: number): void {
  if (HAS_PIR && sensors & SENSOR_PIR && pirPin >= 0) watchLine(app, pirPin, app.presence.pir);
  if (HAS_RADAR && sensors & SENSOR_RADAR && radarPin >= 0) watchLine(app, radarPin, app.presence.radar);
  if (HAS_RADAR_UART) watchFrames(app, settle);
  if (HAS_DISTANCE) watchRanges(app, settle);
  if (HAS_SCAN && sensors & SENSOR_SCAN) app.isScanning = startScan(app.presence);
}

function watchHands(app: App): void {
  let isDown = false;
  let pressMs = 0;
  const most = app.presence.calibration[CAL_FLOOD_EDGES];
  if (HAS_TOUCH && hasTouch && app.sensors & SENSOR_TOUCH)
    watchTouch((x, y, isTouching) => {
      const counts = senseHand(app.presence.hand, isTouching, readMs(app.clock), most);
      if (counts && !isDown && !app.isBlank) {
        tap(app, x, y);
        show(app);
      }
      isDown = isTouching;
    });
  if (HAS_BUTTON && !hasTouch && app.sensors & SENSOR_BUTTON)
    watchButton(buttonPin, (isPressed) => {
      const nowMs = readMs(app.clock);
      const hand = app.presence.hand;
      senseHand(hand, isPressed, nowMs, most);
      if (isPressed) pressMs = nowMs;
      else if (!app.isBlank && !hand.isFlooding) {
        if (((nowMs - pressMs) | 0) >= LONG_PRESS_MS) pressLong(app);
        else pressShort(app);
        show(app);
      }
    });
}

function run(app: App): void {
  let ticks = 0;
  let digest = 0;
  const tick = (): void => {
    advance(app);
    ticks++;
    if (ticks % RADIO_TICKS === 0) {
      silenceRadio();
      if (ticks === RADIO_TICKS) markGood();
    }
    if (HAS_ADVERT && ticks % RADIO_TICKS === 0) renewAdvert(app);
    // Not at once: a clock that was set wrong, and right soon after, mostly leaves nothing behind.
    if (ticks % DAY_TICKS === 0 && app.clock.isKnown) app.lastDay = writeLastDay(app.turn.s.day, app.lastDay);
    // A page with numbers that tick is drawn anew each second.
    if (app.screen !== CARD) {
      const present = digestPage(app);
      app.isTicking = !app.isDirty && digest === present;
      if (ticks % pageTicks === 0 || digest !== present) app.isDirty = true;
      digest = present;
    }
    show(app);
    // Last: a tick that throws each time is no progress, and the board is restarted.
    feedWatchdog();
  };
  tick();
  if (HAS_ADVERT) renewAdvert(app);
  every(TICK_MS, tick);
}

function start(): void {
  const app = createApp(openContent(), openPanel(), startClock(), readLastDay());
  if (!hasPaper) app.panel.setPower!(true);
  answerLink((command, a, b) => {
    const text = answer(app, command, a, b);
    show(app);
    return text;
  });
  watchSensors(app, app.sensors);
  watchHands(app);
  run(app);
  if (HAS_STATISTICS) startStats(app);
}

start();
