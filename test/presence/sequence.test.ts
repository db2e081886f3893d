// What holds of any sequence of events: their order inside a tick, more of them, too many of them, and clocks that jump.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  CAL_SENSORS,
  SENSOR_PIR,
  SENSOR_RADAR,
  SENSOR_SCAN,
  SENSOR_TOUCH,
} from "../../shared/presence/calibration.ts";
import { type Presence, updatePresence } from "../../shared/presence/filter.ts";
import {
  ILL_FLOODING,
  ILL_SILENT,
  ILL_STUCK,
  SHIFT_RADAR,
  SHIFT_SCAN,
} from "../../shared/presence/health.ts";
import { FLOOD_ADVERTS } from "../../shared/presence/limits.ts";
import { runs } from "../arbitraries.ts";
import { isRefuted } from "../oracle/control.ts";
import { calibrate, clock, type Event, openRoom, passTo, type Room, startMs, TICK_MS, tell } from "./room.ts";

const MINUTE = 60_000;

/** Boards with these sensors, and with all of them. */
const sensors = fc.constantFrom(
  SENSOR_PIR | SENSOR_RADAR | SENSOR_SCAN | SENSOR_TOUCH,
  SENSOR_PIR | SENSOR_TOUCH,
  SENSOR_RADAR | SENSOR_SCAN,
  SENSOR_SCAN | SENSOR_TOUCH,
);

/** A sensor's stretches of "somebody", as pairs of begin and length in ms. */
const stretches = fc.array(fc.tuple(fc.nat({ max: 200_000 }), fc.nat({ max: 20_000 })), { maxLength: 6 });
const times = fc.array(fc.nat({ max: 220_000 }), { maxLength: 6 });

interface Evidence {
  readonly pir: readonly (readonly [number, number])[];
  readonly radar: readonly (readonly [number, number])[];
  readonly touch: readonly number[];
  readonly adverts: readonly number[];
}

const evidence: fc.Arbitrary<Evidence> = fc.record({
  pir: stretches,
  radar: stretches,
  touch: times,
  adverts: fc.array(fc.nat({ max: 220_000 }), { maxLength: 300 }),
});

const BITS = { pir: SENSOR_PIR, radar: SENSOR_RADAR, touch: SENSOR_TOUCH, advert: SENSOR_SCAN } as const;

/** What the board's sensors say by the end of each tick; stretches that meet are one. */
function listEvents(one: Evidence, bits: number, ticks = 460): Event[] {
  const lines = (["pir", "radar"] as const).flatMap((kind) => {
    const levels = Array.from({ length: ticks }, (_, i) =>
      one[kind].some(([from, length]) => i * TICK_MS >= from && i * TICK_MS <= from + length),
    );
    return levels.flatMap((isHigh, i) =>
      isHigh === (levels[i - 1] ?? false) ? [] : [{ atMs: i * TICK_MS, kind, value: isHigh ? 1 : 0 }],
    );
  });
  const touches = one.touch.map((atMs) => ({ atMs, kind: "touch" as const, value: 1 }));
  const adverts = one.adverts.map((atMs) => ({ atMs, kind: "advert" as const, value: -50 }));
  return [...lines, ...touches, ...adverts]
    .filter(({ kind }) => bits & BITS[kind])
    .sort((a, b) => a.atMs - b.atMs);
}

/** What is taken of the filter at each tick; events are told at the tick that follows them. */
function follow<T>(
  events: readonly Event[],
  start: number,
  calibration: Uint16Array,
  untilMs: number,
  take: (p: Presence) => T,
): T[] {
  const room = openRoom(start, calibration);
  const seen: T[] = [];
  let next = 0;
  for (let tick = 0; tick <= untilMs; tick += TICK_MS) {
    for (; next < events.length && events[next].atMs <= tick; next++)
      tell(room, { ...events[next], atMs: tick });
    updatePresence(room.p, clock(room, tick));
    seen.push(take(room.p));
  }
  return seen;
}

/** Everything that the filter knows. */
function watch(events: readonly Event[], start: number, calibration: Uint16Array): Presence[] {
  return follow(events, start, calibration, 260_000, (p) => structuredClone(p));
}

