// What nearly every command begins with: the shop's file, and one of its boards.
import { statSync } from "node:fs";
import { join } from "node:path";
import { Option } from "commander";
import { HostError } from "../error.ts";
import type { Board, Shop } from "../shop/model.ts";
import { readShop } from "../shop/parse.ts";

/** Options that mean the same in every command that has them. */
export const SHOP_OPTION = new Option("--shop <folder>", "folder with shop.yaml, or the file itself").default(
  ".",
);
export const BOARD_OPTION = new Option("--board <id>", "board, as named in shop.yaml");
export const JSON_OPTION = new Option("--json", "the result as JSON");

/**
 * The shop's file in a folder.
 * @throws HostError `usage-shop` when there is neither
 */
export function findShopFile(path: string): string {
  const kind = statSync(path, { throwIfNoEntry: false });
  const file = kind?.isFile() ? path : join(path, "shop.yaml");
  if (kind !== undefined && statSync(file, { throwIfNoEntry: false })?.isFile()) return file;
  throw new HostError(
    "usage-shop",
    "there is no shop.yaml here",
    "Name its folder with --shop, or make a shop with `passerby init`.",
    { file },
  );
}

/** Reads a shop that has no errors. @throws HostError with the place of the first */
export function openShop(path: string): Shop {
  return readShop(findShopFile(path));
}

/**
 * A board by its id; the only one if none is named.
 * @throws HostError `usage-board`
 */
export function chooseBoard(shop: Shop, id: string | undefined): Board {
  const board = id === undefined ? shop.boards[0] : shop.boards.find((candidate) => candidate.id === id);
  const isClear = id !== undefined || shop.boards.length === 1;
  if (board !== undefined && isClear) return board;
  const ids = shop.boards.map((candidate) => candidate.id).join(", ");
  const message = id === undefined ? "the shop has several boards" : `the shop has no board "${id}"`;
  throw new HostError("usage-board", message, `Name one with --board: ${ids}.`, { file: shop.file });
}
