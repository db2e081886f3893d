// Reads a release archive into memory: .tgz, .tar, .tar.gz or .zip. Nothing is ever unpacked to a disk, and a name
// that would lead out of a folder is refused all the same: names are printed, and used to choose files.
import { gunzipSync } from "node:zlib";
import { HostError } from "../../error.ts";
import { readTar } from "./tar.ts";
import { readZip } from "./zip.ts";

/** More than any release has; stops an archive that unpacks to more than the machine holds. */
export const MOST_BYTES = 64 * 1024 * 1024;
const MOST_FILES = 2000;

/** A file of an archive, or of a folder. */
export interface Entry {
  /** With "/" between folders. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * The files of an archive. Folders are left out; links and devices are refused.
 * @param file its name, for errors
 * @returns undefined where the bytes are no archive
 * @throws HostError `release-broken`, `release-name`, `release-large`
 */
export function readArchive(bytes: Uint8Array, file: string): Entry[] | undefined {
  const entries = open(bytes, file);
  if (entries === undefined) return undefined;
  if (entries.length > MOST_FILES) throw refuseSize(file);
  for (const { name } of entries) checkName(name, file);
  return entries;
}

function open(bytes: Uint8Array, file: string): Entry[] | undefined {
  try {
    if (bytes[0] === 0x1f && bytes[1] === 0x8b)
      return readTar(gunzipSync(bytes, { maxOutputLength: MOST_BYTES }));
    if (bytes[0] === 0x50 && bytes[1] === 0x4b) return readZip(bytes, MOST_BYTES);
    if (Buffer.from(bytes.subarray(257, 262)).toString("latin1") === "ustar") return readTar(bytes);
    return undefined;
  } catch (error) {
    if (error instanceof RangeError) throw refuseSize(file);
    throw new HostError(
      "release-broken",
      `the archive is damaged: ${error instanceof Error ? error.message : error}`,
      "Download the release again.",
      { file },
      error,
    );
  }
}

function refuseSize(file: string): HostError {
  return new HostError(
    "release-large",
    "the archive holds more than any release of Espruino does",
    "Choose the archive of a release for ESP32, ESP32-C3 or ESP32-S3.",
    { file },
  );
}

function checkName(name: string, file: string): void {
  const isPlain = /^[\x20-\x7e]{1,200}$/.test(name) && !/[\\:]/.test(name) && !name.startsWith("/");
  if (isPlain && !name.split("/").some((part) => part === "..")) return;
  throw new HostError(
    "release-name",
    `the archive has a file named ${JSON.stringify(name)}, which no release has`,
    "Do not use this archive; download the release again from where Espruino publishes it.",
    { file },
  );
}
