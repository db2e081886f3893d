// The seed that a board's statistics draw from, as the board reads it (shared/policy/record.ts).
import { PAGE_BYTES, STATS_BYTES, STATS_FILE } from "../../../shared/link/slot.ts";
import { CRC_GOOD, ENTROPY_BYTES, ENTROPY_FIRST } from "../../../shared/policy/record.ts";
import { crc32 } from "../../compile/crc.ts";
import type { Operation } from "../operation.ts";

/** Bytes of a seed, from a generator that is fit for keys. */
export const SEED_BYTES = 32;
/** Places of an entry in the file. */
export const ENTRY_PLACES: readonly number[] = [ENTROPY_FIRST, ENTROPY_FIRST + PAGE_BYTES];

/**
 * The entry of a seed.
 * @param seed SEED_BYTES
 * @param address of the data of STATS_FILE in the chip's flash
 */
export function encodeSeed(seed: Uint8Array, address: number): Uint8Array {
  const entry = new Uint8Array(ENTROPY_BYTES);
  const view = new DataView(entry.buffer);
  entry.set(seed.subarray(0, SEED_BYTES));
  view.setUint32(32, address, true);
  view.setUint32(36, crc32(entry.subarray(0, 36)), true);
  return entry;
}

/** Has the file a whole seed? @param file data of STATS_FILE */
export function hasSeed(file: Uint8Array): boolean {
  return ENTRY_PLACES.some((at) => crc32(file.subarray(at, at + ENTROPY_BYTES)) === CRC_GOOD);
}

/** Destroys whatever seed there is and leaves this one; what was counted stays. @param address as in encodeSeed */
export function planSeed(seed: Uint8Array, address: number): Operation[] {
  const bytes = encodeSeed(seed, address);
  return [
    { kind: "erase", file: STATS_FILE, offset: 0 },
    { kind: "erase", file: STATS_FILE, offset: PAGE_BYTES },
    { kind: "write", file: STATS_FILE, offset: ENTROPY_FIRST, bytes },
    { kind: "verify", file: STATS_FILE, offset: ENTROPY_FIRST, length: bytes.length, crc: crc32(bytes) },
  ];
}

/** Destroys what was counted, and the seed. */
export function planForget(): Operation[] {
  return Array.from({ length: STATS_BYTES / PAGE_BYTES }, (_, page) => ({
    kind: "erase" as const,
    file: STATS_FILE,
    offset: page * PAGE_BYTES,
  }));
}
