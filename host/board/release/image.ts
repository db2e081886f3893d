// An image for an ESP32 chip, as its bootloader reads it: a header of 24 bytes (0xe9, segments, flash mode, flash
// size and speed, entry, ..., chip id as u16 at 12, ..., 1 at 23 where a SHA-256 follows), segments of a load
// address, a length and data, then zeros up to a multiple of 16 less one, one byte of checksum, and the SHA-256.
// Source: Espressif's documentation of esptool, "Firmware Image Format".
import { createHash } from "node:crypto";
import { HostError } from "../../error.ts";

const MAGIC = 0xe9;
const HEADER_BYTES = 24;
const SEGMENT_HEADER_BYTES = 8;
const MOST_SEGMENTS = 16;
const CHIP_AT = 12;
const HAS_DIGEST_AT = 23;
const DIGEST_BYTES = 32;
/** What the checksum starts from. */
const CHECKSUM_START = 0xef;

export interface Image {
  /** Number by which Espressif names the chip: 0 ESP32, 5 ESP32-C3, 9 ESP32-S3. */
  readonly chipId: number;
  /** Bytes from the header to the end of the checksum, or of the digest. */
  readonly bytes: number;
}

/** Does it begin as an image does? Says nothing about the rest. */
export function isImage(bytes: Uint8Array): boolean {
  return bytes.length > HEADER_BYTES && bytes[0] === MAGIC;
}

/**
 * Reads an image and checks it to its last byte: an image that passes is one that the bootloader starts.
 * @param file its name, for errors
 * @throws HostError `release-image`
 */
export function readImage(bytes: Uint8Array, file: string): Image {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (!isImage(bytes) || bytes[1] > MOST_SEGMENTS) throw refuse("it is no program for an ESP32", file);
  let at = HEADER_BYTES;
  let checksum = CHECKSUM_START;
  for (let segment = 0; segment < bytes[1]; segment++) {
    if (at + SEGMENT_HEADER_BYTES > bytes.length) throw refuse("it is cut short", file);
    const length = view.readUInt32LE(at + 4);
    at += SEGMENT_HEADER_BYTES;
    if (length > bytes.length - at) throw refuse("it is cut short", file);
    for (const end = at + length; at < end; at++) checksum ^= bytes[at];
  }
  at += 16 - (at % 16);
  if (at > bytes.length || bytes[at - 1] !== checksum) throw refuse("its checksum is wrong", file);
  if (bytes[HAS_DIGEST_AT] === 1) {
    const digest = createHash("sha256").update(bytes.subarray(0, at)).digest();
    if (!digest.equals(view.subarray(at, at + DIGEST_BYTES))) throw refuse("its digest is wrong", file);
    at += DIGEST_BYTES;
  }
  return { chipId: view.readUInt16LE(CHIP_AT), bytes: at };
}

function refuse(why: string, file: string): HostError {
  return new HostError("release-image", `the program is damaged: ${why}`, "Download the release again.", {
    file,
  });
}
