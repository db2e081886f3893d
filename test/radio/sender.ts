// Boards of the sample shop that send.
import type { Emission } from "../../host/build/advert.ts";
import { findBoard } from "../../host/compile/board.ts";
import type { SensorKind } from "../../host/shop/model.ts";
import { openBookshop, openSubject, type Subject } from "../promises/stand.ts";

export const LINK: Emission = { radio: "link", link: "https://example.org" };
export const BTHOME: Emission = { radio: "bthome" };

/** A board with other sensors, and with what it sends. */
export function openSender(
  id: string,
  sensors: readonly SensorKind[],
  { radio, link }: Emission,
): Promise<Subject> {
  const shop = openBookshop();
  const board = { ...findBoard(shop, id), sensors, radio, ...(link === undefined ? {} : { link }) };
  return openSubject(id, { ...shop, boards: [board] });
}
