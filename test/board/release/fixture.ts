// Releases that look like Espruino's: images for a chip, a partition table, and archives of them.
import { createHash } from "node:crypto";
import { crc32, deflateRawSync, gzipSync } from "node:zlib";
import type { Entry } from "../../../host/board/release/archive.ts";

/** Bytes that hardly pack: a linear congruence. */
export function makeNoise(length: number, seed: number): Buffer {
  let state = seed;
  return Buffer.from(
    Array.from({ length }, () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return state >>> 24;
    }),
  );
}

/** An image of two segments, with checksum and digest. */
export function makeImage(chipId: number, length: number, seed = chipId + 1): Buffer {
  const head = Buffer.alloc(24);
  head.set([0xe9, 2, 2, 0x2f]);
  head.writeUInt16LE(chipId, 12);
  head[23] = 1;
  const segments = [makeNoise(length, seed), makeNoise(64, seed + 7)];
  const pieces = segments.flatMap((data) => {
    const header = Buffer.alloc(8);
    header.writeUInt32LE(0x3f400020, 0);
    header.writeUInt32LE(data.length, 4);
    return [header, data];
  });
  const body = Buffer.concat([head, ...pieces]);
  const padding = Buffer.alloc(16 - (body.length % 16));
  padding[padding.length - 1] = segments.reduce(
    (sum, data) => data.reduce((all, byte) => all ^ byte, sum),
    0xef,
  );
  const summed = Buffer.concat([body, padding]);
  return Buffer.concat([summed, createHash("sha256").update(summed).digest()]);
}

export type Row = readonly [name: string, type: number, subtype: number, address: number, bytes: number];

/** As Espruino's, with less Storage, so that it is read sooner. */
export const ROWS: readonly Row[] = [
  ["nvs", 1, 2, 0x9000, 0x6000],
  ["phy_init", 1, 1, 0xf000, 0x1000],
  ["factory", 0, 0, 0x10000, 2000 * 1024],
  ["flash", 1, 0x40, 0x310000, 64 * 1024],
  ["storage", 1, 6, 0x320000, 128 * 1024],
];

export function makeTable(rows: readonly Row[] = ROWS): Buffer {
  const entries = rows.map(([name, type, subtype, address, bytes]) => {
    const entry = Buffer.alloc(32);
    entry.set([0xaa, 0x50, type, subtype]);
    entry.writeUInt32LE(address, 4);
    entry.writeUInt32LE(bytes, 8);
    entry.write(name, 12, "latin1");
    return entry;
  });
  const table = Buffer.concat(entries);
  const digest = Buffer.concat([
    Buffer.from([0xeb, 0xeb]),
    Buffer.alloc(14, 0xff),
    createHash("md5").update(table).digest(),
  ]);
  const whole = Buffer.concat([table, digest]);
  return Buffer.concat([whole, Buffer.alloc(0xc00 - whole.length, 0xff)]);
}

/** The three files of a build. */
export function makeBuild(chipId: number, folder = "", length = 60_000): Entry[] {
  const name = { 0: "espruino-esp32.bin", 5: "espruino-esp32c3.bin", 9: "espruino-esp32s3.bin" }[chipId];
  return [
    { name: `${folder}bootloader.bin`, bytes: makeImage(chipId, 20_000, 3) },
    { name: `${folder}partition-table.bin`, bytes: makeTable() },
    { name: `${folder}${name ?? "espruino.bin"}`, bytes: makeImage(chipId, length) },
    { name: `${folder}README_flash.txt`, bytes: Buffer.from("How to flash\n") },
  ];
}

export interface TarEntry {
  readonly name: string;
  readonly bytes?: Uint8Array;
  readonly kind?: string;
}

export function makeTar(entries: readonly TarEntry[]): Buffer {
  const blocks = entries.flatMap(({ name, bytes = Buffer.alloc(0), kind = "0" }) => {
    const header = Buffer.alloc(512);
    header.write(name, 0, 100, "latin1");
    header.write("0000644\0", 100);
    header.write(`${bytes.length.toString(8).padStart(11, "0")}\0`, 124);
    header.write("        ", 148);
    header.write(kind, 156);
    header.write("ustar\x0000", 257);
    const sum = header.reduce((total, byte) => total + byte, 0);
    header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
    return [header, bytes, Buffer.alloc(-bytes.length & 511)];
  });
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}

export function makeTgz(entries: readonly TarEntry[]): Buffer {
  return gzipSync(makeTar(entries));
}

/** @param claim what the directory says of each file's size, where that is to be a lie */
export function makeZip(entries: readonly Entry[], claim?: number): Buffer {
  const files: Buffer[] = [];
  const lines: Buffer[] = [];
  let at = 0;
  for (const [i, { name, bytes }] of entries.entries()) {
    const isPacked = i % 2 === 0;
    const data = isPacked ? deflateRawSync(bytes) : Buffer.from(bytes);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(name.length, 26);
    const line = Buffer.alloc(46);
    line.writeUInt32LE(0x02014b50, 0);
    line.writeUInt16LE(isPacked ? 8 : 0, 10);
    line.writeUInt32LE(crc32(bytes), 16);
    line.writeUInt32LE(data.length, 20);
    line.writeUInt32LE(claim ?? bytes.length, 24);
    line.writeUInt16LE(name.length, 28);
    line.writeUInt32LE(at, 42);
    files.push(local, Buffer.from(name, "latin1"), data);
    lines.push(line, Buffer.from(name, "latin1"));
    at += 30 + name.length + data.length;
  }
  const directory = Buffer.concat(lines);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...files, directory, end]);
}
