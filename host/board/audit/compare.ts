// Compares what a board has, byte for byte, with what was built for it.
import { createHash } from "node:crypto";
import {
  BOOT_FILE,
  countZeros,
  DAY_ENTRY_BYTES,
  DAY_FILE,
  ERASED_BYTES,
  LOG_FILE,
  LOG_SLOT_A,
  LOG_SLOT_B,
  LOG_START,
  readLog,
  SLOT_A,
  SLOT_B,
  STATS_FILE,
} from "../../../shared/link/slot.ts";
import { readSlotImage } from "../image.ts";
import type { Layout } from "../layout.ts";
import { readStats } from "../stats/record.ts";
import type { Source } from "./source.ts";

/** Length and SHA-256 (hex) of a file, as in manifest.json. */
export interface Digest {
  readonly bytes: number;
  readonly sha256: string;
}

/** What the board should have. */
export interface Expected {
  readonly boot: Digest;
  /** The bytes of a slot, directory included. */
  readonly slot: Digest;
  /** It counts over time. */
  readonly isCounting?: boolean;
}

export interface Audited {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
  /**
   * `same`: as built, or of the form that the program gives it. `spare`: the slot that is not in use, whatever whole
   * content it has. `different`, `missing` and `foreign` are what an audit looks for.
   */
  readonly state: "same" | "spare" | "different" | "missing" | "foreign";
  readonly what: string;
  /** Bytes of a slot that are not erased and that nothing was compared with: what earlier contents left, or anything. */
  readonly restBytes?: number;
}

export interface Audit {
  readonly files: readonly Audited[];
  /** Nothing is different, missing or foreign. */
  readonly isSame: boolean;
}

type Judgement = Pick<Audited, "state" | "what" | "restBytes">;

/** Reads every file and judges it. @param progress hears how much was read, 0 to 1 */
export async function auditFiles(
  source: Source,
  layout: Layout,
  expected: Expected,
  progress: (done: number) => void = () => {},
): Promise<Audit> {
  const listed = await source.list();
  const total = listed.reduce((sum, { bytes }) => sum + bytes, 0);
  const contents = new Map<string, Uint8Array>();
  let done = 0;
  for (const { name, bytes } of listed) {
    contents.set(name, await source.read(name, bytes, (part) => progress((done + part * bytes) / total)));
    done += bytes;
  }
  const log = Buffer.from(contents.get(LOG_FILE) ?? []).toString("latin1");
  const active = readLog(log).isB ? SLOT_B : SLOT_A;
  const files: Audited[] = layout.extents.map(({ name, size }) => {
    const bytes = contents.get(name);
    contents.delete(name);
    if (bytes === undefined)
      return describe(name, new Uint8Array(), { state: "missing", what: "it is not there" });
    if (bytes.length !== size)
      return describe(name, bytes, different(`it has ${bytes.length} bytes, not ${size}`));
    return describe(name, bytes, judge(name, bytes, active, expected));
  });
  for (const [name, bytes] of contents)
    files.push(describe(name, bytes, { state: "foreign", what: "Passerby has no such file" }));
  return { files, isSame: files.every(({ state }) => state === "same" || state === "spare") };
}

function describe(name: string, bytes: Uint8Array, judgement: Judgement): Audited {
  return { name, bytes: bytes.length, sha256: digest(bytes), ...judgement };
}

function judge(name: string, bytes: Uint8Array, active: string, expected: Expected): Judgement {
  if (name === BOOT_FILE)
    return digest(bytes) === expected.boot.sha256
      ? same("as built")
      : different("it is another program than was built");
  if (name === LOG_FILE) return judgeLog(bytes);
  if (name === DAY_FILE) return judgeDays(bytes);
  if (name === active) return judgeSlot(bytes, expected.slot);
  if (name === SLOT_A || name === SLOT_B) return judgeSpare(bytes, expected.slot);
  if (name === STATS_FILE && expected.isCounting) return judgeStats(bytes);
  return isErased(bytes)
    ? same("erased, as it should be")
    : different("there is something in it; it should be erased");
}

function judgeSlot(bytes: Uint8Array, slot: Digest): Judgement {
  if (digest(bytes.subarray(0, slot.bytes)) !== slot.sha256)
    return different(
      readSlotImage(bytes) === undefined
        ? "it is in use and not whole"
        : "it is in use and has other content than was built",
    );
  return withRest("same", "in use, as built", bytes.subarray(slot.bytes));
}

function judgeSpare(bytes: Uint8Array, slot: Digest): Judgement {
  if (digest(bytes.subarray(0, slot.bytes)) === slot.sha256)
    return withRest("same", "not in use, as built", bytes.subarray(slot.bytes));
  const image = readSlotImage(bytes);
  if (image !== undefined)
    return withRest("spare", `not in use: whole content of ${image.length} bytes`, bytes);
  return withRest("spare", isErased(bytes) ? "not in use: erased" : "not in use: no whole content", bytes);
}

/** @param rest what nothing is compared with: a deploy erases no more of a slot than it fills */
function withRest(state: "same" | "spare", what: string, rest: Uint8Array): Judgement {
  const restBytes = rest.reduce((sum, byte) => sum + (byte === 255 ? 0 : 1), 0);
  if (restBytes === 0) return { state, what };
  return { state, what: state === "same" ? `${what}; ${restBytes} bytes behind it` : what, restBytes };
}

/** Codes, then nothing. A torn byte is no code, and may be anywhere. */
function judgeLog(bytes: Uint8Array): Judgement {
  const codes = [LOG_SLOT_A, LOG_SLOT_B, LOG_START].map((code) => code.charCodeAt(0));
  const end = findEnd(bytes);
  const strange = bytes.subarray(ERASED_BYTES, end).filter((byte) => !codes.includes(byte)).length;
  // A cut while one code was written leaves one such byte; many of them are a text.
  if (!isErased(bytes.subarray(0, ERASED_BYTES)) || strange * 2 > end - ERASED_BYTES)
    return different("it has something else in it than the starts of the board");
  return same(`${end - ERASED_BYTES} entries about starts`);
}

/** A seed, and days that were noisy before they were written. Anything beside these is none of the program's. */
function judgeStats(bytes: Uint8Array): Judgement {
  const { days, faults, hasSeed } = readStats(bytes);
  if (faults.length > 0) return different(faults[0]);
  return same(`statistics of ${days.length} days, ${hasSeed ? "a seed" : "no seed: it counts nothing"}`);
}

function judgeDays(bytes: Uint8Array): Judgement {
  let [good, bad] = [0, isErased(bytes.subarray(0, ERASED_BYTES)) ? 0 : 1];
  for (let at = ERASED_BYTES; at + DAY_ENTRY_BYTES <= bytes.length; at += DAY_ENTRY_BYTES) {
    const entry = bytes.subarray(at, at + DAY_ENTRY_BYTES);
    if (isErased(entry)) continue;
    if (entry[2] === countZeros(entry[0] | (entry[1] << 8))) good++;
    else bad++;
  }
  if (bad > good + 1) return different("it has something else in it than dates");
  return same(`${good} dates`);
}

function findEnd(bytes: Uint8Array): number {
  let end = bytes.length;
  while (end > ERASED_BYTES && bytes[end - 1] === 255) end--;
  return end;
}

function isErased(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 255);
}

function same(what: string): Judgement {
  return { state: "same", what };
}

function different(what: string): Judgement {
  return { state: "different", what };
}

/** SHA-256 as lower-case hex. */
function digest(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
