// A recorded trace, on the desktop and on the interpreter: after each tick both know the same, byte by byte.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { bundleCore } from "../bench/script.ts";
import { runScript } from "../interpreter/run.ts";
import { encodeFrame } from "./frame.ts";
import { drawGates } from "./fusion/gates.ts";
import { STEP_MS, senseWorld } from "./fusion/model.ts";
import { makeWorld } from "./fusion/world.ts";
import { hearState, openState, readState, tellState } from "./state.ts";

const LENGTH_MS = 15 * 60_000;
/** The clock wraps in the middle. */
const START_MS = 0x7fffffff - LENGTH_MS / 2;
const SENSORS = 15;
const KINDS = ["pir", "radar", "touch", "advert"];

type Call =
  | { readonly name: "tell"; readonly numbers: readonly number[] }
  | { readonly name: "hear"; readonly bytes: string };
interface Tick {
  readonly nowMs: number;
  readonly calls: readonly Call[];
}

/** A crowd with neighbours' phones and touches, and the radar's frames cut where it happens. */
function record(): Tick[] {
  const world = { ...makeWorld("crowd", 5), lengthMs: LENGTH_MS, neighbours: [1, 2, 3] };
  const busy = world.visits.map((visit) => ({ ...visit, fromMs: visit.fromMs / 3, toMs: visit.toMs / 3 }));
  const events = senseWorld({ ...world, visits: busy }, 5);
  for (let atMs = 260_000; atMs < LENGTH_MS; atMs += 170_000) events.push({ atMs, kind: "touch", value: 1 });
  const energies = drawGates({ ...world, visits: busy }, 5);
  let text = "";
  const ticks: Tick[] = [];
  for (let atMs = 0; atMs < LENGTH_MS; atMs += STEP_MS) {
    const nowMs = (START_MS + atMs) | 0;
    const calls: Call[] = events
      .filter((event) => event.atMs === atMs)
      .map(({ kind, value }) => ({ name: "tell", numbers: [KINDS.indexOf(kind), value, nowMs] }));
    text += encodeFrame({ gates: energies(atMs) }) + encodeFrame({ movingCm: atMs % 300, movingEnergy: 60 });
    const cut = 30 + (atMs % 37);
    calls.push({ name: "hear", bytes: text.slice(0, cut) });
    text = text.slice(cut);
    ticks.push({ nowMs, calls });
  }
  return ticks;
}

function playHere(ticks: readonly Tick[]): string[] {
  const state = openState(SENSORS, START_MS);
  return ticks.map(({ nowMs, calls }) => {
    for (const call of calls)
      if (call.name === "hear") hearState(state, call.bytes, nowMs);
      else tellState(state, call.numbers[0], call.numbers[1], call.numbers[2]);
    return readState(state, nowMs);
  });
}

async function playThere(ticks: readonly Tick[]): Promise<string[]> {
  const core = await bundleCore({
    "./test/presence/state.ts": ["openState", "tellState", "hearState", "readState"],
  });
  const lines = ticks.flatMap(({ nowMs, calls }) => [
    ...calls.map((call) =>
      call.name === "hear"
        ? `T.hearState(s,atob("${Buffer.from(call.bytes, "latin1").toString("base64")}"),${nowMs});`
        : `T.tellState(s,${call.numbers.join(",")});`,
    ),
    `print("@"+T.readState(s,${nowMs}));`,
  ]);
  const folder = await mkdtemp(join(tmpdir(), "passerby-equal-"));
  try {
    const script = `${core}\nvar s=T.openState(${SENSORS},${START_MS});\n${lines.join("\n")}\n`;
    const output = await runScript(script, process.env.ESPRUINO ?? "", folder);
    return [...output.matchAll(/@([-\d,]+)/g)].map((match) => match[1]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

describe("a recorded trace", () => {
  it("shows every level, both words of the radar, and a wrap of the clock", () => {
    const states = playHere(record()).map((line) => line.split(",").map(Number));
    expect(new Set(states.map(([, level]) => level))).toEqual(new Set([0, 1, 2, 3]));
    expect(new Set(states.map((state) => state[14]))).toEqual(new Set([0, 1]));
    expect(new Set(states.map(([nowMs]) => nowMs > 0)).size).toBe(2);
  });

  it.skipIf(!process.env.ESPRUINO)("gives the same states on the interpreter, tick by tick", async () => {
    const ticks = record();
    expect(await playThere(ticks)).toEqual(playHere(ticks));
  });

  it.skipIf(!process.env.ESPRUINO)("gives others where one touch was added (control)", async () => {
    const ticks = record().slice(0, 200);
    const more = ticks.map((tick, i) =>
      i === 150
        ? { ...tick, calls: [...tick.calls, { name: "tell" as const, numbers: [2, 1, tick.nowMs] }] }
        : tick,
    );
    expect(await playThere(more)).not.toEqual(playHere(ticks));
  });
});
