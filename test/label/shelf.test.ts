import { beforeAll, describe, expect, it } from "vitest";
import { compileBoard, findBoard } from "../../host/compile/board.ts";
import { compileCards } from "../../host/compile/layout.ts";
import { type Label, makeLabel, makeMark } from "../../host/label/fact.ts";
import { renderLabel, renderShelf } from "../../host/label/page.ts";
import { drawShelf } from "../../host/label/shelf.ts";
import { writeQr } from "../../host/label/text.ts";
import { labelWords } from "../../host/label/words.ts";
import type { Board, Shop } from "../../host/shop/model.ts";
import { HARDWARE } from "../../host/simulator/hardware.ts";
import { startBoard } from "../../host/simulator/start.ts";
import { ACTION_LABEL, SCREEN_KNOW, SCREEN_NEUTRAL, VALUE_CLOCK_KNOWN } from "../../shared/cards/list.ts";
import { drawLists } from "../compile/draw.ts";
import {
  happen,
  openBookshop,
  openSubject,
  press,
  shipProgram,
  start,
  tapAction,
} from "../promises/stand.ts";
import { readBits, readFrame } from "./reader.ts";

const shop = openBookshop();
const PAGE = "https://pod-lipa.example/ekran";
const paged: Shop = { ...shop, label: PAGE };
let label: Label;
beforeAll(async () => {
  const board = findBoard(shop, "till");
  label = makeLabel(shop, board, await shipProgram(board.kind, board.sensors));
});

/** What the QR code in a card's SVG says, read from its path: squares of one module. */
function readCard(svg: string): string | undefined {
  const [, path = ""] = / d="((?:M\d+ \d+h1v1h-1z)+)"/.exec(svg) ?? [];
  const dark = new Set([...path.matchAll(/M(\d+) (\d+)h/g)].map(([, x, y]) => `${x} ${y}`));
  const side = Math.max(...[...dark].map((place) => Number(place.split(" ")[0]))) + 1;
  return readBits(side + 8, side + 8, (x, y) => dark.has(`${x - 4} ${y - 4}`));
}

describe("the card for the shelf", () => {
  it.each(["pl", "en", "de"] as const)(
    "P10: in %s has the code of the label, also in its QR code",
    (language) => {
      const svg = drawShelf(label, language, "a6");
      expect(svg).toContain(`<title>${labelWords(language).title} ${label.code}</title>`);
      expect(svg).toContain(labelWords(language).headline);
      const said = readCard(svg);
      expect(said).toBe(writeQr(label, language, "long"));
      expect(said).toContain(label.code);
    },
  );

  it("leads to the shop's own page where it has one", () => {
    const own: Label = { ...label, facts: { ...label.facts, shop: { name: "x", page: PAGE } } };
    for (const size of ["a6", "a7"] as const)
      expect(readCard(drawShelf(own, "en", size))).toBe(`${PAGE}#${label.code}`);
  });

  it("a QR code without the modules of its middle is not read (control)", () => {
    const svg = drawShelf(label, "en", "a6");
    const rows = svg.replace(/M\d+ 1[0-9]h1v1h-1z/g, "").replace(/M\d+ 2[0-9]h1v1h-1z/g, "");
    expect(rows.length).toBeLessThan(svg.length);
    expect(readCard(rows)).toBeUndefined();
  });

  it("is on paper of the size that was asked for, with letters that nothing has to be loaded for", () => {
    expect(drawShelf(label, "pl", "a6")).toContain('width="105mm" height="148mm"');
    const small = drawShelf(label, "pl", "a7");
    expect(small).toContain('width="74mm" height="105mm"');
    expect(small).not.toMatch(/<text|font-family|url\(|<image|<script/);
  });

  it.each(["pl", "en", "de"])("has room for the fullest board in %s, whatever it sends", (language) => {
    const shop = {
      ...openBookshop(),
      contact: "ul. Lipowa 3, 00-001 Warszawa, tel. 22 555 12 34, lipa@example.org",
    };
    for (const radio of ["silent", "link", "bthome"] as const) {
      const board: Board = {
        ...shop.boards[0],
        sensors: ["touch", "pir", "radar-uart", "scan"],
        statistics: ["footfall", "answers", "plays"],
        radio,
        link: "https://example.org",
      };
      expect(() =>
        drawShelf(makeLabel(shop, board, { boot: "", program: "" }), language, "a6"),
      ).not.toThrow();
    }
  });

  it("refuses what does not fit, and says which of the shop's own words to shorten: a contact only where there is one", () => {
    const fail = (shop: Label["facts"]["shop"]): unknown => {
      try {
        return drawShelf({ ...label, facts: { ...label.facts, shop } }, "en", "a6");
      } catch (error) {
        return error;
      }
    };
    const long = "ab ".repeat(150);
    expect(fail({ name: long })).toMatchObject({
      code: "label-too-long",
      hint: expect.not.stringContaining("contact"),
    });
    expect(fail({ name: long })).toMatchObject({ hint: expect.stringContaining("name") });
    expect(fail({ name: "x", contact: long })).toMatchObject({ hint: expect.stringContaining("contact") });
  });

  it("refuses what does not fit, and letters that it has not, with a code", () => {
    const contact = (text: string): Label => ({
      ...label,
      facts: { ...label.facts, shop: { name: "x", contact: text } },
    });
    const draw = (text: string) => (): string => drawShelf(contact(text), "en", "a6");
    expect(draw("a ".repeat(600))).toThrow(expect.objectContaining({ code: "label-too-long" }));
    expect(draw("店")).toThrow(expect.objectContaining({ code: "label-letter" }));
    expect(draw("Ask at the till")).not.toThrow();
  });
});

describe("the pages", () => {
  const hostile = '<script>alert("1")</script>';

  it("have every language of the shop, and escape what the shop says", () => {
    const named: Label = { ...label, facts: { ...label.facts, shop: { name: hostile, contact: hostile } } };
    const page = renderLabel(named, shop.languages);
    for (const language of shop.languages) {
      expect(page).toContain(`<section id="${language}" lang="${language}">`);
      for (const limit of label.facts.notPromised)
        expect(page).toContain(labelWords(language).limits[limit].replaceAll("'", "&#39;"));
    }
    expect(page).toContain(label.facts.program.sha256);
    expect(page).toContain(label.code);
    expect(page).not.toContain("<script");
    expect(renderShelf(named, ["en"], "a6")).not.toContain("<script");
  });

  it("give each card glyphs of its own, so that one page can have all of them", () => {
    const page = renderShelf(label, ["pl", "en"], "a6");
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, used] of page.matchAll(/href="#([^"]+)"/g)) expect(ids).toContain(used);
  });
});

