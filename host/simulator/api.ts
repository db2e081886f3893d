// The API of firmware/ports/espruino.d.ts for one session: what each call does to the virtual board.

import { createHash } from "node:crypto";
import { createGraphics, type Graphics } from "./graphics.ts";
import { INVERTED_PINS, STORAGE_BASE } from "./hardware.ts";
import { RANGER_ADDRESS, type Ranger } from "./ranger.ts";
import type { Callback, Tell } from "./sandbox.ts";
import type { Memory } from "./session.ts";
import { createBitSurface, createColourSurface, type Surface } from "./surface.ts";
import { createTransmitterApi } from "./transmitter.ts";

/** Version that `process.env.VERSION` gives. */
const VERSION = "2v29";
/** Registers of the hardware random generator: ESP32 and ESP32-C3 (technical reference manuals, RNG_DATA_REG). */
const RANDOM_REGISTERS = [0x3ff75144, 0x600260b0];
const NO_ANSWER = "jshI2CWrite: slave doesn't ACK the transfer";
const MOST_PIXELS = 32767;

interface Api {
  readonly api: Readonly<Record<string, unknown>>;
  readonly tell: Tell;
}

export function createApi(memory: Memory): Api {
  const { world } = memory;
  const { record } = world;
  return {
    api: {
      ...createTimeApi(memory),
      ...createPinApi(memory),
      ...createBusApi(memory),
      ...createTransmitterApi(memory),
      "E.on": (event: unknown, listener: unknown) => listen(memory, String(event), listener),
      "E.removeAllListeners": (event: unknown) => void memory.listeners.delete(String(event)),
      "E.setConsole": () => undefined,
      "E.enableWatchdog": (seconds: unknown, isAuto: unknown) =>
        enableWatchdog(memory, Number(seconds), isAuto),
      "E.kickWatchdog": () => kickWatchdog(memory),
      "E.CRC32": (data: unknown) => (isBytes(data) ? crc32(data) : 0),
      "E.toArrayBuffer": (text: unknown) => viewBytes(memory, text),
      "process.env.BOARD": world.hardware.env,
      "process.env.VERSION": VERSION,
      peek32: (address: unknown) => (RANDOM_REGISTERS.includes(Number(address)) ? world.random.next() : 0),
      print: (text: unknown) => record("console", String(text)),
    },
    tell: createTell(memory),
  };
}

function createTimeApi(memory: Memory): Record<string, unknown> {
  const { timers, world } = memory;
  const add = (listener: unknown, ms: unknown, isInterval: boolean): number => {
    if (typeof listener !== "function") throw new Error("Function or String not supplied!");
    return timers.add(() => memory.call(listener), Number(ms), isInterval);
  };
  return {
    getTime: () => readClockUs(memory) / 1e6,
    setTime(seconds: unknown) {
      memory.clockUs = Math.trunc(Number(seconds) * 1e6) - world.nowUs();
    },
    setTimeout: (listener: unknown, ms: unknown) => add(listener, ms, false),
    setInterval: (listener: unknown, ms: unknown) => add(listener, ms, true),
  };
}

function createPinApi(memory: Memory): Record<string, unknown> {
  const { world } = memory;
  return {
    setWatch(listener: unknown, pin: unknown, options: unknown) {
      if (typeof listener !== "function") throw new Error("Function or String not supplied!");
      const { repeat, edge, debounce } = (options ?? {}) as Record<string, unknown>;
      const watch = {
        isRepeated: Boolean(repeat),
        edge: edge === "rising" || edge === 1 ? 1 : edge === "falling" || edge === -1 ? -1 : 0,
        debounceMs: debounce === undefined ? undefined : Number(debounce),
      };
      return world.pins.watch(Number(pin), watch, (isHigh, atUs) => {
        memory.call(listener, memory.sandbox?.made.watch(isHigh, (memory.clockUs + atUs) / 1e6));
      });
    },
    clearWatch: () => world.pins.reset(),
    digitalRead(pin: unknown) {
      const said = memory.panel.lines?.readLine(Number(pin));
      return said === undefined ? world.pins.read(Number(pin)) : Number(said);
    },
    digitalWrite: (pin: unknown, value: unknown) =>
      memory.panel.lines?.setLine(Number(pin), Boolean(Number(value))),
    pinMode: () => undefined,
    analogWrite(pin: unknown, value: unknown) {
      const number = Number(pin);
      const level = INVERTED_PINS[world.hardware.env]?.includes(number) ? 1 - Number(value) : Number(value);
      if (number !== world.hardware.pins.backlight) return;
      memory.panel.setLight(level);
      memory.drawings++;
    },
  };
}

