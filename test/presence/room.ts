// A room: what happens in front of a board, and an oracle that keeps all of it.
import fc from "fast-check";
import {
  CAL_LINGER_S,
  CAL_PIR_HOLD_S,
  CAL_RADAR_HOLD_S,
  CAL_SENSORS,
  CAL_STUCK_MIN,
  CAL_TOUCH_HOLD_S,
  DEFAULT_CALIBRATION,
  SENSOR_PIR,
  SENSOR_RADAR,
  SENSOR_SCAN,
  SENSOR_TOUCH,
} from "../../shared/presence/calibration.ts";
import {
  createPresence,
  type Presence,
  senseAdvert,
  sensePir,
  senseRadar,
  senseTouch,
  updatePresence,
} from "../../shared/presence/filter.ts";

export const TICK_MS = 500;

/** Something happens, at a millisecond since the start. */
export interface Event {
  readonly atMs: number;
  readonly kind: "pir" | "radar" | "touch" | "advert";
  /** Level of a line, strength in dBm of an advert. */
  readonly value: number;
}

export interface Room {
  readonly p: Presence;
  /** Where the board's clock stands at 0. */
  startMs: number;
  /** Milliseconds since the start. */
  nowMs: number;
}

/** A board with all sensors, in a site with this calibration. */
export function calibrate(changes: Readonly<Record<number, number>> = {}): Uint16Array {
  const calibration = Uint16Array.from(DEFAULT_CALIBRATION);
  calibration[CAL_SENSORS] = SENSOR_PIR | SENSOR_RADAR | SENSOR_SCAN | SENSOR_TOUCH;
  for (const [index, value] of Object.entries(changes)) calibration[Number(index)] = value;
  return calibration;
}

/** The clock's start: near its wrap, where differences are easily got wrong, or anywhere. */
export const startMs = fc.oneof(
  fc.constant(0),
  fc.integer({ min: 0x7fffffff - 120_000, max: 0x7fffffff }),
  fc.integer({ min: -0x80000000, max: 0x7fffffff }),
);

/** An empty room. The filter's objects can get no further keys from now on. */
export function openRoom(start = 0, calibration = calibrate()): Room {
  const p = createPresence(calibration, start);
  for (const part of [p, p.pir, p.radar]) Object.seal(part);
  return { p, startMs: start, nowMs: 0 };
}

/** The board's clock, which wraps. */
export function clock(room: Room, atMs: number): number {
  return (room.startMs + atMs) | 0;
}

/** Lets ticks pass until a time, calling back after each. */
export function passTo(room: Room, untilMs: number, look: () => void = () => {}): void {
  for (let tick = Math.floor(room.nowMs / TICK_MS) * TICK_MS + TICK_MS; tick <= untilMs; tick += TICK_MS) {
    room.nowMs = tick;
    updatePresence(room.p, clock(room, tick));
    look();
  }
  room.nowMs = untilMs;
}

/** Tells the filter of an event, and lets no time pass. */
export function tell(room: Room, event: Event): void {
  const now = clock(room, event.atMs);
  if (event.kind === "advert") senseAdvert(room.p, event.value);
  else if (event.kind === "touch") senseTouch(room.p, now);
  else if (event.kind === "pir") sensePir(room.p, event.value === 1, now);
  else senseRadar(room.p, event.value === 1, now);
}

/** Ticks until an event, then the event and a look at once. */
export function happen(room: Room, event: Event, look: () => void = () => {}): void {
  passTo(room, event.atMs, look);
  tell(room, event);
  updatePresence(room.p, clock(room, event.atMs));
  look();
}

const HOLDS_S = { pir: CAL_PIR_HOLD_S, radar: CAL_RADAR_HOLD_S } as const;
const BITS = { pir: SENSOR_PIR, radar: SENSOR_RADAR } as const;
type Kind = keyof typeof HOLDS_S;

/** For so long PIR and radar may disagree; so much less where the radar spoke while nobody had come in; a PIR's warm-up. */
const AGREE_MS = 300_000;
const MOST_DOUBT_MS = 210_000;
/** So long after the radar saw somebody go a PIR that stays high is stuck. */
const LEFT_MS = 120_000;
const WARM_MS = 60_000;

interface Word {
  readonly isHigh: boolean;
  /** When it last changed, and how often it did; 0 where it never did. */
  readonly changedMs: number;
  readonly changes: number;
}

/** What a sensor's line says after these events. */
function followLine(kind: Kind, past: readonly Event[]): Word {
  let word: Word = { isHigh: false, changedMs: 0, changes: 0 };
  for (const event of past)
    if (event.kind === kind && (event.value === 1) !== word.isHigh)
      word = { isHigh: event.value === 1, changedMs: event.atMs, changes: word.changes + 1 };
  return word;
}

export interface Look {
  readonly atMs: number;
  readonly level: number;
  readonly dwell: number;
  readonly isEpisode: boolean;
}

/**
 * What the filter must say at each look, from the whole list of events; radio and floods apart. Evidence in decibans: a
 * touch 30; a line 15 while it is high, fading to 1 over its hold time; of a PIR that warms up 4. A PIR that is well and
 * says nothing takes 15 away while nobody is there, and after five minutes anyway: less by the seconds in which the radar
 * said somebody while nobody had come in, which its silence takes back. Beside a radar that is well a PIR holds for the
 * radar's time. Absence counts from the last look at which a line was high, or from the last touch.
 */
