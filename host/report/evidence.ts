// What a board had of a day, moment by moment: evidence of each sensor, their sum, the level that came of it, and the truth where
// the trace tells it. The board tells none of this: here the same filter hears the same events once more.
import {
  CAL_FLOOD_EDGES,
  CAL_NEAR_ADVERTS,
  CAL_NEAR_MM,
  CAL_PIR_HOLD_S,
  CAL_RADAR_HOLD_S,
  CAL_RADAR_QUIET,
  CAL_RADAR_ZONE_CM,
  CAL_STUCK_MIN,
  RADAR_ENERGIES,
} from "../../shared/presence/calibration.ts";
import { createDistance, judgeDistance, senseDistance } from "../../shared/presence/distance.ts";
import {
  createPresence,
  type Presence,
  senseAdvert,
  sensePir,
  senseRadar,
  senseTouch,
  updatePresence,
} from "../../shared/presence/filter.ts";
import { senseHand } from "../../shared/presence/hand.ts";
import { FAULT_SCAN, ILL_SILENT, ILL_STUCK } from "../../shared/presence/health.ts";
import { AGREE_MS, RADIO_DB, SILENCE_DB, TOUCH_DB, WARM_UP_DB } from "../../shared/presence/limits.ts";
import { isQuiet, type Line, weighLine } from "../../shared/presence/line.ts";
import { createRadar, isRadarIll, senseBytes } from "../../shared/presence/radar.ts";
import { compileCalibration } from "../compile/calibration.ts";
import type { Board } from "../shop/model.ts";
import { createBody } from "../simulator/body.ts";
import type { TraceEvent } from "../simulator/trace.ts";

/** Decibans of each sensor; 0 where it says nothing. */
export interface Moment {
  readonly atMs: number;
  readonly touch: number;
  /** What sees bodies that are still: a radar, or a distance sensor. */
  readonly still: number;
  /** Below 0: its silence speaks against somebody. */
  readonly pir: number;
  readonly radio: number;
  readonly sum: number;
  readonly level: number;
  readonly confidence: number;
  /** Near adverts a second, averaged as the filter does. */
  readonly near: number;
  /** Undefined where the trace does not tell. */
  readonly isThere: boolean | undefined;
}

/** As on a board: firmware/timing.ts. */
const TICK_MS = 500;
const RANGE_MS = 200;

type Sensing = Pick<Board, "sensors" | "calibration">;

/** Near adverts a second at which radio begins to say somebody, and at which it no longer does. */
export function radioLimits(board: Sensing): { readonly enter: number; readonly leave: number } {
  const enter = compileCalibration(board)[CAL_NEAR_ADVERTS] / 16;
  return { enter, leave: enter / 2 };
}

/**
 * Replays a trace, a moment every half second.
 * @param events as parseTrace gives them; those that the board has no sensor for are left out
 * @param toMs up to here
 */
export function replayEvidence(events: readonly TraceEvent[], board: Sensing, toMs: number): Moment[] {
  const calibration = Uint16Array.from(compileCalibration(board));
  const has = (...sensors: Board["sensors"][number][]) => sensors.some((one) => board.sensors.includes(one));
  const moments: Moment[] = [];
  const body = createBody();
  let world = power(0);
  let isThere: boolean | undefined = events.some(({ event }) => event === "truth") ? false : undefined;

  function power(nowMs: number) {
    body.begin(nowMs * 1000);
    const presence = createPresence(calibration, nowMs);
    // A constant of the build, not a number of the deployment: host/build/site.ts.
    presence.warmUpS = board.calibration?.pirWarmUpS ?? presence.warmUpS;
    return {
      presence,
      radar: createRadar(
        calibration[CAL_RADAR_ZONE_CM],
        calibration.subarray(CAL_RADAR_QUIET, CAL_RADAR_QUIET + RADAR_ENERGIES),
        nowMs,
      ),
      distance: createDistance(calibration[CAL_NEAR_MM], nowMs),
      rangeMs: nowMs,
      wasSilent: false,
      wasStuck: false,
      isDown: false,
    };
  }

  /** Takes over a sensor's word, as firmware/body.ts does: only where it begins or ends to be ill. */
  function take(isNear: boolean, illness: number, nowMs: number): void {
    senseRadar(world.presence, isNear, nowMs);
    const isSilent = illness === ILL_SILENT;
    const isStuck = illness === ILL_STUCK;
    if (isSilent !== world.wasSilent) world.presence.radar.isSilent = isSilent;
    if (isStuck !== world.wasStuck) world.presence.radar.isStuck = isStuck;
    world.wasSilent = isSilent;
    world.wasStuck = isStuck;
  }

  /** A sensor that says more than a level: its word is the line of what is still. */
  function hearBody(toMs: number): void {
    const { radar, distance } = world;
    if (has("radar-uart")) {
      for (; body.dueUs <= toMs * 1000; ) {
        const atMs = Math.floor(body.dueUs / 1000);
        if (senseBytes(radar, Buffer.from(body.send()).toString("latin1"), atMs) > 0)
          take(radar.isNear, 0, atMs);
      }
      if (isRadarIll(radar, toMs)) take(false, ILL_SILENT, toMs);
    }
    if (!has("distance")) return;
    for (; world.rangeMs + RANGE_MS <= toMs; ) {
      world.rangeMs += RANGE_MS;
      // Light jitters, in the simulator too: a millimetre now and then, or somebody would be a sensor that stands still.
      const jitter = Math.floor(world.rangeMs / RANGE_MS) & 1;
      if (body.mm !== undefined) senseDistance(distance, body.mm + jitter, world.rangeMs);
      const illness = judgeDistance(distance, world.rangeMs);
      take(distance.isNear, illness, world.rangeMs);
    }
  }

  /** A finger or a button, as firmware/main.ts takes it: a panel counts when it is touched, a button when it is let go. */
  function press(isDown: boolean, isPanel: boolean, atMs: number): void {
    const { hand } = world.presence;
    const counts = senseHand(hand, isDown, atMs, calibration[CAL_FLOOD_EDGES]);
    if (isPanel ? counts && !world.isDown : !isDown && world.isDown && !hand.isFlooding)
      senseTouch(world.presence, atMs);
    world.isDown = isDown;
  }

  function happen({ atMs, event, values }: TraceEvent): void {
    const isOn = values[0] !== "0";
    const { presence } = world;
    if (event === "start" || (event === "power" && isOn)) world = power(atMs);
    else if (event === "truth") isThere = isOn;
    else if (event === "pir" && has("pir")) sensePir(presence, isOn, atMs);
    else if (event === "radar") {
      body.stand(isOn);
      if (has("radar")) senseRadar(presence, isOn, atMs);
    } else if (event === "radarframe") body.report(values);
    else if (event === "distance") body.range(values[0] ?? "off");
    else if ((event === "touch" || event === "release") && has("touch")) press(event === "touch", true, atMs);
    else if (event === "button" && has("button")) press(isOn, false, atMs);
    else if (event === "advert" && has("scan")) senseAdvert(presence, Number(values[0]));
    else if (event === "adverts" && has("scan"))
      for (let i = 0; i < Number(values[0]); i++) senseAdvert(presence, Number(values[1]));
  }

  let next = 0;
  for (let atMs = 0; atMs <= toMs; atMs += TICK_MS) {
    for (; (events[next]?.atMs ?? Number.POSITIVE_INFINITY) <= atMs; next++) {
      hearBody(events[next].atMs);
      happen(events[next]);
    }
    hearBody(atMs);
    // It is another record after power came.
    const { presence } = world;
    updatePresence(presence, atMs);
    moments.push({
      atMs,
      ...weigh(presence, calibration, atMs, has("pir"), has("radar", "radar-uart", "distance")),
      isThere,
    });
  }
  return moments;
}

