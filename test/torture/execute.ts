// Does the steps of a plan on flash, as a board does them over its console, and reads what a plan has to know.
import { crc32 } from "node:zlib";
import { readSlotImage } from "../../host/board/image.ts";
import { findExtent, type Layout } from "../../host/board/layout.ts";
import type { Operation as Step } from "../../host/board/operation.ts";
import type { BoardState, Slot } from "../../host/board/plan.ts";
import type { Flash } from "../../host/simulator/flash.ts";
import { mountStorage, type Storage } from "../../host/simulator/storage.ts";
import {
  DAY_FILE,
  DIRECTORY_BYTES,
  DIRECTORY_OFFSET,
  ERASED_BYTES,
  HEADER_BYTES,
  LOG_FILE,
  PAGE_BYTES,
  readLog,
  SLOT_A,
  SLOT_B,
} from "../../shared/link/slot.ts";

/** What stops a plan: what is there is not what it was made for. */
export class PlanStop extends Error {}

/** @throws PlanStop where a step finds something else than it expects; nothing is changed by that step */
export function executePlan(flash: Flash, layout: Layout, steps: readonly Step[]): void {
  const storage = mountStorage(flash);
  for (const step of steps) executeStep(storage, layout, step);
}

function executeStep(storage: Storage, layout: Layout, step: Step): void {
  const { flash } = storage;
  switch (step.kind) {
    case "clear":
      for (let at = 0; at < step.bytes; at += flash.pageBytes) flash.erasePage(step.address + at);
      return;
    case "create":
      storage.write(step.file, new Uint8Array(), 0, step.size);
      return;
    case "erase":
      erasePage(storage, findExtent(layout, step.file).address, step.file, step.offset);
      return;
    case "write":
      writeErased(flash, findExtent(layout, step.file).address + step.offset, step.bytes);
      return;
    case "verify":
      if (crc32(storage.read(step.file, step.offset, step.length) ?? "") !== step.crc)
        throw new PlanStop(`${step.file} is not what was written`);
      return;
    case "append": {
      const { end } = readLog(readText(storage, LOG_FILE));
      if (end < ERASED_BYTES) throw new PlanStop("the log is full");
      storage.write(LOG_FILE, Buffer.from(step.code, "latin1"), end);
    }
  }
}

/** Past Storage, which would make a file anew for a write at its start. */
function writeErased(flash: Flash, address: number, bytes: Uint8Array): void {
  if (flash.bytes.subarray(address, address + bytes.length).some((byte) => byte !== 255))
    throw new PlanStop(`flash is not erased at ${address}`);
  flash.write(address, bytes);
}

/** A page of PAGE_BYTES, in as many parts as the chip has, after a look at the header before its file. */
function erasePage({ flash }: Storage, address: number, file: string, offset: number): void {
  const header = Buffer.from(flash.bytes.subarray(address - HEADER_BYTES + 4, address));
  if (header.toString("latin1").replace(/\0+$/, "") !== file)
    throw new PlanStop(`${file} does not lie there`);
  for (let at = 0; at < PAGE_BYTES; at += flash.pageBytes) flash.erasePage(address + offset + at);
}

function readText(storage: Storage, file: string): string {
  return Buffer.from(storage.read(file) ?? []).toString("latin1");
}

/** @param running slot whose program runs */
export function readState(flash: Flash, running: Slot | undefined): BoardState {
  const storage = mountStorage(flash);
  const pages = (slot: Slot): number[] => {
    const bytes = storage.read(slot) ?? new Uint8Array();
    return Array.from({ length: bytes.length / PAGE_BYTES }, (_, i) =>
      crc32(bytes.subarray(i * PAGE_BYTES, (i + 1) * PAGE_BYTES)),
    );
  };
  const directory = (slot: Slot): Uint8Array =>
    storage.read(slot, DIRECTORY_OFFSET, DIRECTORY_BYTES) ?? new Uint8Array(DIRECTORY_BYTES);
  const whole = ([SLOT_A, SLOT_B] as const).filter((slot) =>
    readSlotImage(storage.read(slot) ?? new Uint8Array()),
  );
  return {
    log: readText(storage, LOG_FILE),
    running: running ?? whole[0],
    pages: { a: pages(SLOT_A), b: pages(SLOT_B) },
    directories: { a: directory(SLOT_A), b: directory(SLOT_B) },
    day: storage.read(DAY_FILE) ?? new Uint8Array(),
  };
}
