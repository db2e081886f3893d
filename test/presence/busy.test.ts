import { describe, expect, it } from "vitest";
import {
  CAL_FEW_ADVERTS,
  CAL_MANY_ADVERTS,
  CAL_NEAR_ADVERTS,
  CAL_SENSORS,
  SENSOR_SCAN,
} from "../../shared/presence/calibration.ts";
import { senseAdvert, updatePresence } from "../../shared/presence/filter.ts";
import { FAULT_SCAN, ILL_FLOODING, ILL_SILENT, SHIFT_SCAN } from "../../shared/presence/health.ts";
import { FLOOD_ADVERTS } from "../../shared/presence/limits.ts";
import { calibrate, clock, openRoom, type Room } from "./room.ts";

/** Seconds with so many far adverts each. */
function crowd(room: Room, seconds: number, adverts: number): number[] {
  return Array.from({ length: seconds }, () => {
    for (let i = 0; i < adverts; i++) senseAdvert(room.p, -80);
    room.nowMs += 1000;
    updatePresence(room.p, clock(room, room.nowMs));
    return room.p.busy;
  });
}

describe("busy", () => {
  it("is a class: none, few, many, and back", () => {
    const room = openRoom(0x7fffffff - 40_000);
    expect(crowd(room, 20, 2).at(-1)).toBe(0);
    expect(crowd(room, 30, 12).at(-1)).toBe(1);
    expect(crowd(room, 30, 36).at(-1)).toBe(2);
    expect(crowd(room, 30, 12).at(-1)).toBe(1);
    expect(crowd(room, 40, 0).at(-1)).toBe(0);
    expect(room.p.level).toBe(0);
  });

  it("does not flap at an edge: it is left lower than it is entered", () => {
    const room = openRoom();
    crowd(room, 60, 36);
    // Calibrated are 30 a second for "many": 26 to 28 do not enter it, and do not leave it either.
    const staying = Array.from({ length: 120 }, (_, i) => crowd(room, 1, 26 + (i % 3))[0]);
    expect(new Set(staying)).toEqual(new Set([2]));
    const fresh = openRoom();
    crowd(fresh, 60, 12);
    const entering = Array.from({ length: 120 }, (_, i) => crowd(fresh, 1, 26 + (i % 3))[0]);
    expect(new Set(entering)).toEqual(new Set([1]));
    // And 6 a second for "few": 5 a second keep it, and do not bring it about.
    expect(crowd(fresh, 60, 5).at(-1)).toBe(1);
    expect(new Set(crowd(openRoom(), 120, 5))).toEqual(new Set([0]));
  });

  it("is many at the highest limit that a shop may write, and without a flood; one above the flood is never reached", () => {
    const hear = (many: number): [number, number] => {
      const room = openRoom(0, calibrate({ [CAL_FEW_ADVERTS]: 6, [CAL_MANY_ADVERTS]: many }));
      return [crowd(room, 90, FLOOD_ADVERTS - 1).at(-1) ?? 0, room.p.faults];
    };
    expect(hear(240)).toEqual([2, 0]);
    expect(hear(FLOOD_ADVERTS)).toEqual([1, 0]);
  });

  it("takes one burst for no crowd", () => {
    const room = openRoom();
    crowd(room, 30, 0);
    expect(new Set(crowd(room, 1, 40).concat(crowd(room, 20, 0)))).toEqual(new Set([0]));
  });

  it("counts nothing that is farther away than was calibrated", () => {
    const room = openRoom();
    for (let second = 0; second < 30; second++) {
      for (let i = 0; i < 40; i++) senseAdvert(room.p, -86);
      room.nowMs += 1000;
      updatePresence(room.p, clock(room, room.nowMs));
    }
    expect(room.p.busy).toBe(0);
  });
});

describe("near", () => {
  /** Seconds with so many near adverts each, where nothing sees bodies; four a second begin it. */
  const hear = (room: Room, seconds: number, adverts: number): number[] =>
    Array.from({ length: seconds }, () => {
      for (let i = 0; i < adverts; i++) senseAdvert(room.p, -50);
      room.nowMs += 1000;
      updatePresence(room.p, clock(room, room.nowMs));
      return room.p.level;
    });
  const open = (): Room => openRoom(0, calibrate({ [CAL_SENSORS]: SENSOR_SCAN, [CAL_NEAR_ADVERTS]: 64 }));

  it("is left at half of where it is entered", () => {
    expect(new Set(hear(open(), 60, 3))).toEqual(new Set([0]));
    const room = open();
    expect(hear(room, 20, 6).at(-1)).toBe(1);
    expect(new Set(hear(room, 60, 3))).toEqual(new Set([1]));
    expect(hear(room, 30, 1).at(-1)).toBe(0);
  });

  it("is begun by no single second, however loud, and is over seconds after the last advert", () => {
    const room = open();
    expect(new Set(hear(room, 1, 240).concat(hear(room, 20, 0)))).toEqual(new Set([0]));
    expect(hear(room, 2, 240)).toEqual([0, 1]);
    hear(room, 60, 240);
    // At most three times of what begins it is remembered: 7 s to half of that.
    expect(hear(room, 8, 0)).toEqual([1, 1, 1, 1, 1, 1, 0, 0]);
  });
});

