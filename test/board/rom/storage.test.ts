import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isStorage, readStorage } from "../../../host/board/rom/storage.ts";
import { createStorage } from "../../../host/simulator/storage.ts";

const BYTES = 16 * 4096;
const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

const operation = fc.record({
  name: fc.constantFrom("a", "b", ".boot0", "day", "a name of twenty eight byte"),
  data: fc.uint8Array({ minLength: 1, maxLength: 6000 }),
  isErase: fc.boolean(),
});

describe("Storage read from flash", () => {
  it("has the files, names and bytes that the board itself would list", () => {
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 30 }), (operations) => {
        const storage = createStorage(BYTES);
        for (const { name, data, isErase } of operations) {
          try {
            if (isErase) storage.erase(name);
            else storage.write(name, data);
          } catch {
            // It was full: what is in it by then counts.
          }
        }
        const { files, strayBytes } = readStorage(storage.flash.bytes);
        expect(files.map(({ name }) => name).sort()).toEqual([...storage.list()].sort());
        for (const { name, bytes, sha256: digest } of files) {
          const content = storage.read(name) as Uint8Array;
          expect([bytes, digest]).toEqual([content.length, sha256(content)]);
        }
        expect(strayBytes).toBe(0);
        expect(isStorage(storage.flash.bytes)).toBe(true);
      }),
    );
  });

  it("shows what an erased file left behind, and bytes that are in no file", () => {
    const storage = createStorage(BYTES);
    storage.write("a", Buffer.alloc(500, 1));
    storage.write("b", Buffer.alloc(300, 2));
    storage.erase("a");
    expect(readStorage(storage.flash.bytes)).toMatchObject({
      files: [{ name: "b", bytes: 300 }],
      remains: [{ bytes: 500, address: 0 }],
      strayBytes: 0,
    });
    storage.flash.bytes[BYTES - 10] = 0;
    expect(readStorage(storage.flash.bytes).strayBytes).toBe(1);
    // A cut leaves such bytes: it is Storage all the same. Bytes of something else are not.
    expect(isStorage(storage.flash.bytes)).toBe(true);
    expect(isStorage(Buffer.alloc(BYTES, "some other file system"))).toBe(false);
    const foreign = Buffer.alloc(BYTES, 255);
    foreign.set([16, 0, 0, 7, 65]);
    expect(isStorage(foreign)).toBe(false);
  });

  it("of an empty partition is nothing", () => {
    expect(readStorage(new Uint8Array(BYTES).fill(255))).toEqual({
      files: [],
      remains: [],
      strayBytes: 0,
      freeBytes: BYTES,
    });
    expect(isStorage(new Uint8Array(0))).toBe(true);
  });

  it("of arbitrary bytes never throws, and no file is longer than the partition", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 9000 }), fc.nat(3), (bytes, high) => {
        if (bytes.length > 3) bytes.set([high * 40, high, 0, 0]);
        for (const { bytes: length, address } of readStorage(bytes).files)
          expect(address + length).toBeLessThanOrEqual(bytes.length);
      }),
    );
  });
});
