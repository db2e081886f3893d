import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { crc32 } from "../../host/compile/crc.ts";
import {
  checkDeployment,
  DEPLOYMENT_BAD_CRC,
  DEPLOYMENT_BAD_SECTION,
  DEPLOYMENT_MAGIC,
  DEPLOYMENT_OK,
  HEADER_BYTES,
  openDeployment,
  SECTIONS,
} from "../../shared/offers/deployment.ts";
import { runs, worlds } from "../arbitraries.ts";
import { compileWorld, FORMS } from "./player.ts";

const [world] = fc.sample(worlds(20), { numRuns: 1, seed: 7 });
const good = compileWorld(world, "rows");

function check(bytes: Uint8Array): number {
  return checkDeployment(bytes.slice().buffer, crc32);
}

/** Bytes that claim to be whole: right magic, version, length and sums over whatever they hold. */
function seal(bytes: Uint8Array): Uint8Array {
  const out = bytes.slice();
  const view = new DataView(out.buffer);
  view.setUint32(0, DEPLOYMENT_MAGIC, true);
  view.setUint16(4, 1, true);
  view.setUint16(6, HEADER_BYTES, true);
  view.setUint32(8, out.length, true);
  view.setUint32(12, crc32(out.subarray(16)), true);
  return out;
}

describe("P9: a deployment", () => {
  it("is accepted whole, in both forms (control of all that follow)", () => {
    for (const form of FORMS) expect(check(compileWorld(world, form))).toBe(DEPLOYMENT_OK);
    expect(check(seal(good))).toBe(DEPLOYMENT_OK);
  });

  it("is refused when it was cut anywhere", () => {
    for (let length = 0; length < good.length; length++)
      expect(check(good.subarray(0, length))).toBeLessThan(0);
    for (let more = 1; more < 64; more++)
      expect(check(new Uint8Array([...good, ...new Uint8Array(more)]))).toBeLessThan(0);
  });

  it("is refused with any bit of its header, and any sampled bit of its body, turned over", () => {
    const flip = (bit: number) => {
      const bytes = good.slice();
      bytes[bit >> 3] ^= 1 << (bit & 7);
      return check(bytes);
    };
    for (let bit = 0; bit < HEADER_BYTES * 8; bit++) expect(flip(bit)).toBeLessThan(0);
    for (let bit = HEADER_BYTES * 8; bit < good.length * 8; bit += 13)
      expect(flip(bit)).toBe(DEPLOYMENT_BAD_CRC);
  });

  it("is refused half written: any page of flash still erased", () => {
    for (let page = 0; page < good.length; page += 64) {
      const bytes = good.slice();
      bytes.fill(0xff, page, page + 64);
      expect(check(bytes)).toBeLessThan(0);
    }
  });

  it("of any bytes whatever gets a status and no exception", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => {
        expect(check(bytes)).toBeLessThan(0);
        if (bytes.length >= HEADER_BYTES && bytes.length % 4 === 0)
          expect([DEPLOYMENT_OK, DEPLOYMENT_BAD_SECTION]).toContain(check(seal(bytes)));
      }),
      runs(500),
    );
  });

  it("with right sums is refused all the same where a section begins behind its end or off its step", () => {
    fc.assert(
      fc.property(
        fc.nat({ max: SECTIONS - 1 }),
        fc.integer({ min: 0, max: 0xffffffff }),
        (section, offset) => {
          const bytes = good.slice();
          new DataView(bytes.buffer).setUint32(48 + section * 4, offset, true);
          const isInside = offset <= good.length && offset % 4 === 0;
          expect(check(seal(bytes))).toBe(isInside ? DEPLOYMENT_OK : DEPLOYMENT_BAD_SECTION);
        },
      ),
      runs(500),
    );
  });

  it("never has anything read of it beyond its end", () => {
    const seen: number[] = [];
    const status = checkDeployment(good.slice().buffer, (bytes) => {
      seen.push(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
      return crc32(bytes);
    });
    expect(status).toBe(DEPLOYMENT_OK);
    expect(seen).toEqual([16, good.length]);
  });
});

describe("P10: compiling", () => {
  it("twice gives the same bytes, and opening gives back what was compiled", () => {
    fc.assert(
      fc.property(worlds(20), fc.constantFrom(...FORMS), (made, form) => {
        const bytes = compileWorld(made, form);
        expect(compileWorld(made, form)).toEqual(bytes);
        expect(check(bytes)).toBe(DEPLOYMENT_OK);
        const d = openDeployment(bytes.slice().buffer);
        expect({ ...d, u8: 0, u16: 0, u32: 0 }).toMatchObject({
          offers: made.shop.offers.length,
          languages: made.shop.languages.length,
          answers: made.answers,
          slotSeconds: made.slotSeconds,
          hourSlots: Math.ceil(3600 / made.slotSeconds),
          staffEvery: made.shop.staffEvery,
          isBits: form === "bits",
          isPartial: made.shop.offers.some((offer) =>
            made.shop.languages.some((language) => offer.title[language] === undefined),
          ),
        });
        for (const at of [d.zone, d.axisTable, d.dates, d.programs, d.groups, d.rows, d.offerTable]) {
          expect(at).toBeGreaterThanOrEqual(HEADER_BYTES);
          expect(at).toBeLessThanOrEqual(bytes.length);
        }
      }),
      runs(60),
    );
  });
});