describe("a radio", () => {
  /** Seconds in steps of a minute, without an advert. */
  const rest = (room: Room, seconds: number): void => {
    for (const endMs = room.nowMs + seconds * 1000; room.nowMs < endMs; ) {
      room.nowMs = Math.min(endMs, room.nowMs + 60_000);
      updatePresence(room.p, clock(room, room.nowMs));
    }
  };
  const HOUR_S = 3600;
  const SILENT = ILL_SILENT << SHIFT_SCAN;
  const FLOODING = ILL_FLOODING << SHIFT_SCAN;

  it("that heard nothing since the start is well, for longer than the clock takes to wrap: there may be nothing to hear", () => {
    const room = openRoom(0x7fffffff - 300_000);
    for (let day = 0; day < 60; day++) {
      rest(room, 24 * HOUR_S);
      expect(room.p.faults & FAULT_SCAN).toBe(0);
    }
  });

  it("that hears nothing in a quiet night, or over a long weekend, is well", () => {
    for (const [start, hours] of [
      [0, 10],
      [0x7fffffff - 300_000, 16],
      [0x7fffffff - 8 * HOUR_S * 1000, 23],
      [0, 71],
    ]) {
      const room = openRoom(start);
      crowd(room, 30, 3);
      rest(room, hours * HOUR_S);
      expect(room.p.faults).toBe(0);
      crowd(room, 2, 3);
      expect(room.p.faults).toBe(0);
    }
  });

  it("that heard something once, and then nothing for three days, is silent, and well at the first second with an advert, however far", () => {
    const room = openRoom(0x7fffffff - 300_000);
    crowd(room, 1, 1);
    rest(room, 72 * HOUR_S - 1);
    expect(room.p.faults & FAULT_SCAN).toBe(0);
    rest(room, 1);
    expect(room.p.faults & FAULT_SCAN).toBe(SILENT);
    // For longer than the clock takes to wrap, in few looks a day.
    for (let look = 0; look < 60 * 6; look++) {
      room.nowMs += 4 * 3_600_000;
      crowd(room, 2, 0);
      expect(room.p.faults & FAULT_SCAN).toBe(SILENT);
    }
    senseAdvert(room.p, -99);
    crowd(room, 1, 0);
    expect([room.p.faults & FAULT_SCAN, room.p.busy]).toEqual([0, 0]);
  });

  it("that floods is ill, says nobody is there, and heals in the first second without a flood", () => {
    const room = openRoom();
    for (let second = 0; second < 30; second++) {
      for (let i = 0; i < 500; i++) senseAdvert(room.p, -40);
      room.nowMs += 1000;
      updatePresence(room.p, clock(room, room.nowMs));
      expect(room.p.faults & FAULT_SCAN).toBe(FLOODING);
      expect(room.p.level).toBe(0);
    }
    crowd(room, 1, 3);
    expect(room.p.faults).toBe(0);
  });

  it("floods at 250 adverts within a second, and not at 249: that is a crowd", () => {
    const room = openRoom();
    expect(new Set(crowd(room, 30, FLOOD_ADVERTS - 1))).toContain(2);
    expect([FLOOD_ADVERTS, room.p.busy, room.p.faults]).toEqual([250, 2, 0]);
    expect(crowd(room, 1, FLOOD_ADVERTS)).toEqual([0]);
    expect(room.p.faults).toBe(FLOODING);
  });

  it("floods with far adverts too: each takes the board its time, so no more than 250 a second are looked at", () => {
    const hear = (far: number): number[] => {
      const room = openRoom();
      for (let i = 0; i < far; i++) senseAdvert(room.p, -86);
      for (let i = 0; i < 100; i++) senseAdvert(room.p, -40);
      const { adverts, nearAdverts } = room.p;
      crowd(room, 1, 0);
      return [adverts, nearAdverts, room.p.faults];
    };
    expect(hear(1000)).toEqual([1100, 0, FLOODING]);
    expect(hear(200)).toEqual([300, 50, FLOODING]);
    expect(hear(100)).toEqual([200, 100, 0]);
  });

  it("that flooded says nothing of people afterwards: neither near nor busy is left over", () => {
    const room = openRoom(0, calibrate({ [CAL_SENSORS]: SENSOR_SCAN }));
    // A crowd close by, then one second of a flood.
    for (let second = 0; second < 30; second++) {
      for (let i = 0; i < 40; i++) senseAdvert(room.p, -40);
      crowd(room, 1, 0);
    }
    expect([room.p.busy, room.p.level]).toEqual([2, 1]);
    for (let i = 0; i < 300; i++) senseAdvert(room.p, -40);
    crowd(room, 1, 0);
    expect([room.p.busy, room.p.level, room.p.faults]).toEqual([0, 0, FLOODING]);
    const after = openRoom(0, calibrate({ [CAL_SENSORS]: SENSOR_SCAN }));
    for (let second = 0; second < 5; second++) {
      expect(crowd(room, 1, 2)).toEqual(crowd(after, 1, 2));
      expect([room.p.level, room.p.faults, room.p.advertsAverage, room.p.nearAverage]).toEqual([
        0,
        0,
        after.p.advertsAverage,
        after.p.nearAverage,
      ]);
    }
  });
});
