// Writes a deployment, section by section. The layout is specified in shared/offers/deployment.ts.
import {
  DEPLOYMENT_MAGIC,
  DEPLOYMENT_VERSION,
  HEADER_BYTES,
  SECTIONS,
} from "../../shared/offers/deployment.ts";
import { crc32 } from "./crc.ts";

/** Numbers of the header by byte offset: [offset, bytes, value]. */
export type HeaderField = readonly [offset: number, bytes: 1 | 2 | 4, value: number];

/** A section whose bytes may hold offsets into the file: `write` gets the offset at which it begins. */
export interface Section {
  readonly number: number;
  write(at: number): Uint8Array;
}

/** Joins parts of bytes. */
export function joinBytes(parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

/** Little-endian u16 of each number. */
export function u16Bytes(values: ArrayLike<number>): Uint8Array {
  const out = new Uint8Array(values.length * 2);
  const view = new DataView(out.buffer);
  for (let i = 0; i < values.length; i++) view.setUint16(i * 2, values[i], true);
  return out;
}

/** Little-endian u32 of each number. */
export function u32Bytes(values: ArrayLike<number>): Uint8Array {
  const out = new Uint8Array(values.length * 4);
  const view = new DataView(out.buffer);
  for (let i = 0; i < values.length; i++) view.setUint32(i * 4, values[i], true);
  return out;
}

/** Padded with zeros to a multiple of 4. */
export function align(bytes: Uint8Array): Uint8Array {
  return bytes.length % 4 === 0 ? bytes : joinBytes([bytes, new Uint8Array(4 - (bytes.length % 4))]);
}

/** A section with an index of u32 offsets in front of items that follow it, each at a multiple of `alignment`. */
export function indexed(number: number, items: readonly Uint8Array[], alignment: 1 | 2 | 4): Section {
  return {
    number,
    write(at) {
      const offsets: number[] = [];
      const parts: Uint8Array[] = [];
      const places = new Map<string, number>();
      let next = at + items.length * 4;
      for (const item of items) {
        const key = Buffer.from(item).toString("latin1");
        const known = places.get(key);
        if (known !== undefined) {
          offsets.push(known);
          continue;
        }
        const pad = (alignment - (next % alignment)) % alignment;
        next += pad;
        places.set(key, next);
        offsets.push(next);
        parts.push(new Uint8Array(pad), item);
        next += item.length;
      }
      return joinBytes([u32Bytes(offsets), ...parts]);
    },
  };
}

/** The whole file: header, sections in the order given, CRC. */
export function encodeDeployment(fields: readonly HeaderField[], sections: readonly Section[]): Uint8Array {
  const header = new Uint8Array(HEADER_BYTES);
  const view = new DataView(header.buffer);
  const parts: Uint8Array[] = [header];
  let at = HEADER_BYTES;
  for (const section of sections) {
    if (section.number >= SECTIONS) throw new RangeError(`no section ${section.number}`);
    const bytes = align(section.write(at));
    view.setUint32(48 + section.number * 4, at, true);
    parts.push(bytes);
    at += bytes.length;
  }
  view.setUint32(0, DEPLOYMENT_MAGIC, true);
  view.setUint16(4, DEPLOYMENT_VERSION, true);
  view.setUint16(6, HEADER_BYTES, true);
  view.setUint32(8, at, true);
  for (const [offset, size, value] of fields) {
    if (size === 1) view.setUint8(offset, value);
    else if (size === 2) view.setUint16(offset, value, true);
    else view.setUint32(offset, value, true);
  }
  const out = joinBytes(parts);
  new DataView(out.buffer).setUint32(12, crc32(out.subarray(16)), true);
  return out;
}
