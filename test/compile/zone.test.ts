import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { zoneOf } from "../../host/compile/board.ts";
import { listZoneOffsets, utcMinuteOf } from "../../host/compile/zone.ts";
import { dayOf, localMinute, minuteOfWeek } from "../../shared/offers/clock.ts";
import type { Deployment } from "../../shared/offers/deployment.ts";
import { openDeployment } from "../../shared/offers/deployment.ts";
import { runs, worlds } from "../arbitraries.ts";
import { compileWorld } from "../offers/player.ts";

/** East and west of Greenwich, none and half an hour of summer time, half an hour of offset. */
const ZONES = ["Europe/Warsaw", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe"];
const FROM = Date.UTC(2025, 0, 1) / 60_000;
const UNTIL = Date.UTC(2046, 0, 1) / 60_000;

const [world] = fc.sample(worlds(3), { numRuns: 1, seed: 3 });
const opened = new Map<string, Deployment>();

function open(zone: string): Deployment {
  const d = opened.get(zone) ?? openDeployment(compileWorld(world, "rows", zone).slice().buffer);
  opened.set(zone, d);
  return d;
}

/** Local time by the platform: "2026-11-27 17:00". */
function wallClock(zone: string, utcMinute: number): string {
  return new Date(utcMinute * 60_000).toLocaleString("sv-SE", { timeZone: zone }).slice(0, 16);
}

function ours(d: Deployment, utcMinute: number): string {
  return new Date(localMinute(d, utcMinute) * 60_000).toISOString().slice(0, 16).replace("T", " ");
}

describe("the shop's clock", () => {
  it("shows what the platform shows, at any minute of 2025 to 2045", () => {
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), fc.integer({ min: FROM, max: UNTIL - 1 }), (zone, utcMinute) => {
        expect(ours(open(zone), utcMinute)).toBe(wallClock(zone, utcMinute));
      }),
      runs(1500),
    );
  });

  it.each(ZONES)("in %s changes on the very minute, every time, and on leap days shows the 29th", (zone) => {
    const d = open(zone);
    const changes = zoneOf(zone).slice(1);
    expect(changes.length).toBe(zone === "Asia/Kolkata" ? 0 : 42);
    for (const { utcMinute } of changes)
      for (let minute = utcMinute - 2; minute <= utcMinute + 2; minute++)
        expect(ours(d, minute)).toBe(wallClock(zone, minute));
    for (const year of [2028, 2032, 2036, 2040, 2044])
      for (const hour of [0, 12, 23]) {
        const utcMinute = Date.UTC(year, 1, 29, hour) / 60_000;
        expect(ours(d, utcMinute)).toBe(wallClock(zone, utcMinute));
      }
  });

  it("is found wrong when a change of the table is a minute late (control)", () => {
    const [before, change] = zoneOf("Europe/Warsaw");
    const d = openDeployment(compileWorld(world, "rows").slice().buffer);
    d.u32[(d.zone >> 2) + 3] = change.utcMinute + 1;
    expect(before.utcMinute).toBe(0);
    expect(ours(d, change.utcMinute)).not.toBe(wallClock("Europe/Warsaw", change.utcMinute));
    expect(ours(d, change.utcMinute + 1)).toBe(wallClock("Europe/Warsaw", change.utcMinute + 1));
  });

  it("counts weeks from Monday 00:00 and days from 1970", () => {
    fc.assert(
      fc.property(fc.integer({ min: FROM, max: UNTIL }), (local) => {
        const date = new Date(local * 60_000);
        const weekday = (date.getUTCDay() + 6) % 7;
        expect(minuteOfWeek(local)).toBe(weekday * 1440 + date.getUTCHours() * 60 + date.getUTCMinutes());
        expect(dayOf(local)).toBe(Date.parse(date.toISOString().slice(0, 10)) / 86_400_000);
      }),
      runs(300),
    );
  });

  it("keeps one entry where a zone never changes", () => {
    expect(listZoneOffsets("Asia/Kolkata", FROM, UNTIL)).toEqual([{ utcMinute: 0, offsetMinutes: 330 }]);
    expect(listZoneOffsets("America/Bogota", FROM, UNTIL)).toEqual([{ utcMinute: 0, offsetMinutes: -300 }]);
  });
});

describe("the world's minute of a local time", () => {
  it("is one that shows this local time", () => {
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), fc.integer({ min: FROM, max: UNTIL - 1 }), (zone, utcMinute) => {
        const local = wallClock(zone, utcMinute);
        expect(wallClock(zone, utcMinuteOf(zone, local.replace(" ", "T")))).toBe(local);
      }),
      runs(500),
    );
  });

  it.each(ZONES)("in %s keeps to that around each change", (zone) => {
    for (const { utcMinute } of zoneOf(zone).slice(1, 9))
      for (let minute = utcMinute - 130; minute <= utcMinute + 130; minute += 13) {
        const local = wallClock(zone, minute);
        expect(wallClock(zone, utcMinuteOf(zone, local.replace(" ", "T")))).toBe(local);
      }
  });

  it.each([
    ["Europe/Warsaw", "2027-03-28T02:30", "2027-03-28 03:30"],
    ["America/New_York", "2027-03-14T02:30", "2027-03-14 03:30"],
    ["Australia/Lord_Howe", "2027-10-03T02:10", "2027-10-03 02:40"],
  ])("in an hour that %s skips lies after the change", (zone, local, shown) => {
    expect(wallClock(zone, utcMinuteOf(zone, local))).toBe(shown);
  });

  it("of a date alone is its midnight", () => {
    expect(utcMinuteOf("Europe/Warsaw", "2026-11-27")).toBe(Date.UTC(2026, 10, 26, 23) / 60_000);
  });
});
