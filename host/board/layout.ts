// Which file lies where in a board's Storage. Everything that is ever erased fills whole pages, and its own header is
// the end of a page that is not.
import {
  BOOT_BYTES,
  BOOT_FILE,
  DAY_BYTES,
  DAY_FILE,
  HEADER_BYTES,
  LOG_BYTES,
  LOG_FILE,
  PAGE_BYTES,
  SLOT_A,
  SLOT_B,
  STATS_BYTES,
  STATS_FILE,
} from "../../shared/link/slot.ts";
import { HostError } from "../error.ts";

export interface Extent {
  readonly name: string;
  /** Where its data begin, in bytes from the start of Storage; its header lies right before. */
  readonly address: number;
  /** Bytes of data. */
  readonly size: number;
}

export interface Layout {
  /** In the order in which they lie, and are made. */
  readonly extents: readonly Extent[];
  /** Bytes of each slot. */
  readonly slotBytes: number;
  /** Bytes behind the last file: for whoever else writes to Storage. */
  readonly freeBytes: number;
}

/** Pages that are left free at least. */
const RESERVE_PAGES = 2;
/** Data of a file that only fills a page up to the header at its end. */
const PAD_BYTES = PAGE_BYTES - 2 * HEADER_BYTES;

/**
 * The layout for a Storage of this size.
 * @param storageBytes a multiple of PAGE_BYTES
 * @throws HostError `board-storage-small` where not even one page is left for a slot
 */
export function planLayout(storageBytes: number): Layout {
  const extents: Extent[] = [];
  let address = 0;
  let pads = 0;
  const place = (name: string, size: number): void => {
    extents.push({ name, address: address + HEADER_BYTES, size });
    address += HEADER_BYTES + size;
  };
  const placeErasable = (name: string, size: number): void => {
    place(`pad${pads++}`, PAD_BYTES);
    place(name, size);
  };
  const fixedBytes = PAGE_BYTES * 6 + LOG_BYTES + DAY_BYTES + STATS_BYTES;
  const pages = Math.floor((storageBytes - fixedBytes) / PAGE_BYTES) - RESERVE_PAGES;
  const slotBytes = Math.floor(pages / 2) * PAGE_BYTES;
  if (slotBytes < PAGE_BYTES)
    throw new HostError(
      "board-storage-small",
      `the board's Storage of ${storageBytes} bytes is too small for two slots`,
      "Use a board whose firmware has at least 256 KiB of Storage.",
    );
  place(BOOT_FILE, BOOT_BYTES);
  placeErasable(LOG_FILE, LOG_BYTES);
  placeErasable(DAY_FILE, DAY_BYTES);
  placeErasable(SLOT_A, slotBytes);
  placeErasable(SLOT_B, slotBytes);
  placeErasable(STATS_FILE, STATS_BYTES);
  return { extents, slotBytes, freeBytes: storageBytes - address };
}

/** The extent of a file. @throws Error where the layout has no such file: a fault of the caller */
export function findExtent(layout: Layout, name: string): Extent {
  const found = layout.extents.find((extent) => extent.name === name);
  if (found === undefined) throw new Error(`the layout has no file ${name}`);
  return found;
}
