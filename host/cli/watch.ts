// Notices that something of a shop was saved: shop.yaml, a part of it, a list or a price log, wherever in its folder.
import { type Dirent, readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";

/** What a shop is written in. The flash of a process board, say, may lie in the same folder. */
const OF_A_SHOP = /\.(ya?ml|csv|png)$/i;
/** Looked at so often: not every folder sends notices, and a folder that comes new has nobody to send them. */
const LOOK_MS = 400;
/** Editors save in several steps (write, rename): so many looks in a row have to be the same. */
const QUIET_LOOKS = 1;
const MOST_DEPTH = 4;
const MOST_FILES = 2000;

/**
 * Does something, and again after each change, until Ctrl-C. What is saved meanwhile is not missed.
 * @param file the shop's own; its folder holds all the others
 * @throws what `act` throws
 */
export async function followShop(file: string, act: (isFirst: boolean) => Promise<void>): Promise<void> {
  let isDue = false;
  let isStopped = false;
  let wake = (): void => undefined;
  const stopWatching = watchShop(file, () => {
    isDue = true;
    wake();
  });
  const onStop = (): void => {
    isStopped = true;
    wake();
  };
  process.once("SIGINT", onStop);
  process.once("SIGTERM", onStop);
  try {
    await act(true);
    while (!isStopped) {
      if (!isDue)
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      if (isStopped) break;
      isDue = false;
      await act(false);
    }
  } finally {
    stopWatching();
    process.off("SIGINT", onStop);
    process.off("SIGTERM", onStop);
  }
}

/**
 * Calls back after a file of the shop was changed, replaced, removed or made.
 * @param file the shop's own; its folder holds all the others
 * @returns a function that stops watching
 */
export function watchShop(file: string, onChange: () => void): () => void {
  const folder = dirname(file);
  let told = describeFolder(folder);
  let seen = told;
  let quiet = 0;
  const looking = setInterval(() => {
    const now = describeFolder(folder);
    quiet = now === seen ? quiet + 1 : 0;
    seen = now;
    if (now === told || quiet < QUIET_LOOKS) return;
    told = now;
    onChange();
  }, LOOK_MS);
  return () => clearInterval(looking);
}

/** Each file with its number, size and time, as one text. */
function describeFolder(folder: string): string {
  const lines: string[] = [];
  const walk = (path: string, depth: number): void => {
    for (const entry of listFolder(path)) {
      if (lines.length >= MOST_FILES || /^(\.|node_modules$)/.test(entry.name)) continue;
      const inside = join(path, entry.name);
      if (entry.isDirectory() && depth < MOST_DEPTH) walk(inside, depth + 1);
      else if (!entry.isDirectory() && OF_A_SHOP.test(entry.name)) lines.push(describeFile(inside));
    }
  };
  walk(folder, 1);
  return lines.sort().join("\n");
}

function listFolder(path: string): Dirent[] {
  try {
    return readdirSync(path, { withFileTypes: true });
  } catch {
    return [];
  }
}

function describeFile(path: string): string {
  const stat = statSync(path, { bigint: true, throwIfNoEntry: false });
  return stat === undefined ? "" : `${path} ${stat.ino} ${stat.size} ${stat.mtimeNs}`;
}
