// A room: what happens in front of a board, and an oracle that keeps all of it.
import fc from "fast-check";
import {
  CAL_LINGER_S,
  CAL_PIR_HOLD_S,
  CAL_RADAR_HOLD_S,
  CAL_SENSORS,
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
  readonly startMs: number;
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

/** Ticks until an event, then the event and a look at once. */
export function happen(room: Room, event: Event, look: () => void = () => {}): void {
  passTo(room, event.atMs, look);
  const now = clock(room, event.atMs);
  if (event.kind === "advert") senseAdvert(room.p, event.value);
  else if (event.kind === "touch") senseTouch(room.p, now);
  else if (event.kind === "pir") sensePir(room.p, event.value === 1, now);
  else senseRadar(room.p, event.value === 1, now);
  updatePresence(room.p, now);
  look();
}

const HOLDS_S = { pir: CAL_PIR_HOLD_S, radar: CAL_RADAR_HOLD_S } as const;

/** Is this sensor's line high after these events, and when did it last fall? */
function followLine(kind: "pir" | "radar", past: readonly Event[]): { isHigh: boolean; fellMs: number } {
  let isHigh = false;
  let fellMs = Number.NEGATIVE_INFINITY;
  for (const event of past) {
    if (event.kind !== kind) continue;
    if (isHigh && event.value === 0) fellMs = event.atMs;
    isHigh = event.value === 1;
  }
  return { isHigh, fellMs };
}

export interface Look {
  readonly atMs: number;
  readonly level: number;
  readonly dwell: number;
  readonly isEpisode: boolean;
}

/**
 * What the filter must say at each look, from the whole list of events; radio apart. Absence counts from the last look
 * at which a line was high, or from the last touch; at 20 s of it nobody is there, whatever a hold time says.
 */
export function judge(
  events: readonly Event[],
  looksMs: readonly { atMs: number; past: number }[],
  calibration: Uint16Array = calibrate(),
): Look[] {
  const lingerMs = calibration[CAL_LINGER_S] * 1000;
  const touchMs = calibration[CAL_TOUCH_HOLD_S] * 1000;
  let presentFromMs: number | undefined;
  let seenMs = Number.NEGATIVE_INFINITY;
  let isEpisode = false;
  return looksMs.map(({ atMs, past: count }) => {
    const past = events.slice(0, count);
    const touchedMs = past.findLast((event) => event.kind === "touch")?.atMs ?? Number.NEGATIVE_INFINITY;
    const isTouched = atMs - touchedMs < touchMs;
    const lines = (["pir", "radar"] as const).map((kind) => ({ kind, ...followLine(kind, past) }));
    const isHolding = lines.some(({ kind, fellMs }) => atMs - fellMs < calibration[HOLDS_S[kind]] * 1000);
    seenMs = Math.max(seenMs, touchedMs, lines.some(({ isHigh }) => isHigh) ? atMs : seenMs);
    const isAbsent = atMs - seenMs >= 20_000;
    if (isAbsent) isEpisode = false;
    if (isAbsent || !(isTouched || isHolding || seenMs === atMs)) {
      presentFromMs = undefined;
      return { atMs, level: 0, dwell: 0, isEpisode };
    }
    presentFromMs ??= atMs;
    isEpisode = true;
    const presentMs = atMs - presentFromMs;
    const dwell = [10_000, 30_000, 90_000].filter((edge) => presentMs >= edge).length;
    return { atMs, level: isTouched ? 3 : presentMs >= lingerMs ? 2 : 1, dwell, isEpisode };
  });
}

/** Up to `most` events of people, in order, seconds apart. */
export function visits(most: number, kinds: readonly Event["kind"][]): fc.Arbitrary<Event[]> {
  const event = fc.record({
    afterMs: fc.oneof(fc.nat({ max: 3000 }), fc.nat({ max: 30_000 }), fc.constantFrom(4000, 12_000, 20_000)),
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
