import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  countZeros,
  ERASED_BYTES,
  encodeDay,
  LOG_BYTES,
  LOG_SLOT_A,
  LOG_SLOT_B,
  LOG_START,
  readLog,
} from "../../shared/link/slot.ts";

const CODES = [LOG_SLOT_A, LOG_SLOT_B, LOG_START];

/** Every byte that a write or an erase of this one may leave, where it is cut: more bits are 1. */
function listTorn(byte: number): number[] {
  return Array.from({ length: 256 }, (_, torn) => torn).filter(
    (torn) => (torn & byte) === byte && torn !== byte,
  );
}

function logOf(text: string): string {
  return ("\xff".repeat(ERASED_BYTES) + text).padEnd(LOG_BYTES, "\xff");
}

describe("a code of the log", () => {
  it("that was cut while it was written or erased is no code", () => {
    const bytes = CODES.map((code) => code.charCodeAt(0));
    for (const byte of bytes) for (const torn of listTorn(byte)) expect(bytes).not.toContain(torn);
    // Control: letters side by side do not have that.
    expect(listTorn("A".charCodeAt(0))).toContain("C".charCodeAt(0));
  });
});

describe("readLog", () => {
  it("says what a walk from the start says, whatever the bytes", () => {
    const letter = fc.constantFrom(...CODES, "S", "S", "\x00", "\x7f", "\xef");
    fc.assert(
      fc.property(fc.string({ unit: letter, maxLength: 40 }), (text) => {
        let [isB, starts] = [false, 0];
        for (const code of text) {
          if (code === LOG_START) starts++;
          if (code === LOG_SLOT_A || code === LOG_SLOT_B) [isB, starts] = [code === LOG_SLOT_B, 0];
        }
        expect(readLog(logOf(text))).toEqual({ isB, starts, end: ERASED_BYTES + text.length });
      }),
    );
  });

  it("of a full log has no end, and goes on to say what was written last", () => {
    const full = logOf(`${"G".repeat(LOG_BYTES - ERASED_BYTES - 3)}KSS`);
    expect(readLog(full)).toEqual({ isB: true, starts: 2, end: -1 });
  });

  it("takes a file of another size, or none, for an empty log that cannot be written", () => {
    const nothing = { isB: false, starts: 0, end: -1 };
    for (const text of ["", "KSSSSSS", logOf("KSS").slice(1), `${logOf("KSS")}\xff`])
      expect(readLog(text)).toEqual(nothing);
  });
});

describe("the entry of a day", () => {
  it("is never one where a write or an erase of it was cut", () => {
    for (let day = 20_000; day < 26_000; day += 97) {
      const [low, high, zeros] = encodeDay(day);
      expect(zeros).toBe(countZeros(day));
      for (const [i, byte] of [low, high, zeros].entries())
        for (const torn of listTorn(byte)) {
          // Bytes behind a torn one are erased, or with an erase more of their bits are 1, too.
          const bytes = [low, high, zeros].map((whole, k) => (k === i ? torn : k > i ? 255 : whole));
          expect(bytes[2] === countZeros(bytes[0] | (bytes[1] << 8))).toBe(false);
          const risen = [low, high, zeros].map((whole, k) => (k === i ? torn : whole));
          expect(risen[2] === countZeros(risen[0] | (risen[1] << 8))).toBe(false);
        }
    }
  });
});
