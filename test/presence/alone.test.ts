// A board without a PIR: its program has nothing of one, so nothing of one is kept fresh over the wrap of the clock.
import { describe, expect, it, vi } from "vitest";
import { CAL_SENSORS, SENSOR_RADAR } from "../../shared/presence/calibration.ts";
import { senseRadar, updatePresence } from "../../shared/presence/filter.ts";
import { ILL_STUCK, SHIFT_RADAR } from "../../shared/presence/health.ts";
import { calibrate, clock, openRoom, passTo } from "./room.ts";

vi.mock("../../shared/presence/sensors.ts", async (original) => ({
  ...(await original<typeof import("../../shared/presence/sensors.ts")>()),
  HAS_PIR: false,
}));

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;

describe("a radar without a PIR", () => {
  it.each([0, 1, 24, 25, 30, 49, 50, 75])(
    "that sticks after %i days of visitors is ill after 20 minutes, and nobody is there then",
    (days) => {
      const room = openRoom(0, calibrate({ [CAL_SENSORS]: SENSOR_RADAR }));
      for (let atMs = 0; atMs < days * DAY; atMs += 60 * MINUTE) {
        senseRadar(room.p, true, clock(room, atMs));
        updatePresence(room.p, clock(room, atMs));
        senseRadar(room.p, false, clock(room, atMs + 5000));
        for (let ms = 5000; ms < 30_000; ms += 500) updatePresence(room.p, clock(room, atMs + ms));
      }
      room.nowMs = days * DAY;
      senseRadar(room.p, true, clock(room, room.nowMs));
      passTo(room, days * DAY + 20 * MINUTE - 500);
      expect([room.p.level, room.p.faults]).toEqual([2, 0]);
      passTo(room, days * DAY + 20 * MINUTE + 20_500);
      expect([room.p.level, room.p.isEpisode, room.p.faults]).toEqual([0, false, ILL_STUCK << SHIFT_RADAR]);
    },
  );
});
