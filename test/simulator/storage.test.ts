import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRandom } from "../../host/random.ts";
import { PAGE_BYTES } from "../../host/simulator/flash.ts";
import { createStorage, type Storage } from "../../host/simulator/storage.ts";
import { askInterpreter, askSimulator, ESPRUINO } from "./interpreter.ts";

const bytes = (text: string): Uint8Array => Buffer.from(text, "latin1");
const text = (data: Uint8Array | undefined): string | undefined =>
  data && Buffer.from(data).toString("latin1");

function attempt(write: () => boolean): string {
  try {
    return String(write());
  } catch (error) {
    return (error as Error).message;
  }
}

/** A program that does the same random things with Storage wherever it runs, and tells what came of each. */
function writeStorageProgram(seed: number, steps: number, mostBytes: number): string {
  const random = createRandom(seed);
  const lines = [
    'var s=require("Storage");',
    "function t(f){var r;try{r=f();}catch(e){r=e.message;}",
    'print("@"+r+" "+s.getFree()+" "+s.list().join());}',
    "function fill(n,c){return new Uint8Array(n).fill(c);}",
  ];
  const names = ["a.js", "a.dep", "slot", "1234567890123456789012345678", "X:day", ""];
  const pick = (): string => JSON.stringify(names[random.below(names.length - (random.below(9) ? 1 : 0))]);
  for (let i = 0; i < steps; i++) {
    const kind = random.below(10);
    const size = 1 + random.below(random.below(4) ? 40 : mostBytes);
    if (kind < 6)
      lines.push(`t(function(){return s.write(${pick()},fill(${size},${random.below(3) * 127}));});`);
    else if (kind === 6) lines.push(`t(function(){return s.erase(${pick()});});`);
    else if (kind === 7)
      lines.push(`t(function(){return s.write(${pick()},fill(${random.below(9)},7),0,${size});});`);
    else if (kind === 8)
      lines.push(`t(function(){return s.write(${pick()},fill(${random.below(9)},8),${random.below(50)});});`);
    else
      lines.push(
        `t(function(){var r=s.read(${pick()},${random.below(60) - 9},${random.below(60) - 9});return r&&E.CRC32(r);});`,
      );
  }
  return lines.join("\n");
}

describe.skipIf(!ESPRUINO)("Storage beside the interpreter", () => {
  it.each([
    [1, 200, 3000],
    [2, 150, 20_000],
    [3, 90, 60_000],
    [4, 90, 120_000],
  ])("leaves equal answers and equal flash, byte for byte (seed %i)", (seed, steps, mostBytes) => {
    const program = writeStorageProgram(seed, steps, mostBytes);
    const real = askInterpreter(program);
    const ours = askSimulator(program);
    expect(real.lines).toHaveLength(steps);
    expect(ours.lines).toEqual(real.lines);
    expect(Buffer.compare(ours.flash, real.flash)).toBe(0);
  });

  it("tells flash apart in which one bit differs", () => {
    const program = writeStorageProgram(5, 10, 100);
    const ours = askSimulator(program).flash.slice();
    ours[PAGE_BYTES] ^= 1;
    expect(Buffer.compare(ours, askInterpreter(program).flash)).not.toBe(0);
  });
});

describe("Storage", () => {
  it("keeps what a map would keep, as long as everything fits", () => {
    const name = fc.constantFrom("a", "b", "a.js", "day");
    const step = fc.record({ name, data: fc.option(fc.uint8Array({ minLength: 1, maxLength: 300 })) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
        const storage = createStorage(2 * PAGE_BYTES);
        const plain = new Map<string, string>();
        for (const { name, data } of steps) {
          if (data) {
            storage.write(name, data);
            plain.set(name, Buffer.from(data).toString("hex"));
          } else {
            storage.erase(name);
            plain.delete(name);
          }
          for (const [known, hex] of plain)
            expect(Buffer.from(storage.read(known) ?? []).toString("hex")).toBe(hex);
          expect(storage.list().sort()).toEqual([...plain.keys()].sort());
        }
      }),
    );
  });

  it("cuts names at 28 bytes, so that a longer name means the same file", () => {
    const storage = createStorage(PAGE_BYTES);
    storage.write("1234567890123456789012345678", bytes("old"));
    storage.write("12345678901234567890123456789", bytes("new"));
    expect(storage.list()).toEqual(["1234567890123456789012345678"]);
    expect(text(storage.read("1234567890123456789012345678"))).toBe("new");
  });

  it("refuses an empty file", () => {
    const storage = createStorage(PAGE_BYTES);
    expect(attempt(() => storage.write("a", bytes("")))).toBe("Can't create zero length file");
  });

  it("costs nothing where the same is written again, and header and padding where it differs", () => {
    const storage = createStorage(PAGE_BYTES);
    storage.write("a", bytes("abc"));
    storage.write("a", bytes("abc"));
    expect(storage.getFree()).toBe(PAGE_BYTES - 36);
    storage.write("a", bytes("abd"));
    expect(storage.getFree()).toBe(PAGE_BYTES - 72);
  });

  it("fills a preallocated file piece by piece, each place once", () => {
    const storage = createStorage(PAGE_BYTES);
    storage.write("log", bytes("ab"), 0, 6);
    expect(attempt(() => storage.write("log", bytes("cd"), 2))).toBe("true");
    expect(attempt(() => storage.write("log", bytes("cd"), 2))).toBe(
      "File already written with different data",
    );
    expect(attempt(() => storage.write("log", bytes("efg"), 4))).toBe("Too much data for file size");
    expect(text(storage.read("log"))).toBe("abcd\xff\xff");
  });

  it("loses the old file when the new one does not fit", () => {
    const storage = createStorage(PAGE_BYTES);
    storage.write("keep", bytes("old"));
    expect(attempt(() => storage.write("keep", new Uint8Array(5000)))).toBe("Unable to find or create file");
    expect(storage.read("keep")).toBeUndefined();
  });

  it("compacts when it is full, and then finds every file", () => {
    const storage = createStorage(2 * PAGE_BYTES);
    storage.write("first", bytes("1"));
    for (let i = 0; i < 60; i++) storage.write("day", new Uint8Array(300).fill(i));
    expect(storage.read("day")?.[299]).toBe(59);
    expect(text(storage.read("first"))).toBe("1");
    expect(storage.getFree()).toBeGreaterThan(0);
  });

  it("survives any bytes whatever in flash", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 64, maxLength: 400 }), fc.nat(8000), (noise, at) => {
        const storage: Storage = createStorage(2 * PAGE_BYTES);
        storage.write("a", new Uint8Array(700));
        storage.flash.bytes.set(noise.subarray(0, Math.max(2 * PAGE_BYTES - at, 0)), at);
        storage.list();
        storage.read("a");
        attempt(() => storage.write("b", new Uint8Array(50)));
        expect(storage.getFree()).toBeLessThanOrEqual(2 * PAGE_BYTES);
      }),
    );
  });
});
