// The statements that overwrite an advert, as they stand in the sources: controls take them away.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../build/fixture.ts";

export const SCAN = "firmware/ports/scan.ts";

/** @throws Error where the sources have none, or more than one */
export function findWipe(what: "identifier" | "payload"): string {
  const made = what === "identifier" ? "Uint16Array" : "Uint8Array";
  const found =
    readFileSync(join(ROOT, SCAN), "utf8").match(new RegExp(`new ${made}\\(.*\\)\\.fill\\(0\\);`, "g")) ?? [];
  if (found.length !== 1) throw new Error(`${SCAN} overwrites the ${what} in ${found.length} statements`);
  return found[0];
}
