// A chip on a line, in a time that passes as fast as the machine can: esptool-js waits by looking at the clock.
import { vi } from "vitest";
import { createLine, type Line } from "../../../host/board/rom/line.ts";
import { createPort } from "../../../host/board/rom/serial.mjs";
import { type ChipOptions, createChip, type FakeChip } from "./chip.ts";

export const PATH = "/dev/ttyFAKE0";

export function connectChip(chip: FakeChip): Line {
  const usb = chip.options.isNative ? { usbVendorId: 0x303a, usbProductId: 0x1001 } : { usbVendorId: 0x10c4 };
  return createLine(PATH, usb, (baud) => createPort(PATH, baud, chip.binding));
}

export function stand(options: ChipOptions): { chip: FakeChip; line: Line } {
  const chip = createChip(options);
  return { chip, line: connectChip(chip) };
}

/** Runs something that waits; no real time passes while nothing happens. */
export async function inFastTime<Result>(work: () => Promise<Result>): Promise<Result> {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
  try {
    let isDone = false;
    const result = work().finally(() => {
      isDone = true;
    });
    result.catch(() => {});
    while (!isDone) {
      // Lets the streams of both sides come to rest before the clock moves.
      for (let i = 0; i < 4; i++) await new Promise((done) => setImmediate(done));
      await vi.advanceTimersByTimeAsync(1);
    }
    return await result;
  } finally {
    vi.useRealTimers();
  }
}
