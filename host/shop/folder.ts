// Paths that a shop file names: they stay inside of its folder.
import { realpathSync } from "node:fs";
import { isAbsolute, join, relative, sep } from "node:path";

/**
 * The file that a shop file names.
 * @param folder of the shop file
 * @param name with slashes, such as prices/noir.csv
 * @returns undefined if the path leads outside of the folder, also through a link
 */
export function resolveInside(folder: string, name: string): string | undefined {
  const isOdd =
    isAbsolute(name) || /[\\:\p{Cc}]/u.test(name) || name.split("/").some((part) => part === "..");
  if (isOdd) return undefined;
  const path = join(folder, name);
  try {
    const inside = relative(realpathSync(folder), realpathSync(path));
    return inside === ".." || inside.startsWith(`..${sep}`) || isAbsolute(inside) ? undefined : path;
  } catch {
    // It does not exist: reading it will say so.
    return path;
  }
}