export function judge(
  events: readonly Event[],
  looksMs: readonly { atMs: number; past: number }[],
  calibration: Uint16Array = calibrate(),
  mostDoubtMs = MOST_DOUBT_MS,
): Look[] {
  const stuckMs = calibration[CAL_STUCK_MIN] * 60_000;
  /** Numbers of the changes after which a line was found ill. */
  const ill = { pir: new Set<number>(), radar: new Set<number>() };
  /** Numbers of the changes of the PIR whose hold is over. */
  const over = new Set<number>();
  let secondMs = 0;
  let doubtMs = 0;
  let presentFromMs: number | undefined;
  let seenMs = Number.NEGATIVE_INFINITY;
  let isEpisode = false;
  let isSure = false;
  return looksMs.map(({ atMs, past: count }) => {
    const past = events.slice(0, count);
    const touchedMs = past.findLast((event) => event.kind === "touch")?.atMs ?? Number.NEGATIVE_INFINITY;
    const isTouched = atMs - touchedMs < calibration[CAL_TOUCH_HOLD_S] * 1000;
    const words = { pir: followLine("pir", past), radar: followLine("radar", past) };
    const unmovedMs = (kind: Kind): number => atMs - words[kind].changedMs;
    const weigh = (kind: Kind, other: Kind, holdMs: number): number | undefined => {
      const isThere = (calibration[CAL_SENSORS] & BITS[kind]) !== 0;
      const { isHigh, changes } = words[kind];
      const isMissed = isTouched && words[other].isHigh && unmovedMs(kind) >= AGREE_MS;
      const isAlone = unmovedMs(other) >= AGREE_MS;
      if (isHigh ? unmovedMs(kind) >= stuckMs && isAlone : isMissed) ill[kind].add(changes);
      if (ill[kind].has(changes)) return undefined;
      if (isHigh) return 15;
      // What was stuck falls because it is well again.
      if (kind === "pir" && unmovedMs(kind) >= holdMs) over.add(changes);
      const isOver = unmovedMs(kind) >= holdMs || (kind === "pir" && over.has(changes));
      if (changes === 0 || ill[kind].has(changes - 1) || isOver) return isThere ? 0 : undefined;
      return Math.floor(1 + (14 * (holdMs - unmovedMs(kind))) / holdMs);
    };
    const radarHoldMs = calibration[HOLDS_S.radar] * 1000;
    const radar = weigh("radar", "pir", radarHoldMs);
    const pirHoldMs = radar === undefined ? calibration[HOLDS_S.pir] * 1000 : radarHoldMs;
    const hasRadarSeenThemGo =
      radar === 0 && words.radar.changedMs > words.pir.changedMs && unmovedMs("radar") >= LEFT_MS;
    if (words.pir.isHigh && hasRadarSeenThemGo) ill.pir.add(words.pir.changes);
    const pir = weigh("pir", "radar", pirHoldMs);
    const isWarm = atMs >= WARM_MS;
    if (atMs - secondMs >= 1000) {
      secondMs = atMs;
      const isAloneHeard = pir === 0 && isWarm && presentFromMs === undefined;
      if (!radar) doubtMs = Math.max(0, doubtMs - 1000);
      else if (isAloneHeard) doubtMs = Math.min(mostDoubtMs, doubtMs + 1000);
    }
    const isDoubted =
      pir === 0 && isWarm && (presentFromMs === undefined || unmovedMs("pir") >= AGREE_MS - doubtMs);
    const said = (isTouched ? 30 : 0) + (radar ?? 0) + (isWarm || !pir ? (pir ?? 0) : 4);
    const evidence = said - (isDoubted ? 15 : 0);
    isSure = evidence >= 12 || (isSure && evidence > 0);
    seenMs = Math.max(seenMs, touchedMs);
    if (evidence > 0 && (pir === 15 || radar === 15)) seenMs = atMs;
    if (evidence <= 0) {
      presentFromMs = undefined;
      if (atMs - seenMs >= 20_000) isEpisode = false;
      return { atMs, level: 0, dwell: 0, isEpisode };
    }
    presentFromMs ??= atMs;
    isEpisode = true;
    const presentMs = atMs - presentFromMs;
    const dwell = [10_000, 30_000, 90_000].filter((edge) => presentMs >= edge).length;
    const isLingering = isSure && presentMs >= calibration[CAL_LINGER_S] * 1000;
    return { atMs, level: isTouched ? 3 : isLingering ? 2 : 1, dwell, isEpisode };
  });
}

/** Up to `most` events of people, in order, seconds apart. */
export function visits(most: number, kinds: readonly Event["kind"][]): fc.Arbitrary<Event[]> {
  const event = fc.record({
    afterMs: fc.oneof(
      fc.nat({ max: 3000 }),
      fc.nat({ max: 30_000 }),
      fc.constantFrom(4000, 12_000, 20_000, 301_000),
    ),
    kind: fc.constantFrom(...kinds),
    level: fc.nat({ max: 1 }),
    rssi: fc.integer({ min: -100, max: -20 }),
  });
  return fc.array(event, { maxLength: most }).map((list) => {
    let atMs = 0;
    return list.map(({ afterMs, kind, level, rssi }) => {
      atMs += afterMs;
      return { atMs, kind, value: kind === "advert" ? rssi : level };
    });
  });
}
