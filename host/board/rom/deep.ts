// What is in a board's flash, read through the chip's ROM: nothing that runs on the board has a say in it.
import { createHash } from "node:crypto";
import { HostError } from "../../error.ts";
import { areSame } from "../latin.ts";
import type { Build } from "../release/build.ts";
import {
  findProgram,
  findSettings,
  findStorage,
  readTable,
  TABLE_ADDRESS,
  TABLE_BYTES,
} from "../release/partition.ts";
import { type Bonds, countBonds } from "./bonds.ts";
import type { Chip } from "./chip.ts";
import type { Line } from "./line.ts";
import { type Piece, readRest } from "./rest.ts";
import { type Progress, type Rom, type RomOptions, withRom } from "./rom.ts";
import { readStorage, type Stored } from "./storage.ts";

export interface Deep extends Stored, Bonds {
  readonly chip: string;
  readonly flashBytes: number;
  /** Bytes of the Storage partition. */
  readonly storage: Uint8Array;
  /** SHA-256 of the partition that holds the firmware, to its last byte that is not erased. */
  readonly firmware: { readonly bytes: number; readonly sha256: string };
  /** Parts of the release that it was compared with, and whether flash has exactly these bytes; none without one. */
  readonly parts: readonly { readonly name: string; readonly isSame: boolean }[];
  /** Everything that was read, with its address in flash. */
  readonly pieces: readonly Piece[];
}

/** @throws HostError where the release has nothing for the chip */
export type ChooseBuild = (chip: Chip) => Build;

/**
 * Reads Storage, the settings and the firmware of a board, then starts it again. Some 3 MB: half a minute at the
 * highest rate.
 * @param choose what its firmware is compared with
 * @param isWhole reads what lies outside of these as well
 * @throws HostError those of `withRom` and of `choose`; `deep-table` where there is no partition table of Espruino's
 */
export function readDeep(
  line: Line,
  options: RomOptions,
  progress?: Progress,
  choose?: ChooseBuild,
  isWhole = false,
): Promise<Deep> {
  return withRom(
    line,
    options,
    () => "nothing was written, and a reset starts the board as it was",
    async (rom) => {
      const build = choose?.(rom.chip);
      const parts = build === undefined ? [] : await compareParts(rom, build);
      const deep = { ...(await readFlash(rom, options.path, isWhole, progress)), parts };
      await rom.start();
      return deep;
    },
  );
}

async function readFlash(
  rom: Rom,
  path: string,
  isWhole: boolean,
  progress: Progress = () => {},
): Promise<Omit<Deep, "parts">> {
  const table = readTable(await rom.read(TABLE_ADDRESS, TABLE_BYTES));
  const storage = table && findStorage(table);
  const program = table && findProgram(table);
  const isInside = [storage, program].every((one) => one && one.address + one.bytes <= rom.flashBytes);
  if (table === undefined || storage === undefined || program === undefined || !isInside)
    throw new HostError(
      "deep-table",
      "this board's flash is not divided as Espruino's is",
      "Is it a board with Espruino? `passerby flash` puts it there.",
      { file: path },
    );
  const settings = findSettings(table);
  const all = [storage, program, ...settings];
  const total = all.reduce((sum, { bytes }) => sum + bytes, 0);
  let done = 0;
  const read: Buffer[] = [];
  for (const { address, bytes } of all) {
    read.push(Buffer.from(await rom.read(address, bytes, (part) => progress((done + part * bytes) / total))));
    done += bytes;
  }
  const pieces = all.map(({ address }, i) => ({ address, bytes: read[i] }));
  const rest = isWhole ? await readRest(rom, all) : [];
  const bonds = read.slice(2).map(countBonds);
  return {
    ...readStorage(read[0]),
    bonds: bonds.reduce((sum, one) => sum + one.bonds, 0),
    badPages: bonds.reduce((sum, one) => sum + one.badPages, 0),
    chip: rom.chip.name,
    flashBytes: rom.flashBytes,
    storage: read[0],
    firmware: digestFirmware(read[1]),
    pieces: [...pieces, ...rest],
  };
}

/** What a larger firmware left behind one of them is no part of it. */
async function compareParts(rom: Rom, { bootloader, table, program }: Build): Promise<Deep["parts"]> {
  const parts: Deep["parts"][number][] = [];
  for (const { name, address, bytes } of [bootloader, table, program]) {
    const isInside = address + bytes.length <= rom.flashBytes;
    parts.push({ name, isSame: isInside && areSame(await rom.read(address, bytes.length), bytes) });
  }
  return parts;
}

function digestFirmware(bytes: Uint8Array): { bytes: number; sha256: string } {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === 255) end--;
  return { bytes: end, sha256: createHash("sha256").update(bytes.subarray(0, end)).digest("hex") };
}
