import { describe, expect, test } from "vitest";
import type { Status } from "../../host/simulator/board.ts";
import { listDismissed } from "../../host/studio/explanation.ts";
import type { Play } from "../../host/studio/history.ts";

function play(offer: number, dismissed: number): Play {
  return { atMs: 0, endMs: 0, offer, status: { dismissed } as Status };
}

describe("what was dismissed, from what was played", () => {
  test("an offer whose card gave way while the count rose", () => {
    expect(listDismissed([play(3, 0), play(5, 1), play(7, 1), play(9, 2)])).toEqual([3, 7]);
  });

  test("nothing once the board has forgotten", () => {
    expect(listDismissed([play(3, 0), play(5, 1), play(7, 0)])).toEqual([]);
  });

  test("an offer that only gave way to the next is not (control)", () => {
    expect(listDismissed([play(3, 0), play(5, 0)])).toEqual([]);
  });
});
