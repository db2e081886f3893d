// The goals of presence on made rows: each way to miss one is told apart from meeting it, and a folder is judged to the exit code.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { parsePresenceFlags } from "./flags.ts";
import { formatVerdicts, GOALS, type Goal, judgeGoals, listFailures } from "./goal.ts";
import { formatLimits, measureLimits } from "./limit.ts";
import { run } from "./main.ts";
import { readFolder } from "./recording.ts";
import type { PresenceRow } from "./row.ts";

/** A row of ours that meets every goal, but for what is changed. */
function row(set: string, changes: Partial<PresenceRow> = {}, besideF1 = 0.01): PresenceRow {
  return {
    set,
    method: "passerby",
    path: "a",
    background: null,
    f1: 0.7,
    precision: 0.7,
    recall: 0.7,
    latencyMedianMs: 0,
    latencyMaxMs: 0,
    onsets: 9,
    missedOnsets: 0,
    falseOccupied: 0.05,
    changesPerHour: 50,
    trueChangesPerHour: 50,
    f1Range: [0.6, 0.8],
    falseOccupiedRange: [0.01, 0.06],
    changesPerHourRange: [40, 60],
    choices: [-50],
    recordings: 4,
    beside: { peer: "a peer", f1: besideF1, f1Range: [besideF1 - 0.1, besideF1 + 0.1] },
    ...changes,
  };
}

const SETS = [...new Set(GOALS.map(({ set }) => set))];
const GOOD = SETS.map((set) => row(set));

function failuresOf(rows: readonly PresenceRow[], isUnseen = false): readonly string[] {
  return listFailures(judgeGoals(rows, isUnseen));
}

describe("goals on made rows", () => {
  it("that are all met fail nothing, seen or not, and each is listed with its set", () => {
    expect([failuresOf(GOOD), failuresOf(GOOD, true)]).toEqual([[], []]);
    const text = formatVerdicts(judgeGoals(GOOD, false));
    for (const set of SETS) expect(text).toContain(set);
    expect(text.match(/ met$/gm)).toHaveLength(GOALS.length);
  });

  it.each(GOALS.filter(({ known }) => known === undefined))(
    "$set: $measure fails where it is a little beyond its goal, and only there (control)",
    ({ set, measure, goal }) => {
      const at = (value: number): PresenceRow =>
        measure === "false-occupied"
          ? row(set, { falseOccupied: value })
          : measure === "changes per true change"
            ? row(set, { changesPerHour: value * 50 })
            : row(set, {}, value);
      const worse = measure === "F1 beside the best peer" ? -0.001 : 0.001;
      const judge = (value: number) => failuresOf(GOOD.map((one) => (one.set === set ? at(value) : one)));
      expect(judge(goal)).toEqual([]);
      const [failure, ...more] = judge(goal + worse);
      expect(failure).toMatch(new RegExp(`^${set}: ${measure} is `));
      expect(more).toEqual([]);
    },
  );

  it("pirvision and the fixed hold of uci864 fail where ours sinks below their peers (control)", () => {
    const sunk = GOOD.map((one) => (one.set.startsWith("pir_") ? row(one.set, {}, -0.2) : one));
    expect(failuresOf(sunk).map((text) => text.split(":")[0])).toEqual(["pir_uci864", "pir_pirvision"]);
  });

  it("one that is known is listed down to its limit, and fails below it", () => {
    const goals: Goal[] = [
      {
        set: "made",
        measure: "F1 beside the best peer",
        goal: -0.03,
        known: { limit: -0.1, why: "too few" },
      },
    ];
    const stateAt = (f1: number, isUnseen = false) =>
      judgeGoals([row("made", {}, f1)], isUnseen, goals).map(({ state }) => state);
    expect([0, -0.05, -0.1, -0.101].flatMap((f1) => stateAt(f1))).toEqual(["met", "known", "known", "worse"]);
    // What is known where others taught it is no excuse where nothing did.
    expect(stateAt(-0.05, true)).toEqual(["missed"]);
    expect(listFailures(judgeGoals([row("made", {}, -0.2)], false, goals))[0]).toContain("-0.100");
  });

  it("no excuse is looser than the goal it excuses is strict, and each says why", () => {
    for (const { measure, goal, known, knownUnseen } of GOALS)
      for (const excuse of [known, knownUnseen]) {
        if (excuse === undefined) continue;
        expect(excuse.why.length).toBeGreaterThan(10);
        expect(measure === "F1 beside the best peer" ? excuse.limit < goal : excuse.limit > goal).toBe(true);
      }
  });

  it("that a folder has nothing of are not measured; where that is all of them, it fails", () => {
    const some = judgeGoals([row("pir_uci864")], false);
    expect(listFailures(some)).toEqual([]);
    expect(some.filter(({ state }) => state === "not measured")).toHaveLength(GOALS.length - 2);
    expect(failuresOf([row("ble_made_2m")])).toHaveLength(1);
    // A row of (b) is none that a goal is about.
    expect(failuresOf([row("pir_uci864", { path: "b" })])).toHaveLength(1);
  });
});

