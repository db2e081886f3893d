// What staff read of sensors that are ill: our own words fit on every panel, however many sensors a board has.
import { describe, expect, it } from "vitest";
import { compileBoard, findBoard } from "../../host/compile/board.ts";
import { standInMark } from "../../host/label/fact.ts";
import type { Board, BoardKind, SensorKind } from "../../host/shop/model.ts";
import { openBookshop } from "../promises/stand.ts";

const FULL: readonly (readonly [kind: BoardKind, like: string, sensors: readonly SensorKind[]])[] = [
  ["esp32-cyd", "till", ["touch", "pir", "radar-uart", "scan"]],
  ["esp32c3-oled", "window", ["button", "pir", "radar-uart", "scan"]],
  ["esp32c3-oled", "window", ["button", "pir", "distance", "scan"]],
];

describe("sensors that are ill", () => {
  it.each(FULL)(
    "are named on %s, like board %s, with %j, and nothing of ours is too long",
    (kind, like, sensors) => {
      const shop = openBookshop();
      const board: Board = { ...findBoard(shop, like), kind, sensors };
      expect(compileBoard(shop, board, standInMark(shop)).deployment.length).toBeGreaterThan(0);
    },
  );
});
