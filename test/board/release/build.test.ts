import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Entry } from "../../../host/board/release/archive.ts";
import { chooseBuild } from "../../../host/board/release/build.ts";
import { readImage } from "../../../host/board/release/image.ts";
import { readTable } from "../../../host/board/release/partition.ts";
import { type Chip, findChip } from "../../../host/board/rom/chip.ts";
import { HostError } from "../../../host/error.ts";
import { makeBuild, makeImage, makeTable, ROWS } from "./fixture.ts";

const [ESP32, C3] = [findChip(0) as Chip, findChip(5) as Chip];

function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof HostError) return error.code;
    throw error;
  }
  return "none";
}

/** All in one file, as merging tools write it. */
function merge(chip: Chip): Entry[] {
  const [bootloader, table, program] = makeBuild(chip.id).map(({ bytes }) => bytes) as [
    Buffer,
    Buffer,
    Buffer,
  ];
  const whole = Buffer.alloc(0x10000 + program.length, 0xff);
  whole.set(bootloader, chip.bootloaderAddress);
  whole.set(table, 0x8000);
  whole.set(program, 0x10000);
  return [{ name: "whole.bin", bytes: whole }];
}

describe("a build", () => {
  it.each([0, 5, 9])("for chip %i has its three parts at the places of that chip", (id) => {
    const chip = findChip(id) as Chip;
    const build = chooseBuild(makeBuild(id), "release.tgz", chip);
    const places = [build.bootloader, build.table, build.program].map(({ address }) => address);
    expect(places).toEqual([id === 0 ? 0x1000 : 0, 0x8000, 0x10000]);
    expect(build.name).toBe("release.tgz");
  });

  it("is the same from one merged file as from three", () => {
    for (const chip of [ESP32, C3]) {
      const apart = chooseBuild(makeBuild(chip.id), "r", chip);
      const merged = chooseBuild(merge(chip), "r", chip);
      for (const part of ["bootloader", "table", "program"] as const) {
        expect(merged[part].address).toBe(apart[part].address);
        expect(Buffer.from(merged[part].bytes)).toEqual(Buffer.from(apart[part].bytes));
      }
    }
  });

  it("is the one for the chip, out of a release for all of them", () => {
    const all = [...makeBuild(0, "esp32/"), ...makeBuild(5, "c3/"), ...makeBuild(9, "s3/")];
    expect(chooseBuild(all, "r.zip", C3)).toMatchObject({ name: "c3", chip: { id: 5 } });
  });

  it("has to be named where two fit", () => {
    const two = [...makeBuild(0, "plain/"), ...makeBuild(0, "cyd/")];
    expect(codeOf(() => chooseBuild(two, "r.zip", ESP32))).toBe("usage-build");
    expect(chooseBuild(two, "r.zip", ESP32, "cyd").name).toBe("cyd");
    expect(codeOf(() => chooseBuild(two, "r.zip", ESP32, "nope"))).toBe("usage-build");
  });

  it("of another chip is refused, also where only its program is", () => {
    expect(codeOf(() => chooseBuild(makeBuild(5), "r", ESP32))).toBe("release-chip");
    const [bootloader] = makeBuild(9);
    const mixed = [bootloader as Entry, ...makeBuild(5).slice(1)];
    expect(codeOf(() => chooseBuild(mixed, "r", C3))).toBe("release-chip");
  });

  it.each([
    ["nothing", []],
    ["no bootloader", makeBuild(0).slice(1)],
    ["a text", [{ name: "a.bin", bytes: Buffer.from("hello") }]],
    ["only a program", [{ name: "espruino-esp32.bin", bytes: makeImage(0, 1000) }]],
  ])("with %s is no release", (_, entries) => {
    expect(codeOf(() => chooseBuild(entries, "r", ESP32))).toBe("release-empty");
  });

  it("larger than its own partition is refused, and at its limit is not", () => {
    const small = (bytes: number) =>
      makeBuild(0).map((entry) =>
        entry.name.startsWith("partition")
          ? { ...entry, bytes: makeTable([...ROWS.slice(0, 2), ["factory", 0, 0, 0x10000, bytes]]) }
          : entry,
      );
    const { length } = makeImage(0, 60_000);
    expect(codeOf(() => chooseBuild(small(length - 1), "r", ESP32))).toBe("release-large");
    expect(codeOf(() => chooseBuild(small(length), "r", ESP32))).toBe("none");
  });

  it("with a damaged table is refused", () => {
    const broken = makeBuild(0).map((entry) =>
      entry.name.startsWith("partition")
        ? { ...entry, bytes: Buffer.from(entry.bytes).fill(7, 4, 6) }
        : entry,
    );
    expect(codeOf(() => chooseBuild(broken, "r", ESP32))).toBe("release-table");
  });
});

describe("an image", () => {
  const image = makeImage(9, 5000);

  it("tells its chip, and ends where its digest ends", () => {
    expect(readImage(Buffer.concat([image, Buffer.alloc(100, 255)]), "f")).toEqual({
      chipId: 9,
      bytes: image.length,
    });
  });

  it("with any one bit changed, or any byte missing, is refused", () => {
    // Of the header, bits that nothing depends on would pass without the digest.
    fc.assert(
      fc.property(fc.nat(image.length - 1), fc.nat(7), (at, bit) => {
        fc.pre(at !== 23);
        const changed = Buffer.from(image);
        changed[at] = (changed[at] ?? 0) ^ (1 << bit);
        expect(codeOf(() => readImage(changed, "f"))).toBe("release-image");
        expect(codeOf(() => readImage(image.subarray(0, at), "f"))).toBe("release-image");
      }),
    );
  });

  it("of arbitrary bytes gives an image or a refusal", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.boolean(), (bytes, hasMagic) => {
        if (hasMagic) bytes[0] = 0xe9;
        codeOf(() => readImage(bytes, "f"));
      }),
    );
  });
});

describe("a partition table", () => {
  it("is read as it was written", () => {
    const rows = readTable(makeTable())?.map(({ name, type, subtype, address, bytes }) => [
      name,
      type,
      subtype,
      address,
      bytes,
    ]);
    expect(rows).toEqual(ROWS);
  });

  it("with any bit changed is none", () => {
    const table = makeTable();
    const used = ROWS.length * 32 + 32;
    fc.assert(
      fc.property(fc.nat(used - 1), fc.nat(7), (at, bit) => {
        // The digest's entry has fourteen bytes that mean nothing.
        fc.pre(at < ROWS.length * 32 || at >= ROWS.length * 32 + 16);
        const changed = Buffer.from(table);
        changed[at] = (changed[at] ?? 0) ^ (1 << bit);
        expect(readTable(changed)).toBeUndefined();
      }),
    );
  });

  it("whose partitions overlap, or lie on the table, is none", () => {
    expect(readTable(makeTable([ROWS[2], ["other", 1, 1, 0x20000, 0x1000]] as typeof ROWS))).toBeUndefined();
    expect(readTable(makeTable([["low", 1, 1, 0x8000, 0x1000]]))).toBeUndefined();
    expect(readTable(Buffer.alloc(0))).toBeUndefined();
    expect(readTable(Buffer.alloc(0xc00, 255))).toBeUndefined();
  });

  it("of arbitrary bytes never throws", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 4000 }), (bytes) => {
        bytes.set([0xaa, 0x50].slice(0, bytes.length));
        readTable(bytes);
      }),
    );
  });
});
