import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compact } from "../../host/simulator/compaction.ts";
import {
  BACKWARDS,
  CLEAN,
  type Cut,
  cutFlash,
  type FlashCall,
  MIXED,
  PowerCut,
  ZEROED,
} from "../../host/simulator/cut.ts";
import { createFlash, type Flash } from "../../host/simulator/flash.ts";
import { mountStorage } from "../../host/simulator/storage.ts";

const SIZE = 8 * 1024;

/** Runs until the power goes. */
function runCut(flash: Flash, cut: Cut | undefined, run: (flash: Flash) => void): FlashCall[] {
  const calls: FlashCall[] = [];
  try {
    run(cutFlash(flash, cut, ({ address, data }) => calls.push({ address, data: data?.slice() })));
  } catch (error) {
    if (!(error instanceof PowerCut)) throw error;
  }
  return calls;
}

/** Storage with some files, the first of them deleted. */
function createUsed(pageBytes: number): Flash {
  const flash = createFlash(SIZE, pageBytes);
  const storage = mountStorage(flash);
  storage.write("kept", new Uint8Array(pageBytes - 32).fill(1));
  storage.write("old", new Uint8Array(300).fill(2));
  for (let i = 0; i < 4; i++) storage.write(`file${i}`, new Uint8Array(500 + 90 * i).fill(i + 3));
  storage.erase("old");
  return flash;
}

function copyOf(flash: Flash): Flash {
  const copy = createFlash(flash.bytes.length, flash.pageBytes);
  copy.bytes.set(flash.bytes);
  return copy;
}

const anyCut = fc.record({
  call: fc.nat(12),
  byte: fc.nat(4200),
  tear: fc.oneof(fc.constant(CLEAN), fc.nat(255), fc.integer({ min: MIXED, max: BACKWARDS })),
});

describe("a cut", () => {
  it("leaves each bit as it was or as it should become, and nothing after it", () => {
    fc.assert(
      fc.property(anyCut, fc.constantFrom(1024, 4096), (cut, pageBytes) => {
        const before = createUsed(pageBytes);
        const after = copyOf(before);
        const calls = runCut(after, cut, (flash) => compact(flash));
        // The oracle: whole calls, then the limits of what the one that was cut may do.
        const oracle = copyOf(before);
        for (const { address, data } of calls.slice(0, cut.call))
          if (data) oracle.write(address, data);
          else oracle.erasePage(address);
        const torn = calls[cut.call];
        const reached = copyOf(oracle);
        if (torn?.data) reached.write(torn.address, torn.data);
        else if (torn) reached.erasePage(torn.address);
        for (let i = 0; i < SIZE; i++) {
          const [old = 0, goal = 0, is = 0] = [oracle.bytes[i], reached.bytes[i], after.bytes[i]];
          const mayBeZero =
            cut.tear >= ZEROED && cut.tear < BACKWARDS && torn !== undefined && torn.data === undefined;
          if (
            mayBeZero ? (is & ~goal) !== 0 : (is & ~(old | goal)) !== 0 || (is & old & goal) !== (old & goal)
          )
            throw new Error(`byte ${i} is ${is}, was ${old}, should become ${goal}`);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("has every state between two calls, and the last one without a cut (control)", () => {
    const before = createUsed(1024);
    const whole = copyOf(before);
    const calls = runCut(whole, undefined, (flash) => compact(flash));
    expect(calls.length).toBeGreaterThan(4);
    const states = new Set<string>();
    for (let call = 0; call <= calls.length; call++) {
      const flash = copyOf(before);
      runCut(flash, { call, byte: 0, tear: CLEAN }, (cutting) => compact(cutting));
      states.add(Buffer.from(flash.bytes).toString("base64"));
      if (call === 0) expect(flash.bytes).toEqual(before.bytes);
      if (call === calls.length) expect(flash.bytes).toEqual(whole.bytes);
    }
    expect(states.size).toBeGreaterThan(4);
  });
});

describe("compaction", () => {
  it("touches nothing before the page with the first deleted file, wherever it is cut", () => {
    fc.assert(
      fc.property(anyCut, fc.constantFrom(1024, 4096), (cut, pageBytes) => {
        const before = createUsed(pageBytes);
        const after = copyOf(before);
        runCut(after, cut, (flash) => compact(flash));
        expect(after.bytes.subarray(0, pageBytes)).toEqual(before.bytes.subarray(0, pageBytes));
        expect(mountStorage(after).list()).toContain("kept");
      }),
      { numRuns: 200 },
    );
  });

  it("can lose files when it is cut: the reason for a layout that never needs it", () => {
    const before = createUsed(1024);
    const names = mountStorage(copyOf(before)).list();
    const kept = [];
    for (let call = 0; call < 12; call++) {
      const flash = copyOf(before);
      runCut(flash, { call, byte: 0, tear: CLEAN }, (cutting) => compact(cutting));
      const storage = mountStorage(flash);
      kept.push(storage.list().length);
      for (const name of storage.list()) expect(names).toContain(name);
    }
    expect(Math.min(...kept)).toBeLessThan(names.length);
  });

  it("erases a page right before it writes there, and never writes more than a page", () => {
    const pageBytes = 1024;
    const erased = new Set<number>();
    for (const { address, data } of runCut(createUsed(pageBytes), undefined, (flash) => compact(flash))) {
      const page = address - (address % pageBytes);
      if (data) {
        expect(erased).toContain(page);
        expect((address % pageBytes) + data.length).toBeLessThanOrEqual(pageBytes);
      } else erased.add(page);
    }
    expect(erased.size).toBeGreaterThan(2);
  });
});
