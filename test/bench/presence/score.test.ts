import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { HostError } from "../../../host/error.ts";
import { createRandom } from "../random.ts";
import { run } from "./main.ts";
import { type Interval, readFolder } from "./recording.ts";
import { type Detector, scoreTally, type Tally, tallyStream } from "./score.ts";
import { bootstrap, crossValidate, halve } from "./tune.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "passerby-presence-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
  vi.restoreAllMocks();
});

const HEAD = "t_ms,sensor,value,id\n";
const TRUTH_HEAD = "t_start_ms,t_end_ms,state,zone\n";

/** Three recordings of a tag that is near for a minute and far for two, three adverts a second; gaps of a minute between. */
function writeTag(name: string, into = folder, shiftDb = 0): void {
  const random = createRandom(3);
  let csv = HEAD;
  let truth = TRUTH_HEAD;
  for (let recording = 0; recording < 3; recording++) {
    const start = recording * 240_000;
    for (let ms = 0; ms < 180_000; ms += 333) {
      const isNear = ms >= 60_000 && ms < 120_000;
      csv += `${start + ms},a,${Math.round((isNear ? -50 : -75) + shiftDb + 6 * (random() - 0.5))},tag\n`;
    }
    truth += `${start},${start + 60_000},empty,a\n${start + 60_000},${start + 120_000},occupied,a\n`;
    truth += `${start + 120_000},${start + 180_000},empty,a\n`;
  }
  writeFileSync(join(into, `${name}.csv`), csv);
  writeFileSync(join(into, `${name}.truth.csv`), truth);
}

function say(decide: (atMs: number) => boolean): Detector {
  return { sense: () => {}, decide };
}

const TRUTH: readonly Interval[] = [
  { startMs: 0, endMs: 40_000, isOccupied: false },
  { startMs: 40_000, endMs: 60_000, isOccupied: true },
  { startMs: 60_000, endMs: 100_000, isOccupied: false },
];

function score(decide: (atMs: number) => boolean) {
  return scoreTally(tallyStream({ zone: "a", samples: [], truth: TRUTH }, 1000, say(decide)));
}

describe("a score", () => {
  it("is 1 for the truth itself, and tells what is wrong with what is not", () => {
    expect(score((ms) => ms >= 40_000 && ms < 60_000)).toMatchObject({
      f1: 1,
      falseOccupied: 0,
      latencyMedianMs: 0,
      onsets: 1,
      missedOnsets: 0,
      changesPerHour: 72,
      trueChangesPerHour: 72,
    });
    expect(score(() => false)).toMatchObject({ f1: 0, recall: 0, missedOnsets: 1, changesPerHour: 0 });
    expect(score(() => true)).toMatchObject({ falseOccupied: 1, recall: 1, precision: 0.2 });
    // Ten seconds late, ten too long.
    expect(score((ms) => ms >= 50_000 && ms < 70_000)).toMatchObject({
      f1: 0.5,
      falseOccupied: 10 / 80,
      latencyMaxMs: 10_000,
    });
    expect(score((ms) => ms % 2000 === 0).changesPerHour).toBeGreaterThan(3000);
  });

  it("has an interval that is one point where all recordings are alike, and wide where they are not", () => {
    const good = tallyStream(
      { zone: "a", samples: [], truth: TRUTH },
      1000,
      say((ms) => ms >= 40_000 && ms < 60_000),
    );
    const bad: Tally = tallyStream(
      { zone: "a", samples: [], truth: TRUTH },
      1000,
      say(() => false),
    );
    const range = (tallies: readonly Tally[]) => bootstrap([tallies], ([{ f1 }]) => f1, createRandom(1));
    expect(range([good, good, good])).toEqual([1, 1]);
    expect(range([good, bad])).toEqual([0, 1]);
    // On the same recordings a difference may be certain where neither value is.
    const pair = [
      [good, bad],
      [good, bad],
    ];
    expect(bootstrap(pair, ([one, other]) => one.f1 - other.f1, createRandom(1))).toEqual([0, 0]);
  });
});

