// The device language, probe by probe: probes.json holds those that Espruino fails, accepted.json the others.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { checkProgram } from "../../host/build/gate/gate.ts";
import { RULES } from "../../host/build/gate/rule.ts";
import { runProbe } from "./interpreter.ts";

interface Probe {
  readonly id: string;
  readonly snippet: string;
  readonly verdict: string;
  /** What JavaScript prints; missing where a desktop has no answer. */
  readonly expected?: string;
  /** Rule that refuses it, or why it cannot be seen, or why it is refused by design. */
  readonly why?: string;
}

function readProbes(name: string): Probe[] {
  return JSON.parse(readFileSync(new URL(name, import.meta.url), "utf8"));
}

const probes = readProbes("probes.json");
const accepted = readProbes("accepted.json");
const refused = probes.filter((probe) => probe.verdict === "refused");
const unseen = probes.filter((probe) => probe.verdict === "unseen");

function listRules(snippet: string): string[] {
  return checkProgram(snippet, { globals: [], mayPrint: true }).map(({ rule }) => rule);
}

describe("probes that Espruino fails", () => {
  it("are 242, each refused or unseen with a reason; at least 150 are refused", () => {
    console.log(`probes: ${refused.length} refused, ${unseen.length} cannot be seen`);
    expect(new Set(probes.map(({ id }) => id)).size).toBe(242);
    expect(refused.length + unseen.length).toBe(probes.length);
    expect(refused.length).toBeGreaterThanOrEqual(150);
    for (const probe of probes) expect(probe.why, probe.id).toMatch(/./);
  });

  it.each(refused)("$id is refused by the rule $why", ({ snippet, why }) => {
    expect(listRules(snippet)).toContain(why);
    expect(Object.keys(RULES)).toContain(why);
  });

  it.each(unseen)("$id cannot be seen: $why", ({ snippet }) => {
    expect(listRules(snippet)).toEqual([]);
  });
});

describe("probes that Espruino passes", () => {
  const strict = accepted.filter((probe) => probe.verdict === "refused");

  it("are 337; few are refused all the same, each for a reason", () => {
    console.log(`probes: ${accepted.length - strict.length} accepted, ${strict.length} refused by design`);
    expect(new Set(accepted.map(({ id }) => id)).size).toBe(337);
    expect(strict.length).toBeLessThanOrEqual(40);
  });

  it("are accepted, but for those", () => {
    for (const { id, snippet, verdict } of accepted)
      expect(listRules(snippet).length > 0 ? "refused" : "accepted", id).toBe(verdict);
  });
});

describe.skipIf(!process.env.ESPRUINO)("on the interpreter (skipped unless ESPRUINO names it)", () => {
  it("every probe that is said to fail does fail", async () => {
    const passing = await filterProbes(probes, (printed, expected) => printed === expected);
    expect(passing).toEqual([]);
  });

  it("every probe that is said to pass does pass", async () => {
    const failing = await filterProbes(accepted, (printed, expected) => printed !== expected);
    expect(failing).toEqual([]);
  });
});

/** Ids of probes, of those with something to compare with, whose output is so. */
async function filterProbes(
  all: readonly Probe[],
  isWanted: (printed: string, expected: string) => boolean,
): Promise<string[]> {
  const found: string[] = [];
  const queue = all.filter(({ expected }) => expected !== undefined);
  const work = async () => {
    for (let probe = queue.pop(); probe !== undefined; probe = queue.pop())
      if (isWanted(await runProbe(probe.snippet), (probe.expected ?? "").trimEnd())) found.push(probe.id);
  };
  await Promise.all([work(), work()]);
  return found.sort();
}
