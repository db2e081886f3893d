import { describe, expect, it } from "vitest";
import { parseTrace } from "../../host/simulator/trace.ts";
import { BTHOME, LINK, openSender } from "../radio/sender.ts";
import { compareResults } from "../scenarios/result.ts";
import { type BoardRun, runOnSimulator } from "../scenarios/simulator.ts";
import { runOnInterpreter } from "./run.ts";

const espruino = process.env.ESPRUINO ?? "";
const TRACE = `0,start,2026-11-27T17:00:00+01:00
30000,pir,1
62000,status
62001,power,0
63000,power,1
124000,end
`;

async function openRun(id: string, input: "touch" | "button", emission: typeof LINK): Promise<BoardRun> {
  const { hardware, files } = await openSender(id, [input, "pir"], emission);
  return { hardware, files, events: parseTrace(TRACE, "radio.trace") };
}

const readRadio = (run: BoardRun): string[] =>
  runOnSimulator(run)
    .records.filter(({ kind }) => kind === "radio")
    .map(({ text }) => text);

describe.skipIf(espruino === "")(
  "a board that sends, on the interpreter (skipped unless ESPRUINO names it)",
  () => {
    it.each([
      ["till", "touch", LINK],
      ["till", "touch", BTHOME],
      ["window", "button", LINK],
      ["window", "button", BTHOME],
    ] as const)(
      "asks the same of the radio at the same times as on the simulator: %s, %s, %j",
      async (id, input, emission) => {
        const run = await openRun(id, input, emission);
        expect(compareResults(runOnSimulator(run), await runOnInterpreter(run, espruino))).toEqual([]);
        expect(readRadio(run).filter((text) => text.startsWith("advertising "))).toHaveLength(4);
      },
    );

    it("is told apart from one that sends something else (control)", async () => {
      const run = await openRun("till", "touch", LINK);
      const other = await openRun("till", "touch", BTHOME);
      const differences = compareResults(runOnSimulator(other), await runOnInterpreter(run, espruino));
      expect(differences.join("\n")).toMatch(/record.*advertising/);
    });
  },
);
