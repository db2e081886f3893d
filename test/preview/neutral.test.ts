import { describe, expect, it } from "vitest";
import { compileCards } from "../../host/compile/layout.ts";
import { showNeutral } from "../../host/preview/neutral.ts";
import type { BoardKind, Shop } from "../../host/shop/model.ts";
import type { BoardFiles } from "../../host/simulator/board.ts";
import { startBoard } from "../../host/simulator/start.ts";
import { SCREEN_NEUTRAL, VALUE_CLOCK_KNOWN } from "../../shared/cards/list.ts";
import { drawLists } from "../compile/draw.ts";
import { openBookshop, openSubject } from "../promises/stand.ts";
import { compareFrames } from "../promises/whole.ts";

const KINDS: readonly BoardKind[] = ["esp32-cyd", "esp32c3-oled", "esp32c3-epaper213", "esp32s3-tft154"];
const MARK = { code: "7K3M-Q9TA", qr: "https://pod-lipa.example" };

function openShop(kind: BoardKind): Shop {
  const shop = openBookshop();
  // A board without input: nothing but the card is on the glass.
  const board = { ...shop.boards[0], id: "all", kind, sensors: ["pir"] as const };
  return { ...shop, boards: [{ ...board, readAtMetres: 0.5 }] };
}

describe("the neutral card", () => {
  it.each(KINDS)(
    "of %s is its display list in each language, though its offers are in date",
    async (kind) => {
      const shop = openShop(kind);
      const { files, hardware, compiled } = await openSubject("all", shop);
      const [board] = shop.boards;
      const start = (own: BoardFiles) => startBoard({ hardware, files: own });
      const cards = compileCards(shop, board, compiled.offers, hardware, MARK);
      const wanted = shop.languages.map((_, language) => {
        const list = cards.screens[language * cards.screensPerLanguage + SCREEN_NEUTRAL];
        const moment = { language, reasons: [], values: { [VALUE_CLOCK_KNOWN]: 1 } };
        return drawLists(cards, hardware, [list], moment);
      });
      const shown = shop.languages.map((_, language) =>
        showNeutral(shop, board, MARK, files, start, language),
      );
      expect(shown.map((frame, i) => compareFrames(frame, wanted[i].pixels))).toEqual([undefined, undefined]);
      // Control: the languages' cards are not the same.
      expect(compareFrames(shown[0], wanted[1].pixels)).toContain("pixels are wrong");
    },
    120_000,
  );
});
