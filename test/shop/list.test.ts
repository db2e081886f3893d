import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseCsv } from "../../host/shop/csv.ts";
import { parseMeasure, priceOf } from "../../host/shop/measure.ts";
import { checkShop } from "../../host/shop/parse.ts";
import { runs } from "../arbitraries.ts";
import { change, writeFiles } from "./sample.ts";

const WITH_LISTS = change("    price: { now: 39.90 }\n", "").replace(
  "offers:\n",
  "lists: { prices: prices.csv, stock: stock.csv }\noffers:\n",
);

function check(prices: string | Uint8Array, stock: string | Uint8Array = "article,count\nnoir-set,3\n") {
  const path = writeFiles({ "shop.yaml": WITH_LISTS, "prices.csv": prices, "stock.csv": stock });
  const { shop, findings } = checkShop(path);
  return {
    price: shop?.offers[0]?.price,
    brief: findings.map(({ code, place }) => `${code} ${place.file.split("/").at(-1)}:${place.line ?? 0}`),
  };
}

describe("a price list", () => {
  test.each([
    "article,now\nnoir-set,39.90\n",
    "article,now\r\nnoir-set,39.90\r\n",
    "\ufeffArticle;Now\nnoir-set;39,90\n",
    '"now","article"\n"39,90","noir-set"\n',
    "# from the till\narticle,now,was,log\n\nnoir-set, 39.90 ,,\n",
  ])("%j gives the offer its price", (text) =>
    expect(check(text)).toEqual({ price: { now: 3990 }, brief: [] }),
  );
  test.each([
    ["", "shop-list-column prices.csv:1"],
    ["article,price\nnoir-set,1\n", "shop-list-column prices.csv:1"],
    ["article,now,colour\nnoir-set,1,red\n", "shop-list-column prices.csv:1"],
    ["article,now,now\nnoir-set,1,1\n", "shop-list-column prices.csv:1"],
    ["article,now\nnoir-set,free\n", "shop-list-row prices.csv:2"],
    ["article,now\nnoir-set,39.905\n", "shop-list-row prices.csv:2"],
    ["article,now\nnoir-set\n", "shop-list-row prices.csv:2"],
    ["article,now\nnoir-set,1,2\n", "shop-list-row prices.csv:2"],
    ['article,now\n"noir-set,1\n', "shop-list-row prices.csv:2"],
    ["article,now\nnoir-set,39.90\nnoir-set,38.90\n", "shop-list-row prices.csv:3"],
    ["article,now\nnoir-set,39.90\nlamp,5\n", "shop-list-unused prices.csv:3"],
    [`article,now\n${"noir-set,39.90\n".repeat(20_001)}`, "shop-list-row prices.csv:3"],
  ])("%j has a finding at its line", (text, expected) => expect(check(text).brief).toContain(expected));
  test("that is no text is named where the shop names it", () =>
    expect(check(new Uint8Array([0, 255])).brief).toContain("shop-list-file shop.yaml:12"));
});

describe("a stock list", () => {
  const stock = (text: string) => check("article,now\nnoir-set,39.90\n", text).brief;
  test.each(["article,count\nnoir-set,0003\n", "Article;Count;asOf\nnoir-set;3;2026-11-27\n"])(
    "%j is read",
    (text) => expect(stock(text)).toEqual([]),
  );
  test.each([
    ["article,count\nnoir-set,some\n", "shop-list-row stock.csv:2"],
    ["article,count\nnoir-set,-1\n", "shop-list-row stock.csv:2"],
    ["article,count\nnoir-set,9999999\n", "shop-list-row stock.csv:2"],
    ["article,count,asOf\nnoir-set,1,2026-02-30\n", "shop-list-row stock.csv:2"],
    ["article,count\nnoir-set,1\nnoir-set,1\n", "shop-list-row stock.csv:3"],
    ["article,count\nnoir-set,0\n", "shop-sold-out shop.yaml:18"],
  ])("%j has a finding", (text, expected) => expect(stock(text)).toContain(expected));
});

test("any text is a list or has findings, each at one of its lines", () => {
  const odd = fc.array(
    fc.constantFrom("article", "now", ",", ";", '"', "\n", "\r", "1", " ", "#", "\ufeff", "ą"),
    {
      maxLength: 40,
    },
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        odd.map((parts) => parts.join("")),
      ),
      (text) => {
        const { rows, findings } = parseCsv(text, "x.csv", ["article", "now"], ["was"]);
        const lines = text.split(/\r\n|\n|\r/).length;
        for (const { line, cells } of rows) {
          expect(line >= 1 && line <= lines).toBe(true);
          for (const name of cells.keys()) expect(["article", "now", "was"]).toContain(name);
        }
        for (const { place } of findings)
          expect((place.line ?? 0) >= 1 && (place.line ?? 0) <= lines).toBe(true);
        expect(rows.length + findings.length > 0 || text.includes("article")).toBe(true);
      },
    ),
    runs(1000),
  );
});

test("cells come back as they were written, whatever is in them", () => {
  const cell = fc.string().map((text) => text.replace(/[\r\n]/g, " "));
  fc.assert(
    fc.property(
      fc.constantFrom(",", ";"),
      fc.array(cell, { minLength: 2, maxLength: 2 }),
      (separator, cells) => {
        const line = cells.map((text) => `"${text.replaceAll('"', '""')}"`).join(separator);
        const { rows } = parseCsv(`a${separator}b\n${line}\n`, "x.csv", ["a", "b"], []);
        const read = ["a", "b"].map((name) => rows[0]?.cells.get(name) ?? "");
        expect(read).toEqual(cells.map((text) => text.trim()));
      },
    ),
    runs(500),
  );
});

test("a unit price is the price by its share, rounded to the nearest", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 100_000 }),
      fc.integer({ min: 1, max: 5000 }),
      fc.constantFrom("100 g", "1 kg"),
      (price, grams, per) => {
        const contents = parseMeasure(`${grams} g`);
        const unit = parseMeasure(per);
        if (contents === undefined || unit === undefined) throw new Error("not read");
        const exact = (price * (per === "1 kg" ? 1000 : 100)) / grams;
        expect(Math.abs(priceOf(price, contents, unit) - exact) <= 0.5).toBe(true);
      },
    ),
    runs(500),
  );
  expect(parseMeasure("0,75 l")).toEqual({ kind: "ml", thousandths: 750_000 });
  expect(parseMeasure("1.5 m")).toEqual({ kind: "cm", thousandths: 150_000 });
  for (const text of ["0 g", "250", "g", "1 t", "-1 g", "1e3 g"]) expect(parseMeasure(text)).toBeUndefined();
});
