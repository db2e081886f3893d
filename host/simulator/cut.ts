// Flash that loses its power: in any call, at any byte of it, with bytes that are half written or half erased.
// A chip writes up to 256 bytes and erases 4,096 at a time; what a cut leaves of either is not said by its maker, so
// all that physics allows may be asked for here: bits that should change have changed, or have not, one by one.
import type { Flash } from "./flash.ts";

/** Bytes that a NOR flash programs together. */
const PROGRAM_BYTES = 256;

/** One change of flash, as somebody asked for it. */
export interface FlashCall {
  readonly address: number;
  /** Undefined for the erasure of a page; then `address` is the page's first byte. */
  readonly data: Uint8Array | undefined;
}

/** Where power goes. */
export interface Cut {
  /** Calls before it, from 0. */
  readonly call: number;
  /** Bytes of the call that were done. */
  readonly byte: number;
  /**
   * How the next ones look. Up to 255: the next byte only, the bits that are 1 here have not changed; 255 is a clean
   * cut. From MIXED on: all bytes that the chip changes together, each bit as a number made from this decides.
   * For an erasure, from ZEROED on: likewise, after the chip cleared all of the page's bits first, as many do.
   * BACKWARDS: a clean cut, but the bytes that were done are the last ones of the call.
   */
  readonly tear: number;
}

export const CLEAN = 255;
export const MIXED = 256;
export const ZEROED = 512;
export const BACKWARDS = 1024;

/** What a call throws during which power goes, and every call after it. */
export class PowerCut extends Error {
  constructor() {
    super("the power is cut");
    this.name = "PowerCut";
  }
}

export interface CutFlash extends Flash {
  /** Calls so far. */
  readonly calls: number;
  readonly isCut: boolean;
}

/**
 * Flash on top of another, which it changes.
 * @param cut undefined: never
 * @param onCall hears of each call before anything is changed
 */
export function cutFlash(flash: Flash, cut: Cut | undefined, onCall?: (call: FlashCall) => void): CutFlash {
  let calls = 0;
  let isCut = false;
  /** Counts a call. Where it is the one, changes a part of what it should and throws. */
  function count(call: FlashCall): void {
    if (isCut) throw new PowerCut();
    onCall?.(call);
    if (cut !== undefined && calls === cut.call) {
      isCut = true;
      tearCall(flash, call, cut);
      throw new PowerCut();
    }
    calls++;
  }
  return {
    bytes: flash.bytes,
    pageBytes: flash.pageBytes,
    get calls() {
      return calls;
    },
    get isCut() {
      return isCut;
    },
    write(address, data) {
      count({ address, data });
      flash.write(address, data);
    },
    erasePage(address) {
      count({ address: address - (address % flash.pageBytes), data: undefined });
      flash.erasePage(address);
    },
  };
}

/** Leaves flash as a cut in this call does. @param cut its `call` does not matter */
export function tearCall(flash: Flash, { address, data }: FlashCall, { byte, tear }: Cut): void {
  const { bytes } = flash;
  const length = data?.length ?? flash.pageBytes;
  const done = Math.min(byte, length);
  if (tear >= BACKWARDS) {
    if (data) flash.write(address + length - done, data.subarray(length - done));
    else bytes.fill(255, address + length - done, address + length);
    return;
  }
  if (data) flash.write(address, data.subarray(0, done));
  else bytes.fill(255, address, address + done);
  if (tear < MIXED) {
    if (done < length) bytes[address + done] = mix(bytes[address + done], data?.[done], tear);
    return;
  }
  let state = Math.imul(tear + 1, 0x9e3779b1) ^ Math.imul(done + 1, 0x85ebca6b);
  const together = data ? PROGRAM_BYTES - ((address + done) % PROGRAM_BYTES) : length;
  for (let i = done; i < Math.min(length, done + together); i++) {
    state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x6d2b79f5;
    const old = tear >= ZEROED && !data ? 0 : bytes[address + i];
    bytes[address + i] = mix(old, data?.[i], (state >>> 13) & 255);
  }
}

/** A byte on its way from `old`: where `kept` has a 1 it has not changed. Undefined = it is being erased. */
function mix(old: number, data: number | undefined, kept: number): number {
  return data === undefined ? old | (~kept & 255) : old & (data | kept);
}