function createBusApi(memory: Memory): Record<string, unknown> {
  const serial = (name: string): Record<string, unknown> => ({
    [`${name}.setup`]() {
      memory.openPorts.add(name);
      memory.world.body.begin(memory.world.nowUs());
    },
    [`${name}.write`](data: unknown) {
      const bytes = Buffer.from(String(data), "latin1");
      memory.world.record("uart", bytes.toString("hex"));
      memory.world.body.obey(bytes, memory.world.nowUs());
    },
    [`${name}.on`]: (event: unknown, listener: unknown) => listen(memory, `${name} ${event}`, listener),
    [`${name}.removeAllListeners`]: (event: unknown) => void memory.listeners.delete(`${name} ${event}`),
  });
  return {
    ...serial("Serial1"),
    ...serial("Serial2"),
    "SPI1.setup": () => undefined,
    "SPI1.write"(data: unknown) {
      if (!isBytes(data) || typeof data === "string") throw new Error("Expecting bytes to write");
      memory.drawings++;
      if (!memory.panel.lines?.send(data))
        memory.world.record("error", "bytes were sent over SPI, and no chip was selected");
    },
    "I2C1.setup": () => undefined,
    "I2C1.writeTo"(address: unknown, data: unknown) {
      if (!isBytes(data) || typeof data === "string") throw new Error("Expecting bytes to write");
      const to = Number(address);
      if (to === RANGER_ADDRESS) return askRanger(memory).write(data);
      memory.drawings++;
      if (!memory.panel.receive(to, data))
        memory.world.record("error", `nothing answers at I2C address ${to}`);
    },
    "I2C1.readFrom"(address: unknown, count: unknown) {
      if (Number(address) !== RANGER_ADDRESS) throw new Error(NO_ANSWER);
      const found = askRanger(memory).read(toInteger(count));
      const bytes = memory.sandbox?.made.bytes(found.length);
      bytes?.set(found);
      return bytes;
    },
  };
}

/** @throws Error where no sensor answers, as on ESP32 */
function askRanger({ ranger, world }: Memory): Ranger {
  if (world.body.mm === undefined) throw new Error(NO_ANSWER);
  return ranger;
}

function createTell(memory: Memory): Tell {
  const { world, timers, panel } = memory;
  const { storage, radio, record } = world;
  return {
    nowMs: () => readClockUs(memory) / 1000,
    random: () => world.random.next() / 4294967296,
    clearTimer: (id) => timers.remove(id),
    clearTimers: () => timers.clear(),
    read(name, offset, length) {
      const bytes = storage.read(String(name), toInteger(offset), toInteger(length));
      return bytes && Buffer.from(bytes).toString("latin1");
    },
    write(name, data, offset, size) {
      if (!isBytes(data)) throw new Error("Can't get pointer to data to write");
      return storage.write(String(name), copyBytes(data), toInteger(offset), toInteger(size));
    },
    erase: (name) => storage.erase(String(name)),
    getFree: () => storage.getFree(),
    list: () => JSON.stringify(storage.list()),
    ...createFlashApi(memory),
    hash(data) {
      if (!isBytes(data)) throw new Error("Can't get pointer to data to hash");
      const digest = createHash("sha512").update(copyBytes(data)).digest();
      const bytes = memory.sandbox?.made.bytes(digest.length);
      bytes?.set(digest);
      return bytes?.buffer;
    },
    createGraphics(width, height, bits, isVertical, isMsb) {
      const size = { width: Number(width), height: Number(height), bits: Number(bits) };
      return exposeGraphics(memory, createBuffer(memory, size, isVertical, isMsb));
    },
    panel: () => panel.surface && exposeGraphics(memory, panel.surface),
    scan(isOn) {
      radio.isScanning = isOn;
      record("radio", isOn ? "scan" : "no scan");
    },
  };
}

type FlashApi = Pick<Tell, "readFlash" | "writeFlash" | "erasePage" | "pageLength">;

/** Espruino's module Flash: no file, no check, only what a chip does. */
function createFlashApi(memory: Memory): FlashApi {
  const { flash } = memory.world.storage;
  const isInside = (address: number): boolean => address >= 0 && address < flash.bytes.length;
  return {
    readFlash(count, from) {
      const length = toInteger(count);
      if (length <= 0) return undefined;
      const address = toInteger(from) - STORAGE_BASE;
      const bytes = memory.sandbox?.made.bytes(length);
      for (let i = 0; i < length && bytes; i++) bytes[i] = flash.bytes[address + i] ?? 255;
      return bytes;
    },
    writeFlash(data, to) {
      if (data === undefined) throw new Error("Data is not defined");
      const address = toInteger(to) - STORAGE_BASE;
      const bytes = isBytes(data) ? copyBytes(data) : Uint8Array.of(toInteger(data));
      if (isInside(address)) flash.write(address, bytes.subarray(0, flash.bytes.length - address));
    },
    erasePage(at) {
      if (!Number.isInteger(at))
        throw new Error(
          `Address should be an integer, got ${at === undefined ? "undefined" : typeof at === "string" ? "String" : "Number"}`,
        );
      const address = Number(at) - STORAGE_BASE;
      if (isInside(address)) flash.erasePage(address);
    },
    pageLength: (at) => (isInside(toInteger(at) - STORAGE_BASE) ? flash.pageBytes : undefined),
  };
}

