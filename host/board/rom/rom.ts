// A conversation with a chip's ROM, and with the helper program that esptool-js loads into its memory.
import { createHash } from "node:crypto";
import { HostError } from "../../error.ts";
import type { Part } from "../release/build.ts";
import { type Chip, findChip } from "./chip.ts";
import { abandonLoader, createLoader } from "./esptool.mjs";
import { explainFailure, explainSilence } from "./failure.ts";
import type { Line } from "./line.ts";
import type { Loader } from "./loader.ts";
import { askProgram, leaveRom, type Start, startProgram } from "./start.ts";

/** The ROM's own rate. */
const ROM_BAUD = 115_200;
/** Rates that are tried one after the other. */
const BAUDS = [921_600, 460_800, ROM_BAUD];
const ATTEMPTS = 7;
const ERASE_CHIP = 0xd0;
const ERASE_REGION = 0xd1;
const ERASE_CHIP_MS = 120_000;
const ERASE_MS_PER_MB = 30_000;
const MEGABYTE = 1024 * 1024;
/** Read and checked at once. */
const READ_BYTES = 64 * 1024;
const READ_ATTEMPTS = 3;
const DIGEST_PATIENCE_MS = 3000;

/** How far it is, 0 to 1. */
export type Progress = (done: number) => void;

export interface Rom {
  readonly chip: Chip;
  readonly flashBytes: number;
  /** Bits a second that it came to. */
  readonly baud: number;
  /** Reads flash; each piece is checked by its MD5. */
  read(address: number, bytes: number, progress?: Progress): Promise<Uint8Array>;
  /** MD5 of a piece of flash, as hex. */
  digest(address: number, bytes: number): Promise<string>;
  /** Erases what is needed, writes, and compares by MD5. */
  write(part: Part, progress?: Progress): Promise<void>;
  /** @param bytes a multiple of 4096; undefined for the whole chip */
  erase(address: number, bytes?: number): Promise<void>;
  /** Leaves the ROM: resets the chip and listens to what it says. */
  start(): Promise<Start>;
}

export interface RomOptions {
  /** The port's name, for errors. */
  readonly path: string;
  /** Highest rate that is tried. */
  readonly baud: number;
  readonly signal?: AbortSignal | undefined;
  /** Told when a lower rate is tried. */
  announce(text: string): void;
}

/**
 * Brings a chip into its ROM and does something there. Where the conversation breaks, all of it is done again at the
 * next lower rate, so it must be something that can be done twice. Closes the line.
 * @param state what state the board is in while the work goes on, one sentence
 * @throws HostError: those of `Line.open`, `rom-silent`, `rom-locked`, `rom-chip`, `rom-flash`, `rom-broken`,
 *   `rom-verify`, `port-gone`, `stopped`, and those of the work
 */
export async function withRom<Result>(
  line: Line,
  options: RomOptions,
  state: () => string,
  work: (rom: Rom) => Promise<Result>,
): Promise<Result> {
  const bauds = BAUDS.filter((baud) => baud <= options.baud);
  let first: unknown;
  for (const [i, baud] of bauds.entries()) {
    const loader = createLoader(line, ROM_BAUD, baud);
    const stop = watchStop(line, options, state);
    try {
      return await stop.guard(converse(loader, line, options, work, stop.guard));
    } catch (error) {
      // The chip is well and only was asked for something that cannot be: it goes back to what it did.
      if (error instanceof HostError && !LOST.includes(error.code)) await leaveRom(loader, line);
      const isHopeless = error instanceof HostError || i === bauds.length - 1;
      if (isHopeless && first !== undefined && isUnreached(error))
        throw explainFailure(first, state(), options.path);
      if (isHopeless) throw explainFailure(error, state(), options.path);
      first ??= error;
      options.announce(`The connection broke at ${baud} baud; trying again at ${bauds[i + 1]}.`);
    } finally {
      stop.end();
      abandonLoader(loader);
      await line.close();
    }
  }
  throw new HostError("usage-baud", "no such rate", `It is one of: ${BAUDS.join(", ")}.`);
}

/** After these there is nobody to talk to, or no time for it. */
const LOST = ["port-gone", "port-missing", "port-busy", "port-rights", "port-failed", "rom-silent"];

/** The board was not come to: what is true of it was said by what happened before. */
function isUnreached(error: unknown): boolean {
  return error instanceof HostError && error.code !== "port-gone" && LOST.includes(error.code);
}

interface Stop {
  guard<Result>(work: Promise<Result>): Promise<Result>;
  end(): void;
}

