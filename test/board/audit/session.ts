// A board's console as an audit asks it, over files in memory.
import type { Session } from "../../../host/board/session/session.ts";
import { crc32 } from "../../../host/compile/crc.ts";
import { createStorage } from "../../../host/simulator/storage.ts";

export interface Overrides {
  env?: string;
  console?: string;
  /** Bytes that it leaves out of every answer. */
  shortBy?: number;
  /** Bytes that lie in its Storage partition outside of the files, and where. */
  stray?: { readonly at: number; readonly bytes: Uint8Array };
}

/** Where the ESP32 builds have their Storage, and how large it is on this board. */
const BASE = 0x320000;
const STORAGE_BYTES = 896 * 1024;

export function createSession(files: ReadonlyMap<string, Uint8Array>, overrides: Overrides = {}): Session {
  let flash: Uint8Array | undefined;
  /** Flash as its own module gives it. */
  function readFlash(length: number, address: number): Uint8Array {
    if (flash === undefined) {
      const storage = createStorage(STORAGE_BYTES);
      for (const [name, bytes] of files) storage.write(name, bytes);
      flash = storage.flash.bytes;
      if (overrides.stray) flash.set(overrides.stray.bytes, overrides.stray.at);
    }
    return flash.subarray(address - BASE, address - BASE + length);
  }
  return {
    name: "test",
    isCable: true,
    traffic: { sent: 0, received: 0, requests: 0, repeats: 0 },
    identify: async () => ({
      env: overrides.env ?? "ESP32_CYD",
      version: "2v29.277",
      console: overrides.console ?? "Serial1",
      freeVariables: 2000,
      hasHeatshrink: true,
    }),
    restart: async () => undefined,
    async ask(code: string) {
      const [, count, address] = /Flash"\)\.read\((\d+),(\d+)\)/.exec(code) ?? [];
      const erased = /E\.CRC32\(.*==(\d+)/.exec(code)?.[1];
      if (count !== undefined) {
        const bytes = readFlash(Number(count), Number(address));
        if (erased !== undefined) return crc32(bytes) === Number(erased) ? "1" : "0";
        return Buffer.from(bytes).toString("latin1");
      }
      if (code === "1" || code.startsWith("setTimeout(")) return "1";
      const [, text, at, length] = /read\(("[^"]*"),(\d+),(\d+)\)/.exec(code) ?? [];
      if (text === undefined) return [...files].map(([name, bytes]) => `${name}\0${bytes.length}`).join("\0");
      const start = Number(at);
      const bytes = files.get(JSON.parse(text))?.subarray(start, start + Number(length)) ?? new Uint8Array();
      const [, sum] = /E\.CRC32\(.*==(\d+)/.exec(code) ?? [];
      if (sum !== undefined) return crc32(bytes) === Number(sum) ? "1" : "0";
      return Buffer.from(bytes.subarray(overrides.shortBy ?? 0)).toString("latin1");
    },
    close: async () => {},
  } as Partial<Session> as Session;
}
