import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { initShop } from "../../host/cli/init.ts";
import type { ShopWishes } from "../../host/shop/adapt.ts";
import { checkShop, readShop } from "../../host/shop/parse.ts";

const templateDir = new URL("../../host/templates", import.meta.url).pathname;
const parent = () => mkdtempSync(join(tmpdir(), "passerby-init-"));
const wishes: ShopWishes = { name: "Book: Nook", languages: ["en"], board: "esp32c3-oled", currency: "EUR" };
const ask = (changed: Partial<ShopWishes>) => async () => ({ ...wishes, ...changed });

test("--yes writes the sample into a new folder, byte for byte, and it checks clean", async () => {
  const dir = join(parent(), "new", "shop");
  const files = await initShop(dir, { yes: true, templateDir });
  expect(files).toContain("shop.yaml");
  for (const file of files) {
    const original = join(templateDir, "bookshop", file);
    if (file !== "shop.schema.json") expect(readFileSync(join(dir, file))).toEqual(readFileSync(original));
  }
  expect(checkShop(join(dir, "shop.yaml")).findings).toEqual([]);
  expect(JSON.parse(readFileSync(join(dir, "shop.schema.json"), "utf8")).title).toBe("Passerby shop");
});

test("the answers change the shop, and it still checks clean", async () => {
  const dir = parent();
  const files = await initShop(dir, { yes: false, templateDir, ask: ask({}) });
  expect(checkShop(join(dir, "shop.yaml")).findings).toEqual([]);
  const shop = readShop(join(dir, "shop.yaml"));
  expect([shop.name, shop.currency, shop.languages]).toEqual(["Book: Nook", "EUR", ["en"]]);
  expect(shop.boards.map(({ kind }) => kind)).toEqual(["esp32c3-oled"]);
  expect(files).toContain("day-window.trace");
  expect(files).not.toContain("day.trace");
  expect(readFileSync(join(dir, "shop.yaml"), "utf8")).toContain("# The crime shelf");
});

test("opening hours and time zone are the shop's own", async () => {
  const dir = parent();
  const own = { hours: "Tue-Sat 9:00-18:00", timezone: "Europe/Lisbon" };
  await initShop(dir, { yes: false, templateDir, ask: ask(own) });
  const shop = readShop(join(dir, "shop.yaml"));
  expect(shop.timezone).toBe("Europe/Lisbon");
  expect(shop.hours).toEqual([{ days: 0b0111110, window: { start: 540, end: 1080 } }]);
  await expect(
    initShop(parent(), { yes: false, templateDir, ask: ask({ hours: "now and then" }) }),
  ).rejects.toMatchObject({ code: "init-answer" });
});

describe("every choice gives a shop without findings", () => {
  for (const languages of [["pl", "en"], ["en", "pl"], ["pl"], ["en"]])
    for (const board of ["all", "esp32-cyd", "esp32c3-oled"] as const)
      test(`${languages.join(" ")}, ${board}`, async () => {
        const dir = parent();
        await initShop(dir, { yes: false, templateDir, ask: ask({ languages, board }) });
        expect(checkShop(join(dir, "shop.yaml")).findings).toEqual([]);
        expect(readShop(join(dir, "shop.yaml")).languages).toEqual(languages);
      });
});

test("a folder with anything in it stays as it is", async () => {
  const dir = parent();
  writeFileSync(join(dir, "mine.txt"), "mine");
  await expect(initShop(dir, { yes: true, templateDir })).rejects.toMatchObject({ code: "init-not-empty" });
  expect(readdirSync(dir)).toEqual(["mine.txt"]);
  const file = join(dir, "mine.txt");
  await expect(initShop(file, { yes: true, templateDir })).rejects.toMatchObject({
    code: "init-not-a-folder",
  });
});

test("a fresh repository counts as empty", async () => {
  const dir = parent();
  mkdirSync(join(dir, ".git"));
  expect(await initShop(dir, { yes: true, templateDir })).toContain("shop.yaml");
});

test("nothing is written when the questions are called off, an answer is wrong or the template is missing", async () => {
  const dir = join(parent(), "shop");
  expect(await initShop(dir, { yes: false, templateDir, ask: async () => undefined })).toEqual([]);
  const wrong = initShop(dir, { yes: false, templateDir, ask: ask({ currency: "XXY" }) });
  await expect(wrong).rejects.toMatchObject({ code: "init-answer" });
  await expect(initShop(dir, { yes: true, templateDir: dir })).rejects.toMatchObject({
    code: "init-template",
  });
  expect(existsSync(dir)).toBe(false);
});

test("a folder that fills while the questions are asked is not overwritten", async () => {
  const dir = parent();
  const slow = async () => {
    writeFileSync(join(dir, "shop.yaml"), "mine");
    return wishes;
  };
  await expect(initShop(dir, { yes: false, templateDir, ask: slow })).rejects.toMatchObject({
    code: "init-not-empty",
  });
  expect(readFileSync(join(dir, "shop.yaml"), "utf8")).toBe("mine");
});
