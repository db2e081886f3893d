// Flash as the steps of a plan find it, as a board has it, and what a plan has to know of it.
import { crc32 } from "node:zlib";
import type { Medium } from "../../host/board/execution.ts";
import { readSlotImage } from "../../host/board/image.ts";
import { findExtent, type Layout } from "../../host/board/layout.ts";
import type { BoardState, Slot } from "../../host/board/plan.ts";
import type { Flash } from "../../host/simulator/flash.ts";
import { mountStorage } from "../../host/simulator/storage.ts";
import {
  DAY_FILE,
  DIRECTORY_BYTES,
  DIRECTORY_OFFSET,
  HEADER_BYTES,
  LOG_FILE,
  PAGE_BYTES,
  SLOT_A,
  SLOT_B,
} from "../../shared/link/slot.ts";

/** Writes and erases go past Storage, which would make a file anew for a write at its start. */
export function openFlash(flash: Flash, layout: Layout): Medium {
  const storage = mountStorage(flash);
  const erase = (address: number, bytes: number): void => {
    // In as many parts as the chip has.
    for (let at = 0; at < bytes; at += flash.pageBytes) flash.erasePage(address + at);
  };
  /** Where a file should lie, if its header says so. */
  const locate = (file: string): number => {
    const { address } = findExtent(layout, file);
    const name = Buffer.from(flash.bytes.subarray(address - HEADER_BYTES + 4, address)).toString("latin1");
    return name.replace(/\0+$/, "") === file ? address : -1;
  };
  return {
    clear: erase,
    create: (file, size) => void storage.write(file, new Uint8Array(), 0, size),
    read(file, offset = 0, length = Number.POSITIVE_INFINITY) {
      const address = locate(file);
      if (address < 0) return new Uint8Array();
      const end = Math.min(offset + length, findExtent(layout, file).size);
      return flash.bytes.subarray(address + offset, address + Math.max(end, offset));
    },
    erase: (file, offset) => erase(locate(file) + offset, PAGE_BYTES),
    write: (file, offset, bytes) => flash.write(locate(file) + offset, bytes),
  };
}

/** @param running slot whose program runs */
export function readState(medium: Medium, running: Slot | undefined): BoardState {
  const pages = (slot: Slot): number[] => {
    const bytes = medium.read(slot);
    return Array.from({ length: bytes.length / PAGE_BYTES }, (_, i) =>
      crc32(bytes.subarray(i * PAGE_BYTES, (i + 1) * PAGE_BYTES)),
    );
  };
  const directory = (slot: Slot): Uint8Array => {
    const bytes = medium.read(slot, DIRECTORY_OFFSET, DIRECTORY_BYTES);
    return bytes.length > 0 ? bytes.slice() : new Uint8Array(DIRECTORY_BYTES);
  };
  const whole = ([SLOT_A, SLOT_B] as const).filter((slot) => readSlotImage(medium.read(slot)));
  return {
    log: Buffer.from(medium.read(LOG_FILE)).toString("latin1"),
    running: running ?? whole[0],
    pages: { a: pages(SLOT_A), b: pages(SLOT_B) },
    directories: { a: directory(SLOT_A), b: directory(SLOT_B) },
    day: medium.read(DAY_FILE).slice(),
  };
}
