// The sample shop, compiled and built once for each of its boards: what the scenarios run.
import { fileURLToPath } from "node:url";
import { buildProgram } from "../../host/build/program.ts";
import { compileBoard, findBoard } from "../../host/compile/board.ts";
import type { Board, BoardKind, Shop } from "../../host/shop/model.ts";
import { readShop } from "../../host/shop/parse.ts";
import type { BoardFiles, Hardware } from "../../host/simulator/board.ts";
import { HARDWARE } from "../../host/simulator/hardware.ts";

interface ShopBoard {
  readonly hardware: Hardware;
  readonly files: BoardFiles;
  /** Ids of the offers, by their number in the deployment. */
  readonly offers: readonly string[];
}

const FILE = fileURLToPath(new URL("../../host/templates/bookshop/shop.yaml", import.meta.url));
const made = new Map<string, Promise<ShopBoard>>();

/** Compiles and builds a board of the sample shop, once a process. @throws HostError of the shop, or `board-unknown` */
export function openShopBoard(id: string): Promise<ShopBoard> {
  const known = made.get(id) ?? makeShopBoard(id);
  made.set(id, known);
  return known;
}

/** Boards that the sample shop has not: its window with another panel. */
const OTHERS: Readonly<Record<string, BoardKind>> = {
  paper213: "esp32c3-epaper213",
  paper290: "esp32c3-epaper290",
};

function openBoard(shop: Shop, id: string): Board {
  const kind = OTHERS[id];
  return kind === undefined
    ? findBoard(shop, id)
    : { ...findBoard(shop, "window"), id, kind, readAtMetres: 1 };
}

async function makeShopBoard(id: string): Promise<ShopBoard> {
  const shop = readShop(FILE);
  const board = openBoard(shop, id);
  const compiled = compileBoard(shop, board);
  const { boot, program } = await buildProgram(board.kind);
  return {
    hardware: HARDWARE[board.kind],
    files: { boot, program, deployment: compiled.deployment, fonts: compiled.fonts },
    offers: compiled.offers.map((offer) => offer.id),
  };
}
