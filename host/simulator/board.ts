// What a virtual board is to the rest of the tool. `startBoard` (start.ts) makes one.
import type { StatusField } from "../../shared/link/command.ts";
import type { TraceEvent } from "./trace.ts";

/** Lines of a chip on SPI besides clock and data, as GPIO numbers. */
export interface SpiPins {
  readonly select: number;
  /** High: data; low: a command. */
  readonly data: number;
  /** Low: the chip is reset. */
  readonly reset: number;
  /** High while the chip works, on chips that say so. */
  readonly busy?: number;
}

/** What a board file says about the hardware, for the simulator, the interpreter's prelude and the card layout. */
export interface Hardware {
  readonly kind: string;
  /** `process.env.BOARD` of the stock build. */
  readonly env: string;
  readonly panel: {
    readonly driver: "builtin" | "ssd1306" | "ssd1680" | "st7789";
    readonly width: number;
    readonly height: number;
    readonly bitsPerPixel: 1 | 16;
    readonly pixelsPerMm: number;
  };
  readonly pins: {
    readonly pir?: number;
    readonly radar?: number;
    readonly button?: number;
    readonly backlight?: number;
    /** Lines of a panel on SPI. */
    readonly panel?: SpiPins;
  };
  readonly hasTouch: boolean;
  readonly console: "Serial1" | "USB";
  /** Bytes of Storage. */
  readonly storageBytes: number;
}

/** A frame: RGB565 values of a colour panel, 0 or 1 of a one-bit panel, row by row. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly bitsPerPixel: 1 | 16;
  readonly pixels: Uint16Array;
  /** Panel switched on, backlight 0 to 255. */
  readonly isOn: boolean;
  readonly light: number;
}

/** One thing that left the board or happened on it, in order. */
export interface BoardRecord {
  readonly atMs: number;
  readonly kind: "console" | "radio" | "uart" | "wifi" | "storage" | "error" | "watchdog";
  readonly text: string;
}

export type Status = Readonly<Record<StatusField, number>>;

export interface VirtualBoard {
  readonly hardware: Hardware;
  /** Virtual milliseconds since the trace began. */
  readonly nowMs: number;
  /** Files of its Storage: read a copy; write as a host would before the board starts. */
  readFile(name: string): Uint8Array | undefined;
  writeFile(name: string, bytes: Uint8Array): void;
  listFiles(): string[];
  /** Runs timers up to and including this time. */
  advanceTo(atMs: number): void;
  /** Runs timers up to the event's time, then lets it happen. `frame` and `status` events only advance. */
  happen(event: TraceEvent): void;
  frame(): Frame;
  /** Asks through the link, as a host would over the cable. Undefined when the program does not answer. */
  status(): Status | undefined;
  command(code: number, a: number, b: number): number[];
  /** Everything recorded since the last call. */
  takeRecords(): BoardRecord[];
}

export interface BoardFiles {
  /** Text of `.boot0` and of the program, bytes of the deployment and fonts: what deploy would have written. */
  readonly boot: string;
  readonly program: string;
  readonly deployment: Uint8Array;
  readonly fonts: Uint8Array;
}
