// What is used of serialport; see serial.mjs.
import type { Duplex } from "node:stream";

/** The part of serialport's SerialPort that is used here. Callbacks get an error, or null. */
export interface Port extends Duplex {
  readonly isOpen: boolean;
  open(done: (error: Error | null) => void): void;
  close(done: (error: Error | null) => void): void;
  update(options: { baudRate: number }, done: (error: Error | null) => void): void;
  set(lines: { dtr?: boolean; rts?: boolean; brk?: boolean }, done: (error: Error | null) => void): void;
}

export interface PortInfo {
  readonly path: string;
  readonly manufacturer?: string | undefined;
  /** USB numbers as hex, without "0x". */
  readonly vendorId?: string | undefined;
  readonly productId?: string | undefined;
}
