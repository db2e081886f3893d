import { expect, test } from "vitest";
import { parseTrace } from "../../host/simulator/trace.ts";
import { createHistory } from "../../host/studio/history.ts";
import { createRun, type Run } from "../../host/studio/run.ts";
import { createSmallEngine, DAY_TRACE, SMALL_SHOP } from "./bench.ts";

const day = parseTrace(DAY_TRACE, "day.trace");

async function begin(history = createHistory()): Promise<Run> {
  const bench = await createSmallEngine().prepare(SMALL_SHOP, SMALL_SHOP.boards[0]);
  return createRun(bench.start(), day, history);
}

test("going there at once or in steps shows the same day", async () => {
  const once = await begin();
  once.advance(300_000);
  const steps = await begin();
  for (let ms = 0; ms <= 300_000; ms += 777) steps.advance(ms);
  steps.advance(300_000);
  expect(steps.status).toEqual(once.status);
  expect(steps.history.plays.map(({ offer }) => offer)).toEqual(once.history.plays.map(({ offer }) => offer));
  expect(steps.history.presence.map(({ level }) => level)).toEqual([0, 1, 2, 0]);
});

test("a touch of the recording is seen, and the stretch it is in ends with the presence", async () => {
  const run = await begin();
  run.advance(120_000);
  expect(run.status?.mood).toBe(1);
  run.advance(200_000);
  expect(run.status?.mood).toBe(0);
});

test("after branching the rest of the recording does not happen, and the past stays", async () => {
  const run = await begin();
  run.advance(90_000);
  const playsBefore = run.history.plays.length;
  run.branch(run.history);
  run.act("radar", "0");
  run.advance(130_000);
  expect(run.status?.mood).toBe(0);
  expect(run.status?.presence).toBe(0);
  expect(run.events.at(-1)).toMatchObject({ atMs: 90_000, event: "radar" });
  expect(run.history.plays.length).toBeGreaterThan(playsBefore);
});

test("branching does not change the history of the recording", async () => {
  const history = createHistory();
  const scout = await begin(history);
  scout.advance(600_000);
  const plays = history.plays.length;
  const run = await begin(history);
  run.advance(90_000);
  run.branch(run.history);
  run.advance(95_000);
  expect(run.history).not.toBe(history);
  expect(history.plays.length).toBe(plays);
  expect(run.history.reachedMs).toBe(95_000);
});

test("a deadline that is past stops after one step and says so", async () => {
  const run = await begin();
  expect(run.advance(500_000, performance.now())).toBe(false);
  expect(run.nowMs).toBeLessThan(500_000);
  expect(run.advance(500_000)).toBe(true);
});

test("what leaves the board is kept, in order", async () => {
  const run = await begin();
  run.advance(1000);
  expect(run.left).toEqual([]);
  run.branch(run.history);
  run.act("adverts", "120", "-60");
  run.advance(3000);
  expect(run.leftCount).toBe(1);
  expect(run.left[0]).toMatchObject({ kind: "console" });
});
