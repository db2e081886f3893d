// The image of a slot: program, deployment and fonts in one run of bytes, with a directory (shared/link/slot.ts).
import {
  DIR_CRC,
  DIR_DEPLOYMENT,
  DIR_FONTS,
  DIR_LENGTH,
  DIR_MAGIC,
  DIR_OWN_CRC,
  DIR_PROGRAM,
  DIR_VERSION,
  DIRECTORY_BYTES,
  DIRECTORY_MAGIC,
  DIRECTORY_OFFSET,
  DIRECTORY_VERSION,
  PAGE_BYTES,
  PROGRAM_OFFSET,
} from "../../shared/link/slot.ts";
import { crc32 } from "../compile/crc.ts";
import { HostError } from "../error.ts";
import { toBytes } from "./latin.ts";

/** What goes into a slot. */
export interface Content {
  /** Text of the program, one character a byte. */
  readonly program: string;
  readonly deployment: Uint8Array;
  readonly fonts: Uint8Array;
}

/** Where a part lies in an image. */
export interface Part {
  readonly offset: number;
  readonly length: number;
}

export interface Directory {
  readonly length: number;
  /** CRC-32 of all that comes after the directory. */
  readonly crc: number;
  readonly program: Part;
  readonly deployment: Part;
  readonly fonts: Part;
}

/**
 * The bytes of a slot from its start, directory included; what is between the parts is 0xff, as erased flash.
 * Deployment and fonts begin on pages of their own, so that a change of one leaves the pages of the other as they are;
 * where there is no room for that, on multiples of 4.
 * @param slotBytes size of the slot
 * @throws HostError `board-slot-full` where it does not fit
 */
export function buildSlotImage(content: Content, slotBytes: number): Uint8Array {
  const parts = [toBytes(content.program), content.deployment, content.fonts];
  let offsets = placeParts(parts, PAGE_BYTES);
  if (offsets[2] + content.fonts.length > slotBytes) offsets = placeParts(parts, 4);
  const length = offsets[2] + content.fonts.length;
  if (length > slotBytes)
    throw new HostError(
      "board-slot-full",
      `program, cards and fonts have ${length} bytes; the board keeps ${slotBytes} for them`,
      "Leave out offers or pictures, or give each board fewer groups.",
    );
  const image = new Uint8Array(length).fill(255);
  for (const [i, part] of parts.entries()) image.set(part, offsets[i]);
  const words = new Uint32Array(DIRECTORY_BYTES / 4);
  words[DIR_MAGIC] = DIRECTORY_MAGIC;
  words[DIR_VERSION] = DIRECTORY_VERSION;
  words[DIR_LENGTH] = length;
  words[DIR_CRC] = crc32(image.subarray(PROGRAM_OFFSET));
  for (const [i, word] of [DIR_PROGRAM, DIR_DEPLOYMENT, DIR_FONTS].entries())
    words.set([offsets[i], parts[i].length], word);
  const directory = new DataView(image.buffer, DIRECTORY_OFFSET, DIRECTORY_BYTES);
  for (const [i, word] of words.entries()) directory.setUint32(i * 4, word, true);
  const own = crc32(image.subarray(DIRECTORY_OFFSET, DIRECTORY_OFFSET + DIR_OWN_CRC * 4));
  directory.setUint32(DIR_OWN_CRC * 4, own, true);
  return image;
}

function placeParts(parts: readonly Uint8Array[], align: number): number[] {
  const offsets: number[] = [];
  let at = PROGRAM_OFFSET;
  for (const part of parts) {
    offsets.push(at);
    at = Math.ceil((at + part.length) / align) * align;
  }
  return offsets;
}

/**
 * Reads and checks a slot's bytes, whatever they are; as `.boot0` does.
 * @param bytes the slot's file, or its image
 * @returns undefined where there is no slot, or it is not whole
 */
export function readSlotImage(bytes: Uint8Array): Directory | undefined {
  if (bytes.length < PROGRAM_OFFSET) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const word = (index: number): number => view.getUint32(DIRECTORY_OFFSET + index * 4, true);
  const length = word(DIR_LENGTH);
  const own = crc32(bytes.subarray(DIRECTORY_OFFSET, DIRECTORY_OFFSET + DIR_OWN_CRC * 4));
  if (word(DIR_MAGIC) !== DIRECTORY_MAGIC || word(DIR_VERSION) !== DIRECTORY_VERSION) return undefined;
  if (word(DIR_OWN_CRC) !== own || length < PROGRAM_OFFSET || length > bytes.length) return undefined;
  const crc = word(DIR_CRC);
  if (crc32(bytes.subarray(PROGRAM_OFFSET, length)) !== crc) return undefined;
  const part = (index: number): Part => ({ offset: word(index), length: word(index + 1) });
  return {
    length,
    crc,
    program: part(DIR_PROGRAM),
    deployment: part(DIR_DEPLOYMENT),
    fonts: part(DIR_FONTS),
  };
}
