// What the report draws of evidence is what the board had: the same levels, and sums that belong to them.
import { describe, expect, it } from "vitest";
import { judgeEvidence, radioLimits, replayEvidence } from "../../host/report/evidence.ts";
import { drawEvidence } from "../../host/report/moment.ts";
import { generateDay } from "../../host/shop/generate.ts";
import type { SensorKind } from "../../host/shop/model.ts";
import { startBoard } from "../../host/simulator/start.ts";
import { parseTrace, type TraceEvent } from "../../host/simulator/trace.ts";
import { openShopBoard } from "../scenarios/shop.ts";

/** Twenty minutes from the opening on. */
const END_MS = 2_100_000;

function cutDay(sensors: readonly SensorKind[]): TraceEvent[] {
  const day = parseTrace(generateDay(3, { sensors }, "2026-11-27", "Europe/Warsaw"), "day.trace");
  const tap = (atMs: number, event: string, ...values: string[]) => ({ atMs, event, values, line: 0 });
  const taps = [tap(1_800_100, "touch", "160", "100"), tap(1_800_300, "release")];
  return [...day.filter(({ atMs }) => atMs < END_MS), ...taps].sort((a, b) => a.atMs - b.atMs);
}

describe("evidence of a day", () => {
  it.each([
    [["touch", "radar", "scan"]],
    [["touch", "pir"]],
    [["touch", "pir", "radar"]],
    [["touch", "radar-uart"]],
    [["touch", "distance"]],
  ] as const)(
    "with %s gives the levels that the board had, and its sums are those of the levels",
    async (sensors) => {
      const events = cutDay(sensors);
      const moments = replayEvidence(events, { sensors }, END_MS);
      const { hardware, files } = await openShopBoard("crime-shelf", sensors.join(", "));
      const board = startBoard({ hardware, files });
      let next = 0;
      let looks = 0;
      let other = 0;
      for (let atMs = 1000; atMs <= END_MS; atMs += 1000) {
        for (; (events[next]?.atMs ?? Number.POSITIVE_INFINITY) <= atMs; next++) board.happen(events[next]);
        // A little after the tick, when both have had it.
        board.advanceTo(atMs + 450);
        looks++;
        if (board.status()?.presence !== moments[atMs / 500].level) other++;
      }
      // Only where something happens between two ticks do they differ, for one of them.
      expect(other / looks).toBeLessThan(0.02);
      expect(new Set(moments.map(({ level }) => level)).size).toBeGreaterThanOrEqual(3);
      for (const { sum, level, confidence } of moments) {
        expect(level > 0).toBe(sum > 0);
        const steps = Math.trunc((Math.max(0, sum) + 2) / 3);
        expect(confidence).toBe(Math.min(99, 100 - (100 >> steps)));
      }
    },
  );

  it.each([
    ["a panel that trembles", "touch", 100, 0],
    ["a panel that a finger never leaves", "touch", 600_000, 0],
    ["a button that trembles", "button", 100, 0],
    ["a panel that is tapped each second (control)", "touch", 1000, 3],
    ["a button that is pressed each second (control)", "button", 1000, 3],
  ] as const)("of %s is what the board makes of it", (_, hand, everyMs, level) => {
    const events: TraceEvent[] = [{ atMs: 0, event: "start", values: ["unknown"], line: 1 }];
    for (let atMs = 60_000; atMs < 200_000; atMs += everyMs) {
      const [down, up] = hand === "touch" ? ["touch", "release"] : ["button", "button"];
      events.push({ atMs, event: down, values: hand === "touch" ? ["10", "10"] : ["1"], line: 1 });
      events.push({ atMs: atMs + everyMs / 2, event: up, values: hand === "touch" ? [] : ["0"], line: 1 });
    }
    // A flood ends the touches that count: the last one's hold is over after twenty seconds.
    const last = replayEvidence(events, { sensors: [hand] }, 190_000).at(-1);
    expect([last?.level, last?.touch]).toEqual([level, level === 0 ? 0 : 30]);
  });

  it("of a PIR that settles lasts as long as the board's section says", () => {
    const events = [
      { atMs: 0, event: "start", values: ["unknown"], line: 1 },
      { atMs: 90_000, event: "pir", values: ["1"], line: 2 },
    ];
    const pirAt = (pirWarmUpS: number) =>
      replayEvidence(events, { sensors: ["pir"], calibration: { pirWarmUpS } }, 100_000).at(-1)?.pir;
    expect([pirAt(60), pirAt(120)]).toEqual([15, 4]);
  });

  it("is judged by the truth where the trace tells it, and not where it does not", () => {
    const events = cutDay(["touch", "radar"]);
    const accuracy = judgeEvidence(replayEvidence(events, { sensors: ["touch", "radar"] }, END_MS));
    expect(accuracy?.seen).toBeGreaterThan(0.9);
    expect(accuracy?.falseShare).toBeLessThan(0.1);
    // The control: a board that has no sensor sees nobody.
    expect(judgeEvidence(replayEvidence(events, { sensors: [] }, END_MS))?.seen).toBe(0);
    const silent = events.filter(({ event }) => event !== "truth");
    expect(judgeEvidence(replayEvidence(silent, { sensors: ["radar"] }, END_MS))).toBeUndefined();
  });

  it("goes by what was learnt on site", () => {
    const events = cutDay(["touch", "pir"]);
    const seen = (pirHoldS: number) =>
      judgeEvidence(replayEvidence(events, { sensors: ["pir"], calibration: { pirHoldS } }, END_MS));
    expect(seen(60)?.falseShare).toBeGreaterThan(seen(5)?.falseShare ?? 1);
    expect(radioLimits({ sensors: ["scan"], calibration: { nearAdverts: 2 } })).toEqual({
      enter: 2,
      leave: 1,
    });
  });

  it("is drawn with thresholds, state and truth, one path a sensor that said something", () => {
    const sensors: readonly SensorKind[] = ["touch", "radar", "scan"];
    const moments = replayEvidence(cutDay(sensors), { sensors }, END_MS);
    const svg = drawEvidence({ moments, limits: radioLimits({ sensors }), startMinute: 585 });
    expect(svg.match(/class="limit"/g)).toHaveLength(4);
    for (const kind of ["truth", "level", "sum", "sensor still", "sensor touch"])
      expect(svg).toContain(`class="${kind}"`);
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
    const bare = drawEvidence({ moments: [], limits: undefined, startMinute: undefined });
    expect(bare).not.toMatch(/NaN|undefined|Infinity/);
  });

  it("is drawn with round times and exact rates, a pale bar where silence speaks against somebody (control: none else)", () => {
    const at = (i: number, pir: number) => ({
      ...{ atMs: 37_000 + i * 60_000, touch: 0, still: 0, pir, radio: 0, sum: Math.max(0, pir) },
      ...{ level: 0, confidence: 0, near: 0, isThere: undefined },
    });
    const draw = (pir: number) =>
      drawEvidence({
        moments: Array.from({ length: 11 }, (_, i) => at(i, pir)),
        limits: { enter: 0.5, leave: 0.25 },
        startMinute: 733,
      });
    const against = draw(-15);
    expect(against).toContain("enter 0.5, leave 0.25");
    const times = [...against.matchAll(/>(\d+:\d\d(?::\d\d)?)</g)].map(([, time]) => time);
    expect(times).toEqual(["12:14", "12:16", "12:18", "12:20", "12:22"]);
    expect([against, draw(15)].map((svg) => svg.includes('class="sensor against"'))).toEqual([true, false]);
    expect([against, draw(15)].map((svg) => svg.includes('class="sensor pir"'))).toEqual([false, true]);
  });
});
