import { mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { watchFile } from "../../host/studio/watch.ts";

let dir: string;
let path: string;
let changes: number;
let stop: () => void;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "studio-"));
  path = join(dir, "shop.yaml");
  writeFileSync(path, "one\n");
  changes = 0;
  stop = watchFile(path, () => {
    changes++;
  });
});
afterEach(() => {
  stop();
  rmSync(dir, { recursive: true, force: true });
});

const expectChanges = (count: number) => vi.waitFor(() => expect(changes).toBe(count), { timeout: 10_000 });

test("saving is noticed once, and only for this file", async () => {
  writeFileSync(join(dir, "other.yaml"), "other\n");
  writeFileSync(path, "two, longer\n");
  await expectChanges(1);
});

test("a file that an editor replaces by renaming is noticed again and again", async () => {
  for (let i = 1; i <= 3; i++) {
    writeFileSync(join(dir, "new"), `version ${"x".repeat(i)}\n`);
    renameSync(join(dir, "new"), path);
    await expectChanges(i);
  }
});

test("a file that goes away and comes back is noticed both times", async () => {
  rmSync(path);
  await expectChanges(1);
  writeFileSync(path, "back\n");
  await expectChanges(2);
});
