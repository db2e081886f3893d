import fc from "fast-check";
import { describe, expect, expectTypeOf, it } from "vitest";
import type { Reading } from "../../shared/policy/raw.ts";
import {
  CAL_PIR_HOLD_S,
  CAL_RADAR_HOLD_S,
  CAL_SENSORS,
  CAL_TOUCH_HOLD_S,
  SENSOR_PIR,
  SENSOR_RADAR,
  SENSOR_SCAN,
  SENSOR_TOUCH,
} from "../../shared/presence/calibration.ts";
import { type Presence, senseAdvert } from "../../shared/presence/filter.ts";
import { runs } from "../arbitraries.ts";
import { isRefuted } from "../oracle/control.ts";
import {
  calibrate,
  type Event,
  happen,
  judge,
  type Look,
  openRoom,
  passTo,
  startMs,
  visits,
} from "./room.ts";

/** Lets a list of events happen; what was seen at each tick and event. */
function watch(
  events: readonly Event[],
  start: number,
  calibration = calibrate(),
): { looks: Look[]; at: { atMs: number; past: number }[] } {
  const room = openRoom(start, calibration);
  const looks: Look[] = [];
  const at: { atMs: number; past: number }[] = [];
  let past = 0;
  const look = () => {
    const { level, dwell, isEpisode } = room.p;
    looks.push({ atMs: room.nowMs, level, dwell, isEpisode });
    at.push({ atMs: room.nowMs, past });
  };
  for (const event of events) {
    passTo(room, event.atMs, look);
    past++;
    happen(room, event, look);
  }
  passTo(room, room.nowMs + 50_000, look);
  return { looks, at };
}

const people = visits(24, ["pir", "pir", "radar", "touch"]);

