import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countBonds } from "../../../host/board/rom/bonds.ts";
import { buildSettings, readSettings } from "../../../host/board/rom/nvs.ts";
import { type Item, makeBluedroid, makeSettings, nameSpace } from "./settings.ts";

const address = fc
  .uint8Array({ minLength: 6, maxLength: 6 })
  .map((bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join(":"));
const BLOB = 0x42;

describe("settings", () => {
  it("as new have Wi-Fi off, no bond, and a page that stays free", () => {
    const bytes = buildSettings(0x6000);
    expect(readSettings(bytes)).toEqual({
      settings: [
        { namespace: "nvs", key: "wifiStatus", type: 4, value: Buffer.from("00000000ffffffff", "hex") },
      ],
      badPages: 0,
    });
    expect(countBonds(bytes)).toEqual({ bonds: 0, badPages: 0 });
    expect(bytes.subarray(4096).every((byte) => byte === 255)).toBe(true);
  });

  it("as new are what the other writer, that of these tests, makes of them", () => {
    const value = Buffer.from("00000000ffffffff", "hex");
    const name: Item = { index: 0, type: 1, key: "nvs", value: Buffer.from("01ffffffffffffff", "hex") };
    const other = makeSettings([name, { index: 1, type: 4, key: "wifiStatus", value }]);
    expect(Buffer.from(buildSettings(0x6000)).equals(other)).toBe(true);
  });

  it("are found on every page, erased ones are not, and data is no entry", () => {
    const long = Buffer.alloc(3000, 2);
    const items: Item[] = [
      nameSpace(1, "one"),
      { index: 1, type: BLOB, key: "long", value: long },
      { index: 1, type: BLOB, key: "other", value: long.subarray(0, 2000) },
      { index: 1, type: 4, key: "gone", value: Buffer.alloc(8), isErased: true },
    ];
    const { settings } = readSettings(makeSettings(items));
    expect(settings.map(({ namespace, key, value }) => [namespace, key, value.length])).toEqual([
      ["one", "long", 3000],
      ["one", "other", 2000],
    ]);
  });

  it("with a wrong CRC are left out; a page with one is counted", () => {
    const bytes = makeSettings([
      nameSpace(1, "one"),
      { index: 1, type: 4, key: "a", value: Buffer.alloc(8) },
    ]);
    const entry = Buffer.from(bytes);
    entry[64 + 32 + 24] = 1;
    expect(readSettings(entry)).toEqual({ settings: [], badPages: 0 });
    const page = Buffer.from(bytes);
    page[4] = 1;
    expect(readSettings(page)).toEqual({ settings: [], badPages: 1 });
  });

  it("of arbitrary bytes, or with some changed, never throw", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 9000 }), (bytes) => {
        countBonds(bytes);
      }),
    );
    const whole = makeSettings(makeBluedroid(["11:22:33:44:55:66", "11:22:33:44:55:67"], 100));
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 40 }), (changes) => {
        const bytes = Buffer.from(whole);
        for (const [at, byte] of changes) bytes[at] = byte;
        const { bonds } = countBonds(bytes);
        expect(bonds).toBeLessThanOrEqual(2);
      }),
    );
  });
});

describe("bonds", () => {
  it("of Bluedroid are counted by device, wherever its text is cut into pieces", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(address, { maxLength: 15 }),
        fc.integer({ min: 40, max: 1500 }),
        (all, piece) => {
          expect(countBonds(makeSettings(makeBluedroid(all, piece)))).toEqual({
            bonds: all.length,
            badPages: 0,
          });
        },
      ),
    );
  });

  it("of NimBLE are counted by device", () => {
    const items = ["peer_sec_1", "our_sec_1", "peer_sec_2", "cccd_sec_1"].map((key) => ({
      index: 4,
      type: BLOB,
      key,
      value: Buffer.alloc(80, 1),
    }));
    expect(countBonds(makeSettings([nameSpace(4, "nimble_bond"), ...items]))).toMatchObject({ bonds: 2 });
    // The control: the same keys of somebody else are none.
    expect(countBonds(makeSettings([nameSpace(4, "shop"), ...items]))).toMatchObject({ bonds: 0 });
  });
});