/** What each sensor says now, by the filter's own rules; a test holds the sum to its level and confidence. */
function weigh(
  p: Presence,
  cal: Uint16Array,
  nowMs: number,
  hasPir: boolean,
  hasStill: boolean,
): Omit<Moment, "atMs" | "isThere"> {
  // Weighed on copies: asking changes nothing.
  const word = (line: Line, other: Line, holdS: number): number =>
    weighLine(
      { ...line },
      other,
      p.isTouched,
      holdS * 1000,
      cal[CAL_STUCK_MIN] * 60_000,
      cal[CAL_FLOOD_EDGES],
      nowMs,
    );
  const still = hasStill ? word(p.radar, p.pir, cal[CAL_RADAR_HOLD_S]) : -1;
  // Beside a radar that is well a PIR holds for the radar's time.
  const line = hasPir ? word(p.pir, p.radar, cal[still < 0 ? CAL_PIR_HOLD_S : CAL_RADAR_HOLD_S]) : -1;
  const isWarm = p.warmUpS === 0;
  const isSilent =
    line === 0 && isWarm && (!p.isPresent || isQuiet(p.pir, nowMs, AGREE_MS - p.doubtS * 1000));
  const pir = line > 0 ? (isWarm ? line : WARM_UP_DB) : isSilent ? -SILENCE_DB : 0;
  const touch = p.isTouched ? TOUCH_DB : 0;
  const radio = still < 0 && line < 0 && p.isHeard && !(p.faults & FAULT_SCAN) ? RADIO_DB : 0;
  return {
    touch,
    still: Math.max(0, still),
    pir,
    radio,
    sum: touch + Math.max(0, still) + pir + radio,
    level: p.level,
    confidence: p.confidence,
    near: p.nearAverage / 256,
  };
}

/** So much of a day is drawn moment by moment. */
const CLOSE_MS = 600_000;

/** Ten minutes of a day. @param fromMs where they begin */
export function cutLively(moments: readonly Moment[], fromMs: number): Moment[] {
  return moments.filter(({ atMs }) => atMs >= fromMs && atMs <= fromMs + CLOSE_MS);
}

export interface Accuracy {
  /** Of the time in which somebody was there: seen; of the rest: somebody all the same. 0 to 1. */
  readonly seen: number;
  readonly falseShare: number;
  /** How often presence began or ended, and how often it truly did. */
  readonly changes: number;
  readonly trueChanges: number;
}

/** @returns undefined where the trace does not tell the truth */
export function judgeEvidence(moments: readonly Moment[]): Accuracy | undefined {
  const known = moments.filter(({ isThere }) => isThere !== undefined);
  if (known.length === 0) return undefined;
  const count = (test: (moment: Moment, i: number) => boolean) => known.filter(test).length;
  const there = count(({ isThere }) => isThere === true);
  const empty = known.length - there;
  return {
    seen: there === 0 ? 0 : count(({ isThere, level }) => isThere === true && level > 0) / there,
    falseShare: empty === 0 ? 0 : count(({ isThere, level }) => isThere === false && level > 0) / empty,
    changes: count(({ level }, i) => i > 0 && level > 0 !== known[i - 1].level > 0),
    trueChanges: count(({ isThere }, i) => i > 0 && isThere !== known[i - 1].isThere),
  };
}
