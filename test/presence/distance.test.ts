import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createDistance, judgeDistance, senseDistance } from "../../shared/presence/distance.ts";
import { ILL_SILENT, ILL_STUCK } from "../../shared/presence/health.ts";
import { runs } from "../arbitraries.ts";

/** What is said after each reading, 200 ms apart. */
function read(list: readonly number[], nearMm = 1000): boolean[] {
  const d = createDistance(nearMm, 0);
  return list.map((mm, i) => {
    senseDistance(d, mm, i * 200);
    return d.isNear;
  });
}

describe("a distance", () => {
  it("is somebody from the second near reading on, and nobody from the second far one on", () => {
    expect(read([900, 8190, 900, 901, 8190, 900, 8190, 8191, 8190])).toEqual([
      false,
      false,
      false,
      true,
      true,
      true,
      true,
      false,
      false,
    ]);
  });

  it("is left a tenth farther away than it is entered", () => {
    expect(read([1001, 1002, 1000, 999, 1100, 1099, 1101, 1102])).toEqual([
      false,
      false,
      false,
      true,
      true,
      true,
      true,
      false,
    ]);
  });

  it("that is none, negative or endless is nothing seen", () => {
    expect(read([0, 0, -5, -5, 8190, 65_535, Number.NaN, Number.POSITIVE_INFINITY])).not.toContain(true);
  });

  it("of any readings stays in its ranges, and nearer ones never take somebody away", () => {
    const readings = fc.array(fc.oneof(fc.nat({ max: 2500 }), fc.constantFrom(0, 8190)), { maxLength: 60 });
    fc.assert(
      fc.property(readings, (list) => {
        const further = read(list);
        const nearer = read(list.map((mm) => (mm > 0 && mm <= 2000 ? Math.max(1, mm - 300) : mm)));
        for (const [i, isNear] of further.entries()) if (isNear) expect(nearer[i]).toBe(true);
      }),
      runs(300),
    );
  });

  it("sensor is ill without readings for three seconds, and where a hundred are equal; not where nothing is seen", () => {
    const d = Object.seal(createDistance(1000, 0x7fffffff));
    const now = (ms: number): number => (0x7fffffff + ms) | 0;
    senseDistance(d, 500, now(0));
    senseDistance(d, 501, now(200));
    expect([judgeDistance(d, now(3199)), d.isNear]).toEqual([0, true]);
    expect([judgeDistance(d, now(3200)), d.isNear]).toEqual([ILL_SILENT, false]);
    for (let day = 1; day < 60; day++) expect(judgeDistance(d, now(day * 86_400_000))).toBe(ILL_SILENT);
    const frozen = createDistance(1000, 0);
    for (let i = 0; i <= 100; i++) {
      expect(judgeDistance(frozen, i * 200)).toBe(0);
      senseDistance(frozen, 700, i * 200);
    }
    expect([judgeDistance(frozen, 20_000), frozen.isNear]).toEqual([ILL_STUCK, false]);
    senseDistance(frozen, 703, 20_200);
    expect(judgeDistance(frozen, 20_200)).toBe(0);
    const empty = createDistance(1000, 0);
    for (let i = 0; i < 300; i++) senseDistance(empty, 8190, i * 200);
    expect(judgeDistance(empty, 60_000)).toBe(0);
  });
});
