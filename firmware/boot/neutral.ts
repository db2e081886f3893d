// The neutral sign: no sensor is on, nothing is sent, and a number says why.
import { faultStatus } from "../../shared/link/command.ts";
import {
  LOG_FILE,
  LOG_HALF,
  LOG_SLOT_A,
  LOG_SLOT_B,
  NEUTRAL_EMPTY,
  readLog,
} from "../../shared/link/slot.ts";
import { hasPaper, hasTft } from "../boards/current.ts";
import { openPanel } from "../drivers/open.ts";
import type { Panel } from "../drivers/panel.ts";
import { isPaperBusy } from "../drivers/ssd1680.ts";
import { every } from "../ports/clock.ts";
import { answerLink } from "../ports/console.ts";
import { silenceRadio } from "../ports/radio.ts";
import { readFile, writeAt } from "../ports/storage.ts";
import { feedWatchdog } from "../ports/watchdog.ts";
import { drawSign } from "./sign.ts";

const TICK_MS = 5000;
/** Ticks until it tries again: ten minutes, and a day where half of the log is used up. */
const SOON_TICKS = 120;
const LATE_TICKS = 17280;

/** @param code NEUTRAL_ constant */
export function runNeutral(code: number): void {
  let ticks = 0;
  let panel: Panel | undefined;
  every(TICK_MS, () => {
    // Paper takes nothing while it resets itself: it has its sign one tick later.
    if (hasPaper && panel !== undefined && !isPaperBusy()) drawSign(panel, code);
    const log = readLog(readFile(LOG_FILE));
    ticks++;
    if (code === NEUTRAL_EMPTY || ticks < (log.end < LOG_HALF ? SOON_TICKS : LATE_TICKS)) {
      feedWatchdog();
      silenceRadio();
    } else if (log.end > 0 && log.starts > 0)
      // Somebody may only have switched it on and off a few times. The watchdog, not fed from now on, restarts it.
      writeAt(LOG_FILE, log.isB ? LOG_SLOT_B : LOG_SLOT_A, log.end);
  });
  answerLink(() => faultStatus(-code));
  panel = openPanel();
  if (!hasPaper) drawSign(panel, code);
  if (hasTft) while (panel.top! > 0) drawSign(panel, code);
}
