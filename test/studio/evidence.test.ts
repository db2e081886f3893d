// The evidence on the page is that of a board that has run all day, though only its last minutes are heard once more.
import { expect, it } from "vitest";
import { replayEvidence } from "../../host/report/evidence.ts";
import type { Board, SensorKind } from "../../host/shop/model.ts";
import type { TraceEvent } from "../../host/simulator/trace.ts";
import { viewEvidence } from "../../host/studio/evidence.ts";

const MINUTE = 60_000;

function boardOf(sensors: readonly SensorKind[], calibration: Board["calibration"] = {}): Board {
  return {
    ...{ id: "any", kind: "esp32-cyd", sensors, calibration, groups: [], radio: "silent" },
    ...{ readAtMetres: 1, place: { file: "shop.yaml" } },
  };
}

const at = (atMs: number, event: string, ...values: string[]): TraceEvent => ({
  atMs,
  event,
  values,
  line: 1,
});
const START = at(0, "start", "2026-11-27T10:00:00+01:00");

it.each([
  ["a PIR that is stuck", ["touch", "pir"], {}, [at(100_000, "pir", "1")], 0],
  [
    "one that a radar shows to be",
    ["pir", "radar"],
    {},
    [at(100_000, "pir", "1"), at(101_000, "radar", "1"), at(110_000, "radar", "0")],
    0,
  ],
  ["a PIR that settles slowly", ["pir"], { pirWarmUpS: 600 }, [at(39 * MINUTE, "pir", "1")], 15],
  ["somebody before a distance sensor (control)", ["distance"], {}, [at(30 * MINUTE, "distance", "600")], 15],
] as const)("of %s", (_, sensors, calibration, events, sum) => {
  const board = boardOf(sensors, calibration);
  const nowMs = 40 * MINUTE;
  const day = [START, ...events, at(120 * MINUTE, "end")];
  const { points } = viewEvidence(day, board, nowMs);
  expect(points.at(-1)?.[1]).toBe(sum);
  expect(replayEvidence(day, board, nowMs).at(-1)?.sum).toBe(sum);
});