describe("recordings", () => {
  it("end at long gaps, and only what has a truth is scored", () => {
    writeTag("ble_made_2m");
    const [set] = readFolder(folder);
    expect([set.name, set.kind, set.radiusM, set.stepMs]).toEqual(["ble_made_2m", "ble", 2, 100]);
    expect(set.recordings.map(({ startMs }) => startMs)).toEqual([0, 240_000, 480_000]);
  });

  it("are tuned on the others only", () => {
    writeTag("ble_made_2m");
    const [set] = readFolder(folder);
    const seen: number[] = [];
    crossValidate(
      {
        name: "spy",
        choices: [1, 2],
        isSited: true,
        create: (_, __, practice) => {
          seen.push(practice.length);
          return say(() => false);
        },
      },
      set,
    );
    expect(new Set(seen)).toEqual(new Set([2]));
  });

  it("that are none are told with file and line", () => {
    writeTag("ble_made_2m");
    writeFileSync(join(folder, "ble_made_2m.csv"), `${HEAD}1,a,-50,tag\n2,a,loud,tag\n`);
    expect(() => readFolder(folder)).toThrow(HostError);
    const error = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    expect(run(["--data", folder], "")).toBe(1);
    expect(error.mock.calls.flat().join("")).toContain("ble_made_2m.csv:3:1: presence-data");
  });
});

describe("the bench", () => {
  it("prints a row a method as JSON, ours first, and the mixes beside", () => {
    writeTag("ble_made_2m");
    vi.spyOn(process.stderr, "write").mockReturnValue(true);
    const output = vi.spyOn(process.stdout, "write").mockReturnValue(true);
    expect(run(["--data", folder, "--json"], "")).toBe(0);
    const rows = JSON.parse(output.mock.calls.flat().join(""));
    expect(rows[0]).toMatchObject({
      set: "ble_made_2m",
      method: "passerby",
      path: "a",
      recordings: 3,
      onsets: 3,
    });
    // The signal is far above its noise: whoever is calibrated is right.
    expect(rows[0].f1).toBeGreaterThan(0.85);
    expect(rows[0].falseOccupied).toBeLessThan(0.07);
    const defaults = rows.find(({ method }: { method: string }) => method === "ESPresense-like, defaults");
    expect(defaults.f1).not.toBe(rows[0].f1);
    const sets = new Set(rows.map(({ set }: { set: string }) => set));
    expect(sets).toContain("ble_made_2m+200");
  });

  it("tunes on one folder and scores another: a limit for what is 25 dB stronger meets nobody", () => {
    writeTag("ble_made_2m");
    const other = join(folder, "other");
    mkdirSync(other);
    writeTag("ble_made_2m", other, 25);
    vi.spyOn(process.stderr, "write").mockReturnValue(true);
    const bench = (...args: string[]) => {
      const output = vi.spyOn(process.stdout, "write").mockReturnValue(true);
      output.mockClear();
      expect(run([...args, "--data", folder, "--json"], "")).toBe(0);
      return JSON.parse(output.mock.calls.flat().join(""))[0];
    };
    const [same, apart] = [bench("--tune", folder), bench("--tune", other)];
    expect([new Set(same.choices).size, new Set(apart.choices).size]).toEqual([1, 1]);
    expect(same.f1).toBeGreaterThan(0.85);
    // Only the other folder was looked at by the choice: it is too strict for this one.
    expect(apart.choices[0]).toBeGreaterThan(same.choices[0]);
    expect(apart.f1).toBeLessThan(0.1);
  });

  it("in halves tunes on none of the recordings that it scores", () => {
    writeTag("ble_made_2m");
    const [set] = readFolder(folder);
    const practised: [number, readonly number[]][] = [];
    const startOf = (recording: { readonly startMs: number }): number => recording.startMs;
    const scored = halve(
      {
        name: "spy",
        choices: [1],
        isSited: true,
        create: (_, part, practice) => {
          practised.push([part.recordings.length, practice.map(startOf)]);
          return say(() => false);
        },
      },
      set,
    );
    expect(scored.tallies).toHaveLength(3);
    // Two are scored with what the one between them taught, and it with what they did.
    expect(practised).toEqual([
      [2, [240_000]],
      [2, [240_000]],
      [1, [0, 480_000]],
    ]);
  });

  it("says that there are no recordings where there are none, and refuses arguments that are none", () => {
    const error = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    expect(run([], join(folder, "absent"))).toBe(0);
    expect(error.mock.calls.flat().join("")).toContain("--data DIR");
    // No goal is met by what is not there.
    expect(run(["--goals"], join(folder, "absent"))).toBe(1);
    expect(run(["--data", join(folder, "absent")], "")).toBe(1);
    expect(run(["--dat"], "")).toBe(2);
    expect(run(["--data"], "")).toBe(2);
  });
});
