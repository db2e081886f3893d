import { describe, expect, it } from "vitest";
import { chooseBenches, once } from "./bench.ts";
import { costOf } from "./cost.ts";
import { parseFlags } from "./flags.ts";
import { formatTable, makeRow } from "./row.ts";

describe("a row of the bench", () => {
  it("has a ratio above 1 where the peer costs more", () => {
    expect(makeRow("a", 200, "instructions", { name: "loop", value: 5000 })).toEqual({
      id: "a",
      value: 200,
      unit: "instructions",
      versus: "loop 5000",
      ratio: 25,
      goal: null,
    });
  });

  it("has no ratio without a peer", () => {
    expect(makeRow("a", 1.23456, "s")).toEqual({
      id: "a",
      value: 1.235,
      unit: "s",
      versus: null,
      ratio: null,
      goal: null,
    });
  });

  it("says its goal beside the ratio, where it has one; else nothing follows the ratio (control)", () => {
    const peer = { name: "tool", value: 8 };
    const lines = formatTable([makeRow("a", 2, "ms", peer, ">= 6"), makeRow("b", 2, "ms", peer)]).split("\n");
    expect(lines[0]).toMatch(/ratio {2}goal$/);
    expect(lines.slice(1).map((line) => /4\.00.*$/.exec(line)?.[0])).toEqual(["4.00  >= 6", "4.00"]);
  });

  it("stands in columns of one width", () => {
    const lines = formatTable([makeRow("a", 1, "s"), makeRow("long/id", 12345, "bytes")]).split("\n");
    expect(lines).toHaveLength(3);
    expect(lines[1].indexOf("s  ")).toBe(lines[2].indexOf("bytes"));
  });
});

describe("cost of one repetition", () => {
  it("leaves out what comes before the loop", () => {
    const count = (times: number): number => 1_000_000 + 70 * times;
    expect(costOf(count(50), count(100), 50)).toBe(70);
  });
});

describe("choosing benches", () => {
  const bench = (id: string) => ({ id, run: () => Promise.reject(new Error("paid for")) });

  it("takes those whose id begins with the prefix, and runs none", () => {
    const all = [bench("select/1000"), bench("select/10000"), bench("advert/churn")];
    expect(chooseBenches(all, "select/10000").map(({ id }) => id)).toEqual(["select/10000"]);
    expect(chooseBenches(all, "")).toHaveLength(3);
  });

  it("measures what rows share a single time, at the first call", async () => {
    let calls = 0;
    const shared = once(async () => ++calls);
    expect(calls).toBe(0);
    expect([await shared(), await shared()]).toEqual([1, 1]);
  });

  it.each([
    [["--json", "--only", "memory/"], { isJson: true, only: "memory/", isLong: false }],
    [["--only=advert", "--long"], { isJson: false, only: "advert", isLong: true }],
    [["--only"], undefined],
    [["--jsn"], undefined],
  ])("reads the arguments %j", (args, flags) => {
    expect(parseFlags(args)).toEqual(flags);
  });
});
