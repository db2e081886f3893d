// A board in memory: Espruino's console with its packets, over the simulator's Storage. Far quicker than a process.
import vm from "node:vm";
import type { Transport } from "../../host/board/transport/transport.ts";
import { createInlet } from "../../host/board/transport/transport.ts";
import { crc32 } from "../../host/compile/crc.ts";
import { createStorage, type Storage } from "../../host/simulator/storage.ts";
import { decompress } from "./heatshrink.ts";

const PAGE_BYTES = 4096;

export interface FakeOptions {
  readonly env?: string;
  readonly console?: string;
  readonly storageBytes?: number;
  /** Where Storage begins, as Espruino's Flash module sees it. */
  readonly base?: number;
  /** After so long without its rest a packet is refused. */
  readonly packetMs?: number;
  /** Called before each change of flash: throwing there is a power cut. */
  readonly onFlash?: () => void;
  readonly hasHeatshrink?: boolean;
}

export interface FakeBoard {
  readonly storage: Storage;
  /** Erasures and writes of flash so far. */
  readonly changes: { count: number };
  /** Runs `.boot0` in the simulator's stead: what a start does to flash is the test's own. */
  onRestart: (() => void) | undefined;
  /** Globals that its program would have. */
  readonly globals: Record<string, unknown>;
  connect(): Transport;
}

export function createFakeBoard(options: FakeOptions = {}): FakeBoard {
  const { storageBytes = 896 * 1024, base = 0x320000, packetMs = 300 } = options;
  const storage = createStorage(storageBytes);
  const changes = { count: 0 };
  const { flash } = storage;
  const { write, erasePage } = flash;
  const change = (act: () => void): void => {
    options.onFlash?.();
    changes.count++;
    act();
  };
  Object.assign(flash, {
    write: (address: number, data: Uint8Array) => change(() => write(address, data)),
    erasePage: (address: number) => change(() => erasePage(address)),
  });
  const latin = (bytes: ArrayLike<number>): string => Buffer.from(Uint8Array.from(bytes)).toString("latin1");
  const bytesOf = (data: string | ArrayLike<number>): Uint8Array =>
    typeof data === "string" ? Buffer.from(data, "latin1") : Uint8Array.from(data);
  const modules: Record<string, object> = {
    Storage: {
      read(name: string, offset?: number, length?: number) {
        const bytes = storage.read(name, offset, length);
        return bytes && latin(bytes);
      },
      write: (name: string, data: string, offset?: number, size?: number) =>
        storage.write(name, bytesOf(data), offset, size),
      erase: storage.erase,
      eraseAll: () => {
        for (let at = 0; at < storageBytes; at += PAGE_BYTES) flash.erasePage(at);
      },
      list: storage.list,
      getFree: storage.getFree,
      getStats: () => ({ totalBytes: storageBytes }),
    },
    Flash: {
      read: (length: number, address: number) => flash.bytes.slice(address - base, address - base + length),
      write: (data: string, address: number) => flash.write(address - base, bytesOf(data)),
      erasePage: (address: number) => flash.erasePage(address - base),
      getPage: (address: number) => ({ addr: address - (address % PAGE_BYTES), length: PAGE_BYTES }),
    },
  };
  if (options.hasHeatshrink !== false)
    modules.heatshrink = { decompress: (data: string) => decompress(bytesOf(data)) };
  const globals: Record<string, unknown> = {
    E: {
      CRC32: (data: string | ArrayLike<number>) => crc32(bytesOf(data)),
      getConsole: () => options.console ?? "USB",
      toString: (data: ArrayLike<number>) => latin(data),
      reboot: () => board.onRestart?.(),
    },
    btoa: (text: string) => Buffer.from(text, "latin1").toString("base64"),
    atob: (text: string) => Buffer.from(text, "base64").toString("latin1"),
    process: {
      env: { BOARD: options.env ?? "ESP32C3_IDF4", VERSION: "2v29" },
      memory: () => ({ free: 2000, total: 4095 }),
    },
    setTime: () => undefined,
    setTimeout: (act: () => void) => void setTimeout(act, 1),
    require(name: string) {
      if (!Object.hasOwn(modules, name)) throw new Error(`Module "${name}" not found`);
      return modules[name];
    },
  };
  globals.global = globals;
  const context = vm.createContext(globals);

  const board: FakeBoard = {
    storage,
    changes,
    globals,
    onRestart: undefined,
    connect() {
      const inlet = createInlet();
      const say = (text: string): void => void setImmediate(() => inlet.data(Buffer.from(text, "latin1")));
      const receive = createConsole((text) => vm.runInContext(text, context), say, packetMs);
      return {
        name: "fake",
        mtu: 512,
        window: 2,
        byteMs: 0.002,
        isCable: true,
        async write(bytes) {
          if (inlet.isClosed) throw new Error("closed");
          receive(bytes);
        },
        hear: inlet.hear,
        async restart() {
          board.onRestart?.();
        },
        async close() {
          inlet.closed();
        },
      };
    },
  };
  return board;
}

/** The console's states, as Espruino 2v29 goes through them. */
function createConsole(
  evaluate: (text: string) => unknown,
  say: (text: string) => void,
  packetMs: number,
): (bytes: Uint8Array) => void {
  let state: "line" | "dle" | "high" | "low" | "data" | "escape" = "line";
  let line = "";
  let packet = "";
  let length = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function finish(): void {
    clearTimeout(timer);
    state = "line";
    if (length >> 13 !== 1) {
      say("\x15");
      return;
    }
    try {
      const text = JSON.stringify(evaluate(packet)) ?? "undefined";
      const size = text.length;
      say(`\x06\x10\x01${String.fromCharCode(size >> 8, size & 255)}${text}`);
    } catch (error) {
      say(`\x15Uncaught ${error instanceof Error ? error.message : error}\r\n>`);
    }
  }

  function take(byte: number): void {
    const char = String.fromCharCode(byte);
    if (state === "high") {
      length = byte << 8;
      state = "low";
    } else if (state === "low") {
      length |= byte;
      packet = "";
      state = "data";
      if ((length & 0x1fff) === 0) finish();
    } else if (state === "data") {
      packet += char;
      if (packet.length >= (length & 0x1fff)) finish();
    } else if (byte === 0) state = "line";
    else if (byte === 1 && state === "dle") {
      state = "high";
      timer = setTimeout(() => {
        state = "line";
        say("\x15");
      }, packetMs);
    } else if (byte === 16) state = "dle";
    else if (byte === 27) state = "escape";
    else if (state === "escape") {
      if (byte !== 72) return;
      line = "";
      state = "line";
    } else {
      state = "line";
      if (byte !== 10) {
        line += char;
        return;
      }
      try {
        say(`=${evaluate(line)}\r\n>`);
      } catch (error) {
        say(`Uncaught ${error instanceof Error ? error.message : error}\r\n>`);
      }
      line = "";
    }
  }
  return (bytes) => bytes.forEach(take);
}
