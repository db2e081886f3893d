import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { buildProgram } from "../../host/build/program.ts";
import { compileBoard, findBoard } from "../../host/compile/board.ts";
import { createForecast } from "../../host/compile/forecast.ts";
import { countRests } from "../../host/report/rest.ts";
import { readShop } from "../../host/shop/parse.ts";
import { HARDWARE } from "../../host/simulator/hardware.ts";
import { runTrace } from "../../host/simulator/run.ts";
import { startBoard } from "../../host/simulator/start.ts";
import { parseTrace } from "../../host/simulator/trace.ts";
import { AXES, AXIS_PRESENCE, NEAR } from "../../shared/offers/situation.ts";
import { ROOT } from "../build/fixture.ts";

const shop = readShop(join(ROOT, "host/templates/bookshop/shop.yaml"));
/** A Friday: the hours of some offers begin at 15:00 and 16:00. */
const START = "2026-11-27T14:30:00+01:00";
const HOURS = 2;

async function play(id: string, trace: string) {
  const board = findBoard(shop, id);
  const compiled = compileBoard(shop, board);
  const { boot, program } = await buildProgram(board.kind);
  const files = { boot, program, deployment: compiled.deployment, fonts: compiled.fonts };
  const virtual = startBoard({ hardware: HARDWARE[board.kind], files });
  return { compiled, plays: runTrace(virtual, parseTrace(trace, "test")).plays };
}

const QUIET = `0,start,${START}\n${HOURS * 3_600_000},end\n`;

describe("a forecast", () => {
  it.each(["crime-shelf", "window", "till"])(
    "is what the board %s shows while nobody comes, slot by slot",
    async (id) => {
      const { compiled, plays } = await play(id, QUIET);
      const forecast = createForecast(compiled.deployment);
      const steps = plays.map(({ slot }) => forecast.step(slot, new Uint8Array(AXES)));
      expect(plays.length).toBeGreaterThanOrEqual((HOURS * 3600) / forecast.slotSeconds);
      expect(steps.map(({ offer, language }) => [offer, language])).toEqual(
        plays.map(({ offer, status }) => [offer, status.language]),
      );
      // Rests counted out of what the board showed are those that the forecast met.
      const met = compiled.offers.map(
        (_, number) => steps.filter(({ isRestHit, wanted }) => isRestHit && wanted === number).length,
      );
      expect(countRests(compiled.deployment, plays)).toEqual(met);
      expect(Math.max(...met)).toBeGreaterThan(0);
    },
  );

  it("of somebody near is another one (the control)", async () => {
    const { compiled, plays } = await play("window", QUIET);
    const forecast = createForecast(compiled.deployment);
    const axes = new Uint8Array(AXES);
    axes[AXIS_PRESENCE] = NEAR;
    const offers = plays.map(({ slot }) => forecast.step(slot, axes).offer);
    expect(offers).not.toEqual(plays.map(({ offer }) => offer));
  });

  it("that begins anew has forgotten what was played", () => {
    const { deployment } = compileBoard(shop, findBoard(shop, "till"));
    const forecast = createForecast(deployment);
    const first = Math.floor(Date.parse(START) / 1000 / forecast.slotSeconds);
    const axes = new Uint8Array(AXES);
    const run = (from: number) => Array.from({ length: 20 }, (_, i) => forecast.step(from + i, axes).offer);
    const fresh = run(first + 20);
    forecast.restart();
    run(first);
    expect(run(first + 20)).not.toEqual(fresh);
    forecast.restart();
    expect(run(first + 20)).toEqual(fresh);
  });
});

describe("rests", () => {
  it("of a day with people in it are counted for offers that have a rest or a bound only", async () => {
    const trace = readFileSync(join(ROOT, "host/templates/bookshop/day-window.trace"), "utf8");
    const head = trace.split("\n").filter((line) => Number(line.split(",")[0]) < 3_600_000);
    const { compiled, plays } = await play("window", `${head.join("\n")}\n3600000,end\n`);
    const rests = countRests(compiled.deployment, plays);
    for (const [i, { plays: pacing }] of compiled.offers.entries())
      if (pacing.restSeconds === 0 && pacing.perHour === 0) expect(rests[i]).toBe(0);
    expect(rests.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(0);
    expect(Math.max(...rests)).toBeLessThanOrEqual(plays.length);
  });
});
