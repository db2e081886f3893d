// `passerby stats` and `simulate --stats`, without a board.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command } from "commander";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Session } from "../../host/board/session/session.ts";
import { addStats, type Reach } from "../../host/cli/stats.ts";
import { createTerminal } from "../../host/cli/terminal.ts";
import { ROOT } from "../build/fixture.ts";
import {
  createSurroundings,
  installFlash,
  makeCounter,
  readPages,
  setTime,
  startCounter,
  visit,
} from "../policy/counter.ts";
import { say } from "./terminal.ts";

const BOOKSHOP = join(ROOT, "host/templates/bookshop");
let folder: string;
let pages: Uint8Array;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "passerby-stats-"));
  cpSync(BOOKSHOP, folder, { recursive: true });
  const file = join(folder, "shop.yaml");
  const [head, till] = readFileSync(file, "utf8").split("  till:");
  writeFileSync(
    file,
    `${head}  till:${till.replace("radio: silent", "radio: silent\n    statistics: [footfall, plays]")}`,
  );
  const flash = installFlash(new Uint8Array(32).fill(4));
  const app = createSurroundings();
  const tick = startCounter(await makeCounter(["footfall", "plays"]), flash, app);
  for (const hour of [10, 11, 12]) {
    setTime(app, 20_784, hour);
    tick();
    for (let i = 0; i < 40; i++) visit(app, tick, i % 4);
  }
  pages = readPages(flash);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the command on a board that answers with these bytes. */
async function ask(
  bytes: Uint8Array,
  ...words: string[]
): Promise<{ output: string; asked: string[]; exitCode: number }> {
  const asked: string[] = [];
  const session = {
    async ask(code: string) {
      asked.push(code);
      const [, at, length] = /,(\d+),(\d+)\)/.exec(code) ?? [];
      return Buffer.from(bytes.subarray(Number(at) - 8192, Number(at) - 8192 + Number(length))).toString(
        "latin1",
      );
    },
  } as Pick<Session, "ask"> as Session;
  const reach: Reach = { withBoard: async (_choice, _hardware, _isBooted, act) => act(session) };
  const written: string[] = [];
  const sink = { write: (text: string) => written.push(text), isTTY: false };
  const terminal = createTerminal(sink, sink, {}, false);
  const program = new Command().exitOverride();
  addStats(program, terminal, reach);
  await program.parseAsync(["stats", "--shop", folder, "--board", "till", ...words], { from: "user" });
  return { output: written.join(""), asked, exitCode: terminal.exitCode };
}

describe("stats", () => {
  it("shows the day with its error, the budget, and what the promise is not; it does not ask for the seed", async () => {
    const { output, asked, exitCode } = await ask(pages);
    expect(exitCode).toBe(0);
    expect(output).toMatch(/2026-11-27 {2}\d+ ± 14 {2}\(2 h\)/);
    expect(output).toContain("0.2877");
    expect(output).toContain("0.42 together");
    expect(output).toContain(
      "Budget of 2026-11-27 (epsilon, all of its hours): footfall 0.5754 spent, 6.3290 left",
    );
    expect(output).toContain("an episode is no person");
    expect(output).toContain("not enough yet");
    for (const code of asked) expect(Number(/,(\d+),/.exec(code)?.[1])).toBeGreaterThanOrEqual(8192);
  });

  it("gives the same as JSON", async () => {
    const { output } = await ask(pages, "--json");
    const told = JSON.parse(output);
    expect(told).toMatchObject({
      board: "till",
      faults: [],
      answers: [],
      left: { day: "2026-11-27", hoursSpent: 2 },
    });
    expect(told.answered).toBeNull();
    const budget = told.left.budget.map((row: { epsilonSpent: number; epsilonLeft: number }) =>
      [row.epsilonSpent, row.epsilonLeft].map((epsilon) => epsilon.toFixed(4)),
    );
    // Two of 24 hours, and the one number a day and group.
    expect(budget).toEqual([
      ["0.5754", "6.3290"],
      ["0.1335", "0.0000"],
    ]);
    expect(told.days[0].shown.plusMinus).toBeCloseTo(13.58, 2);
    expect(told.plays).toHaveLength(7);
    expect(told.budget.map(({ epsilon }: { epsilon: number }) => epsilon.toFixed(4))).toEqual([
      "0.2877",
      "0.1335",
    ]);
  });

  it("fails where there is something that is no record, and says what", async () => {
    const { output, exitCode } = await ask(new Uint8Array(8192).fill(7));
    expect(exitCode).toBe(1);
    expect(output).toContain("not a record");
  });

  it("of a board that counts nothing says what to do", async () => {
    const { output, errors, code } = await say("stats", "--shop", folder, "--board", "window");
    expect([code, output]).toEqual([1, ""]);
    expect(errors).toContain("counts nothing");
  });
});

describe("simulate --stats", () => {
  it("shows what the board would keep beside the truth", async () => {
    const { code, output } = await say(
      ...["simulate", "--shop", folder, "--board", "till", "--trace", join(folder, "day.trace"), "--stats"],
    );
    expect(code).toBe(0);
    expect(output).toMatch(/footfall 10:00 {2}-?\d+ {2}\d+/);
    expect(output).toMatch(/the day: (\d+ ± 29|not shown), in truth \d+/);
  });

  it("without a trace, or for a board that counts nothing, is wrong use", async () => {
    for (const words of [
      ["--board", "till"],
      ["--board", "window", "--trace", "day.trace"],
    ])
      expect((await say("simulate", "--shop", folder, "--stats", ...words)).code).toBe(2);
  });
});
