// Every card of the sample shop, on two colour panels, a one-bit and two of electronic paper: pinned by staff one after the other,
// drawn by the board's program on the simulator and, where ESPRUINO names it, on the real interpreter.
import { describe, expect, it } from "vitest";
import type { BoardKind, SensorKind, Shop } from "../../host/shop/model.ts";
import type { Frame } from "../../host/simulator/board.ts";
import { parseTrace } from "../../host/simulator/trace.ts";
import { COMMAND_PIN } from "../../shared/link/command.ts";
import { runOnInterpreter } from "../interpreter/run.ts";
import { drawCard } from "../promises/glass.ts";
import { openBookshop, openSubject, type Subject } from "../promises/stand.ts";
import { compareFrames } from "../promises/whole.ts";
import { compareResults } from "./result.ts";
import { type BoardRun, runOnSimulator } from "./simulator.ts";

const espruino = process.env.ESPRUINO ?? "";
/** Metres that each is read from, and what it is answered with: a touch panel has chips on its cards. */
const KINDS: readonly (readonly [BoardKind, number, SensorKind])[] = [
  ["esp32-cyd", 1, "touch"],
  ["esp32c3-oled", 0.5, "button"],
  ["esp32c3-epaper213", 1, "button"],
  ["esp32c3-epaper290", 1, "button"],
  ["esp32s3-tft154", 0.5, "button"],
];
/** With answers the rows of all offers are more than Espruino's Linux build keeps: every other group at a time. */
const PARTS = [0, 1] as const;
const CASES = KINDS.flatMap(([kind, metres, key]) =>
  openBookshop().languages.flatMap((language) =>
    PARTS.map((part) => [kind, language, part, metres, key] as const),
  ),
);
/** Electronic paper takes its time. */
const STEP_MS = 3000;
const TIMEOUT_MS = 240_000;

/** A board with half of the sample shop's groups, in one language so that it shows no other. */
async function openPart(
  kind: BoardKind,
  language: string,
  part: number,
  readAtMetres: number,
  key: SensorKind,
): Promise<Subject> {
  const shop = openBookshop();
  const groups = [...new Set(shop.offers.map((offer) => offer.group))].filter((_, i) => i % 2 === part);
  const [first] = shop.boards;
  const board = { ...first, id: "all", kind, groups, sensors: [key, "pir"] as const };
  const all: Shop = { ...shop, languages: [language], boards: [{ ...board, readAtMetres }] };
  return openSubject("all", all);
}

function pinAll({ hardware, files, d }: Subject): BoardRun {
  const lines = ["0,start,2026-11-27T12:00:00+01:00"];
  for (let offer = 0; offer < d.offers; offer++) {
    const atMs = (offer + 1) * STEP_MS;
    lines.push(`${atMs},command,${COMMAND_PIN},${offer},5`);
    lines.push(`${atMs + STEP_MS - 100},status`, `${atMs + STEP_MS - 100},frame`);
  }
  lines.push(`${(d.offers + 2) * STEP_MS},end`);
  return { hardware, files, events: parseTrace(lines.join("\n"), "cards.trace") };
}

describe("each card of the sample shop", () => {
  it.each(CASES)(
    "on %s in %s, part %i, is what its display list says",
    async (kind, language, part, metres, key) => {
      const subject = await openPart(kind, language, part, metres, key);
      const { frames, statuses } = runOnSimulator(pinAll(subject));
      expect(frames.length).toBe(subject.d.offers);
      const seen = new Set<string>();
      frames.forEach(({ value }, offer) => {
        const status = statuses[offer].value;
        if (status === undefined) throw new Error("no program answered");
        expect([offer, status.offer]).toEqual([offer, offer]);
        expect([offer, compareFrames(value, drawCard(subject, status).pixels)]).toEqual([offer, undefined]);
        seen.add(Buffer.from(value.pixels.buffer).toString("base64"));
      });
      // Control: another card is seen to be another one.
      expect(seen.size).toBe(frames.length);
      const [first, second] = frames.map(({ value }): Frame => value);
      expect(compareFrames(first, second.pixels)).toContain("pixels are wrong");
    },
    TIMEOUT_MS,
  );
});

describe.skipIf(espruino === "")("each card on the interpreter (skipped unless ESPRUINO names it)", () => {
  it.each(CASES)(
    "on %s in %s, part %i, is the same, pixel by pixel",
    async (kind, language, part, metres, key) => {
      const run = pinAll(await openPart(kind, language, part, metres, key));
      expect(compareResults(runOnSimulator(run), await runOnInterpreter(run, espruino))).toEqual([]);
    },
    TIMEOUT_MS,
  );
});
