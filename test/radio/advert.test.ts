import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildAdvert } from "../../host/build/advert.ts";
import { encodeLink, MOST_LINK_BYTES } from "../../host/shop/link.ts";
import { readAir, readBthome, readState } from "./air.ts";

const MOST_BYTES = 31;
const ENDINGS = [".com", ".org", ".edu", ".net", ".info", ".biz", ".gov", ".pl", ".de", ".eu"];

const words = (least: number, most: number) =>
  fc.stringMatching(new RegExp(`^[a-z0-9]{${least},${most}}$`), { size: "max" });
const links = fc
  .tuple(fc.boolean(), words(1, 9), fc.constantFrom(...ENDINGS), fc.option(words(0, 6)))
  .map(
    ([isWww, host, end, path]) =>
      `https://${isWww ? "www." : ""}${host}${end}${path === null ? "" : `/${path}`}`,
  );

describe("a link's advert", () => {
  it("is read by advlib as the very address, whatever the address, and as nothing else", () => {
    let fitting = 0;
    fc.assert(
      fc.property(links, (link) => {
        const bytes = encodeLink(link) ?? [];
        fc.pre(bytes.length > 0 && bytes.length <= MOST_LINK_BYTES + 1);
        fitting++;
        const advert = buildAdvert({ radio: "link", link });
        expect(advert.length).toBeLessThanOrEqual(MOST_BYTES);
        expect(readAir(Uint8Array.from(advert))).toEqual({
          flags: [1, 2],
          uuids: ["feaa"],
          txPower: 0,
          uri: link,
        });
      }),
      { numRuns: 500 },
    );
    expect(fitting).toBeGreaterThan(300);
  });

  it("has room for seventeen bytes and not for one more", () => {
    const fits = "https://abcdefghijkl.pl/a";
    expect(encodeLink(fits)).toHaveLength(MOST_LINK_BYTES + 1);
    expect(buildAdvert({ radio: "link", link: fits })).toHaveLength(MOST_BYTES);
    expect(() => buildAdvert({ radio: "link", link: `${fits}b` })).toThrow(
      expect.objectContaining({ code: "build-link" }),
    );
  });

  it.each([
    ["https://example.org", [3, ...Buffer.from("example"), 8]],
    ["https://www.example.com/a", [1, ...Buffer.from("example"), 0, 97]],
    ["https://example.info", [3, ...Buffer.from("example"), 11]],
    ["https://a.pl/b.com", [3, ...Buffer.from("a.pl/b"), 7]],
  ])("writes %s in the codes of the specification", (link, bytes) => {
    expect(encodeLink(link)).toEqual(bytes);
  });

  it.each([
    "http://example.org",
    "example.org",
    "https://",
    "https://localhost",
    "https://książka.pl",
    "https://me:secret@example.org",
    "https://a b.org",
    "javascript:alert(1)",
    "HTTPS://example.org",
  ])("is not made of %s", (link) => {
    expect(encodeLink(link)).toBeUndefined();
    expect(() => buildAdvert({ radio: "link", link })).toThrow(
      expect.objectContaining({ code: "build-link" }),
    );
  });

  it("with one byte changed is read as another address or as none (control)", () => {
    const advert = Uint8Array.from(buildAdvert({ radio: "link", link: "https://example.org" }));
    for (let i = 13; i < advert.length; i++) {
      const other = advert.slice();
      other[i] ^= 1;
      expect(readAir(other).uri).not.toBe("https://example.org");
    }
  });
});

describe("a BTHome advert", () => {
  const advert = Uint8Array.from(buildAdvert({ radio: "bthome" }));

  it("has flags and the data of one service, in it a count and a presence, and no other field", () => {
    const { uri, ...decoded } = readAir(advert);
    expect(uri).toContain("Any_BLE-Device");
    expect(decoded).toEqual({ flags: [1, 2], serviceData: [{ uuid: "fcd2", data: "4009002500" }] });
    expect(readState(advert)).toEqual([
      ["count", 0],
      ["presence", 0],
    ]);
  });

  it.each([
    ["41090025 00", "encrypted"],
    ["44090025 00", "sent when something happens"],
    ["20090025 00", "not version 2"],
    ["40250009 00", "objects out of order"],
    ["4009002a 00", "not known"],
    ["40090025", "cut off"],
  ])("is told apart from %s (control)", (hex, why) => {
    expect(() => readBthome(hex.replaceAll(" ", ""))).toThrow(why);
  });
});

it("a silent board has no advert", () => {
  expect(buildAdvert({ radio: "silent" })).toEqual([]);
  expect(buildAdvert({ radio: "silent", link: "https://example.org" })).toEqual([]);
});
