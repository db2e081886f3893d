// Writes what was learnt into the shop's file, or leaves it as it was.
import { readFileSync } from "node:fs";
import { writeWhole } from "../cli/file.ts";
import { HostError } from "../error.ts";
import { insertCalibration } from "../shop/insert.ts";
import { checkShop } from "../shop/parse.ts";
import { joinFlow } from "./yaml.ts";

/**
 * Reads the file anew, for somebody may have saved it during the walk.
 * @param shopFile the shop's own file
 * @param file the one in which the board's section stands: the same, or a part
 * @throws HostError `calibrate-place`, and the first error of a shop that would not be sound with it; then nothing has changed
 */
export function writePart(shopFile: string, file: string, boardId: string, lines: readonly string[]): void {
  const before = readFileSync(file, "utf8");
  writeWhole(file, insertCalibration(before, boardId, lines, joinFlow(lines)));
  const wrong = checkShop(shopFile).findings.find(({ severity }) => severity === "error");
  if (wrong === undefined) return;
  writeWhole(file, before);
  throw new HostError(wrong.code, wrong.message, `The file is as it was. ${wrong.hint}`, wrong.place);
}
