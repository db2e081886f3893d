// Every scenario file, on the simulator and, where ESPRUINO names it, on the real interpreter: the same file, program and
// bytes; frames, statuses, records and Storage must be equal.
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { runOnInterpreter } from "../interpreter/run.ts";
import { checkExpectations } from "./expect.ts";
import { placeHands } from "./hand.ts";
import { compareResults, type ScenarioResult } from "./result.ts";
import { parseScenario, type Scenario } from "./scenario.ts";
import { openShopBoard } from "./shop.ts";
import { type BoardRun, runOnSimulator } from "./simulator.ts";

const espruino = process.env.ESPRUINO ?? "";
const folder = fileURLToPath(new URL(".", import.meta.url));
const scenarios = readdirSync(folder)
  .filter((file) => file.endsWith(".scenario"))
  .sort()
  .map((file) => parseScenario(readFileSync(`${folder}${file}`, "utf8"), file));

/** An interpreter on a busy machine takes its time; the process itself is stopped a little earlier. */
const TIMEOUT_MS = 120_000;

if (espruino === "")
  console.warn(
    "ESPRUINO is not set: the scenarios run on the simulator only, and are compared with nothing.",
  );

const simulated = new Map<Scenario, Promise<ScenarioResult>>();

async function openRun(scenario: Scenario): Promise<BoardRun> {
  const { hardware, files } = await openShopBoard(scenario.board);
  return { hardware, files, events: placeHands(scenario.events, scenario.hands, files.deployment) };
}

async function simulate(scenario: Scenario): Promise<ScenarioResult> {
  return runOnSimulator(await openRun(scenario));
}

function onceSimulated(scenario: Scenario): Promise<ScenarioResult> {
  const known = simulated.get(scenario) ?? simulate(scenario);
  simulated.set(scenario, known);
  return known;
}

describe("scenarios on the simulator", () => {
  it.each(scenarios.map((scenario) => [scenario.file, scenario.name, scenario] as const))(
    "%s: %s",
    async (_file, _name, scenario) => {
      const { offers } = await openShopBoard(scenario.board);
      const result = await onceSimulated(scenario);
      expect(scenario.expectations.length).toBeGreaterThan(0);
      expect(checkExpectations(scenario, offers, result)).toEqual([]);
      expect(result.records.filter(({ kind }) => kind === "error" || kind === "watchdog")).toEqual([]);
    },
    TIMEOUT_MS,
  );
});

describe.skipIf(espruino === "")(
  "scenarios on the interpreter are the same (skipped unless ESPRUINO names it)",
  () => {
    it.each(scenarios.map((scenario) => [scenario.file, scenario.name, scenario] as const))(
      "%s: %s",
      async (_file, _name, scenario) => {
        const { offers } = await openShopBoard(scenario.board);
        const result = await runOnInterpreter(await openRun(scenario), espruino);
        expect(compareResults(await onceSimulated(scenario), result)).toEqual([]);
        expect(checkExpectations(scenario, offers, result)).toEqual([]);
      },
      TIMEOUT_MS,
    );
  },
);
