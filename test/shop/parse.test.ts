import { mkdirSync, readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { HostError } from "../../host/error.ts";
import { parseDate } from "../../host/shop/date.ts";
import { checkShop, checkShopText, readShop } from "../../host/shop/parse.ts";
import { shopJsonSchema, shopSchema } from "../../host/shop/schema.ts";
import { change, GOOD, writeFiles } from "./sample.ts";

const read = (text: string) => {
  const { shop, findings } = checkShopText(text, "shop.yaml", ".");
  if (shop === undefined) throw new Error(JSON.stringify(findings));
  return shop;
};
const when = (conditions: string) => {
  const shop = read(
    change(
      "when: { days: fri-sat, hours: 16:00-19:00, mood: crime, from: 2026-11-01, until: 2026-12-24 }",
      `when: { ${conditions} }`,
    ),
  );
  return shop.offers[0]?.when;
};

test("a shop file becomes plain numbers", () => {
  const shop = read(GOOD);
  expect(shop.offers[0]).toEqual({
    id: "noir",
    group: "crime",
    tier: "regular",
    title: { en: "Noir", pl: "Noir" },
    text: { en: "Two books", pl: "Dwie książki" },
    article: "noir-set",
    price: { now: 3990 },
    when: {
      days: 0b0110000,
      hours: [{ start: 960, end: 1140 }],
      from: parseDate("2026-11-01"),
      until: parseDate("2026-12-24"),
      moods: ["crime"],
    },
    plays: { share: 2, restSeconds: 600, perHour: 12 },
    approved: { by: "MK", review: parseDate("2026-12-31") },
    place: { file: "shop.yaml", line: 13, column: 5 },
  });
  expect(shop.offers[1]?.when).toEqual({});
  expect(shop.offers[1]?.plays).toEqual({ share: 1, restSeconds: 0, perHour: 0 });
  expect(shop.hours).toEqual([{ days: 63, window: { start: 600, end: 1140 } }]);
  expect(shop.hoursText).toEqual({ en: "Mon–Sat 10:00–19:00", pl: "pn–sob 10:00–19:00" });
  expect(shop.question?.chip).toEqual({ en: "Choose", pl: "Wybierz" });
  expect(shop.boards[0]).toMatchObject({
    id: "shelf",
    radio: "silent",
    readAtMetres: 1,
    place: { line: 8, column: 3 },
  });
});

describe("conditions", () => {
  const cases: readonly (readonly [string, object])[] = [
    ["presence: lingering", { presence: 2 }],
    ["dwell: 10s", { dwell: 1 }],
    ["dwell: 90 s", { dwell: 3 }],
    ["busy: none", { busy: 0 }],
    ["busy: many", { busy: 2 }],
    ["mood: [crime, tea]", { moods: ["crime", "tea"] }],
    ["light: [dark, dim]", { light: [1, 2] }],
    ["temperature: warm", { temperature: [3] }],
    ["stock: true", { stock: true }],
    ["days: [mon, wed, sat-sun]", { days: 0b1100101 }],
    ["days: sat-mon", { days: 0b1100001 }],
    [
      "hours: [22:00-02:00, 24 h]",
      {
        hours: [
          { start: 1320, end: 120 },
          { start: 0, end: 1440 },
        ],
      },
    ],
  ];
  for (const [text, expected] of cases) test(text, () => expect(when(text)).toEqual(expected));
});

test("a shop with one language may write its texts plainly", () => {
  const plain = GOOD.replace("[en, pl]", "[en]").replace(/\{ en: ([^,}]*), pl: [^}]* \}/g, "$1");
  const { shop, findings } = checkShopText(plain, "shop.yaml", ".");
  expect(findings).toEqual([]);
  expect(shop?.offers[1]?.text).toEqual({ en: "With ginger" });
});

test("letters are composed and blanks tidied", () => {
  const shop = read(change("{ en: Noir, pl: Noir }", '{ en: "  Two \\n words ", pl: "Wieczo\\u0301r" }'));
  expect(shop.offers[0]?.title).toEqual({ en: "Two words", pl: "Wieczór" });
});

