// The sample shop, compiled and built once for each of its boards: what the scenarios run.
import { readFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { buildProgram, checkSize } from "../../host/build/program.ts";
import { compileBoard, findBoard } from "../../host/compile/board.ts";
import type { Board, BoardKind, Shop } from "../../host/shop/model.ts";
import { checkShopText } from "../../host/shop/parse.ts";
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

/**
 * Compiles and builds a board of the sample shop, once a process.
 * @param sensors in place of its own, joined by commas
 * @throws HostError of the shop, or `board-unknown`
 */
export function openShopBoard(id: string, sensors?: string): Promise<ShopBoard> {
  const key = `${id} ${sensors}`;
  const known = made.get(key) ?? makeShopBoard(id, sensors);
  made.set(key, known);
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

async function makeShopBoard(id: string, sensors: string | undefined): Promise<ShopBoard> {
  const own = readFileSync(FILE, "utf8");
  const section = new RegExp(`^( {2}${id}:(?:.*\n)*? {4}sensors: )\\[.*\\]$`, "m");
  const text = sensors === undefined ? own : own.replace(section, `$1[${sensors}]`);
  const { shop, findings } = checkShopText(text, FILE, dirname(FILE));
  if (shop === undefined) throw new Error(JSON.stringify(findings));
  const board = openBoard(shop, id);
  const compiled = compileBoard(shop, board);
  const { boot, program, programBytes } = await buildProgram(board.kind, { sensors: board.sensors });
  checkSize(board.kind, { programBytes });
  return {
    hardware: HARDWARE[board.kind],
    files: { boot, program, deployment: compiled.deployment, fonts: compiled.fonts },
    offers: compiled.offers.map((offer) => offer.id),
  };
}
