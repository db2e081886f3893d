// The health of what is touched: stuck and flooding are known and count for nothing; that it is silent cannot be known.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CAL_SENSORS, DEFAULT_CALIBRATION, SENSOR_TOUCH } from "../../shared/presence/calibration.ts";
import { createPresence, type Presence, senseTouch, updatePresence } from "../../shared/presence/filter.ts";
import { createHand, judgeHand, senseHand } from "../../shared/presence/hand.ts";
import { FAULT_TOUCH, ILL_FLOODING, ILL_STUCK, SHIFT_TOUCH } from "../../shared/presence/health.ts";

const MOST = 40;
const TICK_MS = 500;

function openPanel(): Presence {
  const calibration = Uint16Array.from(DEFAULT_CALIBRATION);
  calibration[CAL_SENSORS] = SENSOR_TOUCH;
  return createPresence(calibration, 0);
}

/** As firmware/main.ts does: a touch that counts is sensed. */
function touch(p: Presence, isDown: boolean, nowMs: number): void {
  if (senseHand(p.hand, isDown, nowMs, MOST) && isDown) senseTouch(p, nowMs);
}

describe("a touch panel", () => {
  it("that is held for a minute is stuck, and well again when the finger is lifted", () => {
    const p = openPanel();
    touch(p, true, 1000);
    for (let ms = 1500; ms < 61_000; ms += TICK_MS) updatePresence(p, ms);
    expect(p.faults & FAULT_TOUCH).toBe(0);
    for (let ms = 61_000; ms < 90_000_000; ms += 600_000) {
      updatePresence(p, ms);
      expect([p.faults & FAULT_TOUCH, p.level]).toEqual([ILL_STUCK << SHIFT_TOUCH, 0]);
    }
    touch(p, false, 90_000_100);
    updatePresence(p, 90_000_500);
    expect(p.faults & FAULT_TOUCH).toBe(0);
  });

  it("that touches itself floods: nobody is there for it, and after a quiet window it is well", () => {
    const p = openPanel();
    for (let ms = 0; ms < 10_000; ms += 200) {
      touch(p, true, ms);
      touch(p, false, ms + 100);
      if (ms % TICK_MS === 0) updatePresence(p, ms);
    }
    updatePresence(p, 9_900);
    expect([p.faults & FAULT_TOUCH, p.level]).toEqual([ILL_FLOODING << SHIFT_TOUCH, 0]);
    updatePresence(p, 10_500);
    for (let ms = 11_000; ms < 31_000; ms += TICK_MS) updatePresence(p, ms);
    expect([p.faults & FAULT_TOUCH, p.level]).toEqual([0, 0]);
    touch(p, true, 31_000);
    updatePresence(p, 31_500);
    expect(p.level).toBe(3);
  });

  it("of a child that taps three times a second is well (control)", () => {
    const p = openPanel();
    for (let ms = 0; ms < 60_000; ms += 330) {
      touch(p, true, ms);
      touch(p, false, ms + 100);
      updatePresence(p, ms + 200);
      expect(p.faults & FAULT_TOUCH).toBe(0);
    }
    expect(p.level).toBe(3);
  });

  it("that nobody touches for a month is well: its silence is nobody's fault", () => {
    const p = openPanel();
    for (let day = 0; day < 31; day++) updatePresence(p, (day * 86_400_000) | 0);
    expect(p.faults & FAULT_TOUCH).toBe(0);
  });

  it("in any order of events keeps its memory, and is well after a minute without any", () => {
    const events = fc.array(fc.record({ afterMs: fc.nat(70_000), isDown: fc.boolean() }), { maxLength: 120 });
    fc.assert(
      fc.property(events, fc.integer(), (list, start) => {
        const hand = createHand(start | 0);
        Object.preventExtensions(hand);
        let nowMs = start | 0;
        for (const { afterMs, isDown } of list) {
          nowMs = (nowMs + afterMs) | 0;
          senseHand(hand, isDown, nowMs, MOST);
          judgeHand(hand, nowMs, MOST);
        }
        senseHand(hand, false, nowMs, MOST);
        for (let i = 0; i < 3; i++) {
          nowMs = (nowMs + 20_000) | 0;
          judgeHand(hand, nowMs, MOST);
        }
        expect(judgeHand(hand, nowMs, MOST)).toBe(0);
      }),
    );
  });
});
