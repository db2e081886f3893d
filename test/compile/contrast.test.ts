// Colours are the tool's own and no shop's; what would be said if they were others. Fixtures are palettes, a line each.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { compileWith } from "../../host/compile/layout.ts";
import { type Palette, toRgb565 } from "../../host/compile/palette.ts";
import { HARDWARE } from "../../host/simulator/hardware.ts";
import { makeOffer, makeShop, PANEL_BOARD } from "./cards-shop.ts";

const LINE = /^(.+): (#\w{6}) (#\w{6}) (#\w{6}) (#\w{6}) (#\w{6})$/;

function readColour(hex = ""): number {
  const rgb = Number.parseInt(hex.slice(1), 16);
  return toRgb565([rgb >> 16, (rgb >> 8) & 255, rgb & 255]);
}

function readPalettes(name: string): (readonly [string, Palette])[] {
  return readFileSync(new URL(`contrast/${name}.txt`, import.meta.url), "utf8")
    .split("\n")
    .flatMap((line) => {
      const match = LINE.exec(line);
      if (match === null) return [];
      const [paper = 0, ink = 0, quiet = 0, accent = 0, chip = 0] = match.slice(2).map(readColour);
      return [[match[1] ?? "", { paper, ink, quiet, accent, chip }] as const];
    });
}

function check(palette: Palette) {
  const offers = [makeOffer({ price: { now: 3990, was: 4490 } })];
  return compileWith(makeShop(), PANEL_BOARD, offers, HARDWARE["esp32-cyd"], palette).findings;
}

const good = readPalettes("good");
const bad = readPalettes("bad");

test("there are 5 good and 10 bad palettes at least, each of its own", () => {
  expect(good.length).toBeGreaterThanOrEqual(5);
  expect(bad.length).toBeGreaterThanOrEqual(10);
  const all = [...good, ...bad].map(([, palette]) => JSON.stringify(palette));
  expect(new Set(all).size).toBe(all.length);
});

describe("contrast", () => {
  test.each(good)("good: %s has no finding", (_, palette) => {
    expect(check(palette)).toEqual([]);
  });
  test.each(bad)("bad: %s is card-contrast, with a place", (_, palette) => {
    const findings = check(palette);
    expect(findings.length).toBeGreaterThan(0);
    expect(new Set(findings.map(({ code }) => code))).toEqual(new Set(["card-contrast"]));
    for (const { place } of findings) expect(place).toMatchObject({ file: "shop.yaml" });
  });
});
