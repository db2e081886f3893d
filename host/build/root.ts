// Where the checkout is: the program is built from its sources.
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { HostError } from "../error.ts";

/**
 * The folder that holds `firmware` and `shared`, looked for upwards from a file of ours.
 * @throws HostError `build-no-sources`
 */
export function findRoot(from: string = import.meta.url): string {
  for (let folder = dirname(fileURLToPath(from)); ; folder = dirname(folder)) {
    if (isRoot(folder)) return folder;
    if (dirname(folder) === folder)
      throw new HostError(
        "build-no-sources",
        "the sources of the board's program were not found",
        "Run the tool from a complete checkout of Passerby.",
      );
  }
}

function isRoot(folder: string): boolean {
  try {
    readFileSync(join(folder, "firmware", "boot.ts"));
    return readFileSync(join(folder, "package.json"), "utf8").includes('"passerby"');
  } catch {
    return false;
  }
}
