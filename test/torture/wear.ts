// What the years and other people's programs do to a board's flash.
import { findExtent, type Layout } from "../../host/board/layout.ts";
import { createRandom } from "../../host/random.ts";
import { PowerCut } from "../../host/simulator/cut.ts";
import type { Flash } from "../../host/simulator/flash.ts";
import { mountStorage } from "../../host/simulator/storage.ts";
import {
  DAY_FILE,
  ERASED_BYTES,
  encodeDay,
  LOG_BYTES,
  LOG_FILE,
  LOG_SLOT_A,
  LOG_SLOT_B,
  LOG_START,
  PAGE_BYTES,
} from "../../shared/link/slot.ts";

/** A day in 2026, in local days since 1970. */
export const TODAY = 20_600;
const ENTRY_BYTES = 3;

type Change = (flash: Flash) => void;

/** Years of starts and good starts in the log, up to so many bytes before its end. */
export function fillLog(layout: Layout, left: number): Change {
  return (flash) => {
    const { address } = findExtent(layout, LOG_FILE);
    const log = flash.bytes.subarray(address, address + LOG_BYTES);
    const end = log.indexOf(255, ERASED_BYTES);
    const text = (LOG_START + LOG_SLOT_A + LOG_START + LOG_SLOT_B).repeat(LOG_BYTES / 4);
    flash.write(address + end, Buffer.from(text.slice(0, LOG_BYTES - left - end), "latin1"));
  };
}

/** Fills a page of dates, 0 or 1, except for so many entries; the days go on from what the other page may have. */
export function fillDays(layout: Layout, page: number, left: number): Change {
  return (flash) => {
    const { address } = findExtent(layout, DAY_FILE);
    const from = page === 0 ? ERASED_BYTES : PAGE_BYTES;
    const room = Math.floor(((page + 1) * PAGE_BYTES - from) / ENTRY_BYTES) - left;
    for (let i = 0; i < room; i++) {
      const at = address + from + i * ENTRY_BYTES;
      if (flash.bytes[at] === 255) flash.write(at, encodeDay(TODAY + page * 1500 + i));
    }
  };
}

/** Files of somebody else's from an address on, every third of them deleted. */
export function addForeign(address: number, files: number): Change {
  return (flash) => {
    const random = createRandom(address + files);
    const storage = mountStorage(flash);
    for (let i = 0; i < files; i++) storage.write(`their${i}`, new Uint8Array(1 + random.below(900)).fill(i));
    for (let i = 0; i < files; i += 3) storage.erase(`their${i}`);
    // Garbage behind them, as an interrupted write leaves it.
    if (address === 0) flash.write(flash.bytes.length >> 1, new Uint8Array(500).fill(0x5a));
  };
}

/** Somebody writes a file of theirs anew until Storage had to be compacted a few times. */
export function forceCompaction(flash: Flash): void {
  const storage = mountStorage(flash);
  for (let i = 0; i < 8; i++)
    try {
      storage.write("theirs", new Uint8Array(1500).fill(i));
    } catch (error) {
      // What is left of their files after a cut may be in the way; ours must not.
      if (error instanceof PowerCut) throw error;
    }
}

/** A look whether everything up to an address is as it was; starts may have been counted in the log since. */
export function keepPages(before: Uint8Array, layout: Layout, end: number): (flash: Flash) => string {
  const log = findExtent(layout, LOG_FILE);
  return (flash) => {
    for (let i = 0; i < end; i++) {
      const isLog = i >= log.address && i < log.address + log.size;
      if (flash.bytes[i] !== before[i] && !isLog)
        return `byte ${i} is ${flash.bytes[i]}, it was ${before[i]}`;
    }
    return "";
  };
}
