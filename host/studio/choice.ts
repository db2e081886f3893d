// The board that the studio looks at.
import type { Board, Shop } from "../shop/model.ts";

/** The board of that id, else the shop's first. */
export function chooseFrom(shop: Shop | undefined, id: string | undefined): Board | undefined {
  return shop?.boards.find((board) => board.id === id) ?? shop?.boards[0];
}