describe("presence", () => {
  it("says at every look what an oracle with the whole history says, over the wrap of the clock too", () => {
    const levels = new Set<number>();
    const dwells = new Set<number>();
    fc.assert(
      fc.property(people, startMs, (events, start) => {
        const { looks, at } = watch(events, start);
        for (const look of looks) {
          levels.add(look.level);
          dwells.add(look.dwell);
        }
        expect(looks).toEqual(judge(events, at));
      }),
      runs(200),
    );
    expect([...levels].sort()).toEqual([0, 1, 2, 3]);
    expect([...dwells].sort()).toEqual([0, 1, 2, 3]);
  });

  it("says so too where hold times are longer than the 20 s of absence that end an episode", () => {
    const slow = calibrate({ [CAL_PIR_HOLD_S]: 45, [CAL_RADAR_HOLD_S]: 20, [CAL_TOUCH_HOLD_S]: 31 });
    const looksAt = (holdless: Uint16Array) =>
      fc.property(people, startMs, (events, start) => {
        const { looks, at } = watch(events, start, slow);
        expect(looks).toEqual(judge(events, at, holdless));
      });
    fc.assert(looksAt(slow), runs(150));
    // The control: an oracle whose hold times end at 12, 4 and 20 s is told apart.
    expect(isRefuted(looksAt(calibrate()), 150)).toBe(true);
  });

  it("is told apart from an oracle that believes a radar alone for as long as ever (control)", () => {
    const wrong = fc.property(people, startMs, (events, start) => {
      const { looks, at } = watch(events, start);
      expect(looks).toEqual(judge(events, at, calibrate(), 0));
    });
    expect(isRefuted(wrong, 200)).toBe(true);
  });

  it("is told apart from an oracle that lets a touch pass for movement (control)", () => {
    const wrong = fc.property(people, startMs, (events, start) => {
      const { looks, at } = watch(events, start);
      const deaf = events.map(
        (event): Event => (event.kind === "touch" ? { ...event, kind: "pir", value: 1 } : event),
      );
      expect(looks).toEqual(judge(deaf, at));
    });
    expect(isRefuted(wrong, 200)).toBe(true);
  });

  it("is as sure as its evidence: touch, a line, a fading one, a PIR that warms up, a radio", () => {
    const percent = (decibans: number): number => 100 / (1 + 10 ** (-decibans / 10));
    const told: [number, number][] = [];
    const tell = (decibans: number, sensors: number, atMs: number, ...events: Event[]): void => {
      const room = openRoom(0, calibrate({ [CAL_SENSORS]: sensors }));
      for (const event of events) happen(room, event);
      passTo(room, atMs);
      told.push([room.p.confidence, percent(decibans)]);
    };
    tell(30, SENSOR_TOUCH, 2000, { atMs: 1000, kind: "touch", value: 1 });
    tell(15, SENSOR_RADAR, 2000, { atMs: 1000, kind: "radar", value: 1 });
    tell(4, SENSOR_PIR, 2000, { atMs: 1000, kind: "pir", value: 1 });
    tell(15, SENSOR_PIR, 62_000, { atMs: 61_000, kind: "pir", value: 1 });
    const passing: Event[] = [1, 0].map((value, i) => ({ atMs: 61_000 + i * 1000, kind: "pir", value }));
    tell(8, SENSOR_PIR, 68_000, ...passing);
    tell(1, SENSOR_PIR, 73_500, ...passing);
    const adverts = Array.from(
      { length: 60 },
      (_, i): Event => ({ atMs: i * 200, kind: "advert", value: -50 }),
    );
    tell(1, SENSOR_SCAN, 12_000, ...adverts);
    for (const [confidence, true_] of told) expect(Math.abs(confidence - true_)).toBeLessThan(10);
    expect(told.map(([confidence]) => confidence)).toEqual([99, 97, 75, 97, 88, 50, 50]);
  });

  it("of any events in any order of time neither throws nor leaves its ranges, in the same memory", () => {
    const anything = fc.array(
      fc.record({
        atMs: fc.integer({ min: -0x80000000, max: 0x7fffffff }),
        kind: fc.constantFrom("pir" as const, "radar" as const, "touch" as const, "advert" as const),
        value: fc.constantFrom(0, 1, -40, -70, -128, 127),
      }),
      { maxLength: 200 },
    );
    fc.assert(
      fc.property(anything, (events) => {
        const { p } = openRoom();
        const keys = Object.keys(p);
        for (const event of events) {
          // Not by ticks: the time jumps to and fro as it likes.
          happen({ p, startMs: event.atMs, nowMs: 0 }, { ...event, atMs: 0 });
          expect([0, 1, 2, 3]).toContain(p.level);
          expect([0, 1, 2, 3]).toContain(p.dwell);
          expect([0, 1, 2]).toContain(p.busy);
          expect(p.confidence).toBeGreaterThanOrEqual(0);
          expect(p.confidence).toBeLessThanOrEqual(100);
          expect(p.level === 0).toBe(p.confidence === 0);
          for (const value of Object.values(p))
            if (typeof value === "number") expect(Number.isInteger(value)).toBe(true);
        }
        expect(Object.keys(p)).toEqual(keys);
      }),
      runs(150),
    );
  });

  it.each([
    ["pir", 12_000, SENSOR_PIR],
    ["pir", 4000, SENSOR_PIR | SENSOR_RADAR],
    ["radar", 4000, SENSOR_PIR | SENSOR_RADAR],
  ] as const)(
    "P3: ends an episode 20 s after the %s's line fell, at the next tick, and not before; its hold of %i ms does not count (sensors %i)",
    (kind, holdMs, sensors) => {
      fc.assert(
        fc.property(startMs, fc.nat({ max: 499 }), (start, phase) => {
          const room = openRoom(start, calibrate({ [CAL_SENSORS]: sensors }));
          const fellMs = 3000 + phase;
          happen(room, { atMs: 1000 + phase, kind, value: 1 });
          happen(room, { atMs: fellMs, kind, value: 0 });
          passTo(room, fellMs + holdMs - 1);
          expect(room.p.level).toBeGreaterThan(0);
          passTo(room, fellMs + holdMs + 500);
          expect([room.p.level, room.p.isEpisode]).toEqual([0, true]);
          // Absence counts from the last look at which the line was high, up to one tick before it fell.
          passTo(room, fellMs + 20_000 - 500 - 1);
          expect(room.p.isEpisode).toBe(true);
          passTo(room, fellMs + 20_500 - 1);
          expect(room.p.isEpisode).toBe(false);
        }),
        runs(60),
      );
    },
  );

  it("P3: ends an episode 20 s after a touch, at the next tick, and not before", () => {
    fc.assert(
      fc.property(startMs, fc.nat({ max: 499 }), (start, phase) => {
        const room = openRoom(start);
        happen(room, { atMs: 1000 + phase, kind: "touch", value: 1 });
        passTo(room, 1000 + phase + 19_999);
        expect([room.p.level, room.p.isEpisode]).toEqual([3, true]);
        passTo(room, 1000 + phase + 20_499);
        expect([room.p.level, room.p.isEpisode]).toEqual([0, false]);
      }),
      runs(60),
    );
  });

  it("P3: a line that is ill keeps no episode alive, nor does a transmitter where a sensor sees bodies", () => {
    const stuck = openRoom();
    happen(stuck, { atMs: 1000, kind: "pir", value: 1 });
    passTo(stuck, 1000 + 20 * 60_000 - 500);
    expect(stuck.p.isEpisode).toBe(true);
    passTo(stuck, 1000 + 20 * 60_000 + 20_500);
    expect([stuck.p.isEpisode, stuck.p.level]).toEqual([false, 0]);
    // Many near adverts a second for a minute after somebody left.
    const beside = (sensors: number): [number, boolean] => {
      const room = openRoom(0, calibrate({ [CAL_SENSORS]: sensors }));
      happen(room, { atMs: 1000, kind: "touch", value: 1 });
      for (let i = 1; i <= 600; i++) happen(room, { atMs: 1000 + i * 100, kind: "advert", value: -40 });
      return [room.p.level, room.p.isEpisode];
    };
    expect(beside(SENSOR_TOUCH | SENSOR_SCAN | SENSOR_PIR)).toEqual([0, false]);
    expect(beside(SENSOR_TOUCH | SENSOR_SCAN | SENSOR_RADAR)).toEqual([0, false]);
    // Where nothing else sees, the radio does.
    expect(beside(SENSOR_TOUCH | SENSOR_SCAN)).toEqual([1, true]);
  });
});

