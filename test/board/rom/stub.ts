// The helper program that esptool-js loads into a chip's memory: it writes, reads and erases flash.
import { createHash } from "node:crypto";
import { constants, inflateSync } from "node:zlib";

const SECTOR_BYTES = 4096;
const [BEGIN, DATA, END] = [0x02, 0x03, 0x04];
const [PACKED_BEGIN, PACKED_DATA, PACKED_END] = [0x10, 0x11, 0x12];
const [DIGEST, ERASE_ALL, ERASE, READ] = [0x13, 0xd0, 0xd1, 0xd2];
const [OUT_OF_FLASH, UNEXPECTED] = [8, 6];

export interface Wire {
  answer(command: number, value?: number, data?: Uint8Array, status?: number): void;
  sendPacket(bytes: Uint8Array): void;
}

export interface FlashFaults {
  /** Writes a wrong bit here, as worn flash does. */
  corruptAt?: number;
  /** Answers with a wrong MD5. */
  wrongDigest?: boolean;
  /** Readings that come over the line with a wrong bit, counted from 1. */
  wrongReads?: number[];
  /** Readings of which nothing comes, counted from 1. */
  lostReads?: number[];
}

interface Write {
  readonly address: number;
  readonly isPacked: boolean;
  readonly packed: Buffer[];
  readonly erased: Set<number>;
  written: number;
}

/** @returns takes a command; false where it is none of its own */
export function createStub(
  flash: Buffer,
  wire: Wire,
  faults: FlashFaults,
  seen: { writes: number; erases: number },
) {
  let write: Write | undefined;
  let reads = 0;
  let reading: { readonly bytes: Buffer; readonly digest: Buffer; sent: number } | undefined;

  function program(at: number, bytes: Uint8Array, erased: Set<number>): void {
    for (const [i, byte] of bytes.entries()) {
      const address = at + i;
      const sector = Math.floor(address / SECTOR_BYTES);
      if (!erased.has(sector)) flash.fill(0xff, sector * SECTOR_BYTES, (sector + 1) * SECTOR_BYTES);
      erased.add(sector);
      flash[address] = (flash[address] ?? 0) & (address === faults.corruptAt ? byte ^ 1 : byte);
    }
  }

  function takeBlock(command: number, body: Buffer): void {
    const sequence = body.readUInt32LE(4);
    if (write === undefined || sequence > write.packed.length) {
      wire.answer(command, 0, undefined, UNEXPECTED);
      return;
    }
    seen.writes++;
    // A block that was taken already is not taken twice.
    if (sequence === write.packed.length) {
      write.packed.push(Buffer.from(body.subarray(16)));
      const all = Buffer.concat(write.packed);
      const bytes = write.isPacked ? inflateSync(all, { finishFlush: constants.Z_SYNC_FLUSH }) : all;
      program(write.address + write.written, bytes.subarray(write.written), write.erased);
      write.written = bytes.length;
    }
    wire.answer(command);
  }

  function sendPiece(): void {
    if (reading === undefined) return;
    const { bytes, sent, digest } = reading;
    if (sent >= bytes.length) reading = undefined;
    else reading.sent += SECTOR_BYTES;
    wire.sendPacket(sent >= bytes.length ? digest : bytes.subarray(sent, sent + SECTOR_BYTES));
  }

  const commands: Record<number, (body: Buffer) => void> = {
    [BEGIN]: (body) => begin(BEGIN, body),
    [PACKED_BEGIN]: (body) => begin(PACKED_BEGIN, body),
    [DATA]: (body) => takeBlock(DATA, body),
    [PACKED_DATA]: (body) => takeBlock(PACKED_DATA, body),
    [END]: () => wire.answer(END),
    [PACKED_END]: () => wire.answer(PACKED_END),
    [DIGEST](body) {
      const [address, bytes] = [body.readUInt32LE(0), body.readUInt32LE(4)];
      const digest = createHash("md5")
        .update(flash.subarray(address, address + bytes))
        .digest();
      if (faults.wrongDigest) digest.reverse();
      wire.answer(DIGEST, 0, digest);
    },
    [ERASE_ALL]() {
      flash.fill(0xff);
      seen.erases++;
      wire.answer(ERASE_ALL);
    },
    [ERASE](body) {
      flash.fill(0xff, body.readUInt32LE(0), body.readUInt32LE(0) + body.readUInt32LE(4));
      seen.erases++;
      wire.answer(ERASE);
    },
    [READ](body) {
      const bytes = Buffer.from(flash.subarray(body.readUInt32LE(0)).subarray(0, body.readUInt32LE(4)));
      const digest = createHash("md5").update(bytes).digest();
      reads++;
      if (faults.wrongReads?.includes(reads)) bytes[7] = (bytes[7] ?? 0) ^ 4;
      reading = { bytes, sent: 0, digest };
      wire.answer(READ);
      if (faults.lostReads?.includes(reads)) reading = undefined;
      sendPiece();
    },
  };

  function begin(command: number, body: Buffer): void {
    const [bytes, address] = [body.readUInt32LE(0), body.readUInt32LE(12)];
    const isInside = address + bytes <= flash.length;
    if (isInside)
      write = { address, isPacked: command === PACKED_BEGIN, packed: [], erased: new Set(), written: 0 };
    wire.answer(command, 0, undefined, isInside ? 0 : OUT_OF_FLASH);
  }

  return {
    execute(command: number, body: Buffer): boolean {
      const run = commands[command];
      run?.(body);
      return run !== undefined;
    },
    /** While flash is read, all that comes are the lengths that arrived. @returns false where it is no such thing */
    acknowledge(packet: Buffer): boolean {
      if (reading === undefined || packet.length !== 4) return false;
      sendPiece();
      return true;
    },
    stop() {
      write = undefined;
      reading = undefined;
    },
  };
}
