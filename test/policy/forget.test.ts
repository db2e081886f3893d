import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { advance, createApp, isTappedHeld } from "../../firmware/app.ts";
import type { Panel } from "../../firmware/drivers/panel.ts";
import { dismiss } from "../../shared/offers/pacing.ts";
import { AXIS_MOOD } from "../../shared/offers/situation.ts";
import {
  FORGET_ABSENT_MS,
  FORGET_TAP_MS,
  holdsTapped,
  mustForget,
  secondsToForget,
} from "../../shared/policy/forget.ts";
import { sensePir, senseTouch } from "../../shared/presence/filter.ts";
import { runs, worlds } from "../arbitraries.ts";
import { openWorld } from "../offers/player.ts";
import { isRefuted } from "../oracle/control.ts";

const TICK_MS = 500;
const START_S = 1_790_000_000;

afterEach(() => {
  vi.unstubAllGlobals();
});

interface Act {
  readonly afterMs: number;
  readonly kind: "answer" | "dismiss" | "pause" | "language" | "come" | "go";
}

const acts: fc.Arbitrary<Act[]> = fc.array(
  fc.record({
    afterMs: fc.oneof(
      fc.nat({ max: 2000 }),
      fc.nat({ max: 40_000 }),
      fc.integer({ min: 85_000, max: 95_000 }),
    ),
    kind: fc.constantFrom(
      "answer" as const,
      "dismiss" as const,
      "pause" as const,
      "language" as const,
      "come" as const,
      "go" as const,
    ),
  }),
  { minLength: 1, maxLength: 15 },
);

const [world] = fc.sample(
  worlds(6).filter((made) => made.answers > 0),
  { numRuns: 1, seed: 11 },
);
const d = openWorld(world, "rows");

/**
 * The program's own state and `advance`, its ticks at a phase of their own; after each look `judge` gets what is
 * held, how long nobody has been sensed and how long ago the last tap was.
 */
function live(
  list: readonly Act[],
  phaseMs: number,
  judge: (isHeld: boolean, absentMs: number, tapMs: number) => void,
): number {
  let nowMs = 0;
  vi.stubGlobal("getTime", () => START_S + nowMs / 1000);
  // Choosing and forgetting need no glass.
  const app = createApp({ d, text: "", fonts: "" }, {} as Panel, { base: START_S, isKnown: true }, 0);
  let tapMs = 0;
  let isLineHigh = false;
  /** When somebody was last sensed: the line was high, or a tap. */
  let sensedMs = Number.NEGATIVE_INFINITY;
  let forgets = 0;
  const look = () => {
    const wasHeld = isTappedHeld(app);
    advance(app);
    const isHeld = isTappedHeld(app);
    if (wasHeld && !isHeld) forgets++;
    judge(isHeld, isLineHigh ? 0 : nowMs - sensedMs, nowMs - tapMs);
  };
  const passTo = (untilMs: number) => {
    for (
      let tick = Math.ceil((nowMs + 1 - phaseMs) / TICK_MS) * TICK_MS + phaseMs;
      tick <= untilMs;
      tick += TICK_MS
    ) {
      nowMs = tick;
      look();
    }
    nowMs = untilMs;
  };
  for (const { afterMs, kind } of list) {
    passTo(nowMs + afterMs);
    advance(app);
    if (kind === "come" || kind === "go") {
      const isHigh = kind === "come";
      sensePir(app.presence, isHigh, app.nowMs);
      if (isLineHigh) sensedMs = nowMs;
      isLineHigh = isHigh;
    } else {
      senseTouch(app.presence, app.nowMs);
      app.tapMs = app.nowMs;
      tapMs = nowMs;
      sensedMs = nowMs;
      if (kind === "answer") app.turn.s.axes[AXIS_MOOD] = 1;
      else if (kind === "dismiss") dismiss(app.turn.pacing, 1);
      else if (kind === "pause") app.isPaused = true;
      else app.isLanguageTapped = true;
      expect(isTappedHeld(app)).toBe(true);
    }
    look();
  }
  passTo(nowMs + 120_000);
  expect(isTappedHeld(app)).toBe(false);
  return forgets;
}

describe("P3: everything that was tapped", () => {
  it("is gone at 20 s of nobody sensed or 90 s without a tap, whichever is first, and never a millisecond later", () => {
    let forgets = 0;
    fc.assert(
      fc.property(acts, fc.nat({ max: TICK_MS - 1 }), (list, phase) => {
        forgets += live(list, phase, (isHeld, absentMs, tapMs) => {
          if (isHeld) expect([absentMs < FORGET_ABSENT_MS, tapMs < FORGET_TAP_MS]).toEqual([true, true]);
        });
      }),
      runs(60),
    );
    expect(forgets).toBeGreaterThan(40);
  });

  it("is not gone yet at 15 s of nobody, nor at 75 s without a tap (control)", () => {
    const held = (bound: (absentMs: number, tapMs: number) => boolean) =>
      isRefuted(
        fc.property(acts, (list) => {
          live(list, 0, (isHeld, absentMs, tapMs) => expect(isHeld && !bound(absentMs, tapMs)).toBe(false));
        }),
        60,
      );
    expect(held((absentMs) => absentMs < 15_000)).toBe(true);
    expect(held((_, tapMs) => tapMs < 75_000)).toBe(true);
  });

  it("is kept for nearly as long as was said: nobody's answer vanishes while they read", () => {
    // The line stays high: somebody is there.
    const kept: number[] = [];
    live(
      [
        { afterMs: 700, kind: "come" },
        { afterMs: 700, kind: "answer" },
      ],
      130,
      (isHeld, _, tapMs) => {
        if (isHeld) kept.push(tapMs);
      },
    );
    expect(Math.max(...kept)).toBeGreaterThan(FORGET_TAP_MS - 2 * TICK_MS);
    // Nobody is there but the tap itself: 20 s of absence begin with it, though its hold lasts as long.
    const alone: number[] = [];
    live([{ afterMs: 700, kind: "answer" }], 130, (isHeld, _, tapMs) => {
      if (isHeld) alone.push(tapMs);
    });
    expect(Math.max(...alone)).toBeGreaterThan(20_000 - 2 * TICK_MS);
    expect(Math.max(...alone)).toBeLessThan(20_000);
  });
});

describe("P3: the rule", () => {
  it("counts answer, dismissal, pause and language, each by itself", () => {
    expect(holdsTapped(0, 0, false, false)).toBe(false);
    expect([
      holdsTapped(1, 0, false, false),
      holdsTapped(0, 1, false, false),
      holdsTapped(0, 0, true, false),
      holdsTapped(0, 0, false, true),
    ]).toEqual([true, true, true, true]);
  });

  it("asked at every step leaves no step after a deadline", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 2000 }),
        fc.nat({ max: 1999 }),
        fc.nat({ max: 100_000 }),
        (step, phase, ahead) => {
          const first = phase % step;
          let askedMs = first;
          while (!mustForget(askedMs, 0, step)) askedMs += step;
          expect(askedMs).toBeLessThanOrEqual(FORGET_ABSENT_MS);
          expect(askedMs + step).toBeGreaterThan(FORGET_ABSENT_MS - step);
          expect(mustForget(0, FORGET_TAP_MS - ahead, step)).toBe(ahead < step);
        },
      ),
      runs(200),
    );
  });

  it("tells the seconds that are left, rounded up: none only when it goes", () => {
    expect([0, 1, 500, 89_000, 89_999, 90_000, 200_000].map(secondsToForget)).toEqual([
      90, 90, 90, 1, 1, 0, 0,
    ]);
  });
});
