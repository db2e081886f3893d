// The part of Espruino's API that the ports use: the simulator offers this and nothing more.
// From the documentation of Espruino 2v29 and, where it is silent, from its behaviour.

interface EspruinoStorage {
  /** A string that stays in flash, or undefined. */
  read(name: string, offset?: number, length?: number): string | undefined;
  /** Throws on an empty or too large write, and then the old file is lost. */
  write(name: string, data: string | Uint8Array, offset?: number, size?: number): boolean;
  erase(name: string): void;
  list(): string[];
  getFree(): number;
}

/** Addresses are the chip's. */
interface EspruinoFlash {
  read(length: number, address: number): Uint8Array;
  /** Can only clear bits. */
  write(data: Uint8Array | string, address: number): void;
  erasePage(address: number): void;
  getPage(address: number): { readonly length: number };
}

interface EspruinoCrypto {
  SHA512(data: Uint8Array): ArrayBuffer;
}

interface EspruinoGraphics {
  getWidth(): number;
  getHeight(): number;
  setColor(colour: number): void;
  setBgColor(colour: number): void;
  /** Both corners are filled. */
  fillRect(x1: number, y1: number, x2: number, y2: number): void;
  /** Fills with the background. `true` also resets colours, font and rotation. */
  clear(reset?: boolean): void;
  setFontCustom(bitmap: string, firstCode: number, widths: string, heightAndFormat: number): void;
  setFontAlign(x: number, y: number): void;
  drawString(text: string, x: number, y: number): void;
  stringWidth(text: string): number;
  drawImage(image: string, x: number, y: number): void;
  readonly buffer: ArrayBuffer;
}

/** What a scan's unparsed event holds; NRF.setScan's own callback would get copies of name and services. */
interface EspruinoAdvert {
  readonly rssi: Raw<number>;
  readonly id: Raw<string>;
  /** Not sealed, because it comes in three shapes: the policy gate knows the one line that may name it. */
  readonly data: ArrayBuffer | Uint8Array | string;
}

type Raw<T> = import("../../shared/policy/raw.ts").Raw<T>;

declare const E: {
  on(event: "touch", listener: (point: { x: Raw<number>; y: Raw<number>; b: number }) => void): void;
  on(event: "kill", listener: () => void): void;
  removeAllListeners(event: "touch"): void;
  setConsole(device: unknown, options: { force: boolean }): void;
  enableWatchdog(seconds: number, isAuto: boolean): void;
  kickWatchdog(): void;
  CRC32(data: Uint8Array | string): number;
  toArrayBuffer(text: string | Raw<string>): ArrayBuffer;
  getErrorFlags(): string[];
};
declare const NRF: {
  sleep(): void;
  wake(): void;
  setServices(services: object, options: { uart: boolean }): void;
  setScan(listener?: (advert: EspruinoAdvert) => void, options?: { active: boolean }): void;
  /** On ESP32 it begins to advertise at once, sleeping or not. */
  setAdvertising(
    data: Uint8Array,
    options: { interval: number; connectable: boolean; scannable: boolean },
  ): void;
};
declare const ESP32: { enableWifi(isOn: boolean): void };
declare const Graphics: {
  createArrayBuffer(
    width: number,
    height: number,
    bitsPerPixel: number,
    options?: { vertical_byte: boolean; msb: boolean },
  ): EspruinoGraphics;
};
/** The built-in panel of boards that have one. */
declare const g: EspruinoGraphics | undefined;
declare const I2C1: {
  setup(options: { scl: number; sda: number; bitrate: number }): void;
  /** On ESP32 both throw where nothing answers. */
  writeTo(address: number, data: Uint8Array | number[]): void;
  readFrom(address: number, count: number): Uint8Array;
};
declare const SPI1: {
  setup(options: { sck: number; mosi: number; baud: number }): void;
  write(data: Uint8Array | number[]): void;
};
declare const Serial1: EspruinoSerial;
declare const Serial2: EspruinoSerial;
interface EspruinoSerial {
  setup(baud: number, options: { rx: number; tx: number }): void;
  on(event: "data", listener: (data: Raw<string>) => void): void;
  removeAllListeners(event: "data"): void;
  /** One byte a character. */
  write(data: string): void;
}
declare const USB: unknown;
declare const process: { env: { BOARD: string; VERSION: string } };
declare function require(module: "Storage"): EspruinoStorage;
declare function require(module: "Flash"): EspruinoFlash;
declare function require(module: "crypto"): EspruinoCrypto;
/** Seconds since 1970, or since start where no clock was set. */
declare function getTime(): number;
declare function setTime(seconds: number): void;
declare function setTimeout(listener: () => void, ms: number): number;
declare function setInterval(listener: () => void, ms: number): number;
declare function setWatch(
  listener: (event: { state: boolean; time: number }) => void,
  pin: number,
  options: { repeat: boolean; edge: "both"; debounce?: number },
): number;
/** Without an id: all of them. */
declare function clearTimeout(): void;
declare function clearInterval(): void;
declare function clearWatch(): void;
declare function digitalRead(pin: number): number;
declare function digitalWrite(pin: number, value: number): void;
declare function pinMode(pin: number, mode: string): void;
declare function analogWrite(pin: number, value: number): void;
declare function peek32(address: number): number;
declare function print(text: string): void;
/** The object of all globals. */
declare const global: { [name: string]: unknown };
