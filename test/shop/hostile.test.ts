// Files beside the shop's own: any bytes are a list, a log or a part, or have findings with a place; nothing outside of
// the folder is read; names that stand for nothing are said to. PASSERBY_RUNS multiplies the runs.
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { checkShop } from "../../host/shop/parse.ts";
import { runs } from "../arbitraries.ts";
import { change, GOOD, writeFiles } from "./sample.ts";

const WAS = "price: { now: 39.90, was: 44.90, log: side.csv }";
/** The sample, with a file beside it that is read as one kind or another. */
const KINDS: Readonly<Record<string, string>> = {
  "a price list": `${GOOD}lists: { prices: side.csv }\n`,
  "a stock list": `${GOOD}lists: { stock: side.csv }\n`,
  "a price log": change("price: { now: 39.90 }", WAS),
  "a part": `${GOOD}include: side.csv\n`,
};
const HEADS = ["article,now,was,log\n", "article;count;asOf\n", "date,price\n", "offers:\n", ""];

const folder = mkdtempSync(join(tmpdir(), "passerby-hostile-"));
const file = join(folder, "shop.yaml");
const side = join(folder, "side.csv");
afterAll(() => rmSync(folder, { recursive: true }));

function expectTidy(content: Uint8Array | string): void {
  writeFileSync(side, content);
  const { shop, findings } = checkShop(file);
  expect(shop === undefined).toBe(findings.some(({ severity }) => severity === "error"));
  for (const { code, message, hint, place } of findings) {
    expect(code).toMatch(/^(shop|pressure|tone)-[a-z-]+$/);
    expect(message.length > 0 && hint.length > 0).toBe(true);
    expect([file, side]).toContain(place.file);
    expect(place.line ?? 1).toBeGreaterThanOrEqual(1);
  }
  expect(readdirSync(folder).sort()).toEqual(["shop.yaml", "side.csv"]);
}

describe.each(Object.entries(KINDS))("any bytes as %s", (_, text) => {
  test("are read or have findings", () => {
    writeFileSync(file, text);
    const cell = fc.oneof(
      fc.constantFrom(
        "noir-set",
        "39.90",
        "2026-11-01",
        "",
        '"',
        "-1",
        "1e9",
        "9".repeat(40),
        "=1+1",
        "\u0000",
      ),
      fc.string({ unit: "binary", maxLength: 8 }),
    );
    const row = fc.array(cell, { maxLength: 5 }).map((cells) => cells.join(","));
    const table = fc
      .tuple(fc.constantFrom(...HEADS), fc.array(row, { maxLength: 6 }))
      .map(([head, rows]) => head + rows.join("\n"));
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), expectTidy), runs(30));
    fc.assert(fc.property(table, expectTidy), runs(80));
  });
  test("100 MB are refused with the limit named", () => {
    writeFileSync(file, text);
    writeFileSync(side, new Uint8Array(100_000_000).fill(0x2c));
    const { findings } = checkShop(file);
    expect(findings.map(({ message, hint }) => `${message} ${hint}`).join(" ")).toMatch(/1048576|4194304/);
  });
});

describe("nothing outside of the folder is read", () => {
  const outside = writeFiles({ "secret.csv": "date,price\n2026-11-01,44.90\n" });
  test.each(Object.entries(KINDS))("a link as %s", (_, text) => {
    const path = writeFiles({ "shop.yaml": text });
    symlinkSync(outside, join(path, "..", "side.csv"));
    const { findings } = checkShop(path);
    expect(findings.map(({ code }) => code)).toContainEqual(
      expect.stringMatching(/^shop-(?:list|log|include)-outside$/),
    );
    expect(JSON.stringify(findings)).not.toContain("44.90\\n");
    // Control: a link to a file inside is followed.
    rmSync(join(path, "..", "side.csv"));
    mkdirSync(join(path, "..", "own"));
    writeFileSync(join(path, "..", "own", "side.csv"), "");
    symlinkSync(join(path, "..", "own", "side.csv"), join(path, "..", "side.csv"));
    expect(checkShop(path).findings.filter(({ code }) => code.endsWith("-outside"))).toEqual([]);
  });
});

describe("names in YAML", () => {
  const codes = (text: string) =>
    checkShop(writeFiles({ "shop.yaml": text })).findings.map(
      ({ code, place }) => `${code} ${place.line}:${place.column}`,
    );
  test("one that stands for nothing is said to, at its place", () => {
    expect(codes(change("when: { days: fri-sat,", "when: { days: *days,"))).toContain("shop-alias 19:19");
  });
  test("one that is given further down, too", () => {
    const text = change("now: 39.90", "now: *price").replace("perHour: 12", "perHour: &price 12");
    expect(codes(text)).toContain("shop-alias 18:19");
  });
  test("one within itself is refused", () => {
    expect(codes(`${GOOD}x: &x [*x]\n`).length).toBeGreaterThan(0);
  });
  test("control: one that is given before stands for it", () => {
    expect(codes(GOOD.replaceAll("by: MK", "by: *who").replace("by: *who", "by: &who MK"))).toEqual([]);
  });
});
