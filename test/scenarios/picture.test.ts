// A card with a picture, a sponsor and "valid at the till", on colour, one bit and electronic paper: what the board's program
// shows on the simulator is what its display list says, and the same on the real interpreter, where ESPRUINO names it.
import { describe, expect, it } from "vitest";
import type { BoardKind, Offer, Picture, Shop } from "../../host/shop/model.ts";
import { parseTrace } from "../../host/simulator/trace.ts";
import { COMMAND_PIN } from "../../shared/link/command.ts";
import { runOnInterpreter } from "../interpreter/run.ts";
import { drawCard } from "../promises/glass.ts";
import { openBookshop, openSubject, type Subject } from "../promises/stand.ts";
import { compareFrames } from "../promises/whole.ts";
import { compareResults } from "./result.ts";
import { type BoardRun, runOnSimulator } from "./simulator.ts";

const espruino = process.env.ESPRUINO ?? "";
/** Metres that each is read from, and the parts that it has room for. */
const KINDS: readonly (readonly [BoardKind, number, Partial<Offer>])[] = [
  ["esp32-cyd", 1, { price: { now: 990 } }],
  ["esp32c3-oled", 0.5, {}],
  ["esp32c3-epaper290", 1, { price: { now: 990 } }],
  ["esp32s3-tft154", 0.5, { price: { now: 990 } }],
];
const STEP_MS = 3000;
const TIMEOUT_MS = 240_000;

const DISC: Picture = {
  width: 100,
  height: 80,
  rgba: Uint8Array.from({ length: 100 * 80 * 4 }, (_, i) => {
    const [x, y] = [(i >> 2) % 100, Math.floor(i / 400)];
    const isInside = (x - 50) ** 2 + (y - 40) ** 2 < 1600;
    return [x * 2, 255 - x * 2, y * 3, isInside ? 255 : 0][i % 4] ?? 0;
  }),
};

/** A board with two cards: one that has all of it, and the same without the picture. */
async function open(kind: BoardKind, readAtMetres: number, parts: Partial<Offer>): Promise<Subject> {
  const shop = openBookshop();
  const [first] = shop.boards;
  const [offer] = shop.offers;
  if (first === undefined || offer === undefined) throw new Error("the sample shop is empty");
  const plain: Offer = {
    id: "plain",
    group: "all",
    tier: "regular",
    title: { en: "Tea" },
    text: { en: "" },
    sponsor: { en: "Yo" },
    ...parts,
    when: {},
    plays: { share: 1, restSeconds: 0, perHour: 0 },
    approved: offer.approved,
    place: offer.place,
  };
  const full: Offer = { ...plain, id: "full", picture: DISC };
  const board = { ...first, id: "all", kind, groups: ["all"], sensors: ["pir"] as const, readAtMetres };
  const all: Shop = { ...shop, languages: ["en"], boards: [board], offers: [full, plain] };
  return openSubject("all", all);
}

function pinBoth({ hardware, files }: Subject): BoardRun {
  const lines = ["0,start,2026-11-27T12:00:00+01:00"];
  for (const offer of [0, 1]) {
    const atMs = (offer + 1) * STEP_MS;
    lines.push(`${atMs},command,${COMMAND_PIN},${offer},5`);
    lines.push(`${atMs + STEP_MS - 100},status`, `${atMs + STEP_MS - 100},frame`);
  }
  lines.push(`${4 * STEP_MS},end`);
  return { hardware, files, events: parseTrace(lines.join("\n"), "picture.trace") };
}

describe("a card with a picture and a sponsor", () => {
  it.each(KINDS)(
    "on %s is what its display list says",
    async (kind, metres, parts) => {
      const subject = await open(kind, metres, parts);
      expect(subject.compiled.findings.filter(({ code }) => code === "card-overflow")).toEqual([]);
      const { frames, statuses } = runOnSimulator(pinBoth(subject));
      expect(frames.length).toBe(2);
      frames.forEach(({ value }, offer) => {
        const status = statuses[offer]?.value;
        if (status === undefined) throw new Error("no program answered");
        expect(status.offer).toBe(offer);
        expect(compareFrames(value, drawCard(subject, status).pixels)).toBeUndefined();
      });
      // Control: without the picture it is another card.
      const [full, plain] = frames.map(({ value }) => value);
      if (full === undefined || plain === undefined) throw new Error("a frame is missing");
      expect(compareFrames(full, plain.pixels)).toContain("pixels are wrong");
    },
    TIMEOUT_MS,
  );

  it.skipIf(espruino === "").each(KINDS)(
    "on %s is the same on the interpreter, pixel by pixel (skipped unless ESPRUINO names it)",
    async (kind, metres, parts) => {
      const run = pinBoth(await open(kind, metres, parts));
      expect(compareResults(runOnSimulator(run), await runOnInterpreter(run, espruino))).toEqual([]);
    },
    TIMEOUT_MS,
  );
});
