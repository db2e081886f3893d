import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileCards } from "../../host/compile/layout.ts";
import { drawQr, encodeQr, modulePx, QUIET_MODULES, sideOf } from "../../host/compile/qr.ts";
import type { Board, BoardKind, Offer } from "../../host/shop/model.ts";
import { checkShopText } from "../../host/shop/parse.ts";
import type { Frame } from "../../host/simulator/board.ts";
import { HARDWARE } from "../../host/simulator/hardware.ts";
import { parseTrace } from "../../host/simulator/trace.ts";
import { COMMAND_PIN } from "../../shared/link/command.ts";
import { runOnInterpreter } from "../interpreter/run.ts";
import { readBits, readFrame } from "../label/reader.ts";
import { openSubject } from "../promises/stand.ts";
import { compareResults } from "../scenarios/result.ts";
import { type BoardRun, runOnSimulator } from "../scenarios/simulator.ts";
import { makeOffer, makeShop, PANEL_BOARD } from "./cards-shop.ts";

const espruino = process.env.ESPRUINO ?? "";
const ADDRESS = "https://pod-lipa.example/klub";
/** With a host alone it is written in capitals: on the smallest panel that is what there is room for. */
const SHORT = "https://lipa.example";

const CASES = [
  ["esp32-cyd", 1, ADDRESS, ADDRESS],
  ["esp32c3-epaper213", 0.5, ADDRESS, ADDRESS],
  ["esp32c3-epaper213", 1, SHORT, SHORT.toUpperCase()],
  ["esp32c3-epaper290", 1, ADDRESS, ADDRESS],
  ["esp32c3-oled", 0.5, SHORT, SHORT.toUpperCase()],
  ["esp32s3-tft154", 0.5, ADDRESS, ADDRESS],
] as const satisfies readonly (readonly [BoardKind, number, string, string])[];

function makeBoard(kind: BoardKind, readAtMetres: number): Board {
  return { ...PANEL_BOARD, id: "all", kind, sensors: ["pir"], readAtMetres };
}

function leading(qr: string, changes: Partial<Offer> = {}): Offer {
  return makeOffer({
    title: { pl: "Klub", en: "Club" },
    text: { pl: "Środa", en: "Wednesday" },
    qr,
    ...changes,
  });
}

async function showCard(kind: BoardKind, readAtMetres: number, qr: string): Promise<BoardRun> {
  const boards = [makeBoard(kind, readAtMetres)];
  const shop = makeShop({ languages: ["pl"], boards, offers: [leading(qr)] });
  const { hardware, files } = await openSubject("all", shop);
  const lines = [
    "0,start,2026-11-27T12:00:00+01:00",
    `4000,command,${COMMAND_PIN},0,5`,
    "9000,frame",
    "9500,end",
  ];
  return { hardware, files, events: parseTrace(lines.join("\n"), "qr.trace") };
}

function frameOf(run: BoardRun): Frame {
  return runOnSimulator(run).frames[0].value;
}

function listFindings(board: Board, offer: Offer): string[] {
  return compileCards(makeShop(), board, [offer], HARDWARE[board.kind]).findings.map(({ code }) => code);
}

describe("the QR code of an offer", () => {
  it.each(CASES)("is read off the board's own frame: %s at %f m", async (kind, metres, qr, said) => {
    expect(listFindings(makeBoard(kind, metres), leading(qr))).toEqual([]);
    expect(readFrame(frameOf(await showCard(kind, metres, qr)))).toBe(said);
  });

  it("is not read where nothing but the quiet zone is filled with ink (control)", async () => {
    const frame = frameOf(await showCard("esp32-cyd", 1, ADDRESS));
    expect(readFrame(frame)).toBe(ADDRESS);
    const side = sideOf(encodeQr(ADDRESS, "L")) * 3;
    const [left, top] = [320 - side, 160 - side];
    const pixels = frame.pixels.slice();
    for (let y = top; y < 160; y++)
      for (let x = left; x < 320; x++) {
        const edge = Math.min(x - left, y - top, 319 - x, 159 - y);
        if (edge < QUIET_MODULES * 3) pixels[y * 320 + x] = 0;
      }
    expect(readFrame({ ...frame, pixels })).toBeUndefined();
  });

  it.each([
    ["esp32c3-oled", 0.5, ADDRESS],
    ["esp32c3-epaper213", 1, `${ADDRESS}/${"a".repeat(40)}`],
    ["esp32-cyd", 2, ADDRESS],
  ] as const)("that a phone could not read on %s at %f m is an error with its place", (kind, metres, qr) => {
    const { findings } = compileCards(makeShop(), makeBoard(kind, metres), [leading(qr)], HARDWARE[kind]);
    const found = findings.find(({ code }) => code === "card-qr");
    expect(found).toMatchObject({ severity: "error", place: { file: "shop.yaml", line: 9 } });
  });

  it("takes room from title and price, which are an error where they no longer fit", () => {
    const price = { now: 1_234_567_890 };
    const board = makeBoard("esp32-cyd", 1);
    expect(listFindings(board, makeOffer({ price }))).toEqual([]);
    expect(listFindings(board, leading(ADDRESS, { price }))).toContain("card-overflow");
    expect(listFindings(board, leading(ADDRESS, { price: { now: 3490 } }))).toEqual([]);
  });
});