/** Ends waiting when the port goes away or somebody asks for it. */
function watchStop(line: Line, { signal, path }: RomOptions, state: () => string): Stop {
  let refuse: (error: HostError) => void = () => {};
  const stopped = new Promise<never>((_, reject) => {
    refuse = reject;
  });
  stopped.catch(() => {});
  const hint = "Run the same command again; a chip can always be flashed anew.";
  const onAbort = () => refuse(new HostError("stopped", `stopped; ${state()}`, hint, { file: path }));
  if (signal?.aborted) onAbort();
  signal?.addEventListener("abort", onAbort);
  return {
    guard(work) {
      // Whichever comes second is nobody's error.
      work.catch(() => {});
      return Promise.race([stopped, line.gone, work]);
    },
    end: () => signal?.removeEventListener("abort", onAbort),
  };
}

async function converse<Result>(
  loader: Loader,
  line: Line,
  options: RomOptions,
  work: (rom: Rom) => Promise<Result>,
  guard: Stop["guard"],
): Promise<Result> {
  const { path } = options;
  try {
    await guard(loader.detectChip("default_reset", ATTEMPTS));
  } catch (error) {
    if (error instanceof HostError) throw error;
    if (/chip (id|magic)/i.test(String(error))) throw refuseChip("a chip that is not known", path);
    await askProgram(line);
    throw explainSilence(line, path, error);
  }
  const chip = checkChip(loader, path);
  await loader.chip?.postConnect?.(loader);
  await loader.runStub();
  if (options.baud > ROM_BAUD) await loader.changeBaud();
  const flashBytes = sizeFlash(await loader.readFlashId(), path);
  return work(createRom(loader, line, chip, flashBytes));
}

function refuseChip(what: string, path: string): HostError {
  return new HostError(
    "rom-chip",
    `the board has ${what}, for which there is no Espruino`,
    "Passerby runs on ESP32, ESP32-C3 and ESP32-S3.",
    { file: path },
  );
}

function checkChip(loader: Loader, path: string): Chip {
  const name = loader.chip?.CHIP_NAME ?? "unknown chip";
  const chip = findChip(name);
  if (chip === undefined) throw refuseChip(`an ${name}`, path);
  if (!loader.secureDownloadMode) return chip;
  throw new HostError(
    "rom-locked",
    "the chip is locked against reading and against other firmware",
    "Its maker has burnt that in for good; use another board.",
    { file: path },
  );
}

/** The third byte of a flash chip's id is its size as a power of two; some makers count from 0x20 on again. */
function sizeFlash(id: number, path: string): number {
  const code = (id >> 16) & 0xff;
  const power = code >= 0x32 ? code - 0x20 : code >= 0x20 ? code - 6 : code;
  if (power >= 0x12 && power <= 0x1c) return 2 ** power;
  throw new HostError(
    "rom-flash",
    "the chip's flash does not answer",
    "Disconnect everything from the board's pins, most of all from GPIO 6 to 11 and 12, and try again.",
    { file: path },
  );
}

function createRom(loader: Loader, line: Line, chip: Chip, flashBytes: number): Rom {
  return {
    chip,
    flashBytes,
    baud: loader.transport.baudrate,
    async read(address, bytes, progress) {
      const pieces: Uint8Array[] = [];
      for (let done = 0; done < bytes; done += READ_BYTES) {
        const length = Math.min(READ_BYTES, bytes - done);
        pieces.push(await readPiece(loader, address + done, length));
        progress?.((done + length) / bytes);
      }
      return Buffer.concat(pieces);
    },
    digest: (address, bytes) => loader.flashMd5sum(address, bytes),
    write: ({ address, bytes }, progress) =>
      loader.writeFlash({
        fileArray: [{ data: bytes, address }],
        flashMode: "keep",
        flashFreq: "keep",
        flashSize: "keep",
        eraseAll: false,
        compress: true,
        reportProgress: (_, done, total) => progress?.(done / total),
        calculateMD5Hash: md5,
      }),
    async erase(address, bytes) {
      if (bytes === undefined) {
        await loader.checkCommand("erase the chip", ERASE_CHIP, new Uint8Array(), 0, 0, ERASE_CHIP_MS);
        return;
      }
      const region = Buffer.alloc(8);
      region.writeUInt32LE(address, 0);
      region.writeUInt32LE(bytes, 4);
      const patienceMs = Math.max(10_000, (bytes / MEGABYTE) * ERASE_MS_PER_MB);
      await loader.checkCommand("erase", ERASE_REGION, new Uint8Array(region), 0, 0, patienceMs);
    },
    start: () => startProgram(loader, line),
  };
}

/** The chip sends the MD5 after the last packet; esptool-js leaves it lying there. */
async function readPiece(loader: Loader, address: number, length: number): Promise<Uint8Array> {
  for (let attempt = 1; ; attempt++) {
    const bytes = await loader.readFlash(address, length, () => {});
    const digest = await loader.transport.read(DIGEST_PATIENCE_MS);
    if (Buffer.from(digest).toString("hex") === md5(bytes)) return bytes;
    if (attempt === READ_ATTEMPTS) throw new Error("flash was read differently each time");
  }
}

/** As hex. */
export function md5(bytes: Uint8Array): string {
  return createHash("md5").update(bytes).digest("hex");
}
