// A serial port as esptool-js wants it, which was written for browsers: Web Serial's SerialPort over serialport.
import { ReadableStream, WritableStream } from "node:stream/web";
import { HostError } from "../../error.ts";
import { explainOpening } from "./failure.ts";
import type { Port } from "./port.ts";

/** Lines that reset a board and choose what it starts. What is left out stays as it is. */
export interface Signals {
  readonly dataTerminalReady?: boolean;
  readonly requestToSend?: boolean;
  readonly break?: boolean;
}

/** USB numbers of a port, where it has some. */
export interface UsbNumbers {
  readonly usbVendorId?: number;
  readonly usbProductId?: number;
}

export interface Line {
  readonly readable: ReadableStream<Uint8Array> | null;
  readonly writable: WritableStream<Uint8Array> | null;
  /** @throws HostError, see `explainOpening` */
  open(options: { baudRate: number }): Promise<void>;
  /** Does nothing where it is closed; waits for nobody. */
  close(): Promise<void>;
  setBaudRate(baud: number): Promise<void>;
  setSignals(signals: Signals): Promise<void>;
  getInfo(): UsbNumbers;
  /** What came in last, as text, for finding out why a board does not answer. */
  readonly tail: string;
  /** Forgets what came in so far. */
  forgetTail(): void;
  /** Has this port no lines for resetting, as a virtual one? Known once they were used. */
  readonly hasNoSignals: boolean;
  /** Settles never, or fails with HostError `port-gone` when the port goes away while it is open. */
  readonly gone: Promise<never>;
}

const TAIL_BYTES = 2048;

/**
 * @param path for errors
 * @param usb numbers of the port, by which a chip's own USB is known
 * @param createPort makes serialport's port, closed
 */
export function createLine(path: string, usb: UsbNumbers, createPort: (baud: number) => Port): Line {
  let port: Port | undefined;
  let readable: ReadableStream<Uint8Array> | null = null;
  let writable: WritableStream<Uint8Array> | null = null;
  let tail = Buffer.alloc(0);
  let hasNoSignals = false;
  // A system raises both lines when a port is opened; serialport wants to be told all of them each time.
  let lines = { dtr: true, rts: true, brk: false };
  let fail: (error: HostError) => void = () => {};
  const gone = new Promise<never>((_, reject) => {
    fail = reject;
  });
  // Whoever opens the line waits for it; where nobody does, it is no unhandled error.
  gone.catch(() => {});

  function listen(opened: Port): void {
    readable = new ReadableStream<Uint8Array>({
      start(controller) {
        opened.on("data", (bytes: Buffer) => {
          tail = Buffer.concat([tail, bytes]).subarray(-TAIL_BYTES);
          if (readable !== null) controller.enqueue(new Uint8Array(bytes));
        });
        const end = (error?: Error) => {
          if (port !== opened) return;
          const lost = reportLoss(path, error);
          controller.error(lost);
          fail(lost);
        };
        opened.on("close", end);
        opened.on("error", end);
      },
    });
    writable = new WritableStream<Uint8Array>({
      write: (bytes) =>
        new Promise((done, refuse) => {
          opened.write(bytes, (error) => (error ? refuse(error) : done()));
        }),
    });
  }

  return {
    get readable() {
      return readable;
    },
    get writable() {
      return writable;
    },
    get tail() {
      return tail.toString("latin1");
    },
    get hasNoSignals() {
      return hasNoSignals;
    },
    gone,
    forgetTail() {
      tail = Buffer.alloc(0);
    },
    async open({ baudRate }) {
      const opened = createPort(baudRate);
      try {
        await call((done) => opened.open(done));
      } catch (error) {
        throw explainOpening(path, error);
      }
      lines = { dtr: true, rts: true, brk: false };
      port = opened;
      listen(opened);
    },
    async close() {
      const closing = port;
      port = undefined;
      readable = null;
      writable = null;
      if (closing?.isOpen) await call((done) => closing.close(done));
    },
    async setBaudRate(baud) {
      const opened = port;
      if (opened !== undefined) await call((done) => opened.update({ baudRate: baud }, done));
    },
    async setSignals(signals) {
      lines = {
        dtr: signals.dataTerminalReady ?? lines.dtr,
        rts: signals.requestToSend ?? lines.rts,
        brk: signals.break ?? lines.brk,
      };
      const opened = port;
      if (opened === undefined || hasNoSignals) return;
      try {
        await call((done) => opened.set(lines, done));
      } catch (error) {
        // A virtual port has no such lines; the board may be in its ROM all the same.
        if (!/ioctl|ENOTTY|not supported/i.test(String(error))) throw error;
        hasNoSignals = true;
      }
    },
    getInfo: () => usb,
  };
}

function reportLoss(path: string, cause?: Error): HostError {
  return new HostError(
    "port-gone",
    "the board was unplugged, or its port went away",
    "Plug it in again, directly and with a short cable, and run the same command.",
    { file: path },
    cause,
  );
}

function call(start: (done: (error: Error | null) => void) => void): Promise<void> {
  return new Promise((done, refuse) => start((error) => (error ? refuse(error) : done())));
}