interface Size {
  readonly width: number;
  readonly height: number;
  readonly bits: number;
}

function createBuffer(memory: Memory, size: Size, isVertical: boolean, isMsb: boolean): Surface {
  const { width, height, bits } = size;
  if (!(width > 0 && height > 0 && width <= MOST_PIXELS && height <= MOST_PIXELS))
    throw new Error("Invalid Size");
  if (bits !== 1 && bits !== 16) throw new Error("Invalid BPP");
  if (isVertical && bits !== 1) throw new Error("vertical_byte only works for 1bpp ArrayBuffers");
  if (isVertical && height & 7) throw new Error("height must be a multiple of 8 when using vertical_byte");
  const bytes = memory.sandbox?.made.bytes((width * height * bits + 7) >> 3) ?? new Uint8Array();
  return bits === 16
    ? createColourSurface(width, height, bytes, isMsb)
    : createBitSurface(width, height, bytes, isVertical, isMsb);
}

/** The methods of a Graphics as the prelude hands them on; what draws on the panel is counted. */
function exposeGraphics(memory: Memory, surface: Surface): object {
  const warn = (text: string): void => memory.world.record("error", text);
  const graphics: Graphics = createGraphics(surface, warn);
  return {
    getWidth: () => surface.width,
    getHeight: () => surface.height,
    setColor: (colour: unknown) => graphics.setColor(Number(colour)),
    setBgColor: (colour: unknown) => graphics.setBgColor(Number(colour)),
    fillRect(x1: number, y1: number, x2: number, y2: number) {
      memory.drawings++;
      graphics.fillRect(x1, y1, x2, y2);
    },
    clear(isReset: unknown) {
      memory.drawings++;
      graphics.clear(Boolean(isReset));
    },
    setFontCustom: (bitmap: unknown, firstCode: number, widths: unknown, format: number) =>
      graphics.setFontCustom(bitmap, firstCode | 0, widths, format | 0),
    setFontAlign: (x: number, y: number) => graphics.setFontAlign(x | 0, y | 0),
    drawString(text: unknown, x: number, y: number) {
      memory.drawings++;
      graphics.drawString(String(text), x, y);
    },
    stringWidth: (text: unknown) => graphics.stringWidth(String(text)),
    drawImage(image: unknown, x: number, y: number) {
      memory.drawings++;
      graphics.drawImage(image, x, y);
    },
    buffer: surface.buffer,
  };
}

/** What getTime() says, in whole microseconds. */
function readClockUs(memory: Memory): number {
  return memory.clockUs + memory.world.nowUs();
}

function listen(memory: Memory, event: string, listener: unknown): void {
  if (typeof listener !== "function") return;
  const known = memory.listeners.get(event) ?? [];
  memory.listeners.set(event, [...known, listener as Callback]);
}

/** The interpreter feeds it by itself unless `isAuto` is false; ESP32 builds round to whole seconds. */
function enableWatchdog(memory: Memory, seconds: number, isAuto: unknown): void {
  const period = seconds >= 0 ? Math.max(Math.floor(seconds + 0.5), 1) : 1;
  memory.watchdogUs = isAuto === undefined || isAuto ? 0 : period * 1e6;
  memory.biteUs = Number.POSITIVE_INFINITY;
  kickWatchdog(memory);
}

function kickWatchdog(memory: Memory): void {
  if (memory.watchdogUs > 0) memory.biteUs = memory.world.nowUs() + memory.watchdogUs;
}

/**
 * The bytes of a string as the program may overwrite them. A board gives a view into the string itself; here the
 * advert's id, which is the one string that is overwritten, is known by its value while its callback runs.
 */
function viewBytes(memory: Memory, text: unknown): ArrayBufferLike | undefined {
  if (typeof text !== "string") return undefined;
  const isAdvertId = text === memory.advertId;
  if (isAdvertId && memory.advertIdBytes) return memory.advertIdBytes.buffer;
  const bytes = memory.sandbox?.made.bytes(text.length);
  bytes?.set(Buffer.from(text, "latin1"));
  if (isAdvertId) memory.advertIdBytes = bytes;
  return bytes?.buffer;
}

function isBytes(data: unknown): data is string | ArrayLike<number> {
  return typeof data === "string" || ArrayBuffer.isView(data) || Array.isArray(data);
}

function copyBytes(data: string | ArrayLike<number>): Uint8Array {
  return typeof data === "string" ? Buffer.from(data, "latin1") : Uint8Array.from(data);
}

/** As the interpreter reads a whole number: undefined and nonsense are 0. */
function toInteger(value: unknown): number {
  return Number(value) | 0;
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc;
});

/** CRC-32 of IEEE 802.3. */
function crc32(data: string | ArrayLike<number>): number {
  let crc = 0xffffffff;
  for (let i = 0; i < data.length; i++) {
    const byte = typeof data === "string" ? data.charCodeAt(i) : data[i];
    crc = (crc >>> 8) ^ CRC_TABLE[(crc ^ byte) & 255];
  }
  return ~crc >>> 0;
}
