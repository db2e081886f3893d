// Pictures that a shop file names: any bytes are a picture or have a finding at the name; none is read from outside.
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { crc32, deflateSync } from "node:zlib";
import fc from "fast-check";
import { PNG } from "pngjs";
import { afterAll, describe, expect, test } from "vitest";
import { checkShop, checkShopText } from "../../host/shop/parse.ts";
import { runs } from "../arbitraries.ts";
import { change, findMark, GOOD, writeFiles } from "./sample.ts";

/** A PNG of these pixels, red, green, blue and alpha each. */
function png(width: number, height: number, fill: (x: number, y: number) => readonly number[]): Uint8Array {
  const image = new PNG({ width, height });
  for (let at = 0; at < width * height; at++)
    image.data.set(fill(at % width, Math.floor(at / width)), at * 4);
  return new Uint8Array(PNG.sync.write(image));
}

const SOUND = png(20, 10, (x, y) => [x * 12, y * 25, 100, 255]);
const TITLE = "title: { en: Noir, pl: Noir }";
const withKeys = (keys: string): string => change(TITLE, `${TITLE}\n    ${keys}`);
const file = writeFiles({ "shop.yaml": withKeys("picture: side.png"), "side.png": SOUND });
const folder = dirname(file);
const outside = writeFiles({ "outside.png": SOUND });
mkdirSync(join(folder, "folder"));
symlinkSync(outside, join(folder, "link.png"));
afterAll(() => {
  rmSync(folder, { recursive: true });
  rmSync(dirname(outside), { recursive: true });
});

const read = (text: string) => checkShopText(text, file, folder);
const offerOf = (keys: string) => {
  const { shop, findings } = read(withKeys(keys));
  if (shop === undefined) throw new Error(JSON.stringify(findings));
  return shop.offers[0];
};

/** A chunk of a PNG file with its checksum. */
function chunk(name: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(name, "latin1"), data]);
  const bytes = Buffer.alloc(body.length + 8);
  bytes.writeUInt32BE(data.length, 0);
  body.copy(bytes, 4);
  bytes.writeUInt32BE(crc32(body), body.length + 4);
  return bytes;
}

function head(width: number, height: number, interlaced = 0): Buffer {
  const data = Buffer.alloc(13);
  data.writeUInt32BE(width, 0);
  data.writeUInt32BE(height, 4);
  data.set([8, 6, 0, 0, interlaced], 8);
  return chunk("IHDR", data);
}

const signature = Buffer.from(SOUND.subarray(0, 8));
const build = (...chunks: readonly Uint8Array[]): Uint8Array =>
  new Uint8Array(Buffer.concat([signature, ...chunks]));
const body = chunk("IDAT", deflateSync(Buffer.alloc(1 << 16)));
const end = chunk("IEND", Buffer.alloc(0));

