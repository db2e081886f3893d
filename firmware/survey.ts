// The program of a board that is being calibrated. It comes over the cable, runs from RAM in place of the program that is on the
// board, and is gone with the next restart: nothing of it is ever in flash. It shows what it does, counts readings over spans that
// the host begins, and tells counts of a span that is over. Nobody asks for a while: the watchdog restarts the board.
import { LINK_OK, LINK_OUT_OF_RANGE, LINK_UNKNOWN_COMMAND } from "../shared/link/command.ts";
import {
  SURVEY_BEGIN,
  SURVEY_LEAST_S,
  SURVEY_LEFT,
  SURVEY_MOST_S,
  SURVEY_PATIENCE_S,
  SURVEY_TELL,
  TABLE_STARTS,
} from "../shared/link/survey.ts";
import { emitCounts } from "../shared/policy/counts.ts";
import { createRadar, senseBytes } from "../shared/presence/radar.ts";
import { HAS_DISTANCE, HAS_PIR, HAS_RADAR, HAS_RADAR_UART, HAS_SCAN } from "../shared/presence/sensors.ts";
import {
  clearSurvey,
  createSurvey,
  listCounts,
  noteLine,
  notePir,
  noteRange,
  passSecond,
  passTick,
  type Survey,
} from "../shared/presence/survey.ts";
import { hasPaper, pirPin, radarPin } from "./boards/current.ts";
import { openLd2410 } from "./drivers/ld2410.ts";
import { openPanel } from "./drivers/open.ts";
import { isPaperBusy } from "./drivers/ssd1680.ts";
import { openRanger, readRange } from "./drivers/vl53l0x.ts";
import { every, readMs, startClock } from "./ports/clock.ts";
import { answerLink } from "./ports/console.ts";
import { listenTo } from "./ports/listen.ts";
import { readLine, watchPin } from "./ports/pins.ts";
import { silenceRadio } from "./ports/radio.ts";
import { feedWatchdog } from "./ports/watchdog.ts";
import { drawNotice } from "./survey/notice.ts";
import { RADIO_TICKS, RANGE_MS, TICK_MS } from "./timing.ts";

/** A radar's zone is learnt here: nothing is left out. */
const WHOLE_ZONE_CM = 675;

interface State {
  readonly survey: Survey;
  /** Ticks that are left of the span, and since somebody asked. */
  left: number;
  idle: number;
  isOver: boolean;
}

function obey(state: State, command: number, a: number): number[] {
  state.idle = 0;
  if (command === SURVEY_LEFT) return [LINK_OK, ((state.left * TICK_MS) / 1000) | 0];
  if (command === SURVEY_BEGIN) {
    if (!(a >= SURVEY_LEAST_S && a <= SURVEY_MOST_S)) return [LINK_OUT_OF_RANGE];
    clearSurvey(state.survey);
    state.left = ((a * 1000) / TICK_MS) | 0;
    state.isOver = false;
    return [LINK_OK];
  }
  if (command !== SURVEY_TELL) return [LINK_UNKNOWN_COMMAND];
  if (!(state.isOver && a >= 0 && a < TABLE_STARTS.length - 1)) return [LINK_OUT_OF_RANGE];
  return listCounts(state.survey, a | 0);
}

function start(): void {
  const clock = startClock();
  const survey = createSurvey(readMs(clock));
  const state: State = { survey: survey, left: 0, idle: 0, isOver: false };
  const panel = openPanel();
  let isShown = false;
  answerLink((command, a) => emitCounts(obey(state, command, a)));
  if (HAS_PIR && pirPin >= 0) {
    notePir(survey, readLine(pirPin));
    watchPin(pirPin, (isHigh) => notePir(survey, isHigh));
  }
  if (HAS_RADAR && radarPin >= 0) {
    noteLine(survey, readLine(radarPin));
    watchPin(radarPin, (isHigh) => noteLine(survey, isHigh));
  }
  if (HAS_RADAR_UART) {
    const radar = createRadar(WHOLE_ZONE_CM, survey.energies, 0);
    openLd2410((data) => {
      if (state.left > 0) senseBytes(radar, data, 0);
    });
  }
  if (HAS_DISTANCE) {
    const ranger = openRanger();
    every(RANGE_MS, () => {
      if (state.left > 0) noteRange(survey, readRange(ranger));
    });
  }
  if (HAS_SCAN) listenTo(survey);
  let ticks = 0;
  every(TICK_MS, () => {
    if (!isShown && !(hasPaper && isPaperBusy())) {
      isShown = true;
      drawNotice(panel);
    }
    if (state.idle++ < (SURVEY_PATIENCE_S * 1000) / TICK_MS) feedWatchdog();
    if (ticks++ % RADIO_TICKS === 0) silenceRadio();
    if (state.left === 0) return;
    passTick(survey, readMs(clock));
    if (HAS_SCAN && ticks & 1) passSecond(survey);
    if (--state.left === 0) state.isOver = true;
  });
}

start();
