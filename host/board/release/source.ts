// Where a release comes from: a folder, an archive, one file with all in it, or an address that is downloaded.
import { createHash } from "node:crypto";
import { lstatSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { HostError } from "../../error.ts";
import { type Entry, MOST_BYTES, readArchive } from "./archive.ts";
import { download } from "./download.ts";
import { type Known, listKnown } from "./known.ts";

export interface Release {
  /** Name of the file, the folder, or the last part of the address. */
  readonly name: string;
  readonly entries: readonly Entry[];
  /** SHA-256 of the file; undefined for a folder, which has none. */
  readonly sha256?: string;
  /** Is it, byte for byte, one of the releases that are listed, or has it the digest that was asked for? */
  readonly isVerified: boolean;
}

/** @param hasDigest may it be used without being verified? What was downloaded may not. */
interface Raw {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly isForeign: boolean;
}

/**
 * @param from path or https address
 * @param sha256 the digest that it must have, as hex
 * @param signal ends a download
 * @throws HostError `usage-from`, `usage-sha256`, `release-digest`, `release-unverified`, those of the download and
 *   of a damaged archive
 */
export async function openRelease(
  from: string,
  sha256?: string,
  known = listKnown(),
  signal?: AbortSignal,
): Promise<Release> {
  if (sha256 !== undefined && !/^[0-9a-f]{64}$/i.test(sha256))
    throw new HostError("usage-sha256", "a SHA-256 has 64 digits from 0 to f", "Copy it whole.");
  if (/^https?:\/\//i.test(from)) {
    const { name, bytes } = await download(from, signal);
    return openFile({ name, bytes, isForeign: true }, sha256, known);
  }
  const stat = lstatSync(from, { throwIfNoEntry: false });
  if (stat?.isDirectory()) return openFolder(from, sha256);
  if (!stat?.isFile()) throw refuseFrom("there is no such file or folder", from);
  if (stat.size > MOST_BYTES) throw refuseFrom("the file is larger than any release", from);
  return openFile({ name: basename(from), bytes: readBytes(from), isForeign: false }, sha256, known);
}

function openFile(
  { name, bytes, isForeign }: Raw,
  wanted: string | undefined,
  known: readonly Known[],
): Release {
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const place = { file: name };
  const listed = known.find((one) => one.file === name && one.sha256 !== null)?.sha256;
  const expected = wanted?.toLowerCase() ?? listed;
  if (expected !== undefined && expected !== sha256)
    throw new HostError(
      "release-digest",
      `the file is not what it should be: its SHA-256 is ${sha256}`,
      `Nothing was written. ${expected} was expected; download it again.`,
      place,
    );
  const isVerified = expected !== undefined || known.some((one) => one.sha256 === sha256);
  if (isForeign && !isVerified)
    throw new HostError(
      "release-unverified",
      `nobody vouches for what was downloaded; its SHA-256 is ${sha256}`,
      "Compare this digest with one that you trust, then give it with --sha256.",
      place,
    );
  return { name, entries: readArchive(bytes, name) ?? [{ name, bytes }], sha256, isVerified };
}

/** The .bin files of a folder, and of no folder in it; links are left out. */
function openFolder(folder: string, sha256: string | undefined): Release {
  if (sha256 !== undefined)
    throw new HostError("usage-sha256", "a folder has no SHA-256", "Give the archive itself.", {
      file: folder,
    });
  const entries = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".bin"))
    .map(({ name }) => ({ name, path: join(folder, name) }));
  const total = entries.reduce((sum, { path }) => sum + lstatSync(path).size, 0);
  if (total > MOST_BYTES) throw refuseFrom("the files are larger than any release", folder);
  return {
    name: basename(folder),
    entries: entries.map(({ name, path }) => ({ name, bytes: readBytes(path) })),
    isVerified: false,
  };
}

function readBytes(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    throw refuseFrom("it cannot be read", path, error);
  }
}

function refuseFrom(why: string, file: string, cause?: unknown): HostError {
  const hint = "Give the archive of a release, the folder it unpacks to, or an https address.";
  return new HostError("usage-from", why, hint, { file }, cause);
}
