// What no sequence of events does, each with a control that does it: grow, overflow, hold somebody for ever, mind where the clock
// stands. Of the filter with its hand, and of the decoders whose words it takes.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CAL_FLOOD_EDGES } from "../../shared/presence/calibration.ts";
import { createDistance, judgeDistance, senseDistance } from "../../shared/presence/distance.ts";
import { createPresence, type Presence, senseTouch, updatePresence } from "../../shared/presence/filter.ts";
import { senseHand } from "../../shared/presence/hand.ts";
import { createRadar, isRadarIll, senseBytes } from "../../shared/presence/radar.ts";
import { runs } from "../arbitraries.ts";
import { isRefuted } from "../oracle/control.ts";
import { encodeFrame } from "./frame.ts";
import { calibrate, type Event, type Room, TICK_MS, tell } from "./room.ts";

const clocks = fc.oneof(
  fc.integer({ min: -0x80000000, max: 0x7fffffff }),
  fc.integer({ min: 0x7fffffff - 60_000, max: 0x7fffffff }),
);

/** A day's worth of what happens, in order: so long after the one before, with a finger that goes down or is lifted. */
const happenings = fc.array(
  fc.record({
    afterMs: fc.oneof(fc.nat({ max: 3000 }), fc.nat({ max: 90_000 })),
    kind: fc.constantFrom("pir" as const, "radar" as const, "advert" as const, "hand" as const),
    value: fc.constantFrom(0, 1, -40, -70),
    times: fc.constantFrom(1, 1, 1, 60, 300),
  }),
  { maxLength: 40 },
);
type Happening = typeof happenings extends fc.Arbitrary<infer T> ? T : never;

/** Lets it happen from a place of the clock on, a look each tick. @param also a fault that a control brings in */
function live(
  list: Happening,
  start: number,
  also: (p: Presence, atMs: number) => void = () => {},
  look: (p: Presence) => void = () => {},
): Presence {
  const calibration = calibrate();
  const p = createPresence(calibration, start | 0);
  const room: Room = { p, startMs: start, nowMs: 0 };
  let atMs = 0;
  for (const { afterMs, kind, value, times } of list) {
    const until = atMs + afterMs;
    for (let tick = Math.ceil((atMs + 1) / TICK_MS) * TICK_MS; tick <= until; tick += TICK_MS) {
      updatePresence(p, (start + tick) | 0);
      look(p);
    }
    atMs = until;
    const now = (start + atMs) | 0;
    for (let i = 0; i < times; i++) {
      const isOn = ((i ^ value) & 1) === 1;
      if (kind === "hand") {
        if (senseHand(p.hand, isOn, now, calibration[CAL_FLOOD_EDGES])) senseTouch(p, now);
      } else tell(room, { atMs, kind, value: kind === "advert" ? value : Number(isOn) } satisfies Event);
      also(p, atMs);
    }
  }
  return p;
}

/** Everything that can be reached from a value, in order. */
function listParts(value: unknown, path = ""): readonly (readonly [string, unknown])[] {
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return [[path, value]];
  return Object.entries(value).flatMap(([key, part]) => listParts(part, `${path}.${key}`));
}

describe("any sequence of events", () => {
  const same = (also?: (p: Presence, atMs: number) => void) =>
    fc.property(happenings, clocks, (list, start) => {
      const parts = listParts(live(list, start, also));
      const kinds = (all: readonly (readonly [string, unknown])[]) =>
        all.map(([path, one]) => [path, typeof one]);
      expect(kinds(parts)).toEqual(kinds(listParts(createPresence(calibrate(), 0))));
      for (const [path, one] of parts)
        if (typeof one === "number") expect([path, one]).toEqual([path, one | 0]);
    });

  it("adds nothing to the filter's memory and overflows no number of it, the hand's neither", () => {
    fc.assert(same(), runs(150));
  });

  it("would be seen to grow it by a key or a place of a list, or to overflow a number (control)", () => {
    expect(
      isRefuted(
        same((p, atMs) => Object.assign(p, { [`heard${atMs}`]: 1 })),
        40,
      ),
    ).toBe(true);
    const heard: number[] = [];
    const list = (p: Presence, atMs: number) => {
      heard.push(atMs);
      Object.assign(p, { heard });
    };
    expect(isRefuted(same(list), 40)).toBe(true);
    // A time that is added to without wrapping.
    const add = (p: Presence) => {
      p.seenMs += 0x7fffffff;
    };
    expect(isRefuted(same(add), 40)).toBe(true);
  });

  /** Are level, dwell, busy, confidence and faults the same at each tick, wherever the clock stands at the begin? */
  const anywhere = (also?: (p: Presence, atMs: number) => void) =>
    fc.property(happenings, clocks, (list, start) => {
      const watch = (from: number, fault?: (p: Presence, atMs: number) => void) => {
        const seen: number[][] = [];
        live(list, from, fault, ({ level, dwell, busy, confidence, faults }) => {
          seen.push([level, dwell, busy, confidence, faults]);
        });
        return seen;
      };
      expect(watch(start, also)).toEqual(watch(0));
    });

  it("means the same wherever the clock stands, over its wrap too", () => {
    fc.assert(anywhere(), runs(150));
  });

  it("would be seen to mind it where one time were taken for another (control)", () => {
    const stale = (p: Presence) => {
      p.pir.sinceMs = 0;
    };
    expect(isRefuted(anywhere(stale), 100)).toBe(true);
  });
});

describe("a decoder's last word", () => {
  const frames = fc.array(
    fc.record({ movingCm: fc.nat({ max: 400 }), movingEnergy: fc.nat({ max: 100 }), afterMs: fc.nat(4000) }),
    { maxLength: 30 },
  );

  /** Is nobody near so long after the last frame, wherever the clock stands, and after a jump of it? */
  const radarEnds = (afterMs: number, doesJump: boolean) =>
    fc.property(frames, clocks, clocks, (list, start, jumpedTo) => {
      const radar = createRadar(150, new Uint8Array(18).fill(20), start);
      let nowMs = start;
      for (const { afterMs: wait, ...report } of list) {
        nowMs = (nowMs + wait) | 0;
        senseBytes(radar, encodeFrame(report), nowMs);
      }
      if (doesJump) {
        nowMs = jumpedTo;
        isRadarIll(radar, nowMs);
      }
      expect([isRadarIll(radar, (nowMs + afterMs) | 0), radar.isNear]).toEqual([true, false]);
    });

  it("of a radar holds nobody longer than three seconds", () => {
    for (const doesJump of [false, true]) fc.assert(radarEnds(3000, doesJump), runs(150));
    expect(isRefuted(radarEnds(2999, false), 100)).toBe(true);
  });

  const distanceEnds = (afterMs: number) =>
    fc.property(fc.array(fc.nat({ max: 2500 }), { maxLength: 60 }), clocks, (list, start) => {
      const distance = createDistance(1000, start);
      let nowMs = start;
      for (const mm of list) {
        nowMs = (nowMs + 200) | 0;
        senseDistance(distance, mm, nowMs);
      }
      const isIll = judgeDistance(distance, (nowMs + afterMs) | 0) !== 0;
      expect([isIll, distance.isNear]).toEqual([true, false]);
    });

  it("of a distance sensor neither", () => {
    fc.assert(distanceEnds(3000), runs(150));
    expect(isRefuted(distanceEnds(2999), 100)).toBe(true);
  });
});
