// What is no picture, or far too much of one: each is a finding at the name in the shop file, at once.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { crc32, deflateSync } from "node:zlib";
import { afterAll, describe, expect, test } from "vitest";
import { checkShop } from "../../host/shop/parse.ts";
import { change, findMark, writeFiles } from "./sample.ts";

const TITLE = "title: { en: Noir, pl: Noir }";
const { text, line, column } = findMark(change(TITLE, `${TITLE}\n    picture: §side.png`));
const MKFIFO = "/usr/bin/mkfifo";
const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** A shop folder whose picture somebody else makes. */
function makeShop(place: (picture: string, folder: string) => void) {
  const file = writeFiles({ "shop.yaml": text });
  folders.push(dirname(file));
  place(join(dirname(file), "side.png"), dirname(file));
  return checkShop(file);
}

function chunk(name: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(name, "latin1"), data]);
  const bytes = Buffer.alloc(body.length + 8);
  bytes.writeUInt32BE(data.length, 0);
  body.copy(bytes, 4);
  bytes.writeUInt32BE(crc32(body), body.length + 4);
  return bytes;
}

/** A PNG of one depth and kind of colour, with these unpacked bytes. */
function png(side: number, depth: number, kind: number, unpacked: Uint8Array, interlaced = 0): Uint8Array {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  head.set([depth, kind, 0, 0, interlaced], 8);
  const signature = Buffer.from("89504e470d0a1a0a", "hex");
  const parts = [chunk("IHDR", head), chunk("IDAT", deflateSync(unpacked)), chunk("IEND", Buffer.alloc(0))];
  return new Uint8Array(Buffer.concat([signature, ...parts]));
}

const JPEG = Buffer.concat([
  Buffer.from("ffd8ffe000104a46494600010100000100010000", "hex"),
  Buffer.alloc(64),
]);
const SVG = '<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/hostname"/></svg>';

describe("is no picture", () => {
  test.each<[string, string, (picture: string, folder: string) => void]>([
    ["a JPEG", "shop-picture", (picture) => writeFileSync(picture, JPEG)],
    ["an SVG", "shop-picture", (picture) => writeFileSync(picture, SVG)],
    [
      "an interlaced one",
      "shop-picture",
      (picture) => writeFileSync(picture, png(2, 8, 6, Buffer.alloc(18), 1)),
    ],
    [
      "a kind of colour that there is not",
      "shop-picture",
      (picture) => writeFileSync(picture, png(2, 8, 5, Buffer.alloc(18))),
    ],
    [
      "colours without their table",
      "shop-picture",
      (picture) => writeFileSync(picture, png(2, 8, 3, Buffer.alloc(6))),
    ],
    [
      "64 MB of nothing in 64 kB",
      "shop-picture",
      (picture) => writeFileSync(picture, png(4, 8, 6, Buffer.alloc(1 << 26))),
    ],
    ["a folder", "shop-picture-file", (picture) => mkdirSync(picture)],
    ["a link to a folder outside", "shop-picture-outside", (picture) => symlinkSync("/", picture)],
    ["a link to itself", "shop-picture-file", (picture) => symlinkSync(picture, picture)],
    ["a link to a device", "shop-picture-outside", (picture) => symlinkSync("/dev/zero", picture)],
  ])("%s: %s", (_, code, place) => {
    const { shop, findings } = makeShop(place);
    expect(shop).toBeUndefined();
    expect(findings.map((finding) => [finding.code, finding.place.line, finding.place.column])).toEqual([
      [code, line, column],
    ]);
    expect(findings[0]?.message).not.toMatch(/Error|undefined|\n/);
    expect(findings[0]?.hint).not.toBe("");
  });

  test("100 MB, with the limit named", () => {
    const { findings } = makeShop((picture) => {
      writeFileSync(picture, "");
      truncateSync(picture, 100_000_000);
    });
    expect(findings.map(({ code, place }) => [code, place.line])).toEqual([["shop-picture-file", line]]);
    expect(findings[0]?.message).toContain("1048576");
  });

  test.skipIf(!existsSync(MKFIFO))("a pipe, which nobody waits for", () => {
    const { findings } = makeShop((picture) => void execFileSync(MKFIFO, [picture]));
    expect(findings.map(({ code, place }) => [code, place.line])).toEqual([["shop-picture-file", line]]);
  });
});

test("control: 16 bits a colour, and greys of one bit, are read", () => {
  for (const bytes of [png(2, 16, 2, Buffer.alloc(26)), png(9, 1, 0, Buffer.alloc(27))]) {
    const { shop, findings } = makeShop((picture) => writeFileSync(picture, bytes));
    expect(findings).toEqual([]);
    expect(shop?.offers[0].picture?.rgba[3]).toBe(255);
  }
});
