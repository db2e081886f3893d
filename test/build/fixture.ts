// A checkout in miniature: firmware and shared sources of a test's own making, in a folder of their own.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

const FILES: Readonly<Record<string, string>> = {
  "package.json": '{ "name": "passerby" }',
  "firmware/boards/current.ts": "export const board = { pin: -1 };",
  "firmware/boards/esp32-cyd.ts":
    'import { blink } from "../drivers/one.ts";\nexport const board = { pin: 21, blink };',
  "firmware/boards/esp32c3-oled.ts":
    'import { blink } from "../drivers/two.ts";\nexport const board = { pin: 9, blink };',
  "firmware/drivers/one.ts": "export function blink() { analogWrite(1, 11111); }",
  "firmware/drivers/two.ts": "export function blink() { analogWrite(1, 22222); }",
  "firmware/ports/console.ts": "export function runText(text: string) { (0, eval)(text); }",
  "firmware/boot.ts":
    'import { runText } from "./ports/console.ts";\nconst text = require("Storage").read("a.js");\nif (text) runText(text);',
  "firmware/main.ts": 'import { board } from "./boards/current.ts";\nboard.blink();',
};

/** Makes such a checkout; `files` replace or add to the usual ones. */
export function createCheckout(files: Readonly<Record<string, string>> = {}) {
  const root = mkdtempSync(join(tmpdir(), "passerby-root-"));
  const write = (name: string, text: string) => {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  };
  for (const [name, text] of Object.entries({ ...FILES, ...files })) write(name, text);
  write("firmware/ports/espruino.d.ts", readFileSync(join(ROOT, "firmware/ports/espruino.d.ts"), "utf8"));
  return { root, write, remove: () => rmSync(root, { recursive: true, force: true }) };
}

/** The real sources, elsewhere. */
export function copySources(): { root: string; remove: () => void } {
  const root = mkdtempSync(join(tmpdir(), "passerby-copy-"));
  for (const name of ["firmware", "shared", "package.json"])
    cpSync(join(ROOT, name), join(root, name), { recursive: true });
  return { root, remove: () => rmSync(root, { recursive: true, force: true }) };
}
