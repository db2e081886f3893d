import { describe, expect, it } from "vitest";
import { crc32 } from "../../host/compile/crc.ts";
import { encodeDeployment, indexed, u16Bytes, u32Bytes } from "../../host/compile/encode.ts";
import {
  checkDeployment,
  DEPLOYMENT_OK,
  HEADER_BYTES,
  SECTIONS,
  sectionOffset,
} from "../../shared/offers/deployment.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

describe("the sum of a deployment", () => {
  it("is the CRC-32 of IEEE 802.3", () => {
    // Check value of the CRC catalogue.
    expect(crc32(bytes("123456789"))).toBe(0xcbf43926);
    expect(crc32(new Uint8Array(0))).toBe(0);
    expect(crc32(new Uint8Array([0]))).not.toBe(crc32(new Uint8Array([0, 0])));
  });
});

describe("encoding", () => {
  it("begins every section at a multiple of 4 and fills the file to one", () => {
    const sections = [1, 2, 3, 4, 5].map((length, number) => ({
      number,
      write: () => new Uint8Array(length).fill(number + 1),
    }));
    const out = encodeDeployment([[24, 2, 77]], sections);
    expect(out.length % 4).toBe(0);
    expect(checkDeployment(out.slice().buffer, crc32)).toBe(DEPLOYMENT_OK);
    const u32 = new Uint32Array(out.slice().buffer);
    for (const { number, write } of sections) {
      const at = sectionOffset(u32, number);
      expect(at % 4).toBe(0);
      expect(at).toBeGreaterThanOrEqual(HEADER_BYTES);
      expect(out.slice(at, at + write().length)).toEqual(write());
    }
    expect(sectionOffset(u32, 9)).toBe(0);
    expect(new DataView(out.buffer).getUint16(24, true)).toBe(77);
  });

  it("writes equal items once, each at its alignment, at the offset of the file that the index says", () => {
    const items = [bytes("abc"), bytes("de"), bytes("abc"), bytes("")];
    for (const alignment of [1, 2, 4] as const) {
      const section = indexed(3, items, alignment);
      const at = 128;
      const out = section.write(at);
      const view = new DataView(out.buffer, out.byteOffset);
      const offsets = items.map((_, i) => view.getUint32(i * 4, true));
      offsets.forEach((offset, i) => {
        expect(offset % alignment).toBe(0);
        expect(out.slice(offset - at, offset - at + items[i].length)).toEqual(items[i]);
      });
      expect(offsets[2]).toBe(offsets[0]);
    }
  });

  it("writes numbers little-endian", () => {
    expect([...u16Bytes([0x1234, 0xffff])]).toEqual([0x34, 0x12, 0xff, 0xff]);
    expect([...u32Bytes([0x12345678])]).toEqual([0x78, 0x56, 0x34, 0x12]);
  });

  it("refuses a section that the table has no place for", () => {
    expect(() => encodeDeployment([], [{ number: SECTIONS, write: () => new Uint8Array(0) }])).toThrow(
      RangeError,
    );
  });
});