describe("the order of events inside a tick", () => {
  const cases = fc.record({ evidence, sensors, start: startMs, salt: fc.nat() });

  /** Is all that the filter knows the same where each tick's events come in the order of `rank`, `lateMs` later for a PIR? */
  const same = (lateMs: number) =>
    fc.property(cases, ({ evidence: one, sensors: bits, start, salt }) => {
      const calibration = calibrate({ [CAL_SENSORS]: bits });
      const ticks = listEvents(one, bits).map((event) => ({
        ...event,
        atMs: Math.ceil(event.atMs / TICK_MS) * TICK_MS,
      }));
      // Of one tick in another order: by kind, turned round by the salt.
      const kinds = ["pir", "radar", "touch", "advert"];
      const rank = ({ kind }: Event): number => (kinds.indexOf(kind) * (1 + (salt % 3)) + salt) % 4;
      const other = ticks
        .map((event) => (event.kind === "pir" ? { ...event, atMs: event.atMs + lateMs } : event))
        .sort((a, b) => a.atMs - b.atMs || rank(a) - rank(b));
      expect(watch(other, start, calibration)).toEqual(watch(ticks, start, calibration));
    });

  it("does not matter: all that the filter knows is the same", () => {
    fc.assert(same(0), runs(60));
  });

  it("of two ticks does (control)", () => {
    expect(isRefuted(same(TICK_MS), 60)).toBe(true);
  });
});