describe("P1: radio", () => {
  it("gives the filter a strength and nothing else", () => {
    expectTypeOf(senseAdvert).parameters.toEqualTypeOf<[Presence, Reading<number>]>();
    expect(senseAdvert).toHaveLength(2);
    const { p } = openRoom();
    senseAdvert(p, -50);
    for (const value of Object.values(p)) expect(typeof value).not.toBe("string");
  });

  it("is the same for two crowds of equal strength, whoever sent what", () => {
    const adverts = fc.array(
      fc.record({
        afterMs: fc.nat({ max: 400 }),
        rssi: fc.integer({ min: -95, max: -30 }),
        sender: fc.nat({ max: 99 }),
      }),
      { maxLength: 120 },
    );
    fc.assert(
      fc.property(
        adverts,
        adverts.map((list) => list.map((advert) => advert.sender)),
        (list, others) => {
          const room = (senderOf: (i: number) => number) => {
            const made = openRoom();
            const log: [number, number][] = [];
            let atMs = 0;
            list.forEach(({ afterMs, rssi }, i) => {
              atMs += afterMs;
              log.push([senderOf(i), rssi]);
              happen(made, { atMs, kind: "advert", value: rssi });
            });
            expect(log).toHaveLength(list.length);
            return made.p;
          };
          expect(room((i) => list[i].sender)).toEqual(room((i) => others[i] ?? 0));
        },
      ),
      runs(60),
    );
  });

  it("alone is never more than near; with a sensor's word it is", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -70, max: -30 }), { minLength: 5, maxLength: 30 }),
        (strengths) => {
          const room = openRoom(0, calibrate({ [CAL_SENSORS]: SENSOR_TOUCH | SENSOR_SCAN }));
          let most = 0;
          for (let i = 0; i < 600; i++)
            happen(room, { atMs: i * 120, kind: "advert", value: strengths[i % strengths.length] }, () => {
              most = Math.max(most, room.p.level);
            });
          expect(most).toBeLessThanOrEqual(1);
          const isNear = strengths.every((strength) => strength >= -62);
          if (isNear) expect(room.p.level).toBe(1);
          happen(room, { atMs: 72_000, kind: "touch", value: 1 });
          expect(room.p.level).toBe(3);
        },
      ),
      runs(40),
    );
  });

  it("takes no memory for a million adverts", () => {
    const { p } = openRoom();
    const keys = Object.keys(p).length;
    for (let i = 0; i < 1_000_000; i++) senseAdvert(p, -30 - (i % 70));
    expect(Object.keys(p)).toHaveLength(keys);
    // What comes after a flood began is counted, and worked on no further.
    expect([p.adverts, p.farAdverts < 250, p.nearAdverts < 250]).toEqual([1_000_000, true, true]);
  });
});
