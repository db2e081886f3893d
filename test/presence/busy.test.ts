import { describe, expect, it } from "vitest";
import { senseAdvert, updatePresence } from "../../shared/presence/filter.ts";
import { FAULT_SCAN } from "../../shared/presence/health.ts";
import { clock, openRoom, type Room } from "./room.ts";

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

describe("a radio", () => {
  it("that hears nothing for ten minutes is ill, and well again at the first second with an advert", () => {
    const room = openRoom(0x7fffffff - 300_000);
    crowd(room, 599, 0);
    expect(room.p.faults & FAULT_SCAN).toBe(0);
    crowd(room, 2, 0);
    expect(room.p.faults & FAULT_SCAN).toBe(FAULT_SCAN);
    // For longer than the clock takes to wrap, in few looks a day.
    for (let look = 0; look < 60 * 6; look++) {
      room.nowMs += 4 * 3_600_000;
      crowd(room, 2, 0);
      expect(room.p.faults & FAULT_SCAN).toBe(FAULT_SCAN);
    }
    crowd(room, 1, 1);
    expect(room.p.faults & FAULT_SCAN).toBe(0);
  });

  it("that floods is ill, says nobody is there, and heals in the first second without a flood", () => {
    const room = openRoom();
    for (let second = 0; second < 30; second++) {
      for (let i = 0; i < 500; i++) senseAdvert(room.p, -40);
      room.nowMs += 1000;
      updatePresence(room.p, clock(room, room.nowMs));
      expect(room.p.faults & FAULT_SCAN).toBe(FAULT_SCAN);
      expect(room.p.level).toBe(0);
    }
    crowd(room, 1, 3);
    expect(room.p.faults).toBe(0);
  });
});