describe("a picture", () => {
  test("is read with its colours", () => {
    const picture = offerOf("picture: side.png")?.picture;
    expect([picture?.width, picture?.height]).toEqual([20, 10]);
    expect([...(picture?.rgba.subarray(4 * 21, 4 * 22) ?? [])]).toEqual([12, 25, 100, 255]);
  });

  test.each(["side.png", "./side.png", "'side.png'", "deep/side.png"])("named %s is read", (name) => {
    mkdirSync(join(folder, "deep"), { recursive: true });
    writeFileSync(join(folder, "deep", "side.png"), SOUND);
    expect(offerOf(`picture: ${name}`)?.picture?.width).toBe(20);
  });

  test.each([
    ["greys", 0, 8, 1],
    ["greys of 16 bits", 0, 16, 2],
    ["two colours of one bit", 0, 1, 1 / 8],
    ["red, green and blue", 2, 8, 3],
    ["grey that lets through", 4, 8, 2],
    ["a list of colours", 3, 8, 1],
  ])("of %s is read", (_, kind, depth, bytesPerPixel) => {
    const data = Buffer.alloc(13);
    data.writeUInt32BE(8, 0);
    data.writeUInt32BE(8, 4);
    data.set([depth, kind], 8);
    const pixels = chunk("IDAT", deflateSync(Buffer.alloc(8 * (1 + 8 * bytesPerPixel))));
    const colours = kind === 3 ? [chunk("PLTE", Uint8Array.of(200, 40, 10))] : [];
    writeFileSync(join(folder, "kind.png"), build(chunk("IHDR", data), ...colours, pixels, end));
    const picture = offerOf("picture: kind.png")?.picture;
    expect([picture?.width, picture?.height]).toEqual([8, 8]);
    expect([...(picture?.rgba.subarray(0, 4) ?? [])]).toEqual(
      kind === 3 ? [200, 40, 10, 255] : [0, 0, 0, kind === 4 ? 0 : 255],
    );
  });

  test("is kept small", () => {
    writeFileSync(
      join(folder, "large.png"),
      png(640, 320, () => [200, 40, 40, 255]),
    );
    const picture = offerOf("picture: large.png")?.picture;
    expect([picture?.width, picture?.height]).toEqual([160, 80]);
    expect([...(picture?.rgba.subarray(0, 4) ?? [])]).toEqual([200, 40, 40, 255]);
  });

  test.each([
    ["shop-picture-file", "picture: §missing.png"],
    ["shop-picture-file", "picture: §folder"],
    ["shop-picture-outside", "picture: §../side.png"],
    ["shop-picture-outside", "picture: §/etc/hostname"],
    ["shop-picture-outside", "picture: §link.png"],
    ["shop-picture-outside", 'picture: §"side\\\\.png"'],
    ["shop-picture", "picture: §shop.yaml"],
    ["shop-picture-qr", "qr: https://example.org\n    picture: §side.png"],
    ["shop-value", "picture: §7"],
    ["shop-value", 'picture: §""'],
    ["shop-value", "validAtTill: §maybe"],
    ["shop-value", "sponsor: §7"],
    ["shop-value", 'sponsor: §""'],
    ["shop-value", "sponsor: §[Kalina]"],
    ["shop-value", "sponsor: §true"],
    ["shop-value", "sponsor: { en: §7, pl: Kalina }"],
    ["shop-value", "validAtTill: §1"],
    ["shop-value", "validAtTill: §[true]"],
    ["shop-value", "validAtTill: §{ en: true }"],
    ["shop-unknown-key", "§validAtTheTill: true"],
    ["shop-unknown-key", "§pictures: side.png"],
    ["shop-value", "picture: §[side.png]"],
    ["shop-value", `sponsor: §${"x".repeat(41)}`],
    ["shop-translation", "sponsor: §{ en: Kalina }"],
    ["shop-text-language", "sponsor: { en: Kalina, pl: Kalina, §fr: Kalina }"],
    ["shop-text-unseen", 'sponsor: §"Kal\\u200bina"'],
    ["shop-unknown-key", "§sponsors: Kalina"],
    ["pressure-scarcity", "sponsor: §Only 2 left"],
  ])("%s: %s, at its mark", (code, keys) => {
    const { text, line, column } = findMark(withKeys(keys));
    const { shop, findings } = read(text);
    expect(
      findings.filter((finding) => finding.code === code).map(({ place }) => [place.line, place.column]),
    ).toContainEqual([line, column]);
    if (!code.startsWith("pressure")) expect(shop).toBeUndefined();
  });

  test.each([
    ["no bytes", new Uint8Array()],
    ["text", Buffer.from("not a picture")],
    ["a GIF", Buffer.from("GIF89a..........................................")],
    ["a signature alone", signature],
    ["a head alone", build(head(4, 4))],
    ["no pixels", build(head(0, 4), body, end)],
    ["too wide a picture", build(head(2049, 1), body, end)],
    ["more pixels than there are numbers for", build(head(0xffffffff, 0xffffffff), body, end)],
    ["an interlaced picture, which would be unpacked without a bound", build(head(4, 4, 1), body, end)],
    ["a second head with other sizes", build(head(4, 4), head(60_000, 60_000, 1), body, end)],
    ["one byte too few", build(head(4, 4), chunk("IDAT", deflateSync(Buffer.alloc(67))), end)],
    ["a byte too many", build(head(4, 4), chunk("IDAT", deflateSync(Buffer.alloc(69))), end)],
    ["too few pixels", build(head(2000, 2000), chunk("IDAT", deflateSync(Buffer.alloc(10))), end)],
    [
      "a chunk that is longer than the file",
      build(head(4, 4), Buffer.from([127, 255, 255, 255, 73, 68, 65, 84])),
    ],
    ["more bytes than are read", new Uint8Array((1 << 20) + 1)],
  ])("%s: a finding", (_, bytes) => {
    writeFileSync(join(folder, "bad.png"), bytes);
    const { shop, findings } = read(withKeys("picture: bad.png"));
    expect(shop).toBeUndefined();
    expect(findings.map(({ code }) => code)).toEqual([
      bytes.length > 1 << 20 ? "shop-picture-file" : "shop-picture",
    ]);
    expect(findings[0]?.message).not.toMatch(/Error|undefined|\n/);
  });

  test("control: the same with as many bytes as its pixels need is read", () => {
    const packed = chunk("IDAT", deflateSync(Buffer.alloc(68)));
    writeFileSync(join(folder, "bare.png"), build(head(4, 4), packed, end));
    expect(offerOf("picture: bare.png")?.picture).toEqual({ width: 4, height: 4, rgba: new Uint8Array(64) });
  });

  test("the same file is read once, and all of a shop are bounded together", () => {
    const many = (names: readonly string[]) => {
      const more = names.map(
        (name, i) =>
          `  - { id: more-${i}, group: cafe, title: { en: T, pl: T }, text: { en: T, pl: T }, picture: ${name}, approved: { by: MK, review: 2027-01-31 } }\n`,
      );
      return read(GOOD + more.join(""));
    };
    const large = build(head(2000, 2000), body, end);
    const names = Array.from({ length: 17 }, (_, i) => `large-${i}.png`);
    for (const name of names) writeFileSync(join(folder, name), large);
    const codes = many(names).findings.map(({ code }) => code);
    // Control: what is damaged is counted too, and 16 of these are within the bound.
    expect(codes).toEqual([...new Array(16).fill("shop-picture"), "shop-picture-many"]);
    const { shop } = many(new Array(40).fill("side.png"));
    expect(new Set(shop?.offers.map(({ picture }) => picture)).size).toBe(2);
  });

  test("any change of a sound file's bytes is read or has one finding; some of both", () => {
    let good = 0;
    let bad = 0;
    const edits = fc.array(fc.tuple(fc.nat(SOUND.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(edits, fc.option(fc.nat(SOUND.length)), fc.boolean(), (changes, cut, isText) => {
        const bytes = SOUND.slice(0, cut ?? SOUND.length);
        // Letters of text chunks may be anything; all else has a checksum.
        for (const [at, value] of changes) bytes[at] = isText ? (SOUND[at] ?? 0) : value;
        writeFileSync(join(folder, "side.png"), bytes);
        const { shop, findings } = checkShop(file);
        expect(shop === undefined).toBe(findings.length === 1);
        for (const { code, place } of findings) {
          expect(code).toBe("shop-picture");
          expect([place.file, place.line]).toEqual([file, 16]);
        }
        if (shop === undefined) bad++;
        else good++;
      }),
      runs(60),
    );
    writeFileSync(join(folder, "side.png"), SOUND);
    expect([good > 0, bad > 0]).toEqual([true, true]);
  });

  test("any bytes behind a sound head are read or have one finding", () => {
    const chunks = fc.array(
      fc.tuple(
        fc.constantFrom("IDAT", "PLTE", "tRNS", "gAMA", "IEND", "IHDR", "zTXt"),
        fc.uint8Array({ maxLength: 30 }),
      ),
      { maxLength: 4 },
    );
    fc.assert(
      fc.property(chunks, fc.nat(8), (list, side) => {
        const parts = list.map(([name, data]) => chunk(name, data));
        writeFileSync(join(folder, "chunks.png"), build(head(side, 4), ...parts, end));
        const { shop, findings } = read(withKeys("picture: chunks.png"));
        expect(findings.length).toBe(shop === undefined ? 1 : 0);
      }),
      runs(40),
    );
  });
});

describe("what else a card says", () => {
  test("a sponsor in each language, or the same in all", () => {
    expect(offerOf("sponsor: { en: Kalina Press, pl: Kalina }")?.sponsor).toEqual({
      en: "Kalina Press",
      pl: "Kalina",
    });
    expect(offerOf("sponsor: ' Kalina  Press '")?.sponsor).toEqual({
      en: "Kalina Press",
      pl: "Kalina Press",
    });
  });

  test.each([
    "Kalina",
    `"${"x".repeat(40)}"`,
    "{ en: Kalina Press, pl: Wydawnictwo Kalina }",
    '"Müller & Söhne"',
  ])("a sponsor called %s is read without a finding", (name) => {
    expect(read(withKeys(`sponsor: ${name}`)).findings).toEqual([]);
    expect(offerOf(`sponsor: ${name}`)?.sponsor?.en?.length).toBeGreaterThan(5);
  });

  test("a sponsor that presses is found once where it is written once", () => {
    const count = (keys: string) =>
      read(withKeys(keys)).findings.filter(({ code }) => code === "pressure-time").length;
    expect(count("sponsor: Last minute")).toBe(1);
    expect(count("sponsor: { en: Last minute, pl: Last minute }")).toBe(2);
    expect(count("sponsor: Kalina Press")).toBe(0);
  });

  test("valid at the till, where the file says so and nowhere else", () => {
    expect(offerOf("validAtTill: true")?.isValidAtTill).toBe(true);
    expect(offerOf("validAtTill: false")).not.toHaveProperty("isValidAtTill");
    expect(read(GOOD).shop?.offers[0]).not.toHaveProperty("sponsor");
  });
});
