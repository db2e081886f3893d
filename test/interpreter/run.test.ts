import { describe, expect, it } from "vitest";
import { HARDWARE } from "../../host/simulator/hardware.ts";
import { parseTrace } from "../../host/simulator/trace.ts";
import { compareResults } from "../scenarios/result.ts";
import { type BoardRun, runOnSimulator } from "../scenarios/simulator.ts";
import { runOnInterpreter } from "./run.ts";
import { toyFiles } from "./toy.ts";

const espruino = process.env.ESPRUINO ?? "";

const TRACE = `0,start,2026-11-27T17:00:00+01:00
100,status
1500,radar,1
2000,touch,10,10
2100,release
2100,frame
2200,status
2300,corrupt,a,4099
2500,power,0
2600,status
2600,frame
3000,power,1
3100,status
3200,touch,1,1
4200,frame
4300,status
5000,end
`;

function toyRun(intervalMs = 1000, squarePx = 5): BoardRun {
  return {
    hardware: HARDWARE["esp32-cyd"],
    files: toyFiles(intervalMs, squarePx),
    events: parseTrace(TRACE, "toy.trace"),
  };
}

function hearingRun(body: string): BoardRun {
  const program = `NRF.setScan(function(){},{active:false});global["#onblescan"]=function(e){${body}};`;
  const events = parseTrace("0,start,unknown\n1000,adverts,3,-60\n2000,end\n", "toy.trace");
  return { hardware: HARDWARE["esp32-cyd"], files: { ...toyFiles(1000, 5), program }, events };
}

describe.skipIf(espruino === "")("a toy on the interpreter (skipped unless ESPRUINO names it)", () => {
  it("leaves behind what it leaves behind on the simulator, over a power cut", async () => {
    const result = await runOnInterpreter(toyRun(), espruino);
    expect(compareResults(runOnSimulator(toyRun()), result)).toEqual([]);
    expect(result.statuses.map(({ value }) => value?.play)).toEqual([0, 2, undefined, 0, 1]);
    expect(result.files.map(({ name }) => name)).toEqual([
      ".boot0",
      "a",
      "b",
      "day",
      "log",
      "pad0",
      "pad1",
      "pad2",
      "pad3",
      "pad4",
      "stats",
      "taps",
    ]);
  });

  it("is told apart when its square is one pixel smaller (control)", async () => {
    const simulated = runOnSimulator(toyRun(1000, 5));
    const files = { ...toyFiles(1000, 5), program: toyFiles(1000, 4).program };
    const result = await runOnInterpreter({ ...toyRun(), files }, espruino);
    expect(compareResults(simulated, result).join("\n")).toMatch(/frame at 2100 ms.*9 pixels differ/);
  });

  it("is told apart when its timer is one millisecond late (control)", async () => {
    const trace = parseTrace("0,start,unknown\n1000,status\n1000,frame\n2000,end\n", "toy.trace");
    const run = { ...toyRun(1000), events: trace };
    expect(compareResults(runOnSimulator(run), await runOnInterpreter(run, espruino))).toEqual([]);
    const late = { ...run, files: toyFiles(1001, 5) };
    const differences = compareResults(runOnSimulator(run), await runOnInterpreter(late, espruino));
    expect(differences.join("\n")).toMatch(/status at 1000 ms.*play 1 and 0/);
    expect(differences.join("\n")).toMatch(/frame at 1000 ms.*pixels differ/);
  });

  it("whose program does not start leaves an error record in the interpreter's own words", async () => {
    const files = { ...toyFiles(1000, 5), program: "undefinedThing();" };
    const result = await runOnInterpreter({ ...toyRun(), files }, espruino);
    expect(result.records.filter(({ kind }) => kind === "error").map(({ text }) => text)).toContainEqual(
      expect.stringContaining("undefinedThing"),
    );
  });

  it("that overwrites adverts is fine, and one that only looks at them is told (control)", async () => {
    const wipe = "new Uint8Array(E.toArrayBuffer(e.id)).fill(0);new Uint8Array(e.data).fill(0);";
    const clean = await runOnInterpreter(hearingRun(wipe), espruino);
    expect(clean.records.filter(({ kind }) => kind === "error")).toEqual([]);
    const curious = await runOnInterpreter(hearingRun("e.rssi;"), espruino);
    expect(curious.records.filter(({ kind }) => kind === "error")).toHaveLength(3);
  });
});
