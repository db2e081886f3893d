// The builds of Espruino within a release: each has a bootloader, a partition table and the program for one chip.
import { HostError } from "../../error.ts";
import { type Chip, findChip, nameChip } from "../rom/chip.ts";
import type { Entry } from "./archive.ts";
import { type Image, isImage, readImage } from "./image.ts";
import { findProgram, type Partition, readTable, TABLE_ADDRESS, TABLE_BYTES } from "./partition.ts";

/** One piece of flash. */
export interface Part {
  readonly name: string;
  readonly address: number;
  readonly bytes: Uint8Array;
}

export interface Build {
  /** Its folder in the release, or the release's own name. */
  readonly name: string;
  readonly chip: Chip;
  readonly bootloader: Part;
  readonly table: Part;
  readonly program: Part;
  readonly partitions: readonly Partition[];
}

const BOOTLOADER = /^bootloader[\w.-]*\.bin$/;
const TABLE = /^partition[\w.-]*\.bin$/;
const PROGRAM = /^espruino[\w.-]*\.bin$/;
const HINT =
  "Give the .tgz that Espruino publishes for the chip, the folder it unpacks to, or one file with all in it.";

/**
 * Chooses what fits the chip.
 * @param entries of the release
 * @param file the release's name, for errors
 * @param wanted name of a build, where the release has several for the chip
 * @throws HostError `release-empty`, `release-chip`, `usage-build`, and those of a build that is damaged
 */
export function chooseBuild(entries: readonly Entry[], file: string, chip: Chip, wanted?: string): Build {
  const drafts = listDrafts(entries, file).filter(({ name }) => wanted === undefined || name === wanted);
  if (drafts.length === 0) {
    if (wanted === undefined)
      throw refuse("release-empty", "there is no firmware for an ESP32 in it", HINT, file);
    throw refuse("usage-build", `there is no build named "${wanted}" in it`, "Leave --build out.", file);
  }
  const fitting = drafts.filter(({ program }) => chipOf(program) === chip.id);
  if (fitting.length === 0) {
    const has = [...new Set(drafts.map(({ program }) => nameChip(chipOf(program))))].join(", ");
    throw refuse(
      "release-chip",
      `the board has an ${chip.name}, and this firmware is for ${has}`,
      `Nothing was written. Get the release for ${chip.name}.`,
      file,
    );
  }
  if (fitting.length > 1)
    throw refuse(
      "usage-build",
      `there are several builds for ${chip.name} in it`,
      `Choose one with --build: ${fitting.map(({ name }) => name).join(", ")}.`,
      file,
    );
  return checkBuild(fitting[0], file, chip);
}

interface Draft {
  readonly name: string;
  readonly bootloader: Entry;
  readonly table: Entry;
  readonly program: Entry;
}

function listDrafts(entries: readonly Entry[], file: string): Draft[] {
  if (entries.length === 1) {
    const whole = splitWhole(entries[0]);
    return whole === undefined ? [] : [whole];
  }
  const folders = new Set(entries.map(({ name }) => folderOf(name)));
  return [...folders].flatMap((folder) => {
    const files = entries.filter(({ name }) => folderOf(name) === folder);
    const find = (pattern: RegExp) => files.filter(({ name }) => pattern.test(name.slice(folder.length)));
    const [bootloaders, tables, programs] = [find(BOOTLOADER), find(TABLE), find(PROGRAM)];
    if (bootloaders.length !== 1 || tables.length !== 1) return [];
    const [bootloader, table] = [bootloaders[0], tables[0]];
    return programs.map((program) => ({
      name: nameDraft(folder, program, programs.length, file),
      bootloader,
      table,
      program,
    }));
  });
}

/** With its "/" at the end; empty for the top. */
function folderOf(name: string): string {
  return name.slice(0, name.lastIndexOf("/") + 1);
}

function nameDraft(folder: string, program: Entry, programs: number, file: string): string {
  if (programs > 1) return program.name.slice(folder.length).replace(/\.bin$/, "");
  return folder === "" ? file : folder.slice(0, -1);
}

/** One file with everything at its place, as merging tools write it. */
function splitWhole({ name, bytes }: Entry): Draft | undefined {
  const program = bytes.subarray(
    findProgram(readTable(bytes.subarray(TABLE_ADDRESS)) ?? [])?.address ?? bytes.length,
  );
  if (!isImage(program)) return undefined;
  const chip = findChip(chipOf({ name, bytes: program }));
  const start = chip?.bootloaderAddress ?? 0;
  return {
    name,
    bootloader: { name, bytes: bytes.subarray(start, TABLE_ADDRESS) },
    table: { name, bytes: bytes.subarray(TABLE_ADDRESS, TABLE_ADDRESS + TABLE_BYTES) },
    program: { name, bytes: program },
  };
}

function chipOf({ bytes }: Entry): number {
  return isImage(bytes) ? bytes[12] | (bytes[13] << 8) : -1;
}

function checkBuild(draft: Draft, file: string, chip: Chip): Build {
  const { bootloader, table, program } = draft;
  const start = readImage(bootloader.bytes, `${file}: ${bootloader.name}`);
  const image = readImage(program.bytes, `${file}: ${program.name}`);
  if (start.chipId !== image.chipId)
    throw refuse(
      "release-chip",
      `its bootloader is for ${nameChip(start.chipId)} and its program for ${nameChip(image.chipId)}`,
      "Nothing was written. Download the release again, and do not mix the files of two.",
      file,
    );
  const partitions = readTable(table.bytes);
  const home = partitions && findProgram(partitions);
  if (partitions === undefined || home === undefined)
    throw refuse("release-table", "its partition table is damaged", "Download the release again.", file);
  checkRoom(image, start, home, chip, file);
  return {
    name: draft.name,
    chip,
    bootloader: cut("bootloader", chip.bootloaderAddress, bootloader, start),
    table: { name: "partition table", address: TABLE_ADDRESS, bytes: table.bytes.subarray(0, TABLE_BYTES) },
    program: cut("program", home.address, program, image),
    partitions,
  };
}

/** What follows an image in its file is no part of it; a file of one piece is padded. */
function cut(name: string, address: number, { bytes }: Entry, image: Image): Part {
  return { name, address, bytes: bytes.subarray(0, image.bytes) };
}

function checkRoom(image: Image, start: Image, home: Partition, chip: Chip, file: string): void {
  if (image.bytes <= home.bytes && start.bytes <= TABLE_ADDRESS - chip.bootloaderAddress) return;
  throw refuse(
    "release-large",
    `its program has ${image.bytes} bytes, and its own partition table leaves ${home.bytes} for it`,
    "Nothing was written. Use a released build: this one cannot start.",
    file,
  );
}

function refuse(code: string, message: string, hint: string, file: string): HostError {
  return new HostError(code, message, hint, { file });
}
