import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** One folder for whatever the tests of this run write; it goes with the run. @returns what removes it */
export function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), "passerby-tests-"));
  process.env.TMPDIR = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
