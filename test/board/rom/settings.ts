// A partition of settings as ESP-IDF writes it, with bonds in it.
import { crc32 } from "node:zlib";

export interface Item {
  readonly index: number;
  readonly type: number;
  readonly key: string;
  /** 8 bytes, or those of a text or blob. */
  readonly value: Uint8Array;
  readonly isErased?: boolean;
}

const [U8, BLOB] = [0x01, 0x42];
const sum = (bytes: Uint8Array) => crc32(bytes, 0xffffffff);

/** One page, the next one where an item does not fit any more. */
export function makeSettings(items: readonly Item[], bytes = 0x6000): Buffer {
  const partition = Buffer.alloc(bytes, 0xff);
  let page = 0;
  let entry = 126;
  for (const { index, type, key, value, isErased } of items) {
    const isLong = type >= 0x21;
    const span = isLong ? 1 + Math.ceil(value.length / 32) : 1;
    if (entry + span > 126) {
      const head = partition.subarray(page * 4096, page * 4096 + 32);
      head.writeUInt32LE(0xfffffffe, 0);
      head.writeUInt32LE(page, 4);
      head[8] = 0xfe;
      head.writeUInt32LE(sum(head.subarray(4, 28)), 28);
      page++;
      entry = 0;
    }
    const start = (page - 1) * 4096;
    const at = start + 64 + entry * 32;
    const line = partition.subarray(at, at + 32);
    line.set([index, type, span, isLong ? 0 : 0xff]);
    line.fill(0, 8, 24);
    line.write(key, 8);
    if (isLong) {
      line.writeUInt16LE(value.length, 24);
      line.writeUInt32LE(sum(value), 28);
      partition.set(value, at + 32);
    } else line.set(value.subarray(0, 8), 24);
    line.writeUInt32LE(sum(Buffer.concat([line.subarray(0, 4), line.subarray(8)])), 4);
    for (let i = entry; i < entry + span; i++) {
      const bitmap = start + 32 + (i >> 2);
      const bits = isErased ? 3 : 1;
      partition[bitmap] = (partition[bitmap] ?? 0) & ~(bits << ((i & 3) * 2));
    }
    entry += span;
  }
  return partition;
}

export function nameSpace(index: number, name: string): Item {
  return { index: 0, type: U8, key: name, value: Uint8Array.of(index) };
}

/** As Bluedroid keeps them: one text for all devices, in pieces. */
export function makeBluedroid(addresses: readonly string[], pieceBytes = 1500): Item[] {
  const sections = addresses.map(
    (address) => `[${address}]\nDevType = 2\nLE_KEY_PENC = 00112233445566778899\n`,
  );
  const text = Buffer.from(`[Adapter]\nAddress = 30:ae:a4:00:11:22\n\n${sections.join("\n")}`);
  const pieces = Array.from({ length: Math.ceil(text.length / pieceBytes) }, (_, i) => ({
    index: 2,
    type: BLOB,
    key: `bt_cfg_key${i}`,
    value: text.subarray(i * pieceBytes, (i + 1) * pieceBytes),
  }));
  return [nameSpace(2, "bt_config.conf"), ...pieces];
}
