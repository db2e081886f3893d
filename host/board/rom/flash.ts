// Puts Espruino onto a board: the plan from what the release and the board have, then only what differs.
import { HostError } from "../../error.ts";
import type { Build, Part } from "../release/build.ts";
import {
  findSettings,
  findStorage,
  type Partition,
  readTable,
  TABLE_ADDRESS,
  TABLE_BYTES,
} from "../release/partition.ts";
import { countBonds } from "./bonds.ts";
import type { Chip } from "./chip.ts";
import type { Line } from "./line.ts";
import { buildSettings } from "./nvs.ts";
import { md5, type Progress, type Rom, type RomOptions, withRom } from "./rom.ts";
import type { Start } from "./start.ts";
import { isStorage } from "./storage.ts";

export interface Flashed {
  readonly chip: string;
  readonly flashBytes: number;
  readonly baud: number;
  readonly build: string;
  readonly parts: readonly {
    readonly name: string;
    readonly address: number;
    readonly bytes: number;
    readonly md5: string;
    /** false: it was there already. */
    readonly isWritten: boolean;
  }[];
  /** Bonds that were there before; none is afterwards. */
  readonly bondsErased: number;
  /** Files of the board: kept, erased because they were none of Espruino's or were asked to go, or never there. */
  readonly storage: "kept" | "erased" | "empty";
  readonly start: Start;
}

export interface FlashOptions extends RomOptions {
  /** Erase everything first, the board's files too. */
  readonly isErasing: boolean;
  /** @param what is being done, for somebody who waits */
  progress(what: string, done: number): void;
}

/**
 * Flashes a board, verifies every part by its MD5, resets it and listens to it.
 * @param choose gives the build for the chip that was found; throws where there is none
 * @throws HostError `flash-small`, those of `choose` and of `withRom`
 */
export async function flashBoard(
  line: Line,
  choose: (chip: Chip) => Build,
  options: FlashOptions,
): Promise<Flashed> {
  let state = "nothing was written, and the board has what it had";
  const note = (text: string) => {
    state = text;
  };
  return withRom(
    line,
    options,
    () => state,
    async (rom) => {
      const build = choose(rom.chip);
      checkRoom(rom, build, options.path);
      const old = await readOld(rom);
      const bondsErased = await countAll(rom, old);
      const storage = await prepare(rom, build, old, options, note);
      const parts: Flashed["parts"][number][] = [];
      for (const part of listParts(build))
        parts.push(
          await putPart(rom, part, (done) => {
            note(UNFINISHED);
            options.progress(`Writing the ${part.name}`, done);
          }),
        );
      note("the firmware is on it and was verified");
      const { chip, flashBytes, baud } = rom;
      const start = await rom.start();
      return { chip: chip.name, flashBytes, baud, build: build.name, parts, bondsErased, storage, start };
    },
  );
}

const UNFINISHED = "the firmware is not whole, and the board starts again once it was flashed";

/** Settings first: firmware that starts for the first time finds Wi-Fi off and no bonds. */
function listParts({ partitions, table, program, bootloader }: Build): Part[] {
  const settings = findSettings(partitions).map(({ address, bytes }) => ({
    name: "settings",
    address,
    bytes: buildSettings(bytes),
  }));
  return [...settings, table, program, bootloader];
}

function checkRoom({ flashBytes, chip }: Rom, { partitions }: Build, path: string): void {
  const needed = Math.max(...partitions.map(({ address, bytes }) => address + bytes));
  if (needed <= flashBytes) return;
  throw new HostError(
    "flash-small",
    `this ${chip.name} has ${flashBytes / 1024} kB of flash, and the firmware needs ${needed / 1024}`,
    "Nothing was written. Use a board with 4 MB of flash or more.",
    { file: path },
  );
}

/** The partitions that the board has now; none where it has no Espruino. */
async function readOld(rom: Rom): Promise<Partition[]> {
  const table = readTable(await rom.read(TABLE_ADDRESS, TABLE_BYTES)) ?? [];
  return table.filter(({ address, bytes }) => address + bytes <= rom.flashBytes);
}

async function countAll(rom: Rom, old: readonly Partition[]): Promise<number> {
  let bonds = 0;
  for (const { address, bytes } of findSettings(old))
    bonds += countBonds(await rom.read(address, bytes)).bonds;
  return bonds;
}

/**
 * Makes room: old settings go wherever they were, and files stay only where the board and the firmware agree on their
 * place and the firmware can read them.
 */
async function prepare(
  rom: Rom,
  { partitions }: Build,
  old: readonly Partition[],
  { isErasing, progress }: FlashOptions,
  note: (state: string) => void,
): Promise<Flashed["storage"]> {
  const isSame = (a: Partition | undefined, b: Partition | undefined) =>
    a !== undefined && b !== undefined && a.address === b.address && a.bytes === b.bytes;
  const now = findStorage(partitions);
  const isEmpty = now === undefined || (await isErased(rom, now));
  if (isErasing) {
    note(UNFINISHED);
    progress("Erasing the whole flash", 0);
    await rom.erase(0);
    return isEmpty ? "empty" : "erased";
  }
  const settings = findSettings(partitions);
  for (const one of findSettings(old)) {
    // Those that stay where they are get written over.
    if (settings.some((other) => isSame(one, other)) || (await isErased(rom, one))) continue;
    note(UNFINISHED);
    await rom.erase(one.address, one.bytes);
  }
  if (now === undefined || isEmpty) return "empty";
  if (isSame(findStorage(old), now)) {
    const bytes = await rom.read(now.address, now.bytes, (done) =>
      progress("Looking at the board's files", done),
    );
    if (isStorage(bytes)) return "kept";
  }
  note(UNFINISHED);
  progress("Erasing what is no file of Espruino's", 0);
  await rom.erase(now.address, now.bytes);
  return "erased";
}

async function isErased(rom: Rom, { address, bytes }: Partition): Promise<boolean> {
  return (await rom.digest(address, bytes)) === md5(new Uint8Array(bytes).fill(255));
}

async function putPart(rom: Rom, part: Part, progress: Progress): Promise<Flashed["parts"][number]> {
  const { name, address, bytes } = part;
  const wanted = md5(bytes);
  const isWritten = (await rom.digest(address, bytes.length)) !== wanted;
  if (isWritten) {
    progress(0);
    // It is written in words of four bytes.
    const padded = Buffer.concat([bytes, Buffer.alloc(-bytes.length & 3, 0xff)]);
    await rom.write({ ...part, bytes: new Uint8Array(padded) }, progress);
  }
  return { name, address, bytes: bytes.length, md5: wanted, isWritten };
}
