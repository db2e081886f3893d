import { symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { checkShop } from "../../host/shop/parse.ts";
import { partJsonSchema, shopJsonSchema } from "../../host/shop/schema.ts";
import { GOOD, writeFiles } from "./sample.ts";

const [HEAD = "", OFFERS = ""] = GOOD.split("offers:\n  - id");
const [NOIR = "", TEA = ""] = OFFERS.split("  - id: tea");
const WITH = (include: string) => `${HEAD}include: ${include}\n`;
const NOIR_PART = `offers:\n  - id${NOIR}`;
const TEA_PART = `offers:\n  - id: tea${TEA}`;

function check(files: Readonly<Record<string, string | Uint8Array>>) {
  const path = writeFiles(files);
  const { shop, findings } = checkShop(path);
  const brief = findings.map(({ code, place }) => {
    const file = place.file.slice(dirname(path).length + 1);
    return `${code} ${file}:${place.line ?? 0}:${place.column ?? 0}`;
  });
  return { shop, brief };
}

test("a shop in three files is the shop in one", () => {
  const parts = check({
    "shop.yaml": WITH("[crime.yaml, cafe.yaml]"),
    "crime.yaml": NOIR_PART,
    "cafe.yaml": TEA_PART,
  });
  expect(parts.brief).toEqual([]);
  const whole = check({ "shop.yaml": GOOD });
  const plain = (shop: unknown) =>
    JSON.parse(JSON.stringify(shop, (key, value) => (key === "place" || key === "file" ? undefined : value)));
  expect(plain(parts.shop)).toEqual(plain(whole.shop));
});

test("offers of a part come after those of the file, boards are joined, places are those of the part", () => {
  const { shop, brief } = check({
    "shop.yaml": `${WITH("more.yaml")}${NOIR_PART}`,
    "more.yaml": `boards:\n  till: { board: esp32-cyd, sensors: [touch], offers: [cafe] }\n${TEA_PART}`,
  });
  expect(brief).toEqual([]);
  expect(shop?.offers.map(({ id, place }) => [id, place.file.slice(-9), place.line])).toEqual([
    ["noir", "shop.yaml", 14],
    ["tea", "more.yaml", 4],
  ]);
  expect(shop?.boards.map(({ id, place }) => [id, place.line])).toEqual([
    ["shelf", 8],
    ["till", 2],
  ]);
});

describe("what is wrong in a part is said there", () => {
  const part = (text: string) =>
    check({ "shop.yaml": `${WITH("p.yaml")}${NOIR_PART}`, "p.yaml": text }).brief;
  test("a word", () =>
    expect(part(TEA_PART.replace("cafe", "coffee"))).toContain("shop-group-unplayed p.yaml:3:12"));
  test("a missing key", () =>
    expect(part(TEA_PART.replace("    group: cafe\n", ""))).toContain("shop-missing-key p.yaml:2:5"));
  test("a name that is taken", () =>
    expect(part(TEA_PART.replace("id: tea", "id: noir"))).toContain("shop-duplicate-id p.yaml:2:9"));
  test("two prices over two files", () => {
    const other = TEA_PART.replace(
      "group: cafe",
      "group: cafe\n    article: noir-set\n    price: { now: 1.00 }",
    );
    expect(part(other)).toContain("shop-two-prices p.yaml:5:19");
  });
  test("YAML that is none", () => expect(part("offers: [")).toContain("shop-yaml p.yaml:1:10"));
  test("a key that belongs to the shop", () =>
    expect(part(`${TEA_PART}shop: {}\n`)).toContain("shop-include-part p.yaml:7:1"));
  test("a part of a part", () =>
    expect(part(`include: q.yaml\n${TEA_PART}`)).toContain("shop-include-part p.yaml:1:1"));
  test("a list instead of keys", () => expect(part("- 1")).toContain("shop-include-part p.yaml:1:1"));
  test("an empty file", () => expect(part("")).toContain("shop-missing-key p.yaml:1:1"));
  test("a board of the same name", () =>
    expect(part("boards:\n  shelf: { board: esp32-cyd, sensors: [], offers: [crime] }\n")).toContain(
      "shop-duplicate-key p.yaml:2:3",
    ));
});

describe("parts that are not read", () => {
  const named = (include: string, files: Readonly<Record<string, string | Uint8Array>> = {}) =>
    check({ "shop.yaml": `${WITH(include)}${NOIR_PART}`, ...files }).brief;
  test("one that is not there", () =>
    expect(named("no.yaml")).toContain("shop-include-file shop.yaml:12:10"));
  test("one outside of the folder", () =>
    expect(named("../shop.yaml")).toContain("shop-include-outside shop.yaml:12:10"));
  test("one at the root", () =>
    expect(named("[a.yaml, /etc/passwd]")).toContain("shop-include-outside shop.yaml:12:19"));
  test("one named twice", () =>
    expect(named("[a.yaml, a.yaml]", { "a.yaml": TEA_PART })).toEqual(["shop-include shop.yaml:12:19"]));
  test("a folder", () => expect(named(".")).toContain("shop-include-file shop.yaml:12:10"));
  test("a number", () => expect(named("7")).toContain("shop-value shop.yaml:12:10"));
  test("one that is no text", () =>
    expect(named("a.yaml", { "a.yaml": new Uint8Array([255]) })).toContain(
      "shop-include-file shop.yaml:12:10",
    ));
  test("fifty-one", () => {
    const names = Array.from({ length: 51 }, (_, n) => `p${n}.yaml`);
    const files = Object.fromEntries(names.map((name) => [name, "offers: []\n"]));
    const found = check({ "shop.yaml": `${WITH(`[${names.join(", ")}]`)}${NOIR_PART}`, ...files }).brief;
    expect(found.filter((brief) => brief.startsWith("shop-include "))).toHaveLength(1);
  });
  test("more bytes together than are read", () => {
    const names = ["a.yaml", "b.yaml", "c.yaml", "d.yaml", "e.yaml"];
    const files = Object.fromEntries(names.map((name) => [name, `# ${"x".repeat(1_000_000)}\noffers: []\n`]));
    const found = check({ "shop.yaml": `${WITH(`[${names.join(", ")}]`)}${NOIR_PART}`, ...files }).brief;
    expect(found).toContain("shop-too-large shop.yaml:12:43");
  });
  test("a link that leads outside", () => {
    const path = writeFiles({ "shop.yaml": `${WITH("link.yaml")}${NOIR_PART}` });
    const outside = writeFiles({ "secret.yaml": TEA_PART });
    symlinkSync(outside, join(dirname(path), "link.yaml"));
    expect(checkShop(path).findings.map(({ code }) => code)).toContain("shop-include-outside");
    // Control: a link that stays inside is fine.
    writeFileSync(join(dirname(path), "own.yaml"), TEA_PART);
    symlinkSync(join(dirname(path), "own.yaml"), join(dirname(path), "near.yaml"));
    writeFileSync(path, `${WITH("near.yaml")}${NOIR_PART}`);
    expect(checkShop(path).findings).toEqual([]);
  });
});

test("editors know a file that includes, and a part", () => {
  expect(JSON.stringify(shopJsonSchema())).toContain('"include"');
  const part = JSON.parse(JSON.stringify(partJsonSchema()));
  expect(Object.keys(part.properties)).toEqual(["boards", "offers"]);
  expect(part.required ?? []).toEqual([]);
});
