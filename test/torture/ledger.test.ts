import { describe, expect, it } from "vitest";
import { makeCounter } from "../policy/counter.ts";
import { listLedgerPoints, replayLedger, rerunLedger, runLedger, tortureLedger } from "./ledger.ts";
import { listPoints } from "./point.ts";

const CUTS = 250;
const ALL = ["footfall", "answers", "plays"] as const;

/** Another program out of the same text. */
function change(part: string, by: string): (text: string) => string {
  return (text) => {
    const pieces = text.split(part);
    if (pieces.length !== 2) throw new Error(`"${part}" is there ${pieces.length - 1} times`);
    return pieces.join(by);
  };
}

describe("statistics whose power is cut", () => {
  it("P5: overspend nothing, draw nothing twice, and leave nothing but records, whatever they count", async () => {
    const { text, failures, ledgers } = await runLedger(CUTS, 1);
    const none = "budget overspent 0, drawn twice 0, damaged 0";
    const names = ["statistics", "statistics-footfall", "statistics-answers", "statistics-plays"];
    const lines = names.map(
      (name, i) => `${name}: ${i ? 25 : CUTS} of ${ledgers[name].all} points, ${none}\n`,
    );
    expect([failures, text]).toEqual([0, lines.join("")]);
    // There is no end of a part of a write: each kind has thousands.
    for (const name of names) expect(ledgers[name].all).toBeGreaterThan(8000);
    expect(ledgers.statistics.all).toBeGreaterThan(ledgers["statistics-plays"].all);
  });

  const look = change("if (readBit(at, mask) === 0) return false;", "");
  const erase = change("eraseFlash(address + (from & PAGE_BYTES));", "");
  const trust = change("return checkEntry(from) === CRC_ERASED ? address : 0;", "return address;");

  it.each([
    ["all kinds", ALL],
    ["footfall", ["footfall"]],
    ["answers", ["answers"]],
    ["plays", ["plays"]],
  ] as const)(
    "P5: a program that looks at no bit overspends, and is found by an id that finds it again: %s (control)",
    async (_what, kinds) => {
      const blind = await makeCounter(kinds, look);
      const { overspent, failures } = tortureLedger(blind, CUTS, 1);
      expect(overspent).toBeGreaterThan(0);
      expect(replayLedger(blind, failures[0] ?? "").overspent).toBeGreaterThan(0);
      expect(replayLedger(await makeCounter(kinds), failures[0] ?? "").overspent).toBe(0);
    },
  );

  it("are found by ids of their own", async () => {
    for (const id of ["", "statistics:1.2", "statistics-other:0.0.1", "esp32-cyd/start:0.0.1"])
      expect(await rerunLedger(id)).toBeUndefined();
    expect(await rerunLedger("statistics-plays:3.0.1")).toMatchObject({ failures: 0 });
  });

  it("are cut in every call, however few the points are", () => {
    const data = (bytes: number): Uint8Array => new Uint8Array(bytes);
    const calls = [undefined, data(40), data(1), undefined, data(3), data(300)].map((data, i) => ({
      address: 4096 * i,
      data,
    }));
    const tell = (cuts: readonly { readonly call: number }[]): number[] => [
      ...new Set(cuts.slice(0, calls.length).map(({ call }) => call)),
    ];
    expect(tell(listLedgerPoints(calls, 1)).sort()).toEqual([0, 1, 2, 3, 4, 5]);
    expect(new Set(listLedgerPoints(calls, 1).map((cut) => JSON.stringify(cut))).size).toBe(
      listPoints(calls, 4096, 1).length,
    );
    // Control: in the order of the other operations the short writes come first.
    expect(tell(listPoints(calls, 4096, 1)).sort()).toEqual([2, 4]);
  });

  it("P5: a program that draws before it spends overspends where the power goes in between, and is found (control)", async () => {
    const hasty = change(
      "if (HAS_FOOTFALL && spend(record, hour)) {",
      "draw(FOOTFALL_BITS);\n if (spend(record, hour)) {",
    );
    expect(tortureLedger(await makeCounter(["footfall"], hasty), CUTS, 1).overspent).toBeGreaterThan(0);
  });

  it.each(["answers", "plays"] as const)(
    "P5: one that draws for the %s of a day before it spends them overspends, and is found (control)",
    async (kind) => {
      const bits = kind === "plays" ? "PLAY_BITS" : "ANSWER_BITS";
      const hasty = change(
        "dayAt = spend(record, SPENT_TALLIES) ? record : 0;",
        `draw(${bits});\n dayAt = spend(record, SPENT_TALLIES) ? record : 0;`,
      );
      expect(tortureLedger(await makeCounter([kind], hasty), CUTS, 1).overspent).toBeGreaterThan(0);
    },
  );

  it("P5: a program that keeps its seed sees that it is still there; one that does not look draws twice (control)", async () => {
    const careful = tortureLedger(await makeCounter(["footfall"], erase), CUTS, 1);
    expect([careful.overspent, careful.drawnTwice]).toEqual([0, 0]);
    const careless = await makeCounter(["footfall"], (text) => trust(erase(text)));
    expect(tortureLedger(careless, CUTS, 1).drawnTwice).toBeGreaterThan(0);
  });
});
