import fc from "fast-check";
import { expect, test } from "vitest";
import type { Board } from "../../host/shop/model.ts";
import { parseTrace, type TraceEvent } from "../../host/simulator/trace.ts";
import {
  adaptEvents,
  cutDay,
  epochAt,
  findLively,
  findWarmStart,
  isNearAt,
  listConditions,
  listTaps,
  measureDay,
} from "../../host/studio/day.ts";
import { createSmallEngine, DAY_TRACE, SMALL_SHOP } from "./bench.ts";

const day = parseTrace(DAY_TRACE, "day.trace");
const at = (atMs: number, event: string, ...values: string[]): TraceEvent => ({
  atMs,
  event,
  values,
  line: 0,
});

async function benchOf(sensors: Board["sensors"], kind: Board["kind"]) {
  const board: Board = {
    id: "any",
    kind,
    sensors,
    groups: [],
    radio: "silent",
    readAtMetres: 1,
    place: { file: "shop.yaml" },
  };
  const { hardware } = await createSmallEngine().prepare(SMALL_SHOP, board);
  return { board, hardware };
}

test("a board with a motion sensor meets a radar's day, and no touches without a touch panel", async () => {
  const { board, hardware } = await benchOf(["pir", "button"], "esp32c3-oled");
  expect(adaptEvents(day, board, hardware).map(({ event }) => event)).toEqual(["start", "pir", "pir", "end"]);
});

test("a board that senses nobody meets only touches", async () => {
  const { board, hardware } = await benchOf(["touch"], "esp32-cyd");
  expect(adaptEvents(day, board, hardware).map(({ event }) => event)).toEqual([
    "start",
    "touch",
    "release",
    "end",
  ]);
});

test("cutting lets go of a finger and a button that are down, and of nothing else", () => {
  const held = [
    at(0, "start", "unknown"),
    at(10, "touch", "1", "1"),
    at(20, "button", "1"),
    at(90, "release"),
  ];
  expect(cutDay(held, 50).map(({ event, atMs }) => `${atMs} ${event}`)).toEqual([
    "0 start",
    "10 touch",
    "20 button",
    "50 release",
    "50 button",
  ]);
  expect(cutDay(day, 150_000)).toHaveLength(5);
});

test("near is whatever any sensor last said, as counted by hand", () => {
  const events = fc.array(
    fc.record({
      atMs: fc.nat(1000),
      event: fc.constantFrom("pir", "radar"),
      value: fc.constantFrom("0", "1"),
    }),
  );
  fc.assert(
    fc.property(events, fc.nat(1000), (list, now) => {
      const sorted = list
        .map(({ atMs, event, value }) => at(atMs, event, value))
        .sort((a, b) => a.atMs - b.atMs);
      const last = (name: string) =>
        sorted.filter(({ atMs, event }) => event === name && atMs <= now).at(-1)?.values[0] === "1";
      expect(isNearAt(sorted, now)).toBe(last("pir") || last("radar"));
    }),
  );
});

test("the world's time goes on from the last clock that was known", () => {
  const events = [
    at(0, "start", "unknown"),
    at(1000, "clock", "2026-11-27T10:00:00Z"),
    at(5000, "clock", "unknown"),
  ];
  expect(epochAt(events, 999)).toBeUndefined();
  expect(epochAt(events, 7000)).toBe(Date.parse("2026-11-27T10:00:06Z"));
});

test("the page opens shortly before most taps, at the start of a day without any", () => {
  const taps = [10_000, 400_000, 410_000, 420_000].map((ms) => at(ms, "touch", "1", "1"));
  expect(findLively(taps)).toBe(380_000);
  // Two places are livelier than three taps on one.
  expect(findLively([...taps, at(700_000, "touch", "1", "1"), at(701_000, "touch", "2", "1")])).toBe(680_000);
  expect(findLively([at(0, "start", "unknown")])).toBe(0);
});

test("a board that gets power in the middle of the day finds the clock and the sensors as they are", () => {
  expect(listConditions(day, 90_000).map(({ atMs, event, values }) => [atMs, event, ...values])).toEqual([
    [90_000, "start", "2026-11-27T09:01:30.000Z"],
    [90_000, "radar", "1"],
  ]);
  expect(listConditions([...day, at(700_000, "clock", "unknown")], 800_000)[0]?.values).toEqual(["unknown"]);
  // What stands before a radar on a UART, or before a distance sensor, stays there too; of one sensor the last word counts.
  const stays = [at(1, "distance", "600"), at(2, "radarframe", "120", "60"), at(3, "radar", "0")];
  const again = [...stays, at(4, "radarframe", "90", "50")];
  const levelsOf = (events: readonly TraceEvent[]) =>
    listConditions(events, 5)
      .slice(1)
      .map(({ event, values }) => [event, ...values]);
  expect(levelsOf(stays)).toEqual([
    ["distance", "600"],
    ["radarframe", "120", "60"],
    ["radar", "0"],
  ]);
  expect(levelsOf(again).at(-1)).toEqual(["radarframe", "90", "50"]);
});

test("a day may be joined a quarter of an hour before, unless something lasting happened", () => {
  expect(findWarmStart(day, 5_000_000)).toBe(4_100_000);
  expect(findWarmStart(day, 5000)).toBe(0);
  expect(findWarmStart([...day, at(700_000, "power", "0")], 5_000_000)).toBe(0);
});

test("a day is as long as its trace, and its taps are those of finger and button", () => {
  expect(measureDay(day)).toBe(600_000);
  expect(measureDay([])).toBe(0);
  expect(listTaps([...day, at(700_000, "button", "1"), at(700_100, "button", "0")])).toEqual([
    100_000, 700_000,
  ]);
});
