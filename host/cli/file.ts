// Files that the tool writes: whole or not at all.
import { randomBytes } from "node:crypto";
import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { HostError } from "../error.ts";

/**
 * Writes a file under another name first, so that nobody ever reads half of it. Makes missing folders.
 * @throws HostError `file-write`
 */
export function writeWhole(path: string, content: string | Uint8Array): void {
  const draft = `${path}.${randomBytes(6).toString("hex")}.tmp`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(draft, content, { flag: "wx" });
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw new HostError(
      "file-write",
      "the file could not be written",
      "Choose another place, or make room for it there.",
      { file: path },
      error,
    );
  }
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
