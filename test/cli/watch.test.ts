import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { followShop, watchShop } from "../../host/cli/watch.ts";

/** Two looks, and some. */
const PATIENCE = { timeout: 20_000 };
let folder = "";
let file = "";
let changes = 0;
let stop = (): void => undefined;
const save = (name: string, text = `${Math.random()}`) => writeFileSync(join(folder, name), text);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "passerby-watch-"));
  file = join(folder, "shop.yaml");
  changes = 0;
  mkdirSync(join(folder, "prices"));
  for (const name of ["shop.yaml", "part.yaml", "stock.csv", "prices/lamp.csv", "flash"]) save(name, "old");
  stop = watchShop(file, () => changes++);
});
afterEach(() => {
  stop();
  rmSync(folder, { recursive: true, force: true });
});

it.each<[string, () => void]>([
  ["shop.yaml", () => save("shop.yaml")],
  ["a part of it", () => save("part.yaml")],
  ["a list", () => save("stock.csv")],
  ["a price log in a folder", () => save("prices/lamp.csv")],
  [
    "a file that is new, in a folder that is new",
    () => {
      mkdirSync(join(folder, "x"));
      save("x/new.yaml");
    },
  ],
  ["a file that goes away", () => rmSync(join(folder, "part.yaml"))],
  [
    "a file that is replaced",
    () => {
      save("draft", "old");
      renameSync(join(folder, "draft"), file);
    },
  ],
])("notices %s, once", async (_, act) => {
  act();
  await expect.poll(() => changes, PATIENCE).toBe(1);
});

it("notices nothing of what is no part of a shop", async () => {
  mkdirSync(join(folder, ".hidden"));
  for (const name of ["flash", "notes.txt", ".hidden/shop.yaml"]) save(name);
  // The control comes last, and alone.
  save("part.yaml");
  await expect.poll(() => changes, PATIENCE).toBe(1);
  save("flash");
  save("stock.csv");
  await expect.poll(() => changes, PATIENCE).toBe(2);
});

it("what is saved while something is done is done afterwards; Ctrl-C ends it, and a failure does", async () => {
  const done: boolean[] = [];
  const following = followShop(file, async (isFirst) => {
    done.push(isFirst);
    if (!isFirst) return;
    const before = changes;
    save("part.yaml");
    await expect.poll(() => changes, PATIENCE).toBe(before + 1);
  });
  await expect.poll(() => done, PATIENCE).toEqual([true, false]);
  const listeners = process.listenerCount("SIGINT");
  process.emit("SIGINT");
  await following;
  expect(process.listenerCount("SIGINT")).toBe(listeners - 1);
  await expect(followShop(file, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(process.listenerCount("SIGINT")).toBe(listeners - 1);
});
