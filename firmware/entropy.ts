// Chance for statistics. A host leaves a seed in flash. Each start makes of it, and of what the chip's noise generator
// adds, the seed of the next start, writes that, erases its own, and only then draws from the other half of the hash.
// So nothing is ever drawn twice, whenever the power goes, and no seed in flash tells what was drawn before it.
import { PAGE_BYTES, STATS_FILE } from "../shared/link/slot.ts";
import { CRC_ERASED, CRC_GOOD, CRC_HEADER, ENTROPY_BYTES, ENTROPY_FIRST } from "../shared/policy/record.ts";
import { findNoise, hashBytes, readNoise } from "./ports/entropy.ts";
import { clearBits, eraseFlash, readFlash } from "./ports/flash.ts";
import { crc32, readPart, viewBytes } from "./ports/storage.ts";

function checkEntry(at: number): number {
  return crc32(readPart(STATS_FILE, at, ENTROPY_BYTES));
}

/** The next hash. Its first half is what the one after it is made of, so what was drawn is not found from what is kept. */
export function stepHash(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(hashBytes(bytes.subarray(0, 32)));
}

/**
 * Takes the seed out of flash and leaves another one there.
 * @param bytes 40 of them: the entry, then 64 that are 0; its first 32 are then what to draw from
 * @returns address of the data of STATS_FILE in the chip's flash; 0 = no seed, or it could not be replaced: nothing is drawn
 */
export function takeSeed(bytes: Uint8Array): number {
  let from = ENTROPY_FIRST;
  if (checkEntry(from) !== CRC_GOOD) from += PAGE_BYTES;
  if (checkEntry(from) !== CRC_GOOD) return 0;
  const old = viewBytes(readPart(STATS_FILE, from, ENTROPY_BYTES));
  const address = new Uint32Array(old)[8];
  if (crc32(readFlash(address - 32, 32)) !== CRC_HEADER) return 0;
  bytes.set(new Uint8Array(old));
  const register = findNoise();
  let last = 0;
  // Noise that says the same twice in a row is none: it is left at that.
  for (let i = ENTROPY_BYTES; register !== undefined && i < bytes.length; i++) {
    const noise = readNoise(register);
    if (noise === last) i = bytes.length;
    bytes[i] = noise;
    last = noise;
  }
  const hash = new Uint8Array(hashBytes(bytes));
  bytes.set(hash);
  // The second half becomes the next seed, beside the address.
  const entry = new Uint8Array(ENTROPY_BYTES);
  const words = new Uint32Array(entry.buffer);
  entry.set(hash.subarray(32));
  words[8] = address;
  words[9] = crc32(entry.subarray(0, 36));
  const to = from ^ PAGE_BYTES;
  eraseFlash(address + (to & PAGE_BYTES));
  clearBits(address + to, entry);
  if (checkEntry(to) !== CRC_GOOD) return 0;
  eraseFlash(address + (from & PAGE_BYTES));
  return checkEntry(from) === CRC_ERASED ? address : 0;
}
