// Boards of the sample shop as another shopkeeper would have them: sending, or counting.
import { installSeeded } from "../../host/report/truth.ts";
import type { Board, StatisticKind } from "../../host/shop/model.ts";
import type { BoardOptions } from "../../host/simulator/start.ts";
import { openBookshop, openSubject, type Subject } from "../promises/stand.ts";

export const COUNTED: readonly StatisticKind[] = ["footfall", "answers", "plays"];

export interface Variant extends Subject {
  /** Of the noise, on a board that counts. */
  readonly seed?: number;
}

/** @param change of the board in the shop's file */
export async function openVariant(
  id: string,
  change: Partial<Pick<Board, "radio" | "link" | "statistics">>,
): Promise<Variant> {
  const shop = openBookshop();
  const boards = shop.boards.map((board) => (board.id === id ? { ...board, ...change } : board));
  const subject = await openSubject(id, { ...shop, boards });
  return change.statistics === undefined ? subject : { ...subject, seed: 1 };
}

/** What lies on a board before its first start: with a seed where it counts, or nothing would be counted. */
export function install({ files, hardware, seed }: Variant): BoardOptions["files"] {
  return seed === undefined ? files : installSeeded(files, hardware, seed);
}
