// NVS, where ESP32 firmware keeps settings and bonds. Pages of 4096 bytes: 32 of header (u32 state, u32 number, u8
// version, 19 unused, u32 CRC of bytes 4 to 27), 32 with two bits for each entry (3 empty, 2 written, 0 erased), and
// 126 entries of 32: u8 namespace, u8 type, u8 span in entries, u8 chunk, u32 CRC of all but itself, 16 bytes of key,
// 8 of value. Text and blobs have their length (u16) and CRC there and their bytes in the entries that follow. An
// entry of namespace 0 gives a namespace its number.
// Source: Espressif's programming guide, "Non-Volatile Storage Library".
import { crc32 } from "node:zlib";

const PAGE_BYTES = 4096;
const ENTRY_BYTES = 32;
const ENTRIES = 126;
const BITMAP_AT = 32;
const FIRST_ENTRY_AT = 64;
const WRITTEN = 2;
const VERSIONS = [0xfe, 0xff];
/** A page that takes entries. */
const ACTIVE = 0xfffffffe;
/** Pages whose entries count: taking entries, full, and being copied. */
const STATES = [ACTIVE, 0xfffffffc, 0xfffffff8];
const CRC_START = 0xffffffff;
const U8 = 0x01;
const U32 = 0x04;
const NO_CHUNK = 0xff;
const TEXT_AND_BLOBS = [0x21, 0x41, 0x42];

export interface Setting {
  readonly namespace: string;
  readonly key: string;
  readonly type: number;
  /** Value, little endian: 8 bytes of a number, or the whole text or piece of a blob. */
  readonly value: Uint8Array;
}

export interface Settings {
  readonly settings: readonly Setting[];
  /** Pages that are neither empty nor whole. */
  readonly badPages: number;
}

/** Reads a partition; never throws, whatever the bytes are. Entries with a wrong CRC are left out. */
export function readSettings(bytes: Uint8Array): Settings {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const names = new Map<number, string>();
  const found: (Omit<Setting, "namespace"> & { readonly index: number })[] = [];
  let badPages = 0;
  for (let at = 0; at + PAGE_BYTES <= view.length; at += PAGE_BYTES) {
    const page = view.subarray(at, at + PAGE_BYTES);
    const state = page.readUInt32LE(0);
    if (state === 0xffffffff) continue;
    const isWhole = STATES.includes(state) && VERSIONS.includes(page[8]);
    if (!isWhole || page.readUInt32LE(28) !== crc32(page.subarray(4, 28), CRC_START)) {
      badPages++;
      continue;
    }
    for (const entry of readEntries(page)) {
      if (entry.index !== 0) found.push(entry);
      else if (entry.type === U8) names.set(entry.value[0], entry.key);
    }
  }
  const settings = found.map(({ index, ...rest }) => ({
    namespace: names.get(index) ?? `#${index}`,
    ...rest,
  }));
  return { settings, badPages };
}

function readEntries(page: Buffer): (Omit<Setting, "namespace"> & { index: number })[] {
  const entries = [];
  for (let i = 0; i < ENTRIES; i++) {
    if (((page[BITMAP_AT + (i >> 2)] >> ((i & 3) * 2)) & 3) !== WRITTEN) continue;
    const at = FIRST_ENTRY_AT + i * ENTRY_BYTES;
    const entry = page.subarray(at, at + ENTRY_BYTES);
    if (entry.readUInt32LE(4) !== sumEntry(entry)) continue;
    const [index, type, span] = entry;
    const value = readValue(page, at, type);
    // What follows a text or a blob in its span is data, and no entry.
    if (TEXT_AND_BLOBS.includes(type)) i += Math.max(span, 1) - 1;
    if (value === undefined) continue;
    const key = entry.toString("latin1", 8, 24).replace(/\0[\s\S]*$/, "");
    entries.push({ index, key, type, value });
  }
  return entries;
}

function readValue(page: Buffer, at: number, type: number): Uint8Array | undefined {
  if (!TEXT_AND_BLOBS.includes(type)) return page.subarray(at + 24, at + ENTRY_BYTES);
  const value = page.subarray(at + ENTRY_BYTES, at + ENTRY_BYTES + page.readUInt16LE(at + 24));
  return crc32(value, CRC_START) === page.readUInt32LE(at + 28) ? value : undefined;
}

function sumEntry(entry: Buffer): number {
  return crc32(Buffer.concat([entry.subarray(0, 4), entry.subarray(8)]), CRC_START);
}

/** Espruino's own settings: namespace "nvs", and a number that says whether Wi-Fi is started. */
const ESPRUINO_NAMESPACE = "nvs";
const WIFI_KEY = "wifiStatus";

/**
 * A partition as if new, with no bond in it, and Wi-Fi switched off for Espruino.
 * @param bytes a multiple of 4096, two pages or more: one must stay empty
 */
export function buildSettings(bytes: number): Uint8Array {
  const partition = Buffer.alloc(bytes, 0xff);
  const page = partition.subarray(0, PAGE_BYTES);
  page.writeUInt32LE(ACTIVE, 0);
  page.writeUInt32LE(0, 4);
  page[8] = VERSIONS[0];
  page.writeUInt32LE(crc32(page.subarray(4, 28), CRC_START), 28);
  writeEntry(page, 0, { index: 0, type: U8, key: ESPRUINO_NAMESPACE, value: Uint8Array.of(1) });
  writeEntry(page, 1, { index: 1, type: U32, key: WIFI_KEY, value: new Uint8Array(4) });
  return partition;
}

function writeEntry(
  page: Buffer,
  i: number,
  { index, type, key, value }: { index: number; type: number; key: string; value: Uint8Array },
): void {
  const at = FIRST_ENTRY_AT + i * ENTRY_BYTES;
  const entry = page.subarray(at, at + ENTRY_BYTES);
  entry.set([index, type, 1, NO_CHUNK]);
  entry.fill(0, 8, 24);
  entry.write(key, 8, "latin1");
  entry.set(value, 24);
  entry.writeUInt32LE(sumEntry(entry), 4);
  // Written: the lower of its two bits is cleared.
  page[BITMAP_AT + (i >> 2)] &= ~(1 << ((i & 3) * 2));
}
