// The way out of a board that is being calibrated: counts of a span that is over, and nothing else.
import { LINK_DROPPED } from "../link/command.ts";
import type { Told } from "./told.ts";

/** Most numbers of a record: how the command went, and the longest table. */
const MOST_NUMBERS = 43;

/**
 * Lets a record out, or drops it as a whole: place 0 is how the command went, -4 to 0; from 1 on they are counts, 0 to 65535.
 * @param record integers
 * @returns the integers joined by commas, LINK_DROPPED for a record that was dropped
 */
export function emitCounts(record: readonly number[]): Told {
  const isWithin =
    record.length <= MOST_NUMBERS &&
    record.every(
      (value, i) => value === (value | 0) && value >= (i ? 0 : LINK_DROPPED) && value <= (i ? 65535 : 0),
    );
  return (isWithin ? record : [LINK_DROPPED]).join(",") as Told;
}
