// The partition table of an ESP32: entries of 32 bytes (0xaa 0x50, type, subtype, u32 address, u32 length, 16 bytes
// of name, u32 flags), after them one that begins 0xeb 0xeb and has the MD5 of all before it in its last 16 bytes.
// Source: Espressif's programming guide, "Partition Tables".
import { createHash } from "node:crypto";

/** Where every build of Espruino for these chips has its table. */
export const TABLE_ADDRESS = 0x8000;
export const TABLE_BYTES = 0xc00;
const ENTRY_BYTES = 32;
const MAGIC = 0x50aa;
const DIGEST_MAGIC = 0xebeb;
const TYPE_APP = 0;
const TYPE_DATA = 1;
const SUBTYPE_NVS = 2;

export interface Partition {
  readonly name: string;
  readonly type: number;
  readonly subtype: number;
  readonly address: number;
  readonly bytes: number;
}

/**
 * Reads a table; never throws.
 * @returns undefined where there is none, its digest is wrong, or partitions overlap each other or the table
 */
export function readTable(bytes: Uint8Array): Partition[] | undefined {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, TABLE_BYTES));
  const partitions: Partition[] = [];
  for (let at = 0; at + ENTRY_BYTES <= view.length; at += ENTRY_BYTES) {
    const magic = view.readUInt16LE(at);
    if (magic === DIGEST_MAGIC) {
      const digest = createHash("md5").update(view.subarray(0, at)).digest();
      if (!digest.equals(view.subarray(at + 16, at + 32))) return undefined;
    } else if (magic === MAGIC) {
      const name = view.toString("latin1", at + 12, at + 28).replace(/\0[\s\S]*$/, "");
      const [address, length] = [view.readUInt32LE(at + 4), view.readUInt32LE(at + 8)];
      partitions.push({ name, type: view[at + 2], subtype: view[at + 3], address, bytes: length });
    } else if (magic === 0xffff) break;
    else return undefined;
  }
  const sorted = partitions.toSorted((a, b) => a.address - b.address);
  const isApart = sorted.every(
    (one, i) =>
      one.address >= (i === 0 ? TABLE_ADDRESS + 0x1000 : sorted[i - 1].address + sorted[i - 1].bytes),
  );
  return partitions.length > 0 && isApart ? partitions : undefined;
}

/** The partition of the program: the first one, by address, that holds an app. */
export function findProgram(table: readonly Partition[]): Partition | undefined {
  return table.filter((one) => one.type === TYPE_APP).sort((a, b) => a.address - b.address)[0];
}

/** The partition of Espruino's Storage. */
export function findStorage(table: readonly Partition[]): Partition | undefined {
  return table.find((one) => one.type === TYPE_DATA && one.name === "storage");
}

/** Partitions in which the firmware keeps settings and bonds. */
export function findSettings(table: readonly Partition[]): Partition[] {
  return table.filter((one) => one.type === TYPE_DATA && one.subtype === SUBTYPE_NVS);
}
