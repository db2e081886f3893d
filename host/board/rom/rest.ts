// What lies in flash outside of the partitions that are read anyway: bootloader, tables, gaps. Most of it is erased,
// which the ROM's own MD5 tells without it having to go over the line.
import { createHash } from "node:crypto";
import type { Rom } from "./rom.ts";

/** Bytes of flash, and where they lie in it. */
export interface Piece {
  readonly address: number;
  readonly bytes: Uint8Array;
}

const BLOCK_BYTES = 64 * 1024;

interface Range {
  readonly address: number;
  readonly bytes: number;
}

/** @param known what need not be read */
export async function readRest(
  rom: Pick<Rom, "flashBytes" | "digest" | "read">,
  known: readonly Range[],
): Promise<Piece[]> {
  const pieces: Piece[] = [];
  for (const { address, bytes } of listGaps(rom.flashBytes, known))
    for (let at = address; at < address + bytes; at += BLOCK_BYTES) {
      const length = Math.min(BLOCK_BYTES, address + bytes - at);
      if ((await rom.digest(at, length)) !== digestErased(length))
        pieces.push({ address: at, bytes: await rom.read(at, length) });
    }
  return pieces;
}

function listGaps(flashBytes: number, known: readonly Range[]): Range[] {
  const gaps: Range[] = [];
  let end = 0;
  for (const { address, bytes } of [
    ...known.toSorted((a, b) => a.address - b.address),
    { address: flashBytes, bytes: 0 },
  ]) {
    if (address > end) gaps.push({ address: end, bytes: address - end });
    end = Math.max(end, address + bytes);
  }
  return gaps;
}

function digestErased(bytes: number): string {
  return createHash("md5").update(new Uint8Array(bytes).fill(255)).digest("hex");
}
