import { describe, expect, it } from "vitest";
import { HARDWARE } from "../../host/simulator/hardware.ts";
import { parseTrace } from "../../host/simulator/trace.ts";
import { toyFiles } from "../interpreter/toy.ts";
import { compareResults, type ScenarioResult } from "./result.ts";
import { type BoardRun, runOnSimulator } from "./simulator.ts";

const TRACE = "0,start,unknown\n1000,status\n1000,frame\n1500,touch,5,5\n2000,frame\n2000,end\n";

function toyRun(intervalMs: number, squarePx: number): BoardRun {
  const files = toyFiles(intervalMs, squarePx);
  return { hardware: HARDWARE["esp32-cyd"], files, events: parseTrace(TRACE, "toy.trace") };
}

function isMade(made: ScenarioResult): boolean {
  return made.frames.length === 2 && made.statuses.length === 1 && made.files.length === 12;
}

describe("compareResults", () => {
  it("finds two runs of the same program equal", () => {
    const result = runOnSimulator(toyRun(1000, 5));
    expect(isMade(result)).toBe(true);
    expect(compareResults(result, runOnSimulator(toyRun(1000, 5)))).toEqual([]);
  });

  it("finds one wrong pixel (control)", () => {
    const result = runOnSimulator(toyRun(1000, 5));
    const wrong = structuredClone(result);
    (wrong.frames[1]?.value.pixels as Uint16Array)[320 * 7 + 30] ^= 1;
    expect(compareResults(result, wrong)).toEqual([
      "frame at 2000 ms, line 5: 1 pixels differ, first at 30,7: 4660 and 4661",
    ]);
  });

  it("finds a timer that is one microsecond late (control)", () => {
    const differences = compareResults(runOnSimulator(toyRun(1000, 5)), runOnSimulator(toyRun(1000.001, 5)));
    expect(differences.join("\n")).toMatch(/status at 1000 ms, line 2: play 1 and 0/);
    expect(differences.join("\n")).toMatch(/frame at 2000 ms, line 5: \d+ pixels differ/);
  });

  it.each<[string, (result: ScenarioResult) => ScenarioResult]>([
    ["a frame that is missing", (r) => ({ ...r, frames: r.frames.slice(1) })],
    [
      "an answer that is missing",
      (r) => ({ ...r, statuses: r.statuses.map((s) => ({ ...s, value: undefined })) }),
    ],
    ["a record more", (r) => ({ ...r, records: [...r.records, { atMs: 1, kind: "radio", text: "wake" }] })],
    [
      "a record at another time",
      (r) => ({ ...r, records: r.records.map((x) => ({ ...x, atMs: x.atMs + 1 })) }),
    ],
    ["a file with another byte", (r) => ({ ...r, files: r.files.map((f) => ({ ...f, crc: f.crc ^ 1 })) })],
    [
      "a panel that is dark",
      (r) => ({ ...r, frames: r.frames.map((f) => ({ ...f, value: { ...f.value, isOn: false } })) }),
    ],
  ])("finds %s", (_, change) => {
    const result = runOnSimulator(toyRun(1000, 5));
    expect(compareResults(result, change(result)).length).toBeGreaterThan(0);
    expect(compareResults(change(result), result).length).toBeGreaterThan(0);
  });
});
