// Every scenario file, on the simulator and, where ESPRUINO names it, on the real interpreter: the same file, program and
// bytes; frames, statuses, records and Storage must be equal.
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import type { Frame } from "../../host/simulator/board.ts";
import { NEUTRAL_EMPTY, NEUTRAL_ERROR } from "../../shared/link/slot.ts";
import { runOnInterpreter } from "../interpreter/run.ts";
import { drawSign } from "../promises/glass.ts";
import { compareFrames } from "../promises/whole.ts";
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

/** What a board that falls silent leaves behind. */
const SILENCE = /^radio (sleep|services)$/;
/** An interpreter on a busy machine takes its time; the process itself is stopped a little earlier. */
const TIMEOUT_MS = 300_000;

if (espruino === "")
  console.warn(
    "ESPRUINO is not set: the scenarios run on the simulator only, and are compared with nothing.",
  );

const simulated = new Map<Scenario, Promise<ScenarioResult>>();

async function openRun(scenario: Scenario): Promise<BoardRun> {
  const { hardware, files } = await openShopBoard(scenario.board, scenario.sensors);
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
      const { offers } = await openShopBoard(scenario.board, scenario.sensors);
      const result = await onceSimulated(scenario);
      expect(scenario.expectations.length).toBeGreaterThan(0);
      expect(checkExpectations(scenario, offers, result)).toEqual([]);
      expect(result.records.filter(({ kind }) => kind === "error" || kind === "watchdog")).toEqual([]);
    },
    TIMEOUT_MS,
  );
});

describe("a board whose content is not whole", () => {
  // Status and offer are a constant there: what it really does is seen on the glass and in the records.
  it.each(["corrupt.scenario", "fonts.scenario", "window-corrupt.scenario"])(
    "shows its number, and neither listens nor sends anything: %s",
    async (file) => {
      const scenario = scenarios.find((candidate) => candidate.file === file) as Scenario;
      const { hardware } = await openShopBoard(scenario.board, scenario.sensors);
      const result = await onceSimulated(scenario);
      const restartMs = scenario.events.find(({ event, values }) => event === "power" && values[0] === "1");
      const frame = result.frames.at(-1)?.value as Frame;
      expect(compareFrames(frame, drawSign(hardware, NEUTRAL_EMPTY))).toBeUndefined();
      const ink = new Set(drawSign(hardware, NEUTRAL_EMPTY));
      expect([...ink].sort((a, b) => a - b)).toEqual(hardware.hasTouch ? [0, 0xffff] : [0, 1]);
      const after = result.records.filter(({ atMs }) => atMs > (restartMs?.atMs ?? 0));
      expect(
        after.map(({ kind, text }) => `${kind} ${text}`).filter((record) => !SILENCE.test(record)),
      ).toEqual([]);
      // Controls: another number is seen, and a board that was whole did listen.
      expect(compareFrames(frame, drawSign(hardware, NEUTRAL_ERROR))).toContain("pixels are wrong");
      const before = result.records.filter(({ atMs }) => atMs < 100).map(({ text }) => text);
      expect(before.includes("scan")).toBe(scenario.board === "crime-shelf");
    },
  );
});

describe.skipIf(espruino === "")(
  "scenarios on the interpreter are the same (skipped unless ESPRUINO names it)",
  () => {
    it.each(scenarios.map((scenario) => [scenario.file, scenario.name, scenario] as const))(
      "%s: %s",
      async (_file, _name, scenario) => {
        const { offers } = await openShopBoard(scenario.board, scenario.sensors);
        const result = await runOnInterpreter(await openRun(scenario), espruino);
        expect(compareResults(await onceSimulated(scenario), result)).toEqual([]);
        expect(checkExpectations(scenario, offers, result)).toEqual([]);
      },
      TIMEOUT_MS,
    );
  },
);
