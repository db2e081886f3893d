// A shop day with 100,000 events on a virtual board.
import { buildProgram } from "../../host/build/program.ts";
import { compileBoard } from "../../host/compile/board.ts";
import { HARDWARE } from "../../host/simulator/hardware.ts";
import { runTrace } from "../../host/simulator/run.ts";
import { startBoard } from "../../host/simulator/start.ts";
import type { TraceEvent } from "../../host/simulator/trace.ts";
import type { Bench } from "./bench.ts";
import { createRandom } from "./random.ts";
import { makeRow } from "./row.ts";
import { makeShopText, readShopText } from "./shop.ts";
import { spendSeconds } from "./span.ts";

const EVENTS = 100_000;
const DAY_MS = 86_400_000;
const OFFERS = 40;

/** A day of a busy shelf, 100,000 events: mostly adverts, visits that a radar sees, some taps. */
export function makeDay(events: number, seed: number): TraceEvent[] {
  const random = createRandom(seed);
  const day: TraceEvent[] = [{ atMs: 0, event: "start", values: ["2026-11-27T00:00:00+01:00"], line: 1 }];
  const times = Array.from({ length: events - 2 }, () => Math.floor(random() * DAY_MS)).sort((a, b) => a - b);
  let isNear = false;
  let isDown = false;
  for (const atMs of times) {
    const line = day.length + 1;
    const kind = random();
    if (isDown) {
      isDown = false;
      day.push({ atMs, event: "release", values: [], line });
    } else if (kind < 0.9) {
      day.push({ atMs, event: "advert", values: [String(-50 - Math.floor(random() * 40))], line });
    } else if (kind < 0.98) {
      isNear = !isNear;
      day.push({ atMs, event: "radar", values: [isNear ? "1" : "0"], line });
    } else {
      isDown = true;
      const values = [String(Math.floor(random() * 320)), String(Math.floor(random() * 240))];
      day.push({ atMs, event: "touch", values, line });
    }
  }
  day.push({ atMs: DAY_MS, event: "end", values: [], line: day.length + 1 });
  return day;
}

export const SIMULATE_BENCHES: readonly Bench[] = [
  {
    id: "simulate/day",
    run: async () => {
      const shop = readShopText(makeShopText(OFFERS));
      const board = shop.boards[0];
      const { deployment, fonts } = compileBoard(shop, board);
      const { boot, program } = await buildProgram(board.kind);
      const day = makeDay(EVENTS, 1);
      const seconds = await spendSeconds(() => {
        const virtual = startBoard({
          hardware: HARDWARE[board.kind],
          files: { boot, program, deployment, fonts },
        });
        const { plays, presence } = runTrace(virtual, day);
        if (plays.length < 100 || presence.length < 100)
          throw new Error("hardly anything happened in that day");
      });
      return makeRow("simulate/day", seconds, "s, 100,000 events", undefined, "value < 10");
    },
  },
];
