// Notices that shop.yaml was saved: by the system's notice where there is one, else by looking.
import { type FSWatcher, statSync, watch } from "node:fs";
import { basename, dirname } from "node:path";

/** Editors save in several steps (write, rename): wait until it is quiet. */
const QUIET_MS = 120;
/** Network folders and some containers send no notices. */
const LOOK_MS = 500;

/**
 * Calls back after a file was changed, replaced, removed or made.
 * @returns a function that stops watching
 */
export function watchFile(path: string, onChange: () => void): () => void {
  let seen = describeFile(path);
  let quiet: NodeJS.Timeout | undefined;
  let watcher: FSWatcher | undefined;

  function look(): void {
    const now = describeFile(path);
    if (now === seen) return;
    seen = now;
    clearTimeout(quiet);
    quiet = setTimeout(onChange, QUIET_MS);
  }

  try {
    // The folder, not the file: a file that is replaced by renaming would take its watcher with it.
    watcher = watch(dirname(path), (_, name) => {
      if (name === null || name === basename(path)) look();
    });
    watcher.on("error", () => watcher?.close());
  } catch {
    watcher = undefined;
  }
  const looking = setInterval(look, LOOK_MS);
  looking.unref();
  return () => {
    watcher?.close();
    clearInterval(looking);
    clearTimeout(quiet);
  };
}

function describeFile(path: string): string {
  try {
    const stat = statSync(path, { bigint: true });
    return `${stat.ino} ${stat.size} ${stat.mtimeNs}`;
  } catch {
    return "none";
  }
}