test("anchors and JSON are read as well", () => {
  const anchored = GOOD.replace(
    "{ by: MK, review: 2026-12-31 }",
    "&mk { by: MK, review: 2026-12-31 }",
  ).replace("{ by: MK, review: 2027-01-31 }", "*mk");
  expect(read(anchored).offers[1]?.approved.review).toBe(parseDate("2026-12-31"));
  const json = JSON.stringify({ ...read(GOOD) });
  expect(checkShopText(json, "shop.json", ".").findings.map(({ code }) => code)).toContain(
    "shop-unknown-key",
  );
});

test("readShop throws the first error with its place", () => {
  const path = writeFiles({ "shop.yaml": change("currency: PLN", "currency: PLM") });
  expect(() => readShop(path)).toThrow(
    expect.objectContaining({ code: "shop-currency", place: { file: path, line: 5, column: 13 } }),
  );
  expect(() => readShop(path)).toThrow(HostError);
  expect(readShop(writeFiles({ "shop.yaml": GOOD })).name).toBe("Corner Books");
});

describe("files that are no shop", () => {
  const codes = (path: string) => checkShop(path).findings.map(({ code }) => code);
  test("missing", () => expect(codes("/nonexistent-folder/shop.yaml")).toEqual(["shop-missing-file"]));
  test("a folder", () => expect(codes(dirname(writeFiles({ a: "" })))).toEqual(["shop-not-a-file"]));
  test("too large", () =>
    expect(codes(writeFiles({ a: new Uint8Array(1_048_577).fill(35) }))).toEqual(["shop-too-large"]));
  test("no UTF-8", () =>
    expect(codes(writeFiles({ a: new Uint8Array([0x6e, 0xff]) }))).toEqual(["shop-encoding"]));
  test("empty", () => expect(codes(writeFiles({ a: "" }))).toEqual(["shop-missing-key"]));
  test("a text", () => expect(codes(writeFiles({ a: "hello" }))).toEqual(["shop-value"]));
  test("nested beyond the stack", () =>
    expect(codes(writeFiles({ a: "[".repeat(300_000) }))).toContain("shop-yaml"));
  test("aliases that multiply", () => {
    const levels = ["a: &a0 [x, x, x, x, x, x, x, x, x, x]"];
    for (let i = 1; i < 10; i++)
      levels.push(
        `b${i}: &a${i} [${Array(10)
          .fill(`*a${i - 1}`)
          .join(", ")}]`,
      );
    expect(codes(writeFiles({ a: levels.join("\n") }))).toEqual(["shop-aliases"]);
    const wide = `a: &a [${Array(2000).fill("x").join(",")}]\noffers: [${Array(1500).fill("*a").join(",")}]\n`;
    expect(codes(writeFiles({ a: wide }))).toEqual(["shop-aliases"]);
  });
  test("thousands of mistakes end in a list that can be read", () => {
    const many = `${GOOD}${"  - 1\n".repeat(5000)}`;
    const found = codes(writeFiles({ a: many }));
    expect(found).toHaveLength(201);
    expect(found).toContain("shop-many-findings");
  });
});

test("checking writes nothing", () => {
  const path = writeFiles({ "shop.yaml": GOOD, "other.csv": "x" });
  mkdirSync(join(dirname(path), "prices"));
  const before = statSync(dirname(path)).mtimeMs;
  checkShop(path);
  expect(readdirSync(dirname(path)).sort()).toEqual(["other.csv", "prices", "shop.yaml"]);
  expect(statSync(dirname(path)).mtimeMs).toBe(before);
});

test("the JSON Schema knows every key that the reader knows, and refuses others", () => {
  const schema = JSON.parse(JSON.stringify(shopJsonSchema()));
  expect(schema.required).toEqual(["shop"]);
  expect(schema.anyOf).toEqual([{ required: ["boards", "offers"] }, { required: ["include"] }]);
  expect(schema.additionalProperties).toBe(false);
  const offer = schema.properties.offers.items;
  expect(Object.keys(offer.properties.when.properties)).toEqual(
    expect.arrayContaining([
      "days",
      "hours",
      "presence",
      "dwell",
      "mood",
      "busy",
      "light",
      "temperature",
      "stock",
      "except",
    ]),
  );
  expect(offer.required).toEqual(["id", "group", "title", "text", "approved"]);
  expect(Object.keys(schema.properties)).toEqual(Object.keys(shopSchema.shape));
});
