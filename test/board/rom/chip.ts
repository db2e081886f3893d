// A chip of our own making, for esptool-js to talk to: the ROM of an ESP32, C3 or S3, its flash, the two transistors
// at its reset lines, and what can go wrong. Written from Espressif's documentation of the serial protocol and from
// what esptool-js sends: it is no independent witness of how a chip behaves.
import { createFakePort } from "./port.ts";
import { createUnframer, framePacket } from "./slip.ts";
import { createStub, type FlashFaults } from "./stub.ts";

export interface ChipOptions extends FlashFaults {
  kind: "ESP32" | "ESP32-C3" | "ESP32-S3" | "ESP32-C6" | "unknown";
  flashBytes?: number;
  /** On its own USB, not behind a converter. */
  isNative?: boolean;
  /** In its ROM from the start: somebody held BOOT. */
  isInRom?: boolean;
  isLocked?: boolean;
  /** Falls silent with this block of a write, counted from 0; those before it are in flash. */
  dieAtBlock?: number;
  /** The port goes away with this block. */
  unplugAtBlock?: number;
  /** Above this rate no block of a write is answered, though all else is. */
  lossyAbove?: number;
  /** Sent before the answer to the first sync after a reset. */
  noise?: string;
  /** Above this rate nothing comes over the line whole. */
  mostBaud?: number;
  /** Its reset lines are not connected. */
  hasNoReset?: boolean;
  /** The port has no reset lines at all, as a virtual one. */
  hasNoLines?: boolean;
  isSilent?: boolean;
  /** Why the port does not open. */
  openError?: string;
  /** What the program answers when it is asked for its version. */
  banner?: string;
}

interface Traits {
  /** Number in its security information; a ROM without it is known by its magic value. */
  readonly id?: number;
  readonly magic: number;
  readonly spi: { readonly base: number; readonly usr2: number; readonly w0: number };
  readonly statusBytes: number;
  readonly watchdog?: number;
}

const OLD_SPI = { base: 0x3ff42000, usr2: 0x24, w0: 0x80 };
const NEW_SPI = { base: 0x60002000, usr2: 0x20, w0: 0x58 };
const TRAITS: Record<ChipOptions["kind"], Traits> = {
  ESP32: { magic: 0x00f01d83, spi: OLD_SPI, statusBytes: 4 },
  "ESP32-C6": { id: 13, magic: 0x2ce0806f, spi: NEW_SPI, statusBytes: 2 },
  unknown: { id: 99, magic: 0x12345678, spi: NEW_SPI, statusBytes: 2 },
  "ESP32-C3": { id: 5, magic: 0x1b31506f, spi: NEW_SPI, statusBytes: 2, watchdog: 0x60008090 },
  "ESP32-S3": { id: 9, magic: 0x09, spi: NEW_SPI, statusBytes: 2, watchdog: 0x60008098 },
};
const MAGIC_REGISTER = 0x40001000;
const READ_ID = 0x9f;
const [MEMORY_BEGIN, MEMORY_END, MEMORY_DATA, SYNC] = [0x05, 0x06, 0x07, 0x08];
const [WRITE_REGISTER, READ_REGISTER, ATTACH, SET_BAUD, GET_SECURITY] = [0x09, 0x0a, 0x0d, 0x0f, 0x14];
/** Commands with data behind 16 bytes, whose sum is in the head. */
const SUMMED = [0x03, MEMORY_DATA, 0x11];
const BLOCKS = [0x03, 0x11];
const [UNKNOWN, WRONG_SUM] = [5, 7];
const ROM_BAUD = 115_200;
const ROM_LOG = "\r\nrst:0x1 (POWERON_RESET),boot:0x3 (DOWNLOAD_BOOT(UART0))\r\nwaiting for download\r\n";
const RUN_LOG = "\r\nrst:0x1 (POWERON_RESET),boot:0x13 (SPI_FAST_FLASH_BOOT)\r\n";
const BANNER = "\r\nEspruino 2v29.277 ESP32\r\n>";
const CTRL_C = 3;
const CTRL_E = 5;

export type FakeChip = ReturnType<typeof createChip>;

