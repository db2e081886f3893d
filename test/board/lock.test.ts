// The state of a process board belongs to one host at a time, whoever was killed before.
import { execFile } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { afterEach, beforeEach, expect, it } from "vitest";
import { lockState } from "../../host/board/transport/lock.ts";
import { ROOT } from "../build/fixture.ts";

const HOSTS = 4;
const TIMES = 60;
/** A host that takes the lock again and again and adds one to a number; the last time it leaves it behind. */
const HOST = `
import { readFileSync, writeFileSync } from "node:fs";
const [, load, file, state, times] = process.argv;
const { lockState } = await (await import(load)).loadEntry("host/board/transport/lock.ts");
for (let i = 1; i <= Number(times); i++) {
  const lock = await lockState(state, 60_000);
  writeFileSync(file, String(Number(readFileSync(file, "utf8")) + 1));
  if (i < Number(times)) lock.release();
}`;
const run = promisify(execFile);
let state = "";
beforeEach(() => {
  state = mkdtempSync(join(tmpdir(), "passerby-lock-"));
});
afterEach(() => rmSync(state, { recursive: true, force: true }));

it("has one host at a time; the next is told, and gets it once it is free", async () => {
  const lock = await lockState(state);
  await expect(lockState(state, 50)).rejects.toMatchObject({ code: "port-busy" });
  lock.noteChild(0, "");
  await expect(lockState(state, 50)).rejects.toMatchObject({ code: "port-busy" });
  lock.release();
  (await lockState(state, 0)).release();
  expect(readdirSync(state)).toEqual([]);
});

it.each([
  ["nothing", ""],
  ["half of it", "{"],
  ["a host that is gone", JSON.stringify({ host: 2 ** 30, since: "1", child: 2 ** 30, folder: "/nowhere" })],
  [
    "a host whose number another process has now",
    JSON.stringify({ host: process.pid, since: "1", child: 0 }),
  ],
])("what was left is taken over: %s", async (_, left) => {
  writeFileSync(join(state, "board.lock"), left);
  const lock = await lockState(state, 1000);
  expect(JSON.parse(readFileSync(join(state, "board.lock"), "utf8"))).toMatchObject({ host: process.pid });
  lock.release();
});

it("several hosts at once never have it together, though each leaves it behind at the end", async () => {
  writeFileSync(join(state, "number"), "0");
  writeFileSync(join(state, "board.lock"), "");
  const load = pathToFileURL(join(ROOT, "test/load.mjs")).href;
  const words = ["--input-type=module", "-e", HOST, load, join(state, "number"), state, String(TIMES)];
  await Promise.all(Array.from({ length: HOSTS }, () => run(process.execPath, words)));
  expect(readFileSync(join(state, "number"), "utf8")).toBe(String(HOSTS * TIMES));
  // The control: the last one did leave it.
  expect(existsSync(join(state, "board.lock"))).toBe(true);
  expect(readdirSync(state).sort()).toEqual(["board.lock", "number"]);
});

it("makes the folder, and says so where there can be none", async () => {
  (await lockState(join(state, "a", "b"))).release();
  expect(existsSync(join(state, "a", "b"))).toBe(true);
  writeFileSync(join(state, "file"), "");
  mkdirSync(join(state, "taken", "board.lock"), { recursive: true });
  const wrong = [join(state, "file"), join(state, "file", "below"), join(state, "taken")];
  if (process.platform === "linux") wrong.push("/proc/none", "/proc/self");
  for (const folder of wrong)
    await expect(lockState(folder, 500)).rejects.toMatchObject({ code: "usage-state" });
});
