// The one way out: whatever leaves the board by its cable is a record of integers that stands in this table.
import { LINK_DROPPED } from "../link/command.ts";
import type { Teller, Told } from "./told.ts";

/** Places whose least value is -1, "none" and "unknown": `screen` and `minuteOfWeek`. */
const PLACE_SCREEN = 4;
const PLACE_MINUTE = 13;

/**
 * Lets a record out, or drops it as a whole. The closed schema, by place in the record: id, least, most. Place 0 is how a
 * command went; from 1 on they are STATUS_FIELDS, of which only the answer to COMMAND_STATUS has any.
 *
 *   0 result -4 0            6 play 0 65535         12 language 0 7          18 forgetSeconds 0 90
 *   1 offer 0 65535          7 presence 0 3         13 minuteOfWeek -1 10079 19 sensorFault 0 255
 *   2 reason1 0 255          8 dwell 0 3            14 day 0 65535           20 deployment 0 0
 *   3 reason2 0 255          9 busy 0 2             15 dismissed 0 8         21 pin 0 65535
 *   4 screen -1 31          10 confidence 0 100     16 pauseSeconds 0 90     22 scanning 0 1
 *   5 slot 0 300000000      11 mood 0 8             17 episodeSeconds 0 5000000  23 dropped 0 1000000000
 *
 * The list is written down where it is used, so that it takes no memory between two answers.
 * @param record integers
 * @returns the integers joined by commas, LINK_DROPPED for a record that was dropped
 */
export function emit(teller: Teller, record: readonly number[]): Told {
  const most = [
    0, 65535, 255, 255, 31, 300000000, 65535, 3, 3, 2, 100, 8, 7, 10079, 65535, 8, 90, 5000000, 90, 255, 0,
    65535, 1, 1000000000,
  ];
  let told = record;
  // Beyond the list there is nothing to compare with, and that is false.
  const isWithin = record.every(
    (value, i) =>
      value === (value | 0) &&
      value <= most[i] &&
      value >= (i ? (i === PLACE_SCREEN || i === PLACE_MINUTE ? -1 : 0) : LINK_DROPPED),
  );
  if (!isWithin) {
    teller.dropped++;
    told = [LINK_DROPPED];
  }
  return told.join(",") as Told;
}
