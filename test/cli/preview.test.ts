import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PNG } from "pngjs";
import { afterAll, describe, expect, it } from "vitest";
import { ROOT } from "../build/fixture.ts";
import { readBits } from "../label/reader.ts";
import { say } from "./terminal.ts";

const folder = mkdtempSync(join(tmpdir(), "passerby-preview-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const SHOP = join(ROOT, "host/templates/bookshop");
const LONG = "An evening with far more crime than there is room for on any card of this shop";

/** A shop of two offers in two languages: one sound, one whose English title does not fit. */
const TEXT = `
shop: { name: "<Nook> & Sons", languages: [pl, en], timezone: Europe/Warsaw, currency: PLN, hours: daily 10:00-18:00 }
boards:
  shelf: { board: esp32-cyd, sensors: [touch, radar], offers: [all], radio: silent, readAt: 1 m }
offers:
  - id: sound
    group: all
    title: { pl: Mapy, en: Maps }
    text: { pl: Szlaki piesze, en: Footpaths }
    approved: { by: MK, review: 2027-06-30 }
  - id: long
    group: all
    title: { pl: Krótko, en: ${LONG} }
    text: { pl: Tekst, en: Text }
    when: { presence: lingering }
    approved: { by: MK, review: 2027-06-30 }
`;

describe("a contact sheet", () => {
  it("has every card in every language, what is wrong beside its own, and ends with 1", async () => {
    writeFileSync(join(folder, "shop.yaml"), TEXT);
    const out = join(folder, "cards");
    const { code, output } = await say("preview", "--all", "--shop", folder, "--out", out, "--json");
    expect(code).toBe(1);
    const { html, png, cards } = JSON.parse(output);
    expect(cards.map(({ offer, language, by }: Record<string, string>) => [offer, language, by])).toEqual([
      ["sound", "pl", "situation"],
      ["sound", "en", "situation"],
      ["long", "pl", "situation"],
      ["long", "en", "situation"],
    ]);
    const wrong = cards.filter(({ findings }: { findings: unknown[] }) => findings.length > 0);
    expect(wrong).toMatchObject([{ offer: "long", language: "en", findings: [{ code: "card-overflow" }] }]);
    const page = readFileSync(html, "utf8");
    expect(page).toContain("&lt;Nook&gt; &amp; Sons");
    expect(page).not.toContain("<Nook>");
    expect(page.split("<img ").length - 1).toBe(4);
    expect(page).not.toMatch(/src="(?!data:image\/png;base64,)/);
    const image = PNG.sync.read(readFileSync(png));
    expect(image.width).toBeGreaterThanOrEqual(2 * 320);
  });

  it("of one offer is wrong use", async () => {
    expect((await say("preview", "--all", "--offer", "sound", "--shop", folder)).code).toBe(2);
  });
});

describe("a preview", () => {
  const words = [
    "preview",
    "--shop",
    SHOP,
    "--board",
    "window",
    "--offer",
    "travel-maps",
    "--language",
    "en",
  ];

  it("is written at the panel's pixels, and enlarged: each pixel a square of its colour", async () => {
    const out = join(folder, "maps.png");
    const said = JSON.parse((await say(...words, "--out", out, "--json")).output);
    expect(said).toMatchObject({ file: out, enlarged: join(folder, "maps-4x.png"), width: 128, height: 64 });
    const [small, large] = [said.file, said.enlarged].map((file) => PNG.sync.read(readFileSync(file)));
    expect([large.width, large.height]).toEqual([128 * said.scale, 64 * said.scale]);
    for (let y = 0; y < large.height; y++)
      for (let x = 0; x < large.width; x++) {
        const at = (Math.floor(y / said.scale) * 128 + Math.floor(x / said.scale)) * 4;
        if (small.data.readUInt32BE(at) !== large.data.readUInt32BE((y * large.width + x) * 4))
          expect.fail(`pixel ${x}, ${y}`);
      }
  });

  it("has a QR code that another library reads, in both sizes; without its finders it does not (control)", async () => {
    const out = join(folder, "club.png");
    const club = [
      "preview",
      "--shop",
      SHOP,
      "--board",
      "crime-shelf",
      "--offer",
      "crime-club",
      "--language",
      "en",
    ];
    const said = JSON.parse((await say(...club, "--out", out, "--json")).output);
    for (const [file, scale] of [
      [said.file, 4],
      [said.enlarged, 2],
    ]) {
      const { width, height, data } = PNG.sync.read(readFileSync(file));
      const isDark = (x: number, y: number): boolean => (data[(y * width + x) * 4 + 1] ?? 0) < 128;
      expect(readBits(width, height, isDark, scale)).toBe("HTTPS://EXAMPLE.ORG");
      const isLeft = (x: number, y: number): boolean => x < width * 0.85 && isDark(x, y);
      expect(readBits(width, height, isLeft, scale)).toBeUndefined();
    }
  });

  it("in a terminal writes nothing, and draws the lit pixels as half blocks", async () => {
    const { code, output } = await say(...words, "--terminal");
    expect(code).toBe(0);
    const lines = output.split("\n").slice(0, 32);
    expect(lines.join("")).toMatch(/[▀▄█]/);
    expect(output).not.toContain(".png");
    expect(output).not.toContain("\x1b");
  });
});

describe("the neutral card", () => {
  it("is shown by its name, in the language that is asked for", async () => {
    const out = join(folder, "neutral.png");
    const words = ["preview", "--shop", SHOP, "--board", "window", "--offer", "neutral", "--language", "en"];
    const { code, output } = await say(...words, "--out", out, "--json");
    expect([code, JSON.parse(output)]).toMatchObject([0, { by: "neutral", file: out, width: 128 }]);
    expect(PNG.sync.read(readFileSync(out)).width).toBe(128);
  });
});

describe("a week in advance", () => {
  const words = ["simulate", "--shop", SHOP, "--board", "crime-shelf", "--week", "2026-11-23"];

  it("has a share for every offer and situation, and a page with plots", async () => {
    const html = join(folder, "week.html");
    const { code, output } = await say(...words, "--html", html, "--json");
    expect(code).toBe(0);
    const { week } = JSON.parse(output);
    expect(week).toMatchObject({ from: "2026-11-23", until: "2026-11-29" });
    // Six days of nine hours and one of five.
    expect(week.openSeconds).toBe((6 * 9 + 5) * 3600);
    const total = week.hours.reduce((sum: number, slots: number) => sum + slots, 0);
    for (const { slots, neutralShare, offers } of week.cases) {
      expect(slots).toBe(total);
      const plays = offers.reduce((sum: number, offer: { plays: number }) => sum + offer.plays, 0);
      expect(plays + Math.round(neutralShare * slots)).toBe(slots);
      for (const { plays: own, hours } of offers)
        expect(hours.reduce((sum: number, count: number) => sum + count, 0)).toBe(own);
    }
    const page = readFileSync(html, "utf8");
    expect(page).toMatch(/<svg[\s\S]*<\/html>\n$/);
    expect(page).not.toMatch(/NaN|undefined|Infinity|<1 %/);
  });

  it("that begins on no day is wrong use", async () => {
    expect((await say(...words.slice(0, -1), "2026-02-30")).code).toBe(2);
  });
});

describe("why --offer", () => {
  it("says what would bring it up, and is wrong use for an offer that is not there", async () => {
    const words = ["why", "--shop", SHOP, "--board", "crime-shelf", "--at", "2026-11-27T17:00", "--offer"];
    const { output } = await say(...words, "noir-evening");
    expect(output).toContain("would show if somebody answered “Crime”: at once");
    const { ways } = JSON.parse((await say(...words, "noir-evening", "--json")).output);
    expect(ways).toMatchObject([{ changes: [{ fact: "mood" }], afterSeconds: 0 }]);
    expect((await say(...words, "nothing")).code).toBe(2);
  });
});
