// Files that the tool writes: whole or not at all.
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { HostError } from "../error.ts";

/**
 * Writes a file under another name first, so that nobody ever reads half of it. Makes no folder: one that is missing
 * is more often a slip of the pen than a wish.
 * @throws HostError `file-folder`, `file-write`
 */
export function writeWhole(path: string, content: string | Uint8Array): void {
  checkFolder(path);
  const draft = `${path}.${randomBytes(6).toString("hex")}.tmp`;
  try {
    writeFileSync(draft, content, { flag: "wx" });
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw refuse(path, error);
  }
}

/** Asks before long work whether the file has a folder. @throws HostError `file-folder` */
export function checkFolder(path: string): void {
  const folder = dirname(resolve(path));
  if (existsSync(folder)) return;
  throw new HostError("file-folder", "there is no such folder", "Make it first, or correct the path.", {
    file: folder,
  });
}

/** Writes several files like that, by path; makes their folders. @throws HostError `file-write` */
export function writeAll(files: ReadonlyMap<string, string | Uint8Array>): void {
  for (const [path, content] of files) {
    makeFolders(dirname(resolve(path)));
    writeWhole(path, content);
  }
}

/** One folder after the other: Node's `recursive` never ends where the system lets nobody make one, as in /proc. */
function makeFolders(folder: string): void {
  const missing: string[] = [];
  for (let at = folder; !existsSync(at) && dirname(at) !== at; at = dirname(at)) missing.push(at);
  for (const path of missing.reverse())
    try {
      mkdirSync(path);
    } catch (error) {
      // Somebody else may have made it meanwhile.
      if (!existsSync(path)) throw refuse(path, error);
    }
}

function refuse(file: string, cause: unknown): HostError {
  const hint = "Choose another place, or make room for it there.";
  return new HostError("file-write", "the file could not be written", hint, { file }, cause);
}

/** An id that becomes part of a path. @throws HostError `usage-id` */
export function checkId(id: string): string {
  if (/^[a-z0-9-]+$/.test(id)) return id;
  throw new HostError(
    "usage-id",
    `"${id}" is not an id`,
    "Ids have small letters, digits and hyphens only, as in shop.yaml.",
  );
}