describe("what the board itself shows", () => {
  const PAPERS = ["esp32c3-epaper213", "esp32c3-epaper290"] as const;

  it("P10: is the code of its label: a touch panel's QR code says it", async () => {
    for (const [other, begin] of [
      [paged, `${PAGE}#`],
      [shop, "Passerby "],
    ] as const) {
      const subject = await openSubject("till", other);
      const board = start(subject);
      happen(board, 4000, "touch", "100", "100");
      happen(board, 4100, "release");
      board.advanceTo(6000);
      tapAction(board, subject.d, SCREEN_KNOW, ACTION_LABEL);
      board.advanceTo(9000);
      const made = makeLabel(other, subject.compiled.board, subject.files);
      const said = readFrame(board.frame());
      expect(said).toBe(writeQr(made, "pl", "short"));
      expect(said?.startsWith(`${begin}${made.code}`)).toBe(true);
    }
  });

  it.each(PAPERS)("P10: and so does the menu's last page on %s", async (kind) => {
    const one = { ...findBoard(shop, "window"), kind, readAtMetres: 1 };
    const subject = await openSubject("window", { ...paged, boards: [one] });
    const board = start(subject);
    board.advanceTo(4000);
    const said: (string | undefined)[] = [];
    for (let i = 0; i < 20; i++) {
      press(board, 100);
      board.advanceTo(board.nowMs + 4000);
      if (board.status()?.screen === -1) break;
      said.push(readFrame(board.frame()));
    }
    const { code } = makeLabel(paged, one, subject.files);
    expect(said.at(-1)).toBe(`${PAGE}#${code}`);
    expect(said.slice(0, -1)).toEqual(new Array(said.length - 1).fill(undefined));
  });

  it("P10: another program's code is another frame (control)", async () => {
    const subject = await openSubject("window");
    const { mark } = await frameOf("window", subject.files.program);
    const changed = await frameOf("window", `${subject.files.program} `);
    expect(changed.mark).not.toEqual(mark);
  });

  it.each(["esp32-cyd", "esp32c3-epaper213", "esp32c3-epaper290"] as const)(
    "P10: stands on the neutral card of %s once the clock is set, beside what it senses",
    (kind) => {
      const panel = HARDWARE[kind];
      const one = { ...findBoard(shop, "till"), kind };
      const draw = (code: string, isKnown: number): string => {
        const compiled = compileCards(shop, one, shop.offers.slice(0, 1), panel, { code, qr: code });
        const values = { [VALUE_CLOCK_KNOWN]: isKnown };
        const moment = { language: 0, values };
        return drawLists(compiled, panel, [compiled.screens[SCREEN_NEUTRAL]], moment).pixels.join();
      };
      expect(draw("1111-1111", 1)).not.toBe(draw("1111-1112", 1));
      expect(draw("1111-1111", 0)).toBe(draw("1111-1112", 0));
    },
  );

  /** Last page of the small panel's menu, compiled for a program's text. */
  async function frameOf(id: string, program: string): Promise<{ mark: string }> {
    const subject = await openSubject(id);
    const one = subject.compiled.board;
    const { boot } = subject.files;
    const mark = makeMark(shop, makeLabel(shop, one, { boot, program }));
    const { deployment, fonts } = compileBoard(shop, one, mark);
    const board = startBoard({
      hardware: HARDWARE[one.kind],
      files: { ...subject.files, deployment, fonts },
    });
    happen(board, 0, "start", "unknown");
    board.advanceTo(4000);
    let last = "";
    for (let i = 0; i < 20; i++) {
      press(board, 100);
      board.advanceTo(board.nowMs + 2000);
      if (board.status()?.screen === -1) break;
      last = board.frame().pixels.join();
    }
    return { mark: last };
  }
});