/** @returns a binding for serialport, and a look into the chip */
export function createChip(options: ChipOptions) {
  const traits = TRAITS[options.kind];
  const flash = Buffer.alloc(options.flashBytes ?? 4 * 1024 * 1024, 0xff);
  const registers = new Map<number, number>();
  const seen = { resets: 0, runs: 0, writes: 0, erases: 0, bauds: [] as number[], opens: 0, blocks: 0 };
  let mode: "off" | "run" | "rom" | "stub" = options.isInRom ? "rom" : "run";
  let chipBaud = ROM_BAUD;
  let hostBaud = ROM_BAUD;
  let lines = { dtr: false, rts: false };
  let isDownloadKept = false;
  let isFresh = true;
  let typed = 0;
  let isDead = options.isSilent === true;

  const port = createFakePort({
    openError: () => options.openError,
    opened(baud) {
      seen.opens++;
      hostBaud = baud;
    },
    setBaud(baud) {
      hostBaud = baud;
    },
    hear,
    setLines: options.hasNoLines ? undefined : setLines,
  });
  const stub = createStub(flash, { answer, sendPacket }, options, seen);
  const unframe = createUnframer(execute);

  function isClear(): boolean {
    return options.isNative === true || (chipBaud === hostBaud && hostBaud <= (options.mostBaud ?? 1e9));
  }

  function send(bytes: Uint8Array): void {
    if (!isDead) port.send(isClear() ? bytes : Buffer.from(bytes).map((byte) => (byte * 37 + 11) & 127));
  }

  function sendPacket(bytes: Uint8Array): void {
    send(framePacket(bytes));
  }

  function answer(command: number, value = 0, data: Uint8Array = new Uint8Array(), status = 0): void {
    const state = Buffer.alloc(mode === "stub" ? 2 : traits.statusBytes);
    if (status !== 0) state.set([1, status]);
    const head = Buffer.from([1, command, 0, 0, 0, 0, 0, 0]);
    head.writeUInt16LE(data.length + state.length, 2);
    head.writeUInt32LE(value >>> 0, 4);
    sendPacket(Buffer.concat([head, data, state]));
  }

  function reset(isDownload: boolean): void {
    seen.resets++;
    isFresh = true;
    chipBaud = ROM_BAUD;
    stub.stop();
    mode = isDownload ? "rom" : "run";
    typed = 0;
    if (!isDownload) seen.runs++;
    send(Buffer.from(isDownload ? ROM_LOG : RUN_LOG));
  }

  function setLines({ dtr, rts }: { dtr: boolean; rts: boolean }): void {
    const wasHeld = lines.rts && !lines.dtr;
    lines = { dtr, rts };
    const isHeld = rts && !dtr;
    if (options.hasNoReset) return;
    if (options.isNative) {
      // It keeps in mind that a download was asked for: a pulse on RTS alone does not start the program again.
      if (dtr && !rts) isDownloadKept = true;
      if (isHeld && !wasHeld) reset(isDownloadKept);
    } else if (isHeld) mode = "off";
    else if (wasHeld) reset(dtr && !rts);
  }

  function readRegister(address: number): number {
    if (address === MAGIC_REGISTER) return traits.magic;
    const { base, usr2, w0 } = traits.spi;
    if (address === base) return 0;
    const isId = address === base + w0 && ((registers.get(base + usr2) ?? 0) & 255) === READ_ID;
    return isId ? 0x0040ef | (Math.log2(flash.length) << 16) : (registers.get(address) ?? 0);
  }

  const commands: Record<number, (body: Buffer) => void> = {
    [SYNC]() {
      chipBaud = hostBaud;
      if (isFresh && options.noise !== undefined) send(Buffer.from(options.noise, "latin1"));
      isFresh = false;
      if (mode === "stub") answer(SYNC);
      else for (let i = 0; i < 8; i++) answer(SYNC, 0x20120707);
    },
    [READ_REGISTER]: (body) => answer(READ_REGISTER, readRegister(body.readUInt32LE(0))),
    [WRITE_REGISTER](body) {
      const [address, value] = [body.readUInt32LE(0), body.readUInt32LE(4)];
      registers.set(address, value);
      answer(WRITE_REGISTER);
      if (address !== traits.watchdog || value < 0x80000000) return;
      isDownloadKept = false;
      reset(false);
    },
    [GET_SECURITY]() {
      // A ROM that does not know the command says so eight times, and not whose answer that is.
      if (traits.id === undefined) for (let i = 0; i < 8; i++) answer(0, 0, undefined, UNKNOWN);
      else {
        const facts = Buffer.alloc(20);
        facts.writeUInt32LE(options.isLocked ? 4 : 0, 0);
        facts.writeUInt32LE(traits.id, 12);
        answer(GET_SECURITY, 0, facts);
      }
    },
    [MEMORY_BEGIN]: () => answer(MEMORY_BEGIN),
    [MEMORY_DATA]: () => answer(MEMORY_DATA),
    [ATTACH]: () => answer(ATTACH),
    [MEMORY_END]() {
      answer(MEMORY_END);
      mode = "stub";
      sendPacket(Buffer.from("OHAI"));
    },
    [SET_BAUD](body) {
      answer(SET_BAUD);
      chipBaud = body.readUInt32LE(0);
      seen.bauds.push(chipBaud);
    },
  };

  function execute(packet: Buffer): void {
    if (stub.acknowledge(packet) || packet.length < 8 || packet[0] !== 0) return;
    const command = packet.readUInt8(1);
    const body = packet.subarray(8);
    const sum = body.subarray(16).reduce((total, byte) => total ^ byte, 0xef);
    if (SUMMED.includes(command) && sum !== packet.readUInt32LE(4)) answer(command, 0, undefined, WRONG_SUM);
    else if (BLOCKS.includes(command) && isCut()) return;
    else if (commands[command] !== undefined) commands[command](body);
    else if (mode !== "stub" || !stub.execute(command, body)) answer(command, 0, undefined, UNKNOWN);
  }

  /** Is this the block with which everything ends? */
  function isCut(): boolean {
    const block = seen.blocks++;
    if (block === options.unplugAtBlock) port.unplug();
    if (block === options.dieAtBlock || block === options.unplugAtBlock) isDead = true;
    return isDead || hostBaud > (options.lossyAbove ?? 1e9);
  }

  function hear(bytes: Uint8Array): void {
    if (isDead || mode === "off") return;
    if (mode === "run") {
      // A console gives back what it was sent; on an empty line it tells its version.
      for (const byte of bytes) {
        if (byte === CTRL_C) typed = 0;
        else if (byte === CTRL_E && typed === 0) send(Buffer.from(options.banner ?? BANNER));
        else if (byte >= 32) typed++;
      }
      send(Buffer.from(bytes).filter((byte) => byte >= 32));
    } else if (mode === "rom" || isClear()) unframe(bytes);
  }

  return {
    binding: port.binding,
    flash,
    seen,
    options,
    /** As after new power. */
    revive() {
      isDead = false;
      port.plugIn();
      mode = "run";
    },
    get mode() {
      return mode;
    },
  };
}
