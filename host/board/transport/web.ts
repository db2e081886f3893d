// Web Serial: a board on a serial port, as a browser gives it.
import { HostError } from "../../error.ts";
import { createInlet, type Transport } from "./transport.ts";

const MTU = 256;
/** A byte has 10 bits on the line; this many times as long it may take. */
const SLACK = 3;
const BUFFER_BYTES = 8192;

/** What we use of the browser's `SerialPort`. */
export interface WebSerialPort {
  readonly readable: ReadableStream<Uint8Array> | null;
  readonly writable: WritableStream<Uint8Array> | null;
  open(options: { baudRate: number; bufferSize?: number }): Promise<void>;
  close(): Promise<void>;
  setSignals(signals: { dataTerminalReady?: boolean; requestToSend?: boolean }): Promise<void>;
}

/**
 * @param port that somebody chose in the browser's dialogue
 * @param baud bits a second
 * @throws HostError `port-busy`
 */
export async function openWebSerial(port: WebSerialPort, baud: number): Promise<Transport> {
  try {
    await port.open({ baudRate: baud, bufferSize: BUFFER_BYTES });
  } catch (error) {
    throw new HostError(
      "port-busy",
      "the browser could not open this port",
      "Close the other page or program that uses it, then try again; the board was not touched.",
      undefined,
      error,
    );
  }
  const inlet = createInlet();
  const reader = port.readable?.getReader();
  const writer = port.writable?.getWriter();
  const reading = read();

  async function read(): Promise<void> {
    try {
      for (;;) {
        const part = await reader?.read();
        if (part?.value !== undefined) inlet.data(part.value);
        if (part === undefined || part.done) break;
      }
      inlet.closed(new Error("the port is gone"));
    } catch (error) {
      inlet.closed(error instanceof Error ? error : new Error(String(error)));
    }
  }

  return {
    name: "the browser's serial port",
    mtu: MTU,
    window: 1,
    byteMs: (1000 * 10 * SLACK) / baud,
    isCable: true,
    async write(bytes) {
      if (inlet.isClosed || writer === undefined) throw new Error("the port is gone");
      await writer.write(bytes);
    },
    hear: inlet.hear,
    setSignals: ({ dtr, rts }) =>
      port.setSignals({
        ...(dtr === undefined ? {} : { dataTerminalReady: dtr }),
        ...(rts === undefined ? {} : { requestToSend: rts }),
      }),
    async close() {
      inlet.closed();
      // A lock that is held keeps the port from closing; errors here only say that it is gone already.
      await reader?.cancel().catch(() => undefined);
      await reading;
      reader?.releaseLock();
      await writer?.abort().catch(() => undefined);
      writer?.releaseLock();
      await port.close().catch(() => undefined);
    },
  };
}
