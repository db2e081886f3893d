import { describe, expect, it } from "vitest";
import { CAL_SENSORS, SENSOR_PIR, SENSOR_RADAR, SENSOR_TOUCH } from "../../shared/presence/calibration.ts";
import { sensePir, senseRadar, updatePresence } from "../../shared/presence/filter.ts";
import {
  FAULT_PIR,
  FAULT_RADAR,
  ILL_FLOODING,
  ILL_SILENT,
  ILL_STUCK,
  SHIFT_RADAR,
} from "../../shared/presence/health.ts";
import { calibrate, clock, happen, openRoom, passTo, type Room } from "./room.ts";

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
/** Near the wrap of the clock, so that each of these passes over it. */
const STARTS = [0, 0x7fffffff - 10 * MINUTE, 0x7fffffff - 30 * DAY + 1];
const LINES = [
  ["pir", FAULT_PIR, 0, 12_000, calibrate({ [CAL_SENSORS]: SENSOR_PIR | SENSOR_TOUCH })],
  ["radar", FAULT_RADAR, SHIFT_RADAR, 4000, calibrate({ [CAL_SENSORS]: SENSOR_RADAR | SENSOR_TOUCH })],
] as const;

/** Long times in steps of a second. */
function wait(room: Room, untilMs: number): void {
  for (; room.nowMs < untilMs; room.nowMs += 1000) updatePresence(room.p, clock(room, room.nowMs));
  room.nowMs = untilMs;
  updatePresence(room.p, clock(room, untilMs));
}

describe.each(LINES)("a %s", (kind, fault, shift, holdMs, calibration) => {
  it.each(STARTS)(
    "that is stuck is ill after 20 minutes, counts for nothing, and heals when it moves (start %i)",
    (start) => {
      const room = openRoom(start, calibration);
      happen(room, { atMs: 1000, kind, value: 1 });
      passTo(room, 1000 + 20 * MINUTE - 1);
      expect(room.p.faults & fault).toBe(0);
      expect(room.p.level).toBe(2);
      passTo(room, 1000 + 20 * MINUTE + 500);
      expect(room.p.faults & fault).toBe(ILL_STUCK << shift);
      expect([room.p.level, room.p.confidence]).toEqual([0, 0]);
      wait(room, 2 * DAY);
      expect(room.p.faults & fault).toBe(ILL_STUCK << shift);
      happen(room, { atMs: 2 * DAY + 10, kind, value: 0 });
      expect(room.p.faults & fault).toBe(0);
      passTo(room, 2 * DAY + 10 + holdMs + 500);
      expect(room.p.level).toBe(0);
    },
  );

  it("that is stuck stays ill for longer than the clock takes to wrap", () => {
    const room = openRoom(0, calibration);
    happen(room, { atMs: 1000, kind, value: 1 });
    wait(room, DAY);
    for (let day = 1; day <= 60; day++) {
      wait(room, day * DAY);
      room.nowMs = day * DAY;
      expect(room.p.faults & fault).toBe(ILL_STUCK << shift);
      expect(room.p.level).toBe(0);
      // The rest of the day in a few looks: what counts is where the clock stands.
      room.nowMs += DAY - 5000;
    }
  });

  it.each(STARTS)("that never moves for three days is ill, and heals when it moves (start %i)", (start) => {
    const room = openRoom(start, calibration);
    wait(room, 3 * DAY - 1000);
    expect(room.p.faults & fault).toBe(0);
    wait(room, 3 * DAY);
    expect(room.p.faults & fault).toBe(ILL_SILENT << shift);
    happen(room, { atMs: 3 * DAY + 700, kind, value: 1 });
    expect(room.p.faults & fault).toBe(0);
    expect(room.p.level).toBe(1);
  });

  it("that floods is ill, counts for nothing, and heals after a quiet while; forty changes are none", () => {
    const shake = (edges: number): Room => {
      const room = openRoom(0, calibration);
      for (let i = 0; i < edges; i++) happen(room, { atMs: 10_050 + i * 100, kind, value: (i + 1) & 1 });
      return room;
    };
    expect(shake(40).p.faults & fault).toBe(0);
    const room = shake(42);
    expect(room.p.faults & fault).toBe(ILL_FLOODING << shift);
    expect(room.p.level).toBe(0);
    passTo(room, room.nowMs + 25_000);
    expect(room.p.faults & fault).toBe(0);
  });

  it("that is ill takes nothing from a touch", () => {
    const room = openRoom(0, calibration);
    happen(room, { atMs: 0, kind, value: 1 });
    wait(room, 30 * MINUTE);
    expect(room.p.level).toBe(0);
    happen(room, { atMs: 30 * MINUTE + 1, kind: "touch", value: 1 });
    expect(room.p.level).toBe(3);
  });

  it("that the board does not have is no fault", () => {
    const room = openRoom(0, calibrate({ [CAL_SENSORS]: SENSOR_TOUCH }));
    wait(room, DAY + MINUTE);
    expect(room.p.faults).toBe(0);
  });
});

describe("a month", () => {
  it("of visitors keeps the filter's memory and ends with nobody", () => {
    const room = openRoom(0x7fffffff - 3 * DAY);
    const keys = JSON.stringify(Object.keys(room.p));
    for (let hour = 0; hour < 24 * 31; hour++) {
      const atMs = hour * 60 * MINUTE;
      sensePir(room.p, true, clock(room, atMs));
      senseRadar(room.p, true, clock(room, atMs + 300));
      updatePresence(room.p, clock(room, atMs + 300));
      expect(room.p.level).toBeGreaterThan(0);
      sensePir(room.p, false, clock(room, atMs + 5000));
      senseRadar(room.p, false, clock(room, atMs + 6000));
      for (let ms = 6000; ms < 45_000; ms += 500) updatePresence(room.p, clock(room, atMs + ms));
      expect([room.p.level, room.p.isEpisode, room.p.faults & (FAULT_PIR | FAULT_RADAR)]).toEqual([
        0,
        false,
        0,
      ]);
    }
    expect(JSON.stringify(Object.keys(room.p))).toBe(keys);
  });
});
