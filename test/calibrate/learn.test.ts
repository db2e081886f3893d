// From counts to settings: each rule with a walk that shows it, and controls in which nothing is to be learnt.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { learn } from "../../host/calibrate/learn.ts";
import { renderCalibration } from "../../host/calibrate/page.ts";
import { listPlots, tellPlot } from "../../host/calibrate/plot.ts";
import { listStations, type StationId } from "../../host/calibrate/station.ts";
import { joinTables, readTable, TABLES, type Tables } from "../../host/calibrate/table.ts";
import type { Walk } from "../../host/calibrate/walk.ts";
import { writeCalibration } from "../../host/calibrate/yaml.ts";
import { HostError } from "../../host/error.ts";
import { TABLE_STARTS } from "../../shared/link/survey.ts";
import { FLOOD_ADVERTS } from "../../shared/presence/limits.ts";

const lengthOf = (table: number) => TABLE_STARTS[table + 1] - TABLE_STARTS[table];

function tables(changes: Partial<Tables> = {}): Tables {
  const empty = TABLES.map((table) => new Array<number>(lengthOf(table)).fill(0));
  return { ...joinTables(empty, 30), ...changes };
}

function counts(length: number, ...filled: readonly (readonly [at: number, count: number])[]): number[] {
  const list = new Array<number>(length).fill(0);
  for (const [at, count] of filled) list[at] = count;
  return list;
}

function walkOf(places: Partial<Record<StationId, Partial<Tables>>>): Walk {
  return new Map(listStations(["pir"]).map(({ id }) => [id, tables(places[id])] as const));
}

const ages = (last: number) => Array.from({ length: 41 }, (_, age) => (age <= last ? 3 : 0));

describe("a PIR's hold", () => {
  it("bridges the longest pause of somebody who stood there", () => {
    const walk = walkOf({
      stand: { pirAges: ages(9), pirRises: 4 },
      edge: { pirAges: ages(5), pirRises: 6 },
    });
    expect(learn(walk, ["pir"])).toEqual({ calibration: { pirHoldS: 12 }, notes: [] });
  });

  it("does not take the time before the first movement for a pause", () => {
    const waiting: number[] = ages(6);
    waiting[40] = 30;
    expect(learn(walkOf({ stand: { pirAges: waiting, pirRises: 2 } }), ["pir"]).calibration.pirHoldS).toBe(9);
  });

  it("is not learnt from a PIR that saw nobody, which is told; nor is one that sees the empty shop passed over", () => {
    const blind = learn(walkOf({}), ["pir"]);
    expect(blind.calibration).toEqual({});
    expect(blind.notes).toHaveLength(1);
    const ghost = walkOf({
      empty: { pirAges: counts(41, [0, 100]), pirRises: 3 },
      stand: { pirAges: ages(4), pirRises: 3 },
    });
    expect(learn(ghost, ["pir"]).notes).toHaveLength(2);
  });
});

describe("a radar's zone", () => {
  const targets = (step: number) => counts(31, [step, 50]);
  it("lies between the edge and what passes by, and the empty shop's energies are kept", () => {
    const energies = counts(18, [5, 34]);
    const walk = walkOf({
      empty: { targets: counts(31, [30, 90]), energies },
      edge: { targets: targets(7) },
      outside: { targets: targets(9) },
    });
    const { calibration, notes } = learn(walk, ["radar-uart"]);
    expect(calibration.radarZoneCm).toBeGreaterThanOrEqual(200);
    expect(calibration.radarZoneCm).toBeLessThanOrEqual(225);
    expect(calibration.radarQuiet?.[5]).toBe(34);
    expect(calibration.radarQuiet?.[0]).toBe(20);
    expect(notes).toEqual([]);
  });

  it("is told to overlap where who passes by comes nearer than the edge", () => {
    const walk = walkOf({ edge: { targets: targets(12) }, outside: { targets: targets(6) } });
    expect(learn(walk, ["radar-uart"]).notes).toHaveLength(1);
  });

  it("is not learnt without frames (control)", () => {
    expect(learn(walkOf({}), ["radar-uart"]).calibration).toEqual({});
  });
});

describe("near, of a distance sensor", () => {
  it("ends a hand behind the edge, and before a wall that is always there", () => {
    const edge = { ranges: counts(41, [15, 40]) };
    expect(
      learn(walkOf({ empty: { ranges: counts(41, [40, 99]) }, edge }), ["distance"]).calibration,
    ).toEqual({
      nearMm: 900,
    });
    const wall = learn(walkOf({ empty: { ranges: counts(41, [17, 99]) }, edge }), ["distance"]);
    expect(wall.calibration.nearMm).toBe(750);
    expect(wall.notes).toHaveLength(1);
  });
});

