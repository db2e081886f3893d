import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { BOARDS, initShop } from "../../host/cli/init.ts";
import { compileBoard } from "../../host/compile/board.ts";
import { fitShop } from "../../host/compile/fit.ts";
import { adaptShop, type ShopWishes } from "../../host/shop/adapt.ts";
import type { BoardKind, Shop } from "../../host/shop/model.ts";
import { checkShop, checkShopText, readShop } from "../../host/shop/parse.ts";
import { HARDWARE } from "../../host/simulator/hardware.ts";

const templateDir = new URL("../../host/templates", import.meta.url).pathname;
const parent = () => mkdtempSync(join(tmpdir(), "passerby-init-"));
const wishes: ShopWishes = { name: "Book: Nook", languages: ["en"], board: "esp32c3-oled", currency: "EUR" };
const KINDS: readonly BoardKind[] = Object.values(HARDWARE).map(({ kind }) => kind as BoardKind);
const listCardFindings = (shop: Shop) => shop.boards.flatMap((board) => compileBoard(shop, board).findings);
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
    for (const board of ["all", ...KINDS] as const)
      test(`${languages.join(" ")}, ${board}`, async () => {
        const dir = parent();
        await initShop(dir, { yes: false, templateDir, ask: ask({ languages, board }) });
        const file = join(dir, "shop.yaml");
        expect(checkShop(file).findings).toEqual([]);
        const shop = readShop(file);
        expect(shop.languages).toEqual(languages);
        const kinds = board === "all" ? ["esp32-cyd", "esp32c3-oled", "esp32-cyd"] : [board];
        expect(shop.boards.map(({ kind }) => kind).slice(0, kinds.length)).toEqual(kinds);
        // Nor on any card, and no board has more to remember than it can.
        expect(listCardFindings(shop)).toEqual([]);
      });
});

test("every kind of board can be chosen", () => {
  expect(BOARDS.map(({ value }) => value).sort()).toEqual([...KINDS].sort());
});

test("pictures are the sample's, byte for byte, and a card still shows one on the smallest panel", async () => {
  const dir = parent();
  const files = await initShop(dir, { yes: false, templateDir, ask: ask({ board: "esp32c3-oled" }) });
  const pictures = files.filter((name) => name.endsWith(".png"));
  expect(pictures.length).toBe(2);
  for (const name of pictures)
    expect(readFileSync(join(dir, name))).toEqual(readFileSync(join(templateDir, "bookshop", name)));
  expect(readShop(join(dir, "shop.yaml")).offers.some(({ picture }) => picture !== undefined)).toBe(true);
});

describe("fitting a shop to its boards", () => {
  const folder = join(templateDir, "bookshop");
  const sample = readFileSync(join(folder, "shop.yaml"), "utf8");
  const fitted = (text: string) => fitShop(text, join(folder, "shop.yaml"), folder);

  test("leaves a text that fits as it is, byte for byte, and one with errors too", () => {
    expect(fitted(sample)).toBe(sample);
    const broken = sample.replace("languages: [pl, en]", "languages: []");
    expect(fitted(broken)).toBe(broken);
  });

  test("takes out what leaves no room for words, and keeps all else; control: without it there are findings", () => {
    const square = adaptShop(sample, { ...wishes, languages: ["pl", "en"], board: "esp32s3-tft154" });
    const shopOf = (text: string) => {
      const { shop } = checkShopText(text, join(folder, "shop.yaml"), folder);
      if (shop === undefined) throw new Error("the shop is not sound");
      return shop;
    };
    const [before, after] = [shopOf(square), shopOf(fitted(square))];
    const codes = new Set(listCardFindings(before).map(({ code }) => code));
    expect(codes).toEqual(new Set(["card-text-left-out", "pacing-too-long"]));
    expect(after.offers.map(({ id, title, text, price }) => [id, title, text, price])).toEqual(
      before.offers.map(({ id, title, text, price }) => [id, title, text, price]),
    );
    expect(after.offers.filter(({ qr }) => qr !== undefined)).toEqual([]);
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
  // A name that no panel has room for: the cards are looked at, too.
  const long = initShop(dir, { yes: false, templateDir, ask: ask({ name: "Bookshop ".repeat(12) }) });
  await expect(long).rejects.toMatchObject({ code: "init-answer" });
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