describe("more evidence", () => {
  /** Does adding `more` to it never lower the level? */
  const never = (add: (one: Evidence, more: Evidence) => Evidence) =>
    fc.property(evidence, evidence, sensors, startMs, (one, more, bits, start) => {
      const calibration = calibrate({ [CAL_SENSORS]: bits });
      const less = watch(listEvents(one, bits), start, calibration);
      const much = watch(listEvents(add(one, more), bits), start, calibration);
      for (const [i, { level }] of less.entries()) expect(much[i].level).toBeGreaterThanOrEqual(level);
    });
  const kinds = ["pir", "radar", "touch", "adverts"] as const;

  it.each(kinds)("of kind %s never lowers the level", (kind) => {
    const add = (one: Evidence, more: Evidence): Evidence => ({
      ...one,
      [kind]: [...one[kind], ...more[kind]],
    });
    fc.assert(never(add), runs(60));
  });

  const endAt = (list: readonly Event[], bits: number, untilMs: number): [number, number] => {
    const room = openRoom(0, calibrate({ [CAL_SENSORS]: bits }));
    for (const event of list) {
      passTo(room, event.atMs);
      tell(room, event);
    }
    passTo(room, untilMs);
    return [room.p.level, room.p.faults];
  };

  it("does so only where it shows a sensor to be ill: a PIR that stays high after the radar saw somebody go, a flood", () => {
    const high: Event = { atMs: 70_000, kind: "pir", value: 1 };
    const seen = [1, 0].map((value, i): Event => ({ atMs: 75_000 + i * 5000, kind: "radar", value }));
    const lines = SENSOR_PIR | SENSOR_RADAR;
    expect(endAt([high], lines, 400_000)).toEqual([2, 0]);
    expect(endAt([high, ...seen], lines, 199_500)).toEqual([2, 0]);
    expect(endAt([high, ...seen], lines, 200_000)).toEqual([0, ILL_STUCK]);
    const adverts = (inSecond: number): Event[] =>
      Array.from({ length: 20 * inSecond }, (_, i) => ({
        atMs: Math.floor(i / inSecond) * 1000 + 100,
        kind: "advert",
        value: -50,
      }));
    expect(endAt(adverts(FLOOD_ADVERTS - 1), SENSOR_SCAN, 20_000)).toEqual([1, 0]);
    expect(endAt(adverts(FLOOD_ADVERTS), SENSOR_SCAN, 20_000)).toEqual([0, ILL_FLOODING << SHIFT_SCAN]);
  });

  it("and where a radar spoke while nobody had come in: it is believed alone for so much less afterwards", () => {
    const lines = SENSOR_PIR | SENSOR_RADAR;
    // Somebody comes in at 300 s, and is seen by the radar alone from 303 s on.
    const visit: Event[] = [
      { atMs: 300_000, kind: "pir", value: 1 },
      { atMs: 300_000, kind: "radar", value: 1 },
      { atMs: 303_000, kind: "pir", value: 0 },
    ];
    const before = [100_000, 200_000].map((atMs, i): Event => ({ atMs, kind: "radar", value: 1 - i }));
    expect(endAt(visit, lines, 602_500)).toEqual([2, 0]);
    expect(endAt(visit, lines, 603_000)).toEqual([0, 0]);
    // 104 s with the line's hold, less the 96 s in which the radar took them back.
    expect(endAt([...before, ...visit], lines, 592_500)).toEqual([2, 0]);
    expect(endAt([...before, ...visit], lines, 597_500)).toEqual([0, 0]);
    // Never for less than 90 s.
    const always: Event = { atMs: 70_000, kind: "radar", value: 1 };
    const late = visit.filter(({ kind }) => kind === "pir");
    expect(endAt([always, ...late], lines, 392_500)).toEqual([2, 0]);
    expect(endAt([always, ...late], lines, 393_500)).toEqual([0, 0]);
  });

  it("and where a sensor that counted for nothing is shown to be well again", () => {
    const lines = SENSOR_PIR | SENSOR_RADAR | SENSOR_TOUCH;
    // Touched while the PIR says somebody, and the radar has said nothing for five minutes: it is silent.
    const touched: Event[] = [
      { atMs: 310_000, kind: "pir", value: 1 },
      { atMs: 311_000, kind: "touch", value: 1 },
      { atMs: 340_000, kind: "pir", value: 0 },
    ];
    const speaks = [312_000, 313_000].map((atMs, i): Event => ({ atMs, kind: "radar", value: 1 - i }));
    expect(endAt(touched, lines, 346_000)).toEqual([2, ILL_SILENT << SHIFT_RADAR]);
    expect(endAt([...touched.slice(0, 2), ...speaks, ...touched.slice(2)], lines, 346_000)).toEqual([0, 0]);
  });

  it("over hours never lowers the level where no illness and no doubt of a radar comes or goes with it", () => {
    const longer = fc.array(
      fc.tuple(fc.nat({ max: 1_900_000 }), fc.oneof(fc.nat({ max: 20_000 }), fc.nat({ max: 400_000 }))),
      { maxLength: 5 },
    );
    const hours = fc.record({
      pir: longer,
      radar: longer,
      touch: fc.array(fc.nat({ max: 1_900_000 }), { maxLength: 4 }),
      adverts: fc.array(fc.nat({ max: 1_900_000 }), { maxLength: 300 }),
    });
    const holds = (isExcused: boolean) =>
      fc.property(hours, hours, fc.constantFrom(...kinds), sensors, (one, more, kind, bits) => {
        const calibration = calibrate({ [CAL_SENSORS]: bits });
        const [less, much] = [one, { ...one, [kind]: [...one[kind], ...more[kind]] }].map((list) =>
          follow(listEvents(list, bits, 4200), 0, calibration, 2_100_000, ({ level, faults, doubtS }) => ({
            level,
            faults,
            doubtS,
          })),
        );
        for (const [i, { level, faults, doubtS }] of less.entries()) {
          if (isExcused && (much[i].faults !== faults || much[i].doubtS !== doubtS)) return;
          expect(much[i].level).toBeGreaterThanOrEqual(level);
        }
      });
    fc.assert(holds(true), runs(60));
    expect(isRefuted(holds(false), 2000)).toBe(true);
  });

  it("taken away does (control)", () => {
    expect(
      isRefuted(
        never((one) => ({ ...one, pir: [] })),
        60,
      ),
    ).toBe(true);
    expect(
      isRefuted(
        never((one) => ({ ...one, adverts: [] })),
        200,
      ),
    ).toBe(true);
  });
});

