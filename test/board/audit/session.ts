// A board's console as an audit asks it, over files in memory.
import type { Session } from "../../../host/board/session/session.ts";
import { crc32 } from "../../../host/compile/crc.ts";

export interface Overrides {
  env?: string;
  console?: string;
  /** Bytes that it leaves out of every answer. */
  shortBy?: number;
}

export function createSession(files: ReadonlyMap<string, Uint8Array>, overrides: Overrides = {}): Session {
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
    async ask(code: string) {
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
