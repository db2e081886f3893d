import { describe, expect, it } from "vitest";
import { AXES, createSituation, NEUTRAL, UNKNOWN_MINUTE } from "../../shared/offers/situation.ts";

describe("P1: a situation", () => {
  it("is a closed record of small integers: no field but these, none of them a name or an address", () => {
    const s = createSituation();
    // A new field is a change of policy, label, tests and documents in the same commit: here is the test.
    expect(Object.keys(s).sort()).toEqual([
      "axes",
      "banned",
      "bannedCount",
      "day",
      "language",
      "minuteOfWeek",
      "pin",
      "soldOut",
      "soldOutCount",
    ]);
    expect(s.axes).toHaveLength(AXES);
    const length = (value: unknown) => (ArrayBuffer.isView(value) ? value.byteLength : 2);
    expect(Object.values(s).reduce((bytes, value) => bytes + length(value), 0)).toBeLessThan(100);
  });

  it("knows nothing at first", () => {
    const s = createSituation();
    expect([s.minuteOfWeek, s.day, s.language, s.pin]).toEqual([UNKNOWN_MINUTE, 0, 0, NEUTRAL]);
    expect([...s.axes]).toEqual([0, 0, 0, 0, 0, 0]);
    expect([s.bannedCount, s.soldOutCount]).toEqual([0, 0]);
  });
});
