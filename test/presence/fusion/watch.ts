// How well a board with some sensors follows a world.
import { CAL_SENSORS } from "../../../shared/presence/calibration.ts";
import { type Presence, updatePresence } from "../../../shared/presence/filter.ts";
import { calibrate, clock, openRoom, tell } from "../room.ts";
import { STEP_MS, senseWorld, type World } from "./model.ts";

export interface Outcome {
  /** Share of the empty time in which somebody was told to be there. */
  readonly falseShare: number;
  /** Share of the occupied time in which nobody was. */
  readonly missedShare: number;
  /** Visits of which nothing was told at all, and all visits. */
  readonly missedVisits: number;
  readonly visits: number;
  /** How often presence began or ended. */
  readonly changes: number;
  /** FAULT_ bits at the end. */
  readonly faults: number;
}

/**
 * @param sensors SENSOR_ bits; what the others say is not told
 * @param meddle is called before each look, for controls
 */
export function watchWorld(
  world: World,
  seed: number,
  sensors: number,
  meddle: (p: Presence) => void = () => {},
): Outcome {
  const room = openRoom(0, calibrate({ [CAL_SENSORS]: sensors }));
  const bits = { pir: 1, radar: 2, advert: 4, touch: 8 } as const;
  const events = senseWorld(world, seed).filter(({ kind }) => sensors & bits[kind]);
  const met = new Set<number>();
  let [empty, occupied, wrong, missed, changes, next] = [0, 0, 0, 0, 0, 0];
  let wasPresent = false;
  for (let atMs = 0; atMs < world.lengthMs; atMs += STEP_MS) {
    for (; next < events.length && events[next].atMs <= atMs; next++) tell(room, events[next]);
    meddle(room.p);
    updatePresence(room.p, clock(room, atMs));
    const isPresent = room.p.level > 0;
    if (isPresent !== wasPresent) changes++;
    wasPresent = isPresent;
    let isOccupied = false;
    world.visits.forEach(({ fromMs, toMs }, i) => {
      if (atMs < fromMs || atMs >= toMs) return;
      isOccupied = true;
      if (isPresent) met.add(i);
    });
    if (isOccupied) occupied++;
    else empty++;
    if (isPresent && !isOccupied) wrong++;
    if (!isPresent && isOccupied) missed++;
  }
  return {
    falseShare: wrong / empty,
    missedShare: missed / occupied,
    missedVisits: world.visits.length - met.size,
    visits: world.visits.length,
    changes,
    faults: room.p.faults,
  };
}
