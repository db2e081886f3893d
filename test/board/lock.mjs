// Takes the lock of a state again and again and adds one to a number beside it; see lock.test.ts.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { loadEntry } from "../load.mjs";

const [, , state, times, isLeaving] = process.argv;
const { lockState } = await loadEntry("host/board/transport/lock.ts");
const file = join(state, "number");
for (let i = 0; i < Number(times); i++) {
  const lock = await lockState(state, 60_000);
  writeFileSync(file, String(Number(readFileSync(file, "utf8")) + 1));
  if (isLeaving === undefined || i + 1 < Number(times)) lock.release();
}