describe.skipIf(espruino === "")("on the interpreter (skipped unless ESPRUINO names it)", () => {
  it.each(CASES)("the frame is the same, pixel by pixel: %s at %f m", async (kind, metres, qr, said) => {
    const run = await showCard(kind, metres, qr);
    const real = await runOnInterpreter(run, espruino);
    expect(compareResults(runOnSimulator(run), real)).toEqual([]);
    expect(readFrame(real.frames[0].value)).toBe(said);
  });
});

describe("codes", () => {
  it("say what they were given, whatever it is, to a reader that is none of ours", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", minLength: 1, maxLength: 60 }), (text) => {
        const image = drawQr(encodeQr(text, "L"), 3);
        if (image === undefined) throw new Error("no room");
        const { width, height, bits } = image;
        const isDark = (x: number, y: number): boolean =>
          ((bits[(y * width + x) >> 3] >> (7 - ((y * width + x) & 7))) & 1) === 1;
        expect(readBits(width, height, isDark, 2)).toBe(text);
      }),
      { numRuns: 60 },
    );
  });

  it("have modules that grow with the distance, and images that end at 255 pixels", () => {
    // At 1 m a phone is held at 250 mm: 2 x 250 x tan(32.5 degrees) = 318.5 mm across 1,920 pixels, three a module.
    expect(modulePx(1, 1)).toBe(1);
    expect(modulePx(1, 5.6)).toBe(Math.ceil(((318.5 * 3) / 1920) * 5.6));
    expect(modulePx(4, 5.6)).toBe(Math.ceil(((4 * 318.5 * 3) / 1920) * 5.6));
    expect(modulePx(0.1, 5.6)).toBe(modulePx(0.6, 5.6));
    const code = encodeQr("https://a.example", "L");
    expect(drawQr(code, Math.floor(255 / sideOf(code)))).toBeDefined();
    expect(drawQr(code, Math.floor(255 / sideOf(code)) + 1)).toBeUndefined();
    expect(() => encodeQr("x".repeat(3000), "L")).toThrow(expect.objectContaining({ code: "qr-too-long" }));
  });
});

describe("`qr` and `label` in shop.yaml", () => {
  function codesOf(offer: string, shop = ""): string[] {
    const text = `
shop: { name: X, languages: [en], timezone: Europe/Warsaw, currency: PLN, hours: Mon-Sat 10:00-19:00${shop} }
boards: { a: { board: esp32-cyd, sensors: [touch], offers: [all] } }
offers:
  - { id: one, group: all, title: One, text: Two${offer}, approved: { by: MK, review: 2030-01-01 } }
`;
    return checkShopText(text, "shop.yaml", ".").findings.map(({ code, place }) => `${code} ${place.line}`);
  }

  it.each(["https://example.org", "https://example.org/", "https://a.example:8443/x/y?z=1%20&b=~c"])(
    "take %s",
    (address) => {
      expect(codesOf(`, qr: "${address}"`)).toEqual([]);
      expect(codesOf("", `, label: "${address}", contact: Ask at the till`)).toEqual([]);
    },
  );

  it.each([
    "http://example.org",
    "javascript:alert(1)",
    "https://",
    "https://somebody@example.org",
    "https://example.org/#part",
    "https://example.org/a b",
    "https://example",
    `https://example.org/${"a".repeat(200)}`,
  ])("refuse %s, with its line (control)", (address) => {
    expect(codesOf(`, qr: "${address}"`)).toEqual(["shop-value 5"]);
    expect(codesOf("", `, label: "${address}"`)).toEqual(["shop-value 2"]);
  });

  it("refuse a contact that cannot be shown", () => {
    expect(codesOf("", ', contact: "a\\u202eb"')).toEqual(["shop-text-unseen 2"]);
  });
});