/** Three recordings of 360 s with somebody there from 60 s to 120 s, of whom a PIR says that they moved until then or longer. */
function writePir(folder: string, movesUntilS: number): void {
  let csv = "t_ms,sensor,value,id\n";
  let truth = "t_start_ms,t_end_ms,state,zone\n";
  for (let recording = 0; recording < 3; recording++) {
    const start = recording * 420_000;
    for (let s = 0; s < 360; s += 2)
      csv += `${start + s * 1000},pir1,${s >= 60 && s < movesUntilS ? 1 : 0},x\n`;
    truth += `${start},${start + 60_000},empty,a\n${start + 60_000},${start + 120_000},occupied,a\n`;
    truth += `${start + 120_000},${start + 360_000},empty,a\n`;
  }
  writeFileSync(join(folder, "pir_uci864.csv"), csv);
  writeFileSync(join(folder, "pir_uci864.truth.csv"), truth);
}

describe("the bench with --goals", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "passerby-goal-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
    vi.restoreAllMocks();
  });

  /** @returns exit code, verdicts, and what was told on standard error */
  function judge(...words: string[]) {
    const output = vi.spyOn(process.stdout, "write").mockReturnValue(true);
    const error = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    const code = run(["--goals", "--json", "--data", folder, ...words], "");
    const [text, said] = [output, error].map(({ mock }) => mock.calls.flat().join(""));
    vi.restoreAllMocks();
    return { code, verdicts: JSON.parse(text), said };
  }

  it("ends with 0 where goals are met, and with 1 where one is missed (control)", () => {
    // A hold of 12 s is shorter than any peer's, and 5 % of the empty time here.
    writePir(folder, 120);
    const good = judge();
    expect(good.code).toBe(0);
    const states = (
      verdicts: readonly { set: string; measure: string; state: string; isUnseen: boolean }[],
    ) => verdicts.filter(({ set }) => set === "pir_uci864").map(({ isUnseen, state }) => [isUnseen, state]);
    expect(states(good.verdicts)).toHaveLength(4);
    expect(new Set(good.verdicts.map(({ set }: { set: string }) => set)).size).toBe(SETS.length);
    writePir(folder, 150);
    const bad = judge();
    expect(bad.code).toBe(1);
    expect(bad.said).toContain("pir_uci864: false-occupied");
    // Only the halves, or another folder's: what no choice has seen.
    expect(states(judge("--halves").verdicts).map(([isUnseen]) => isUnseen)).toEqual([true, true]);
    expect(states(judge("--tune", folder).verdicts).map(([isUnseen]) => isUnseen)).toEqual([true, true]);
  });

  it("takes one way to print at a time", () => {
    expect(parsePresenceFlags(["--goals", "--limits"])).toBeUndefined();
    expect(parsePresenceFlags(["--limits", "--halves"])).toBeUndefined();
    expect(parsePresenceFlags(["--goals", "--halves"])?.mode).toBe("goals");
  });

  it("with --limits nothing that is learnt elsewhere beats what is chosen on the scored recordings themselves", () => {
    let csv = "t_ms,sensor,value,id\n";
    let truth = "t_start_ms,t_end_ms,state,zone\n";
    // Each recording a little stronger: a threshold of the others is never quite its own.
    for (let recording = 0; recording < 4; recording++) {
      const start = recording * 240_000;
      for (let ms = 0; ms < 180_000; ms += 333) {
        const isNear = ms >= 60_000 && ms < 120_000;
        csv += `${start + ms},a,${(isNear ? -58 : -62) + 3 * recording + (ms % 5)},tag\n`;
      }
      truth += `${start},${start + 60_000},empty,a\n${start + 60_000},${start + 120_000},occupied,a\n`;
      truth += `${start + 120_000},${start + 180_000},empty,a\n`;
    }
    writeFileSync(join(folder, "ble_made_2m.csv"), csv);
    writeFileSync(join(folder, "ble_made_2m.truth.csv"), truth);
    const [set] = readFolder(folder);
    const limits = measureLimits(set);
    expect([limits.recordings, limits.occupiedMin]).toEqual([4, 4]);
    const [ours] = limits.best;
    expect(ours.method).toBe("passerby");
    expect(new Set(ours.choices).size).toBeGreaterThan(1);
    for (const { f1 } of ours.scores) expect(f1).toBeGreaterThan(limits.held[0].halves.f1);
    for (const { method } of limits.best) expect(formatLimits(limits)).toContain(method);
  });
});