describe("whatever happens", () => {
  const anything = fc.array(
    fc.record({
      /** The clock stands anywhere at each event. */
      atMs: fc.oneof(fc.integer({ min: -0x80000000, max: 0x7fffffff }), fc.nat({ max: 100_000 })),
      kind: fc.constantFrom("pir" as const, "radar" as const, "touch" as const, "advert" as const),
      value: fc.constantFrom(0, 1, -40, -70, -128, 127),
      times: fc.constantFrom(1, 1, 1, 50, 300),
    }),
    { maxLength: 80 },
  );
  const holds = fc.array(fc.constantFrom(0, 1, 12, 300, 65_535), { minLength: 3, maxLength: 3 });

  /** Lets it all happen, the clock jumping to and fro; every number stays a 32 bit integer. */
  const rage = (list: readonly (Event & { times: number })[], calibration: Uint16Array): Room => {
    const room = openRoom(0, calibration);
    let wild = false;
    for (const event of list)
      for (let i = 0; i < event.times; i++) {
        room.startMs = 0;
        const isLine = event.kind === "pir" || event.kind === "radar";
        tell(room, { ...event, value: isLine ? (i ^ event.value) & 1 : event.value });
        updatePresence(room.p, event.atMs | 0);
        wild ||= numbersOf(room.p).some((value) => value !== (value | 0));
      }
    expect(wild).toBe(false);
    return room;
  };
  const numbersOf = (p: Presence): number[] =>
    [p, p.pir, p.radar].flatMap((part) => Object.values(part).filter((value) => typeof value === "number"));

  it("no number overflows, with any calibration, and nothing is added to the filter's memory", () => {
    fc.assert(
      fc.property(anything, holds, sensors, (list, [pir, radar, touch], bits) => {
        const room = rage(list, calibrate({ 0: pir, 1: radar, 2: touch, [CAL_SENSORS]: bits }));
        expect(Object.keys(room.p)).toEqual(Object.keys(openRoom().p));
      }),
      runs(100),
    );
  });

  it("presence ends: 21 minutes after the last event nobody is there, also where a line stays high", () => {
    const quiet = (minutes: number) =>
      fc.property(anything, sensors, (list, bits) => {
        const room = rage(list, calibrate({ [CAL_SENSORS]: bits }));
        room.startMs = list.at(-1)?.atMs ?? 0;
        room.nowMs = 0;
        passTo(room, minutes * MINUTE);
        expect([room.p.level, room.p.isEpisode]).toEqual([0, false]);
      });
    fc.assert(quiet(21), runs(60));
    expect(isRefuted(quiet(1), 60)).toBe(true);
  });

  it("a visit after it is seen as in a new room: no jump of the clock leaves anything behind", () => {
    const asNew = (quietMs: number) =>
      fc.property(
        anything,
        sensors,
        fc.integer({ min: -0x80000000, max: 0x7fffffff }),
        (list, bits, jumpedTo) => {
          const calibration = calibrate({ [CAL_SENSORS]: bits });
          const visit = (room: Room): unknown[] => {
            // Both lines low, a minute of warm-up, and what was stuck or flooded has its time.
            tell(room, { atMs: 0, kind: "pir", value: 0 });
            tell(room, { atMs: 0, kind: "radar", value: 0 });
            room.nowMs = 0;
            passTo(room, quietMs);
            const looks: unknown[] = [];
            const begin = quietMs;
            for (const [atMs, kind, value] of [
              [1000, "pir", 1],
              [1500, "radar", 1],
              [4000, "pir", 0],
              [9000, "touch", 1],
              [30_000, "radar", 0],
            ] as const) {
              passTo(room, begin + atMs);
              tell(room, { atMs: begin + atMs, kind, value });
              updatePresence(room.p, clock(room, begin + atMs));
              const { level, dwell, isEpisode, isPresent, confidence } = room.p;
              looks.push([level, dwell, isEpisode, isPresent, confidence]);
            }
            passTo(room, begin + 60_000, () => looks.push([room.p.level, room.p.isEpisode]));
            return looks;
          };
          const raged = rage(list, calibration);
          raged.startMs = jumpedTo;
          expect(visit(raged)).toEqual(visit(openRoom(0, calibration)));
        },
      );
    fc.assert(asNew(21 * MINUTE), runs(60));
    // The control: right after it a new room is another one.
    expect(isRefuted(asNew(0), 60)).toBe(true);
  });
});
