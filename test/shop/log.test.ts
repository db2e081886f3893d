import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { resolveInside } from "../../host/shop/folder.ts";
import { findPriorPrice, parseLog } from "../../host/shop/log.ts";
import { checkShop } from "../../host/shop/parse.ts";
import { change, writeFiles } from "./sample.ts";

const LOG = "date,price\n2026-06-01,44.90\n2026-10-20,39.90\n";
const WITH_LOG = change("price: { now: 39.90 }", "price: { now: 39.90, was: 44.90, log: noir.csv }");

function check(log: string | Uint8Array, shop = WITH_LOG) {
  return checkShop(writeFiles({ "shop.yaml": shop, "noir.csv": log })).findings;
}

test("an old price that the log proves is fine", () => expect(check(LOG)).toEqual([]));

describe("P7: an old price that the log does not prove is refused", () => {
  const cases: readonly (readonly [string, string])[] = [
    ["shop-was-too-high", "2026-06-01,39.95\n2026-10-20,39.90\n"],
    ["shop-was-too-high", "2026-06-01,44.90\n2026-10-10,29.90\n2026-10-15,44.90\n2026-10-20,39.90\n"],
    ["shop-log-short", "2026-10-01,44.90\n2026-10-20,39.90\n"],
    ["shop-log-short", "2026-10-20,39.90\n"],
    ["shop-log-price", "2026-06-01,44.90\n"],
    ["shop-log-price", ""],
    ["shop-price-early", "2026-06-01,44.90\n2026-11-02,39.90\n"],
  ];
  for (const [code, log] of cases)
    test(`${code}: ${JSON.stringify(log)}`, () =>
      expect(check(log).map((finding) => finding.code)).toEqual([code]));
});

test("a bad line is reported with its place in the log", () => {
  const found = check("# comment\n2026-06-01,44.90\n2026-06-31,1\n2026-05-01,2\n");
  expect(found.map(({ code, place }) => [code, place.line])).toEqual([
    ["shop-log-line", 3],
    ["shop-log-line", 4],
  ]);
  expect(found[0]?.place.file).toMatch(/noir\.csv$/);
});

test("a log that is no text is reported at the shop file's line", () => {
  const found = check(new Uint8Array([0xff, 0xfe, 0x00]));
  expect(found.map(({ code, place }) => [code, place.line])).toEqual([["shop-log-file", 18]]);
});

test("no path leads out of the folder, by name or by link", () => {
  const outside = mkdtempSync(join(tmpdir(), "passerby-outside-"));
  writeFileSync(join(outside, "secret.csv"), "2026-06-01,1\n");
  const folder = dirname(writeFiles({ "shop.yaml": "", "in.csv": "" }));
  mkdirSync(join(folder, "prices"));
  symlinkSync(join(outside, "secret.csv"), join(folder, "link.csv"));
  symlinkSync(outside, join(folder, "linked"));
  symlinkSync(join(folder, "in.csv"), join(folder, "prices", "inner.csv"));
  for (const log of [
    "../x.csv",
    "a/../../x.csv",
    "/etc/hosts",
    "..\\x",
    "C:/x",
    "link.csv",
    "linked/secret.csv",
    "a\0b",
  ])
    expect(resolveInside(folder, log), log).toBeUndefined();
  for (const log of ["in.csv", "prices/inner.csv", "./in.csv", "missing.csv", "..csv"])
    expect(resolveInside(folder, log), log).toBe(join(folder, log));
});

test("the prior price is the lowest of the thirty days before, found day by day", () => {
  const entries = fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 80 }), fc.integer({ min: 1, max: 9 })), {
    selector: ([day]) => day,
    maxLength: 8,
  });
  fc.assert(
    fc.property(entries, fc.integer({ min: 30, max: 80 }), (raw, day) => {
      const log = raw.map(([at, price]) => ({ day: at, price })).sort((a, b) => a.day - b.day);
      const daily: (number | undefined)[] = [];
      for (let at = day - 30; at < day; at++) daily.push(log.findLast((entry) => entry.day <= at)?.price);
      const known = daily.filter((price) => price !== undefined);
      expect(findPriorPrice(log, day)).toBe(known.length === 30 ? Math.min(...known) : undefined);
    }),
  );
});

test("no text makes the log reader throw", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const { entries, findings } = parseLog(text, "x.csv", 2);
      expect(entries.length + findings.length <= text.split("\n").length).toBe(true);
    }),
  );
});
