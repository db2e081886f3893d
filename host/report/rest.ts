// Which offers were passed over because they rested, out of what a simulated board showed.
import { DAY_MINUTES } from "../../shared/offers/clock.ts";
import { openDeployment } from "../../shared/offers/deployment.ts";
import { prepareHeld } from "../../shared/offers/hold.ts";
import { createPacing, isResting } from "../../shared/offers/pacing.ts";
import { findPeriod, findUnknownPeriod } from "../../shared/offers/period.ts";
import { select } from "../../shared/offers/select.ts";
import {
  AXIS_BUSY,
  AXIS_DWELL,
  AXIS_MOOD,
  AXIS_PRESENCE,
  NEUTRAL,
  UNKNOWN_MINUTE,
} from "../../shared/offers/situation.ts";
import { createTurn, type Turn } from "../../shared/offers/turn.ts";
import { noteChoice } from "../compile/forecast.ts";
import type { Play } from "../simulator/run.ts";

/**
 * Counts, for each offer, the slots that were its turn by the written rules and went to another one while it rested or
 * had had its plays of the hour. What staff pinned or took off the board is not asked for here: its slots do not count.
 * @param deployment that the board had
 * @param plays of one run, in order
 */
export function countRests(deployment: Uint8Array, plays: readonly Play[]): number[] {
  const d = openDeployment(deployment.slice().buffer);
  const turn = createTurn(d);
  const shown: Turn = { ...turn, pacing: createPacing() };
  const counts = new Array<number>(d.offers).fill(0);
  let slot = -1;
  for (const { offer, slot: now, status } of plays) {
    turn.slot = now;
    enter(turn, status);
    prepareHeld(turn);
    select(turn);
    const wanted = turn.offer;
    // One slot may see several plays: somebody came, or tapped.
    if (now !== slot && wanted !== offer && wanted !== NEUTRAL && isResting(shown.pacing, wanted, now))
      counts[wanted]++;
    slot = now;
    noteChoice(Object.assign(shown, { offer, slot }));
  }
  return counts;
}

function enter({ d, s, period }: Turn, status: Play["status"]): void {
  s.language = status.language;
  s.axes[AXIS_MOOD] = status.mood;
  s.axes[AXIS_PRESENCE] = status.presence;
  s.axes[AXIS_DWELL] = status.dwell;
  s.axes[AXIS_BUSY] = status.busy;
  const { day, minuteOfWeek } = status;
  if (minuteOfWeek === UNKNOWN_MINUTE) findUnknownPeriod(d, day, period);
  else findPeriod(d, day * DAY_MINUTES + (minuteOfWeek % DAY_MINUTES), period);
}