describe("near, of a radio", () => {
  const heard = (step: number, count: number) => ({ strengths: counts(36, [step, count]) });
  it("lies where a phone in front is told best from one that passes by", () => {
    const walk = walkOf({ stand: heard(24, 90), edge: heard(20, 90), outside: heard(12, 90) });
    const { calibration } = learn(walk, ["scan"]);
    expect(calibration.nearDbm).toBeGreaterThan(-76);
    expect(calibration.nearDbm).toBeLessThanOrEqual(-52);
    // 7/16 of three adverts a second.
    expect(calibration.nearAdverts).toBeCloseTo(1.3, 5);
  });

  it("stays as it was where strength tells nothing apart, or no phone was there; that is told", () => {
    for (const walk of [walkOf({ stand: heard(20, 90), outside: heard(20, 90) }), walkOf({})]) {
      const { calibration, notes } = learn(walk, ["scan"]);
      expect(calibration.nearDbm).toBeUndefined();
      expect(notes).toHaveLength(1);
    }
  });
});

describe("busy", () => {
  const learnt = (inSecond: number) => {
    const empty = { averages: new Array<number>(36).fill(inSecond) };
    const { fewAdverts, manyAdverts } = learn(walkOf({ empty }), ["scan"]).calibration;
    return [fewAdverts, manyAdverts];
  };
  it("begins above what the empty shop hears, and below a flood where a street sends all the time", () => {
    expect([0, 10, 40, 240].map(learnt)).toEqual([
      [6, 30],
      [15, 75],
      [60, 200],
      [160, 200],
    ]);
  });
});

const anyTables = fc
  .tuple(
    ...TABLES.map((table) =>
      fc.array(fc.nat(table === 2 ? 100 : 65_535), {
        minLength: lengthOf(table),
        maxLength: lengthOf(table),
      }),
    ),
  )
  .map((list) => joinTables(list, 30));

describe("any walk", () => {
  it("whatever was counted, gives settings that the file takes, or none", () => {
    const sensors = ["pir", "radar", "radar-uart", "distance", "scan"] as const;
    fc.assert(
      fc.property(fc.array(anyTables, { minLength: 4, maxLength: 4 }), (list) => {
        const stations = listStations(sensors);
        const walk: Walk = new Map(stations.map(({ id }, i) => [id, list[i]] as const));
        const { calibration: c, notes } = learn(walk, sensors);
        const within = (value: number | undefined, least: number, most: number) =>
          value === undefined || (value >= least && value <= most);
        expect(within(c.pirHoldS, 2, 300) && within(c.radarHoldS, 1, 300)).toBe(true);
        expect(within(c.radarZoneCm, 30, 675) && within(c.nearMm, 50, 1800)).toBe(true);
        expect(within(c.nearDbm, -100, -20) && within(c.nearAdverts, 0.1, 250)).toBe(true);
        const { fewAdverts: few = 1, manyAdverts: many = 2 } = c;
        expect(few > 0 && few < many && many < FLOOD_ADVERTS).toBe(true);
        expect((c.radarQuiet ?? []).every((energy) => energy >= 20 && energy <= 100)).toBe(true);
        const plots = listPlots(walk, stations, sensors, c);
        expect(plots.map((plot) => tellPlot(plot).length > 5)).toEqual(plots.map(() => true));
        const page = renderCalibration("a<b", "2026-11-22", plots, writeCalibration(c, "2026-11-22"), notes);
        expect(page).toContain("a&lt;b");
        expect(page).not.toMatch(/NaN|undefined|Infinity|a<b/);
      }),
      { numRuns: 30 },
    );
  });
});

describe("the page of a walk", () => {
  it("says what a line means, or that nothing could be learnt, on scales with round values", () => {
    const sensors = ["radar-uart"] as const;
    const walk = walkOf({
      edge: { targets: counts(31, [7, 50]) },
      outside: { targets: counts(31, [9, 50]) },
    });
    const draw = (one: Walk) => {
      const { calibration, notes } = learn(one, sensors);
      const plots = listPlots(one, listStations(sensors), sensors, calibration);
      return renderCalibration("shelf", "2026-11-22", plots, [], notes);
    };
    const learnt = draw(walk);
    expect(learnt).toContain("Left of the line somebody counts as near.");
    const values = [...learnt.matchAll(/text-anchor="middle">(\d+)(?: cm)?</g)].map(([, value]) =>
      Number(value),
    );
    expect(values).toEqual([0, 100, 200, 300, 400, 500, 600, 700]);
    // The control: a walk in which nobody was seen has no line that could mean anything.
    const blind = draw(walkOf({}));
    expect(blind).not.toContain("Left of the line");
    expect(blind).toContain("Nothing could be learnt from these.");
  });
});

describe("an answer of a board", () => {
  it("is a table of its own length and bounds, or refused", () => {
    expect(readTable(`0,${new Array(42).fill(7).join()}`, 0)).toHaveLength(42);
    for (const bad of [
      "",
      "0",
      "-4",
      `1,${new Array(42).fill(7).join()}`,
      `0,${new Array(42).fill(65_536).join()}`,
      `0,${new Array(42).fill("x").join()}`,
    ])
      expect(() => readTable(bad, 0)).toThrow(HostError);
    expect(() => readTable(`0,${new Array(18).fill(101).join()}`, 2)).toThrow(HostError);
  });
});
