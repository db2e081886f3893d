// What must hold for every single call that changes an installed board's flash, cut or not.
import { readSlotImage } from "../../host/board/image.ts";
import { findExtent, planLayout } from "../../host/board/layout.ts";
import type { FlashCall } from "../../host/simulator/cut.ts";
import { createFlash } from "../../host/simulator/flash.ts";
import {
  DIRECTORY_OFFSET,
  HEADER_BYTES,
  LOG_FILE,
  LOG_SLOT_A,
  LOG_SLOT_B,
  PAGE_BYTES,
  SLOT_A,
  SLOT_B,
} from "../../shared/link/slot.ts";

export interface Broken {
  readonly call: number;
  readonly rule: string;
}

/** @returns the calls that break a rule, with the rule's name */
export function findBroken(before: Uint8Array, calls: readonly FlashCall[], pageBytes: number): Broken[] {
  const flash = createFlash(before.length, pageBytes);
  flash.bytes.set(before);
  const layout = planLayout(before.length);
  const ownBytes = before.length - layout.freeBytes;
  const headers = layout.extents.map(({ address }) => address - HEADER_BYTES);
  const log = findExtent(layout, LOG_FILE);
  const slots = [SLOT_A, SLOT_B].map((name) => findExtent(layout, name));
  const [a, b] = slots;
  const read = ({ address, size }: { address: number; size: number }): Uint8Array =>
    flash.bytes.subarray(address, address + size);
  const isWhole = (i: number): boolean => {
    const slot = slots[i];
    return slot !== undefined && readSlotImage(read(slot)) !== undefined;
  };
  const broken: Broken[] = [];

  function check(call: number, { address, data }: FlashCall): void {
    const end = address + (data?.length ?? pageBytes);
    const touches = (from: number, to: number): boolean => address < to && end > from;
    const say = (isBroken: boolean, rule: string): void => void (isBroken && broken.push({ call, rule }));
    say(touches(0, PAGE_BYTES), "boot0-stays");
    say(
      headers.some((header) => touches(header, header + HEADER_BYTES)),
      "headers-stay",
    );
    const isRewritten = data?.some((_, i) => flash.bytes[address + i] !== 255) ?? false;
    say(isRewritten && address < ownBytes, "only-erased-bytes-are-written");
    const isLog = touches(log.address, log.address + log.size);
    say(isLog && data === undefined && isWhole(0) && isWhole(1), "log-erased-beside-one-slot-only");
    const letter = data && isLog ? [LOG_SLOT_A, LOG_SLOT_B].indexOf(String.fromCharCode(data[0] ?? 0)) : -1;
    say(letter >= 0 && !isWhole(letter), "only-a-whole-slot-is-named");
    // The last slot that is whole is never touched, whatever the log says.
    const last = isWhole(0) === isWhole(1) ? undefined : isWhole(0) ? a : b;
    if (last) say(touches(last.address, last.address + last.size), "the-only-slot-stays");
    for (const [i, slot] of slots.entries()) {
      const from = slot.address + DIRECTORY_OFFSET;
      if (data === undefined || !touches(from, from + 4)) continue;
      flash.write(address, data);
      say(!isWhole(i), "directory-last");
    }
  }

  for (const [call, flashCall] of calls.entries()) {
    check(call, flashCall);
    if (flashCall.data) flash.write(flashCall.address, flashCall.data);
    else flash.erasePage(flashCall.address);
  }
  return broken;
}
